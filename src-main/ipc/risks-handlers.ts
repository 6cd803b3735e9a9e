import type { DeskHandlers } from '../../shared/contract/desk-api.ts';
import { withoutControls } from '../../shared/text/controls.ts';
import type { RiskRegister } from '../cases/risk-register.ts';
import type { OpenDesk } from '../open-desk.ts';
import type { createCaseBeginning } from './cases-handlers.ts';

/** Answers the channels of `risks`. */
export function createRisksHandlers(parts: {
  readonly getOpenDesk: () => OpenDesk;
  /** Begins a case with a number of this desk, as for any application. */
  readonly beginCase: ReturnType<typeof createCaseBeginning>;
}): DeskHandlers['risks'] {
  const workspace = () => parts.getOpenDesk().workspace;
  const shown = async (opened: Awaited<ReturnType<RiskRegister['open']>>) => ({
    ...opened,
    people: workspace().peopleNames(),
    unlinkedCase: await workspace().caseOfRisk.findUnlinked(opened.view),
  });
  return {
    list: async () => ({
      risks: (await workspace().risks.list()).map((view) => ({ ...view, timeline: [] })),
    }),
    open: async ({ riskId }) => shown(await workspace().risks.open(riskId)),
    register: (body) => workspace().risks.register(withoutControls(body), workspace().today()),
    act: async ({ riskId, order }) => {
      const { type, body } = withoutControls(order);
      return shown(await workspace().risks.act(riskId, type, body));
    },
    openCase: ({ riskId, openedOn }) =>
      workspace().caseOfRisk.open(riskId, openedOn, (caseId) =>
        parts.beginCase(caseId, { openedOn, externalNumber: null }),
      ),
  };
}
