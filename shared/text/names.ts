/**
 * Names and the masked forms of numbers that identify a person. Masked text is for screens, lists and
 * statistics; the full text stays in the case file.
 */

/** All the dots that keyboards give for 间隔号; the standard one is U+00B7 (·). */
const nameDots = /[\u00b7\u2022\u2027\u22c5\u30fb\uff0e\uff65\u2219\u25cf\u0387]/gu;
const cjk = /\p{Script=Han}/u;

/**
 * A person's name as it is stored and printed: full-width letters made plain, every interpunct between
 * the parts of a minority name made '·', spaces between Chinese characters taken out ('王  梅' is '王梅').
 */
export function normaliseName(input: string): string {
  const dotted = input.replace(nameDots, '·').normalize('NFKC').trim().replace(/\s+/g, ' ');
  return dotted.replace(/\s*·\s*/g, '·').replace(/(\p{Script=Han}) (?=\p{Script=Han})/gu, '$1');
}

/** Whether the text can be a person's name: Chinese, minority with '·', or Latin letters of a foreigner. */
export function isPersonName(name: string): boolean {
  const han = /^\p{Script=Han}{1,20}(·\p{Script=Han}{1,20})*$/u;
  const latin = /^\p{Script=Latin}[\p{Script=Latin}\p{M} .,'’·-]{0,80}$/u;
  return han.test(name) || latin.test(name);
}

/**
 * A name for lists that leave the office: 马桂香 is 马**, 马芳 is 马*, 阿卜杜拉·买买提 is 阿***·***.
 * Company names are not personal data and are not masked.
 */
export function maskName(name: string): string {
  const [first, ...rest] = [...name];
  if (first === undefined) return '';
  const tail = rest.map((character) => (character === '·' || character === ' ' ? character : '*')).join('');
  return cjk.test(first) || tail !== '' ? `${first}${tail}` : '*';
}

/** A name that its owner knows again in a list that lies open: 马桂香 is 马*香, 马芳 is 马*. */
export function maskInnerName(name: string): string {
  const characters = [...name];
  return characters.length <= 2 ? maskName(name) : maskMiddle(name, 1, 1);
}

/** ID number: district and the last four stay, '110105********002X'. Shorter numbers keep their ends. */
export function maskIdNumber(idNumber: string): string {
  if (/^\d{17}[\dXx]$/.test(idNumber)) return `${idNumber.slice(0, 6)}********${idNumber.slice(14)}`;
  if (/^\d{15}$/.test(idNumber)) return `${idNumber.slice(0, 6)}******${idNumber.slice(12)}`;
  return maskMiddle(
    idNumber,
    Math.min(2, Math.floor(idNumber.length / 4)),
    Math.min(2, Math.floor(idNumber.length / 4)),
  );
}

/** Phone: '138****4171', '010-****0131'. */
export function maskPhone(phone: string): string {
  const mobile = /^(\+?86[ -]?)?(1\d{2})[ -]?\d{4}[ -]?(\d{4})$/.exec(phone.trim());
  if (mobile) return `${mobile[1] ?? ''}${mobile[2]}****${mobile[3]}`;
  const landline = /^(0\d{2,3}-?)?(\d{3,4})(\d{4})(-\d{1,6})?$/.exec(phone.trim());
  if (landline)
    return `${landline[1] ?? ''}${'*'.repeat(landline[2]?.length ?? 4)}${landline[3]}${landline[4] ? '-***' : ''}`;
  return maskMiddle(phone.trim(), 0, Math.min(4, Math.floor(phone.trim().length / 3)));
}

/** Bank account: the first and the last four digits stay, '6228***********1714'. */
export function maskAccount(accountNumber: string): string {
  const digits = accountNumber.replace(/[ -]/g, '');
  return digits.length >= 12
    ? maskMiddle(digits, 4, 4)
    : maskMiddle(digits, 0, Math.min(4, Math.floor(digits.length / 3)));
}

function maskMiddle(text: string, head: number, tail: number): string {
  const characters = [...text];
  if (characters.length === 0) return '';
  const hidden = Math.max(1, characters.length - head - tail);
  const end = tail === 0 ? '' : characters.slice(-tail).join('');
  return `${characters.slice(0, head).join('')}${'*'.repeat(hidden)}${end}`;
}
