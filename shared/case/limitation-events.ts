import type { InterruptionGround } from '../law/codes/index.ts';
import { computeLimitation, type LimitationInput } from '../law/limitation.ts';
import { isWorker } from '../law/party-kind.ts';
import type { WorkingCalendar } from '../law/working-days.ts';
import { addDays, type CalendarDate, toShanghaiDate } from '../text/dates.ts';
import { findAgreementInForce } from './agreement.ts';
import type { CaseView } from './view.ts';

/** An interrupting event and where it stands: in the case file itself, or recorded for the limitation alone. */
export type LimitationEvent = {
  readonly date: CalendarDate;
  readonly ground: string;
  readonly proof: string;
  readonly origin: 'caseFile' | 'recorded';
};

/**
 * The events of a case file that interrupt the limitation (企业劳动争议协商调解规定 31, 办案规则 27), oldest first,
 * each with the document of the file that proves it. What was recorded besides comes in between.
 */
export function limitationEventsOf(view: CaseView, today: CalendarDate): LimitationEvent[] {
  const events: LimitationEvent[] = [];
  const add = (date: CalendarDate | null | undefined, ground: InterruptionGround, proof: string) => {
    if (date) events.push({ date, ground, proof, origin: 'caseFile' });
  };
  const { application, acceptance, negotiation, outcome } = view;
  // 协商 is a claim made to the other side (办案规则 27(1)); its failure counts again (17号令 31, items 1 to 4).
  add(negotiation?.requestedOn, 'claimedFromOtherSide', '协商记录');
  if (negotiation?.answer === 'refused') add(negotiation.answeredOn, 'negotiationRefused', '协商记录');
  if (negotiation?.answer === 'none' && negotiation.requestedOn) {
    add(addDays(negotiation.requestedOn, 5), 'negotiationRefused', '协商记录');
  }
  if (negotiation?.result === 'brokenOff') add(negotiation.endedOn, 'negotiationBroken', '协商记录');
  if (negotiation?.result === 'failed') add(negotiation.endedOn, 'negotiationFailed', '协商记录');
  if (negotiation?.performance === 'notPerformed') {
    add(negotiation.settlementDueDate, 'settlementNotPerformed', '和解协议书');
  }
  add(
    application.receivedAt ? toShanghaiDate(application.receivedAt) : null,
    'appliedForMediation',
    application.form === 'oral' ? '口头申请调解记录' : '调解申请书',
  );
  for (const { asked, day, ground } of earlierProceedings) {
    const date = application[asked] === 'yes' ? application[day] : null;
    if (!isRecorded(application, ground, date)) add(date, ground, proofOfProceedings(application, ground));
  }
  const acceptedOn = acceptance?.decision === 'accepted' ? acceptance.decidedOn : null;
  for (const response of view.responses) {
    if (response.agreesToMediate === false && acceptedOn === null) {
      add(response.answeredOn, 'mediationRefused', '调解征询函及答复');
    }
  }
  if (outcome?.code === 'R04') add(outcome.closedOn, 'mediationFailed', '调解终止通知书、调解笔录');
  // 一方不同意继续, 分歧较大, 拒绝签章: somebody would not go on within the time.
  if (outcome !== null && ['R05', 'R06', 'R07'].includes(outcome.code)) {
    add(findBreakingDay(view) ?? outcome.closedOn, 'mediationBroken', '调解终止通知书、调解笔录');
  }
  for (const { appliedOn } of view.paymentOrders) add(appliedOn, 'appliedForPaymentOrder', '支付令申请书');
  for (const { proceeding, proceedingOn, number, isCorrected } of view.visits) {
    if (proceeding && !isCorrected) add(proceedingOn, proceeding, `第${number ?? ''}次回访记录`);
  }
  // What was due together and not performed interrupts once.
  const missed = (findAgreementInForce(view.agreements)?.performance ?? []).flatMap(({ dueDate, isDone }) =>
    dueDate !== null && !isDone && dueDate < today ? [dueDate] : [],
  );
  for (const day of new Set(missed)) add(day, 'agreementNotPerformed', '调解协议书');
  for (const { date, ground, proof } of application.interruptions ?? []) {
    events.push({ date, ground, proof, origin: 'recorded' });
  }
  return events.sort((left, right) => (left.date < right.date ? -1 : left.date > right.date ? 1 : 0));
}

