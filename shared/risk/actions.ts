import { z } from 'zod';
import { recording } from '../case/actions.ts';

const recorded = recording('risk', 'riskFollowUp', 'riskReport', 'riskCase');

/** 登记: the risk with the number of this desk, and what is known of it on that day. */
const RiskRegistered = recorded.body.extend({ riskNumber: z.string().min(1).max(128) });

/**
 * Every action a record of the register of risks can hold (风险台账; 京人社仲发〔2023〕18号 3). A body is only ever extended,
 * as with those of a case.
 */
export const riskActions = {
  'risk.registered': { version: 1, body: RiskRegistered },
  'risk.recorded': recorded,
  'risk.followedUp': recording('riskFollowUp', 'risk'),
  'risk.reported': recording('riskReport', 'risk'),
  'risk.caseLinked': recording('riskCase', 'risk'),
} as const;

export type RiskActionType = keyof typeof riskActions;
export const riskActionTypes = Object.keys(riskActions) as RiskActionType[];

export function isRiskActionType(type: string): type is RiskActionType {
  return Object.hasOwn(riskActions, type);
}
