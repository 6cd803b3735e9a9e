import { findAdvance } from '../../shared/case/advances.ts';
import { findFirstAssertion } from '../../shared/case/limitation-events.ts';
import type { CaseView } from '../../shared/case/view.ts';
import {
  type Calculation,
  calculateAnnualLeavePay,
  calculateCompensation,
  calculateDayRateWages,
  calculateDoubleWage,
  calculateIllegalProbation,
  calculateNonCompete,
  calculateNoticePay,
  calculateOvertimeTable,
  calculateSumSheet,
  calculateWageArrears,
  calculateWorkInjury,
  countService,
  injuryGrades,
  type OvertimeKind,
  type ParameterTable,
  type Rounding,
} from '../../shared/law/calculators/index.ts';
import { isWorker } from '../../shared/law/party-kind.ts';
import type { WorkingCalendar } from '../../shared/law/working-days.ts';
import { sumMoney } from '../../shared/text/money.ts';
import { todayInShanghai } from '../ui/shanghai-time.ts';
import { type FieldSpec, type Problems, readValues, type Values } from './values.ts';

export type LawTables = { readonly parameters: ParameterTable; readonly calendar: WorkingCalendar };
type Party = CaseView['parties'][number];

export type CalculatorDefinition = {
  /** Its words are `calculators.name.<id>`. */
  readonly id: string;
  /** Type of dispute of the claim that its result becomes (3.1). */
  readonly disputeTypeCode: string;
  /** Words of a claim that tell it from the others of its type. */
  readonly claimWords?: RegExp;
  readonly fields: readonly FieldSpec[];
  /** Lines that can be added; none: a form only. */
  readonly columns: readonly FieldSpec[];
  /** The field that a wrong order of dates or a missing table is said beside. */
  readonly dateField: string;
  /** The words of the claim that its result becomes, where they are not those of the calculator. */
  readonly titleKey?: (rows: Values['rows']) => string;
  /** What the case file knows already. */
  readonly prefill: (party: Party | undefined, view: CaseView) => Partial<Values>;
  readonly calculate: (
    fields: Readonly<Record<string, string>>,
    rows: readonly Readonly<Record<string, string>>[],
    tables: LawTables,
  ) => Calculation<object> | { readonly problem: string };
};

const date = (name: string, isOptional = false): FieldSpec => ({ name, kind: 'date', isOptional });
const money = (name: string, isOptional = false): FieldSpec => ({ name, kind: 'money', isOptional });
const count = (name: string, isWhole = false): FieldSpec => ({ name, kind: 'count', isWhole });
const roundingField: FieldSpec = { name: 'rounding', kind: 'choice', choices: ['final', 'unitFirst'] };
const text = (value: unknown) => (typeof value === 'string' ? value : '');
const orNull = (value: string | undefined) => (value ? value : null);
const roundingOf = (value: string | undefined): Rounding => (value === 'unitFirst' ? 'unitFirst' : 'final');
const overtimeKinds: readonly OvertimeKind[] = ['workingDay', 'restDay', 'statutoryHoliday'];

/** Twelve, or the full months worked where they were fewer (劳动合同法实施条例 27). */
function wageMonthsOf(party: Party | undefined): string {
  const { entryDate, leaveDate } = party ?? {};
  if (!entryDate || !leaveDate || entryDate > leaveDate) return '12';
  const { years, months } = countService(entryDate, leaveDate);
  return String(years > 0 ? 12 : Math.max(1, months));
}

function compensation(
  id: 'economicCompensation' | 'unlawfulDismissalDamages',
  disputeTypeCode: string,
): CalculatorDefinition {
  return {
    id,
    disputeTypeCode,
    fields: [date('entryDate'), date('leaveDate'), money('wageTotal'), count('wageMonths', true)],
    columns: [],
    dateField: 'leaveDate',
    prefill: (party) => {
      const wageMonths = wageMonthsOf(party);
      const { entryDate, leaveDate, averageWage } = party ?? {};
      return {
        fields: {
          entryDate: text(entryDate),
          leaveDate: text(leaveDate),
          wageMonths,
          wageTotal: averageWage ? sumMoney(Array(Number(wageMonths)).fill(averageWage)) : '',
        },
      };
    },
    calculate: (fields, _rows, { parameters }) =>
      calculateCompensation(
        {
          entryDate: fields.entryDate ?? '',
          leaveDate: fields.leaveDate ?? '',
          wages: { total: fields.wageTotal ?? '', months: Number(fields.wageMonths) },
          kind: id,
        },
        parameters,
      ),
  };
}

