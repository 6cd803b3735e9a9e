import { isCalendarDate } from '../text/dates.ts';

/**
 * Checks of numbers that people write down. A number on a real card may be wrong or old (15 digits), so
 * ID numbers and credit codes only ever warn; the mediator decides. Message keys: 'law:validation.<code>'.
 */
export type ValidationFinding = { readonly severity: 'warning' | 'error'; readonly code: string };

const warning = (code: string): ValidationFinding => ({ severity: 'warning', code });
const error = (code: string): ValidationFinding => ({ severity: 'error', code });

/** What a correct resident ID number says about its holder. */
export type ResidentIdFacts = {
  readonly sex: 'male' | 'female';
  readonly birthDate: string;
  readonly districtCode: string;
};

const residentIdWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const residentIdCheckCharacters = '10X98765432';

/** Full-width characters made plain, spaces and hyphens out, upper case: the form in which numbers are kept. */
function normaliseNumber(input: string): string {
  return input.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
}

/**
 * 居民身份证号码 (GB 11643-1999); also the residence permits of Hong Kong, Macao and Taiwan residents,
 * which use the same form. `today` ('YYYY-MM-DD') bounds the birth date.
 */
export function checkResidentId(input: string, today: string): ValidationFinding[] {
  const number = normaliseNumber(input);
  if (/^\d{15}$/.test(number)) {
    return [warning(isCalendarDate(birthDateOf(number)) ? 'residentId.old15Digits' : 'residentId.birthDate')];
  }
  if (!/^\d{17}[\dX]$/.test(number)) return [warning('residentId.form')];
  const birthDate = birthDateOf(number);
  if (!isCalendarDate(birthDate) || birthDate < '1900-01-01' || birthDate > today) {
    return [warning('residentId.birthDate')];
  }
  if (number[17] !== residentIdCheckCharacter(number)) return [warning('residentId.checkDigit')];
  return [];
}

/** Sex, birth date and district of an ID number of 15 or 18 digits; null when its birth date does not exist. */
export function findResidentIdFacts(input: string): ResidentIdFacts | null {
  const number = normaliseNumber(input);
  if (!/^(\d{15}|\d{17}[\dX])$/.test(number)) return null;
  const birthDate = birthDateOf(number);
  if (!isCalendarDate(birthDate)) return null;
  const sequenceEnd = number.length === 15 ? number[14] : number[16];
  return {
    sex: Number(sequenceEnd) % 2 === 1 ? 'male' : 'female',
    birthDate,
    districtCode: number.slice(0, 6),
  };
}

/** Whether what was entered beside the number contradicts it. Empty fields contradict nothing. */
export function checkResidentIdAgainst(
  input: string,
  entered: { readonly sex?: string | null; readonly birthDate?: string | null },
): ValidationFinding[] {
  const facts = findResidentIdFacts(input);
  if (facts === null) return [];
  const findings: ValidationFinding[] = [];
  if ((entered.sex === 'male' || entered.sex === 'female') && entered.sex !== facts.sex) {
    findings.push(warning('residentId.sexDiffers'));
  }
  if (entered.birthDate && entered.birthDate !== facts.birthDate) {
    findings.push(warning('residentId.birthDateDiffers'));
  }
  return findings;
}

function birthDateOf(number: string): string {
  const digits = number.length === 15 ? `19${number.slice(6, 12)}` : number.slice(6, 14);
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;
}

function residentIdCheckCharacter(number: string): string {
  const sum = residentIdWeights.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return residentIdCheckCharacters[sum % 11] ?? '';
}

const creditCodeAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const creditCodeWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const organisationCodeAlphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const organisationCodeWeights = [3, 7, 9, 10, 5, 8, 4, 2];

/** 统一社会信用代码 (GB 32100-2015) with its own check character and that of the organisation code inside. */
export function checkCreditCode(input: string): ValidationFinding[] {
  const code = normaliseNumber(input);
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code)) return [warning('creditCode.form')];
  const findings: ValidationFinding[] = [];
  const sum = creditCodeWeights.reduce(
    (total, weight, index) => total + weight * creditCodeAlphabet.indexOf(code[index] ?? ''),
    0,
  );
  if (code[17] !== creditCodeAlphabet[(31 - (sum % 31)) % 31])
    findings.push(warning('creditCode.checkCharacter'));
  if (code[16] !== organisationCheckCharacter(code.slice(8, 16))) {
    findings.push(warning('creditCode.organisationCode'));
  }
  return findings;
}

/** GB 11714: weights 3 7 9 10 5 8 4 2; 10 is X and 11 is 0. */
function organisationCheckCharacter(body: string): string {
  const sum = organisationCodeWeights.reduce(
    (total, weight, index) => total + weight * organisationCodeAlphabet.indexOf(body[index] ?? ''),
    0,
  );
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

/** Mobile or landline number, with +86, area code and extension allowed. A foreign number only warns. */
export function checkPhone(input: string): ValidationFinding[] {
  const text = input.normalize('NFKC').trim();
  if (/[^\d\s+()#,x转-]/i.test(text)) return [error('phone.characters')];
  if (isMobile(text)) return [];
  const number = subscriberNumber(text);
  if (/^(0\d{2,3}-?)?[2-9]\d{6,7}((-|#|,|x|转)\d{1,6})?$/i.test(number)) return [];
  if (/^(400|800)-?\d{3}-?\d{4}$/.test(number)) return [];
  return [warning('phone.form')];
}

const subscriberNumber = (text: string) => text.replace(/^\+?86[\s-]?/, '').replace(/[\s()]/g, '');

/** A number of the mainland that takes short messages. */
export function isMobile(input: string): boolean {
  return /^1[3-9]\d-?\d{4}-?\d{4}$/.test(subscriberNumber(input.normalize('NFKC').trim()));
}

/** Six digits; outside Beijing (10xxxx) is no fault. */
export function checkPostcode(input: string): ValidationFinding[] {
  return /^\d{6}$/.test(input.normalize('NFKC').trim()) ? [] : [warning('postcode.form')];
}

/** Bank account: 12 to 19 digits. The Luhn check holds for cards only, so it never does more than warn. */
export function checkBankAccount(input: string): ValidationFinding[] {
  const digits = normaliseNumber(input);
  if (!/^\d+$/.test(digits)) return [error('bankAccount.characters')];
  if (digits.length < 12 || digits.length > 19) return [warning('bankAccount.length')];
  const isCard = digits.startsWith('62') && digits.length >= 16;
  return isCard && !isLuhnValid(digits) ? [warning('bankAccount.luhn')] : [];
}

function isLuhnValid(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, character, index) => {
    const doubled = Number(character) * (index % 2 === 1 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

/** E-mail address, roughly: what can receive a document. */
export function checkEmail(input: string): ValidationFinding[] {
  return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(input.trim()) ? [] : [warning('email.form')];
}
