import type { z } from 'zod';
import {
  AdministrationOverview,
  type administrationContract,
  CodeMade,
  OfficeMade,
  PersonMade,
} from '../../shared/contract/administration.ts';
import { type AreaHandlers, CodedError, Done } from '../../shared/contract/ipc.ts';
import { type Ask, SyncFailure } from './server-client.ts';
import type { SyncAccount } from './sync-account.ts';

/**
 * What an administrator asks of the central server and orders there. Nothing of it is kept on the desk or sent later:
 * without a line every call fails with 'administration.offline'. Whether it is allowed is judged by the server again.
 */
export function createAdministering(
  account: Pick<SyncAccount, 'withSession'>,
): AreaHandlers<typeof administrationContract> {
  const ask = async <Shape extends z.ZodType>(
    shape: Shape,
    request: Omit<Ask, 'token'>,
  ): Promise<z.output<Shape>> => {
    try {
      return await account.withSession((client, token) => client.ask(shape, { ...request, token }));
    } catch (error) {
      // The order may have arrived and only its answer be lost: the words ask to look before it is repeated.
      if (error instanceof SyncFailure && error.kind === 'offline') {
        throw new CodedError('administration.offline');
      }
      throw error;
    }
  };
  const order =
    <Shape extends z.ZodType>(place: string, shape: Shape) =>
    (body: unknown) =>
      ask(shape, { method: 'POST', path: `/v1/administration/${place}`, body });
  return {
    overview: ({ officeId }) => {
      const question = officeId === undefined ? '' : `?officeId=${encodeURIComponent(officeId)}`;
      return ask(AdministrationOverview, { method: 'GET', path: `/v1/administration${question}` });
    },
    addOffice: order('offices', OfficeMade),
    addPerson: order('people', PersonMade),
    changeRoles: order('roles', Done),
    givePassword: order('passwords', Done),
    makeCode: order('enrolment-codes', CodeMade),
    revoke: order('revocations', Done),
    setGrace: order('grace', Done),
  };
}
