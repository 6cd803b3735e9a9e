import type { DeskHandlers } from '../../shared/contract/desk-api.ts';
import type { OpenDesk } from '../open-desk.ts';

/** Answers the channels of `administration`: each is asked of the central server by whoever sits at the desk now. */
export function createAdministrationHandlers(parts: {
  readonly getOpenDesk: () => OpenDesk;
}): DeskHandlers['administration'] {
  const server = () => parts.getOpenDesk().sync.administering;
  return {
    overview: async (question) => server().overview(question),
    addOffice: async (order) => server().addOffice(order),
    addPerson: async (order) => server().addPerson(order),
    changeRoles: async (order) => server().changeRoles(order),
    givePassword: async (order) => server().givePassword(order),
    makeCode: async (order) => server().makeCode(order),
    revoke: async (order) => server().revoke(order),
    setGrace: async (order) => server().setGrace(order),
  };
}
