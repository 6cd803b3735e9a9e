import type { DeskHandlers } from '../../shared/contract/desk-api.ts';
import { CodedError } from '../../shared/contract/ipc.ts';
import { listIntakeOfRisk } from '../../shared/risk/case-of-risk.ts';
import { withoutControls } from '../../shared/text/controls.ts';
import type { OpenDesk } from '../open-desk.ts';

/** Answers the channels of `risks`. */
export function createRisksHandlers(parts: {
  readonly getOpenDesk: () => OpenDesk;
  /** Begins a case with a number of this desk, as for any application. */
  readonly createCase: DeskHandlers['cases']['create'];
}): DeskHandlers['risks'] {
  const workspace = () => parts.getOpenDesk().workspace;
  const people = () => workspace().peopleNames();
  return {
    list: async () => ({
      risks: (await workspace().risks.list()).map((view) => ({ ...view, timeline: [] })),
    }),
    open: async ({ riskId }) => ({ ...(await workspace().risks.open(riskId)), people: people() }),
    register: (body) => workspace().risks.register(withoutControls(body), workspace().today()),
    act: async ({ riskId, order }) => {
      const { type, body } = withoutControls(order);
      return { ...(await workspace().risks.act(riskId, type, body)), people: people() };
    },
    openCase: async ({ riskId, openedOn }) => {
      const { risks, caseFiles } = workspace();
      const { view } = await risks.open(riskId);
      // Asked before there is a case that could not be linked.
      if (view.isWithdrawn) throw new CodedError('risk.withdrawn');
      if (view.unknown.length > 0) throw new CodedError('risk.newerProgram');
      const opened = await parts.createCase({ openedOn, externalNumber: null });
      const { caseId, caseNumber } = opened;
      await caseFiles.act(caseId, 'intake.recorded', { patches: listIntakeOfRisk(view, 'P1') });
      await risks.act(riskId, 'risk.caseLinked', {
        patches: [{ kind: 'riskCase', id: caseId, fields: { caseNumber, openedOn } }],
      });
      return opened;
    },
  };
}