/** 双倍工资差额 (劳动合同法 82): the three cases differ in the day from which they are counted. */
function doubleWage(
  id: 'doubleWage' | 'doubleWageExpired' | 'doubleWageOpenEnded',
  startField: 'entryDate' | 'contractEndedOn' | 'openEndedDueOn',
  startOf: (party: Party | undefined) => string | null | undefined,
  claimWords?: RegExp,
): CalculatorDefinition {
  return {
    id,
    disputeTypeCode: '112',
    claimWords,
    fields: [
      date(startField),
      date('leaveDate'),
      date('contractSignedOn', true),
      money('monthlyWage'),
      date('claimedOn', true),
      roundingField,
    ],
    columns: [],
    dateField: 'leaveDate',
    prefill: (party, view) => ({
      fields: {
        [startField]: text(startOf(party)),
        leaveDate: text(party?.leaveDate),
        // The contract of the file is the late one only where there was none before it.
        contractSignedOn: id === 'doubleWage' ? text(party?.contractFrom) : '',
        monthlyWage: text(party?.monthlyWage),
        claimedOn: text(findFirstAssertion(view, todayInShanghai())),
      },
    }),
    calculate: (fields, _rows, { parameters, calendar }) => {
      const start = fields[startField] ?? '';
      const ground = {
        doubleWage: { ground: 'noContract', entryDate: start },
        doubleWageExpired: { ground: 'contractExpired', contractEndedOn: start },
        doubleWageOpenEnded: { ground: 'openEndedRefused', openEndedDueOn: start },
      } as const;
      const answer = calculateDoubleWage(
        {
          ...ground[id],
          leaveDate: fields.leaveDate ?? '',
          contractSignedOn: orNull(fields.contractSignedOn),
          monthlyWage: fields.monthlyWage ?? '',
          claimedOn: orNull(fields.claimedOn),
          rounding: roundingOf(fields.rounding),
        },
        parameters,
        calendar,
      );
      return answer.ok ? answer.value : { problem: answer.problem };
    },
  };
}

