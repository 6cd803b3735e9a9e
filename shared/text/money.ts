import { Decimal } from 'decimal.js';

/**
 * Money of the case file: yuan as a decimal string with two places, '45000.00'. Never a JavaScript number.
 * Amounts in capitals follow 《支付结算办法》附一《正确填写票据和结算凭证的基本规定》 in the form chosen for the
 * desk: 整 after 元 and after 角, none after 分, and the 零 that the rule leaves optional is left out.
 */
export type Yuan = string;

const storedYuan = /^-?\d{1,15}\.\d{2}$/;
const digitNames = '零壹贰叁肆伍陆柒捌玖';
const placeNames = ['', '拾', '佰', '仟'];
/** Twelve digits before the point: up to 9999 亿. */
const integerDigitsAtMost = 12;

/** Whether the text is an amount in its stored form ('45000.00'; a minus sign is possible in differences). */
export function isYuan(text: string): text is Yuan {
  return storedYuan.test(text);
}

/**
 * Reads an amount as a person types it: '45,000', '45000.5', '¥45,000.00元', '４５０００', '4.5万元'.
 * Null when it is no amount, is negative, has parts of a 分 or is beyond what fits the case file.
 */
export function parseMoney(input: string): Yuan | null {
  const text = input
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/^(人民币|RMB|CNY)/i, '')
    .replace(/^¥/, '');
  const match = /^(\d{1,3}(?:,\d{3})+|\d+)(\.\d*)?(万)?(?:元|圆)?整?$/.exec(text);
  if (!match) return null;
  const [, whole = '', fraction = '', tenThousands] = match;
  const value = new Decimal(whole.replaceAll(',', '') + (fraction === '.' ? '' : fraction)).times(
    tenThousands ? 10_000 : 1,
  );
  if (value.decimalPlaces() > 2 || value.gte(`1e${integerDigitsAtMost}`)) return null;
  return value.toFixed(2);
}

