import { z } from 'zod';
import { riskActions } from '../risk/actions.ts';
import type { RiskView } from '../risk/view.ts';
import { defineContract, Nothing } from './ipc.ts';

const RiskId = z.string().min(1).max(64);

/** The folded record. Main made it from checked actions, so it is not parsed again. */
const RiskViewSchema = z.custom<RiskView>((value) => typeof value === 'object' && value !== null);

/** A record of the register as its page shows it. */
export const OpenedRisk = z.object({
  view: RiskViewSchema,
  people: z.record(z.string(), z.string()),
  /** Faults found when the stored actions were checked: nothing is shown as true that does not verify. */
  faults: z.array(z.object({ actionId: z.string(), fault: z.string() })),
  /** A case that was begun of it and not linked, because the program ended between the two. */
  unlinkedCase: z.object({ caseId: z.string(), caseNumber: z.string() }).nullable(),
});
export type OpenedRisk = z.infer<typeof OpenedRisk>;

/** Everything but what main numbers or makes a case of. */
const RiskOrder = z.discriminatedUnion('type', [
  z.object({ type: z.literal('risk.recorded'), body: riskActions['risk.recorded'].order }),
  z.object({ type: z.literal('risk.followedUp'), body: riskActions['risk.followedUp'].order }),
  z.object({ type: z.literal('risk.reported'), body: riskActions['risk.reported'].order }),
  z.object({ type: z.literal('risk.caseLinked'), body: riskActions['risk.caseLinked'].order }),
]);
/** An action of the register as the window orders it. */
export type RiskOrder = z.infer<typeof RiskOrder>;

const RiskRegistering = riskActions['risk.recorded'].order.pick({ patches: true, overruled: true });
/** What is known of a risk when it is registered. */
export type RiskRegistering = z.infer<typeof RiskRegistering>;

/** 风险台账 (京人社仲发〔2023〕18号 3): what is found at employers, before there is a case. */
export const risksContract = defineContract({
  area: 'risks',
  queries: {
    /** All that stand in the register, the last registered first; without what was said when. */
    list: { request: Nothing, response: z.object({ risks: z.array(RiskViewSchema) }) },
    open: { request: z.object({ riskId: RiskId }), response: OpenedRisk },
  },
  commands: {
    /** A new record with a number of this desk. */
    register: {
      request: RiskRegistering,
      response: z.object({ riskId: RiskId, riskNumber: z.string() }),
    },
    /** One intent becomes one action; answers when it is durable on disk. */
    act: { request: z.object({ riskId: RiskId, order: RiskOrder }), response: OpenedRisk },
    /** 登记调解申请: a case with a number of this desk, whose intake has what the register knows of the employer. */
    openCase: {
      request: z.object({ riskId: RiskId, openedOn: z.iso.date() }),
      response: z.object({ caseId: z.string(), caseNumber: z.string() }),
    },
  },
});