/** Where the parties had turned to before they came here. */
const earlierProceedings = [
  { asked: 'arbitrationUnderWay', day: 'arbitrationAppliedOn', ground: 'appliedForArbitration' },
  { asked: 'litigationUnderWay', day: 'litigationFiledOn', ground: 'filedLawsuit' },
  { asked: 'inspectionUnderWay', day: 'inspectionComplainedOn', ground: 'complainedToInspection' },
] as const;

/** The advice of the commission says itself that it was applied to. */
const proofOfProceedings = (
  { sourceCode, externalDocument }: CaseView['application'],
  ground: InterruptionGround,
): string =>
  (ground === 'appliedForArbitration' && sourceCode === 'S06' && externalDocument?.title) || '受理登记表';

/** Recorded for the limitation with its own proof: the same event does not stand there twice. */
const isRecorded = (
  { interruptions }: CaseView['application'],
  ground: InterruptionGround,
  date: CalendarDate | null | undefined,
): boolean => (interruptions ?? []).some((one) => one.ground === ground && one.date === date);

/**
 * The meeting that failed: there somebody would not go on, and the year begins again. The notice may be of a later day,
 * on which nobody asserts anything.
 */
function findBreakingDay({ meetings, outcome }: CaseView): CalendarDate | null {
  const days = meetings.flatMap(({ result, date }) => (result === 'failed' && date ? [date] : []));
  return (
    days
      .filter((day) => day <= (outcome?.closedOn ?? day))
      .sort()
      .at(-1) ?? null
  );
}

/** The first day on which the file proves that the right was asserted: from it 时效 is counted back day by day. */
export function findFirstAssertion(view: CaseView, today: CalendarDate): CalendarDate | null {
  return limitationEventsOf(view, today).find(({ proof }) => proof.trim() !== '')?.date ?? null;
}

/**
 * 申请仲裁 or 提起诉讼, where nothing has come after it: while the proceedings last nobody asks on which day 时效 ends
 * (劳动争议调解仲裁法 27, 民法典 195). One without proof answers nothing.
 */
export function findProceedings(view: CaseView, today: CalendarDate): LimitationEvent | null {
  const last = limitationEventsOf(view, today).at(-1);
  const isPending = last?.ground === 'appliedForArbitration' || last?.ground === 'filedLawsuit';
  return isPending && last.proof.trim() !== '' ? last : null;
}

/** The rule that was chosen; else by what is in dispute: only 拖欠劳动报酬 runs from the end of employment. */
export function limitationRuleOf(view: CaseView): 'D12' | 'D13' {
  const { limitationRule, rightsKnownOn, disputeTypeCode } = view.application;
  if (limitationRule) return limitationRule;
  return !rightsKnownOn && disputeTypeCode === '108' ? 'D13' : 'D12';
}

/**
 * What is known for reckoning the limitation of one worker; null where nobody knows what to reckon from. Without a
 * leaving date, wage arrears are reckoned from no day.
 */
export function limitationInputOf(
  view: CaseView,
  partyId: string | null,
  today: CalendarDate,
): LimitationInput | null {
  const { application } = view;
  const worker = view.parties.find(({ id }) => id === partyId);
  const rule = limitationRuleOf(view);
  const baseDate = rule === 'D12' ? application.rightsKnownOn : worker?.leaveDate;
  if (!baseDate && (rule === 'D12' || worker === undefined)) return null;
  return {
    rule,
    baseDate: baseDate || null,
    interruptions: limitationEventsOf(view, today),
    suspensions: (application.suspensions ?? []).map(({ from, to }) => ({ from, to })),
    today,
  };
}

/**
 * The day on which 时效 ends, of several workers the first one's. Null unless it is certain for each of them: told one
 * too late, a worker would lose the claim.
 */
export function findLimitationDay(
  view: CaseView,
  calendar: WorkingCalendar,
  today: CalendarDate,
): CalendarDate | null {
  const days = view.parties.filter(isWorker).map(({ id }) => {
    const input = limitationInputOf(view, id, today);
    const found = input === null ? null : computeLimitation(input, calendar);
    if (found === null || found.status === 'toBeChecked') return null;
    // Without the calendar of its year the day is not moved on to a working one: never too late.
    return found.lastDay ?? found.restartedExpiresOn;
  });
  return days.includes(null) ? null : (days.sort()[0] ?? null);
}
