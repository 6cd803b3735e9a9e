import type { EntityKind } from '../case/entities.ts';
import { addYears, type CalendarDate, isCalendarDate } from '../text/dates.ts';
import { isPersonName, normaliseName } from '../text/names.ts';
import { type FieldFault, findNumberFaults } from './number-faults.ts';
import { waivesInsurance } from './scope.ts';

/*
 * What is wrong in a field by itself, and what cannot stand beside what is in another: dates and times in an impossible
 * order. An `error` cannot be so; a `warning` is unlikely.
 */

type Get = (field: string) => unknown;

/** `later` may not come before `earlier`; said beside `later`. */
type Order = {
  readonly earlier: string;
  readonly later: string;
  readonly severity: FieldFault['severity'];
  readonly code: string;
};

const orders: Partial<Record<EntityKind, readonly Order[]>> = {
  party: [
    { earlier: 'entryDate', later: 'leaveDate', severity: 'error', code: 'leftBeforeEntry' },
    { earlier: 'contractFrom', later: 'contractTo', severity: 'error', code: 'contractEndsBeforeStart' },
    { earlier: 'birthDate', later: 'entryDate', severity: 'error', code: 'entryBeforeBirth' },
  ],
  agent: [{ earlier: 'validFrom', later: 'validTo', severity: 'error', code: 'powersEndBeforeStart' }],
  response: [{ earlier: 'askedOn', later: 'answeredOn', severity: 'error', code: 'answeredBeforeAsked' }],
  negotiation: [
    { earlier: 'requestedOn', later: 'answeredOn', severity: 'error', code: 'answeredBeforeAsked' },
    { earlier: 'periodFrom', later: 'periodTo', severity: 'error', code: 'endsBeforeStart' },
    { earlier: 'requestedOn', later: 'endedOn', severity: 'error', code: 'endsBeforeStart' },
    {
      earlier: 'settlementSignedOn',
      later: 'settlementDueDate',
      severity: 'warning',
      code: 'dueBeforeSigning',
    },
  ],
  meeting: [{ earlier: 'startTime', later: 'endTime', severity: 'error', code: 'endsBeforeStart' }],
  challenge: [{ earlier: 'raisedOn', later: 'decidedOn', severity: 'error', code: 'decidedBeforeRaised' }],
  enforcement: [
    { earlier: 'appliedOn', later: 'acceptedOn', severity: 'error', code: 'acceptedBeforeApplied' },
    { earlier: 'appliedOn', later: 'decidedOn', severity: 'error', code: 'decidedBeforeRaised' },
    { earlier: 'acceptedOn', later: 'decidedOn', severity: 'error', code: 'decidedBeforeAccepted' },
    { earlier: 'decidedOn', later: 'servedOn', severity: 'error', code: 'servedBeforeIssued' },
  ],
  paymentOrder: [
    { earlier: 'appliedOn', later: 'acceptedOn', severity: 'error', code: 'acceptedBeforeApplied' },
    { earlier: 'acceptedOn', later: 'issuedOn', severity: 'error', code: 'decidedBeforeAccepted' },
    { earlier: 'issuedOn', later: 'servedOn', severity: 'error', code: 'servedBeforeIssued' },
    { earlier: 'servedOn', later: 'answeredOn', severity: 'error', code: 'answeredBeforeServed' },
  ],
  application: [
    {
      earlier: 'workInjuryOn',
      later: 'workInjuryReportedOn',
      severity: 'error',
      code: 'reportedBeforeInjury',
    },
  ],
  visit: [{ earlier: 'proceedingOn', later: 'date', severity: 'warning', code: 'toldBeforeProceeding' }],
  collective: [
    { earlier: 'electedOn', later: 'consentSignedOn', severity: 'warning', code: 'consentBeforeElection' },
  ],
};