/** Every calculator, in the order of DOMAIN 5.5. */
export const calculators: readonly CalculatorDefinition[] = [
  compensation('economicCompensation', '110'),
  compensation('unlawfulDismissalDamages', '111'),
  {
    id: 'wageArrears',
    disputeTypeCode: '108',
    fields: [],
    columns: [{ name: 'month', kind: 'month' }, money('due'), money('paid', true)],
    dateField: '',
    prefill: (party) => ({ rows: [{ month: '', due: text(party?.monthlyWage), paid: '' }] }),
    calculate: (_fields, rows) =>
      calculateWageArrears({
        months: rows.map((row) => ({ month: row.month ?? '', due: row.due ?? '' })),
        paid: rows
          .filter((row) => row.paid)
          .map((row) => ({ date: `${row.month}-01`, amount: row.paid ?? '' })),
      }),
  },
  {
    id: 'overtimePay',
    disputeTypeCode: '108',
    claimWords: /加班/,
    fields: [money('paidAlready', true), roundingField],
    columns: [
      { name: 'month', kind: 'month', isOptional: true },
      money('monthlyWage'),
      count('hours'),
      { name: 'overtimeKind', kind: 'choice', choices: overtimeKinds },
    ],
    dateField: '0.month',
    prefill: (party) => ({
      rows: [{ month: '', monthlyWage: text(party?.monthlyWage), hours: '', overtimeKind: 'workingDay' }],
    }),
    calculate: (fields, rows, { parameters }) =>
      calculateOvertimeTable(
        {
          rows: rows.map((row) => ({
            month: orNull(row.month),
            monthlyWage: row.monthlyWage ?? '',
            hours: row.hours ?? '',
            kind: overtimeKinds.find((kind) => kind === row.overtimeKind) ?? 'workingDay',
          })),
          date: todayInShanghai(),
          paid: fields.paidAlready || '0.00',
          rounding: roundingOf(fields.rounding),
        },
        parameters,
      ),
    titleKey: (rows) => {
      const [kind, ...others] = new Set(rows.map((row) => row.overtimeKind));
      return others.length === 0 && kind
        ? `calculators.overtimeTitle.${kind}`
        : 'calculators.name.overtimePay';
    },
  },
  {
    id: 'dayRateWages',
    disputeTypeCode: '108',
    fields: [],
    columns: [{ name: 'name', kind: 'text' }, money('dayRate'), count('days'), money('paid', true)],
    dateField: '',
    prefill: (_party, view) => {
      const rows = (view.collective?.rows ?? []).map((row) => ({
        name: view.parties.find(({ id }) => id === row.partyId)?.name ?? '',
        dayRate: row.dayRate,
        days: row.confirmedDays || row.claimedDays,
        paid: findAdvance(view, row.partyId),
      }));
      if (rows.length > 0) return { rows };
      return {
        rows: view.parties
          .filter((party) => party.side === 'applicant' && isWorker(party))
          .map((party) => ({ name: party.name ?? '', dayRate: '', days: '', paid: '' })),
      };
    },
    calculate: (_fields, rows) =>
      calculateDayRateWages({
        rows: rows.map((row, index) => ({
          partyId: String(index),
          name: row.name ?? '',
          dayRate: row.dayRate ?? '',
          days: row.days ?? '',
          paid: row.paid || '0.00',
        })),
      }),
  },
  doubleWage('doubleWage', 'entryDate', (party) => party?.entryDate),
  doubleWage(
    'doubleWageExpired',
    'contractEndedOn',
    (party) => party?.contractTo,
    /^(?!.*无固定期限).*(期满|届满|到期|续订|续签)/,
  ),
  doubleWage('doubleWageOpenEnded', 'openEndedDueOn', () => '', /无固定期限/),
  {
    id: 'annualLeavePay',
    disputeTypeCode: '104',
    fields: [
      date('entryDate', true),
      date('leaveDate'),
      { name: 'entitlementDays', kind: 'choice', choices: ['5', '10', '15'] },
      count('usedDays', true),
      money('averageWageExclOvertime'),
      roundingField,
    ],
    columns: [],
    dateField: 'leaveDate',
    prefill: (party) => ({
      fields: { entryDate: text(party?.entryDate), leaveDate: text(party?.leaveDate) },
    }),
    calculate: (fields, _rows, { parameters }) =>
      calculateAnnualLeavePay(
        {
          leaveDate: fields.leaveDate ?? '',
          entryDate: orNull(fields.entryDate),
          entitlementDays: Number(fields.entitlementDays),
          usedDays: Number(fields.usedDays),
          averageWageExclOvertime: fields.averageWageExclOvertime ?? '',
          rounding: roundingOf(fields.rounding),
        },
        parameters,
      ),
  },
  {
    id: 'nonCompete',
    disputeTypeCode: '113',
    fields: [
      money('averageWage'),
      money('agreedMonthly', true),
      count('months'),
      date('leaveDate'),
      { name: 'isEndedByEmployer', kind: 'check' },
    ],
    columns: [],
    dateField: 'leaveDate',
    prefill: (party) => ({
      fields: { leaveDate: text(party?.leaveDate), averageWage: text(party?.averageWage) },
    }),
    calculate: (fields, _rows, { parameters }) =>
      calculateNonCompete(
        {
          averageWage: fields.averageWage ?? '',
          agreedMonthly: orNull(fields.agreedMonthly),
          months: fields.months ?? '',
          isEndedByEmployer: fields.isEndedByEmployer === 'yes',
          date: fields.leaveDate ?? '',
        },
        parameters,
      ),
  },
  {
    id: 'workInjury',
    disputeTypeCode: '109',
    fields: [
      { name: 'grade', kind: 'choice', choices: injuryGrades.map(String) },
      money('ownWage'),
      money('localBase', true),
      count('paidLeaveMonths'),
      date('injuryDate'),
    ],
    columns: [],
    dateField: 'injuryDate',
    prefill: (party) => ({ fields: { paidLeaveMonths: '0', injuryDate: text(party?.leaveDate) } }),
    calculate: (fields, _rows, { parameters }) =>
      calculateWorkInjury(
        {
          grade: injuryGrades.find((grade) => String(grade) === fields.grade) ?? 10,
          ownWage: fields.ownWage ?? '',
          localBase: orNull(fields.localBase),
          paidLeaveMonths: fields.paidLeaveMonths ?? '',
          date: fields.injuryDate ?? '',
        },
        parameters,
      ),
  },
  {
    id: 'noticePay',
    disputeTypeCode: '110',
    claimWords: /代通知金|未提前三十日/,
    fields: [money('lastMonthWage')],
    columns: [],
    dateField: '',
    prefill: (party) => ({ fields: { lastMonthWage: text(party?.monthlyWage) } }),
    calculate: (fields) => calculateNoticePay(fields.lastMonthWage ?? ''),
  },
  {
    id: 'illegalProbation',
    disputeTypeCode: '111',
    claimWords: /试用期/,
    fields: [
      { name: 'contractMonths', kind: 'count', isWhole: true, isOptional: true },
      count('servedMonths'),
      money('monthlyWage'),
    ],
    columns: [],
    dateField: '',
    prefill: (party) => ({ fields: { monthlyWage: text(party?.monthlyWage) } }),
    calculate: (fields) =>
      calculateIllegalProbation({
        contractMonths: fields.contractMonths ? Number(fields.contractMonths) : null,
        servedMonths: fields.servedMonths ?? '',
        monthlyWage: fields.monthlyWage ?? '',
      }),
  },
  {
    id: 'sumSheet',
    disputeTypeCode: '',
    fields: [],
    columns: [{ name: 'title', kind: 'text' }, money('amount'), { name: 'isDeduction', kind: 'check' }],
    dateField: '',
    prefill: (_party, view) => ({
      rows: view.claims
        .filter((claim) => claim.isInScope !== false && claim.amount)
        .map((claim) => ({ title: claim.title ?? '', amount: claim.amount ?? '', isDeduction: '' })),
    }),
    calculate: (_fields, rows) =>
      calculateSumSheet(
        rows.map((row) => ({
          title: row.title ?? '',
          amount: row.amount ?? '',
          isDeduction: row.isDeduction === 'yes',
        })),
      ),
  },
];

