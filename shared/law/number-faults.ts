import type { EntityKind } from '../case/entities.ts';
import {
  checkBankAccount,
  checkCreditCode,
  checkEmail,
  checkPhone,
  checkPostcode,
  checkResidentId,
  checkResidentIdAgainst,
  type ValidationFinding,
} from './validators.ts';

/** What is wrong or unlikely in one field. Words: 'law.<code>' in law.json. */
export type FieldFault = ValidationFinding & { readonly field: string };

type Texts = (field: string) => string;
type Check = (texts: Texts, today: string) => readonly ValidationFinding[];

const simple = (field: string, check: (input: string) => ValidationFinding[]): readonly [string, Check] => [
  field,
  (texts) => (texts(field) === '' ? [] : check(texts(field))),
];

/** Only these have the form of GB 11643; a passport is a free text. */
const formsOfResidentId: readonly string[] = ['', 'residentId', 'hongKongMacaoTaiwanResidence'];

const residentId: readonly [string, Check] = [
  'idNumber',
  (texts, today) => {
    const number = texts('idNumber');
    if (number === '' || !formsOfResidentId.includes(texts('idType'))) return [];
    const own = checkResidentId(number, today);
    const entered = { sex: texts('sex'), birthDate: texts('birthDate') };
    return own.length > 0 ? own : checkResidentIdAgainst(number, entered);
  },
];
// The accounts of many creditors stand in an annex.
const bankAccount = simple('accountNumber', (input) =>
  /附表|附件/.test(input) ? [] : checkBankAccount(input),
);
const phone = simple('phone', checkPhone);

/** The numbers that each kind of entity holds, with their check. */
const numbers: Partial<Record<EntityKind, readonly (readonly [string, Check])[]>> = {
  party: [
    residentId,
    simple('creditCode', checkCreditCode),
    phone,
    simple('postcode', checkPostcode),
    simple('email', checkEmail),
  ],
  agent: [residentId, phone],
  obligation: [bankAccount],
  negotiation: [bankAccount],
  risk: [simple('creditCode', checkCreditCode), phone],
};

/** Numbers of one entity that fail their check; empty fields fail none. */
export function findNumberFaults(kind: EntityKind, texts: Texts, today: string): FieldFault[] {
  return (numbers[kind] ?? []).flatMap(([field, check]) =>
    check(texts, today).map((finding) => ({ field, ...finding })),
  );
}