/** '45000.00' as '45,000.00'. Throws for what is not an amount in its stored form. */
export function formatMoney(amount: Yuan): string {
  const [whole = '', fraction = ''] = requireYuan(amount).toFixed(2).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction}`;
}

/** The form of a clause: '45,000.00 元（大写：人民币肆万伍仟元整）'. */
export function formatMoneyWithCapitals(amount: Yuan): string {
  return `${formatMoney(amount)} 元（大写：${toCapitals(amount)}）`;
}

/** Rounds half up to 分 and gives the stored form. The only place where exact values become money. */
export function roundToFen(value: Decimal): Yuan {
  return value.toDecimalPlaces(2, Decimal.ROUND_HALF_UP).plus(0).toFixed(2);
}

/** Sum of two amounts. */
export function addMoney(left: Yuan, right: Yuan): Yuan {
  return requireYuan(left).plus(requireYuan(right)).toFixed(2);
}

/** `left` less `right`; may be negative. */
export function subtractMoney(left: Yuan, right: Yuan): Yuan {
  return requireYuan(left).minus(requireYuan(right)).plus(0).toFixed(2);
}

/** Sum of any number of amounts, '0.00' of none. */
export function sumMoney(amounts: Iterable<Yuan>): Yuan {
  let total = new Decimal(0);
  for (const amount of amounts) total = total.plus(requireYuan(amount));
  return total.toFixed(2);
}

/** Below zero, zero or above zero as `left` is less than, equal to or more than `right`. */
export function compareMoney(left: Yuan, right: Yuan): number {
  return requireYuan(left).comparedTo(requireYuan(right));
}

/**
 * An amount in capitals with its prefix: '1409.50' is '人民币壹仟肆佰零玖元伍角整'.
 * Throws for negative amounts and for those of a trillion yuan and more.
 */
export function toCapitals(amount: Yuan): string {
  return spell(requireYuan(amount), { optionalZeros: 'none', ending: '整' });
}

/** Whether the capitals say this amount, in any of the ways of writing that the rule allows. */
export function isCapitalsOf(capitals: string, amount: Yuan): boolean {
  const value = requireYuan(amount);
  if (value.isNegative()) return false;
  const text = capitals
    .replace(/\s/g, '')
    .replaceAll('圆', '元')
    .replace(/正$/, '整')
    .replace(/^(?!人民币)/, '人民币');
  return (['none', 'thousand', 'jiao', 'both'] as const).some((optionalZeros) =>
    (['整', ''] as const).some((ending) => text === spell(value, { optionalZeros, ending })),
  );
}

/** The amount that capitals say; null when they are not written as the rule allows. */
export function fromCapitals(capitals: string): Yuan | null {
  const text = capitals
    .replace(/\s/g, '')
    .replace(/^人民币/, '')
    .replace(/[整正]$/, '')
    .replaceAll('圆', '元');
  const match =
    /^(?:([零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+)元)?(?:零?([壹贰叁肆伍陆柒捌玖])角)?(?:零?([壹贰叁肆伍陆柒捌玖])分)?$/.exec(
      text,
    );
  if (!match || text === '') return null;
  const [, whole = '零', jiao = '零', fen = '零'] = match;
  const amount = `${readWhole(whole)}.${digitNames.indexOf(jiao)}${digitNames.indexOf(fen)}`;
  return storedYuan.test(amount) && isCapitalsOf(capitals, amount) ? amount : null;
}

type Spelling = {
  /** Where an optional 零 is written: before 仟 with a zero at 万, before 角 with a zero at 元. */
  readonly optionalZeros: 'none' | 'thousand' | 'jiao' | 'both';
  /** What stands after 角; after 元 it is always 整. */
  readonly ending: '整' | '';
};

function spell(value: Decimal, spelling: Spelling): string {
  if (value.isNegative() || value.gte(`1e${integerDigitsAtMost}`)) throw new RangeError('money.outOfRange');
  const [whole = '0', fraction = '00'] = value.toFixed(2).split('.');
  const jiao = Number(fraction[0]);
  const fen = Number(fraction[1]);
  if (value.isZero()) return '人民币零元整';
  const wholeText = whole === '0' ? '' : `${spellWhole(whole, spelling)}元`;
  if (jiao === 0 && fen === 0) return `人民币${wholeText}整`;
  const writesJiaoZero = spelling.optionalZeros === 'jiao' || spelling.optionalZeros === 'both';
  let text = wholeText;
  if (jiao > 0) {
    if (wholeText !== '' && whole.endsWith('0') && writesJiaoZero) text += '零';
    text += `${digitNames[jiao]}角`;
  } else if (wholeText !== '') {
    text += '零';
  }
  text += fen > 0 ? `${digitNames[fen]}分` : spelling.ending;
  return `人民币${text}`;
}

function spellWhole(whole: string, spelling: Spelling): string {
  const writesThousandZero = spelling.optionalZeros === 'thousand' || spelling.optionalZeros === 'both';
  let text = '';
  let isZeroPending = false;
  let isSectionEmpty = true;
  for (let index = 0; index < whole.length; index += 1) {
    const place = whole.length - 1 - index;
    const digit = Number(whole[index]);
    if (digit === 0) {
      isZeroPending = true;
    } else {
      // 万位是零而千位不是零: the rule leaves this 零 to the writer.
      const isOptional = place === 3 && whole[index - 1] === '0';
      if (isZeroPending && text !== '' && (!isOptional || writesThousandZero)) text += '零';
      text += `${digitNames[digit]}${placeNames[place % 4]}`;
      isZeroPending = false;
      isSectionEmpty = false;
    }
    if (place % 4 === 0) {
      if (!isSectionEmpty) text += place === 8 ? '亿' : place === 4 ? '万' : '';
      isSectionEmpty = true;
    }
  }
  return text;
}

function readWhole(text: string): string {
  let total = new Decimal(0);
  let section = 0;
  let digit = 0;
  for (const character of text) {
    const asDigit = digitNames.indexOf(character);
    const place = placeNames.indexOf(character);
    if (asDigit >= 0) digit = asDigit;
    else if (place > 0) {
      section += digit * 10 ** place;
      digit = 0;
    } else {
      total = total.plus(new Decimal(section + digit).times(character === '亿' ? 1e8 : 1e4));
      section = 0;
      digit = 0;
    }
  }
  return total.plus(section + digit).toFixed(0);
}

function requireYuan(amount: Yuan): Decimal {
  if (!isYuan(amount)) throw new RangeError('money.malformed');
  return new Decimal(amount);
}