/** Days that cannot lie ahead of today; a desk's clock may be wrong, so this only warns. */
const pastDays: Partial<Record<EntityKind, readonly string[]>> = {
  application: [
    'firstContactOn',
    'arbitrationAppliedOn',
    'litigationFiledOn',
    'inspectionComplainedOn',
    'workInjuryOn',
    'workInjuryReportedOn',
    'awardReceivedByWorkerOn',
    'awardReceivedByEmployerOn',
    'awardContestedOn',
    'sourceAnsweredOn',
    'sourceToldResultOn',
  ],
  party: ['birthDate', 'entryDate'],
  collective: ['electedOn', 'consentSignedOn'],
  agent: ['authorisedOn'],
  response: ['askedOn', 'answeredOn'],
  negotiation: ['requestedOn', 'answeredOn'],
  challenge: ['raisedOn'],
  enforcement: ['appliedOn', 'acceptedOn', 'decidedOn', 'servedOn'],
  paymentOrder: ['appliedOn', 'acceptedOn', 'issuedOn', 'servedOn', 'answeredOn'],
  visit: ['date', 'proceedingOn'],
  service: ['servedOn'],
  risk: ['foundOn'],
  riskFollowUp: ['date'],
  riskReport: ['date'],
};

/**
 * The faults of one entity as it stands on the screen.
 * @param get the value of a field; empty fields contradict nothing
 * @param today 'YYYY-MM-DD' in Beijing
 */
export function findFieldFaults(kind: EntityKind, get: Get, today: CalendarDate): FieldFault[] {
  const inOrder = (orders[kind] ?? []).flatMap(({ earlier, later, severity, code }): FieldFault[] => {
    const [first, second] = [textOf(get(earlier)), textOf(get(later))];
    return first !== '' && second !== '' && second < first
      ? [{ field: later, severity, code: `order.${code}` }]
      : [];
  });
  const ahead = (pastDays[kind] ?? []).flatMap((field): FieldFault[] => {
    const day = textOf(get(field));
    return isCalendarDate(day) && day > today ? [{ field, severity: 'warning', code: 'order.inFuture' }] : [];
  });
  const ofAge = kind === 'party' ? findAgeFaults(get) : [];
  return [
    ...findNumberFaults(kind, (field) => textOf(get(field)), today),
    ...findNameFaults(kind, get),
    ...(kind === 'negotiation' ? findSettlementFaults(get) : []),
    ...inOrder,
    ...ahead,
    ...ofAge,
  ];
}

/**
 * 和解协议书: money without a day or a way to pay it is as hard to claim as in a 调解协议书, and the insurance can be waived in
 * neither (京人社仲发〔2023〕18号 7; 法释〔2025〕12号 19).
 */
function findSettlementFaults(get: Get): FieldFault[] {
  if (get('result') !== 'settled') return [];
  const isEmpty = (field: string) => textOf(get(field)).trim() === '';
  const owesMoney = !isEmpty('settlementAmount');
  const isByTransfer = /转账|汇款|银行|代发/.test(textOf(get('settlementMethod')));
  const all: readonly (readonly [string, string, boolean])[] = [
    ['settlementDueDate', 'dueDateMissing', owesMoney && isEmpty('settlementDueDate')],
    ['settlementMethod', 'methodMissing', owesMoney && isEmpty('settlementMethod')],
    ['accountNumber', 'accountMissing', owesMoney && isByTransfer && isEmpty('accountNumber')],
    ['settlementText', 'insuranceWaived', waivesInsurance(textOf(get('settlementText')))],
  ];
  return all.flatMap(([field, code, is]): FieldFault[] =>
    is ? [{ field, severity: 'warning', code: `settlement.${code}` }] : [],
  );
}

/** The name of a person as an identity card writes it: Chinese, of a minority with ·, or in the letters of a passport. */
function findNameFaults(kind: EntityKind, get: Get): FieldFault[] {
  const isPerson = kind === 'agent' || (kind === 'party' && get('kind') === 'person');
  const name = normaliseName(textOf(get('name')));
  return isPerson && name !== '' && !isPersonName(name)
    ? [{ field: 'name', severity: 'warning', code: 'name.form' }]
    : [];
}

/** 劳动法 15: nobody may employ a person under sixteen; the dispute is then another one. */
function findAgeFaults(get: Get): FieldFault[] {
  const [born, entered] = [textOf(get('birthDate')), textOf(get('entryDate'))];
  if (!isCalendarDate(born) || !isCalendarDate(entered) || entered < born) return [];
  return entered < addYears(born, 16)
    ? [{ field: 'entryDate', severity: 'warning', code: 'order.employedUnderSixteen' }]
    : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