/** The form as the case file fills it: every field there, a first line where lines can be added. */
export function startValues(
  definition: CalculatorDefinition,
  party: Party | undefined,
  view: CaseView,
): Values {
  const known = definition.prefill(party, view);
  const hasRounding = definition.fields.some(({ name }) => name === 'rounding');
  const rows = known.rows ?? [];
  return {
    fields: { ...(hasRounding ? { rounding: 'final' } : {}), ...known.fields },
    rows: definition.columns.length > 0 && rows.length === 0 ? [{}] : rows,
  };
}

export type Outcome = { readonly problems: Problems; readonly calculation: Calculation<object> | null };

/** Checks what was typed and reckons; what is wrong is said by field. */
export function runCalculator(definition: CalculatorDefinition, typed: Values, tables: LawTables): Outcome {
  const { values, problems } = readValues(definition.fields, definition.columns, typed);
  if (Object.keys(problems).length > 0) return { problems, calculation: null };
  try {
    const answer = definition.calculate(values.fields, values.rows, tables);
    return 'problem' in answer
      ? { problems: { [definition.dateField]: answer.problem }, calculation: null }
      : { problems: {}, calculation: answer };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const last = error.message.split('.').at(-1) ?? 'count';
    const code = error.message === 'parameter.missing' ? 'noParameter' : last;
    // Counts out of bounds belong to the months of wages, everything else to the date.
    return code === 'count'
      ? { problems: { wageMonths: 'wageMonths' }, calculation: null }
      : { problems: { [definition.dateField]: code }, calculation: null };
  }
}
