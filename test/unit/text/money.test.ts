import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMoney,
  compareMoney,
  formatMoney,
  formatMoneyWithCapitals,
  fromCapitals,
  isCapitalsOf,
  parseMoney,
  subtractMoney,
  sumMoney,
  toCapitals,
} from '../../../shared/text/money.ts';
import { collectCapitals, loadCases } from '../law/support/example-cases.ts';

const runs = process.env.NIGHTLY ? 10_000 : 500;
const amounts = fc.bigInt({ min: 0n, max: 99_999_999_999_999n }).map((fen) => {
  const digits = fen.toString().padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
});

describe('amounts in capitals', () => {
  it.each([
    ['1409.50', '人民币壹仟肆佰零玖元伍角整'],
    ['6007.14', '人民币陆仟零柒元壹角肆分'],
    ['1680.32', '人民币壹仟陆佰捌拾元叁角贰分'],
    ['107000.53', '人民币壹拾万柒仟元伍角叁分'],
    ['16409.02', '人民币壹万陆仟肆佰零玖元零贰分'],
    ['325.04', '人民币叁佰贰拾伍元零肆分'],
    ['10.00', '人民币壹拾元整'],
    ['0.00', '人民币零元整'],
    ['0.05', '人民币伍分'],
    ['0.50', '人民币伍角整'],
    ['45000.00', '人民币肆万伍仟元整'],
    ['100500.00', '人民币壹拾万零伍佰元整'],
    ['100000007.00', '人民币壹亿零柒元整'],
    ['1050000000.00', '人民币壹拾亿零伍仟万元整'],
    ['200300000.00', '人民币贰亿零叁拾万元整'],
  ])('writes %s as the rule and its examples do', (amount, capitals) => {
    expect(toCapitals(amount)).toBe(capitals);
    expect(fromCapitals(capitals)).toBe(amount);
  });

  it.each([
    ['人民币壹仟肆佰零玖元伍角', '1409.50'],
    ['壹仟陆佰捌拾元零叁角贰分', '1680.32'],
    ['人民币壹拾万零柒仟元伍角叁分', '107000.53'],
    ['人民币壹拾万零柒仟元零伍角叁分', '107000.53'],
    ['人民币壹拾圆正', '10.00'],
  ])('reads the other allowed way of writing %s', (capitals, amount) => {
    expect(fromCapitals(capitals)).toBe(amount);
    expect(isCapitalsOf(capitals, amount)).toBe(true);
  });

  it.each([
    '人民币一万元整',
    '人民币壹万元壹分整',
    '人民币陆仟柒元壹角肆分',
    '人民币壹万陆仟肆佰零玖元贰分',
    '人民币拾元整',
    '人民币壹万',
    '人民币',
    '',
    '人民币万元整',
    '人民币壹拾拾元整',
  ])('refuses %s', (capitals) => {
    expect(fromCapitals(capitals)).toBeNull();
  });

  it('comes back from capitals unchanged for every amount', () => {
    fc.assert(
      fc.property(amounts, (amount) => {
        expect(fromCapitals(toCapitals(amount))).toBe(amount);
      }),
      { numRuns: runs },
    );
  });

  it('gives different capitals to different amounts', () => {
    fc.assert(
      fc.property(amounts, amounts, (left, right) => {
        fc.pre(left !== right);
        expect(isCapitalsOf(toCapitals(left), right)).toBe(false);
      }),
      { numRuns: runs },
    );
  });

  it('agrees with every amount in capitals of the four example cases', () => {
    const pairs = loadCases().flatMap(({ content }) => collectCapitals(content));
    expect(pairs.length).toBeGreaterThan(80);
    for (const { amount, amountInCapitals } of pairs) expect(toCapitals(amount)).toBe(amountInCapitals);
  });

  it('throws for negative, malformed and oversized amounts', () => {
    for (const amount of ['-1.00', '1', '1.5', 'abc', '1000000000000.00']) {
      expect(() => toCapitals(amount)).toThrow(RangeError);
    }
  });
});

describe('amounts as figures', () => {
  it.each([
    ['45,000.00', '45000.00'],
    ['45000', '45000.00'],
    ['￥４５，０００．５', '45000.50'],
    ['人民币 1,680.32 元整', '1680.32'],
    ['4.5万元', '45000.00'],
    ['0.10', '0.10'],
    ['12.', '12.00'],
  ])('reads %s as typed', (typed, amount) => {
    expect(parseMoney(typed)).toBe(amount);
  });

  it.each(['', 'abc', '-5', '1.234', '4,50.00', '1e5', '$100', '1.2.3', '9999999999999', '三千元'])(
    'refuses %s instead of guessing',
    (typed) => {
      expect(parseMoney(typed)).toBeNull();
    },
  );

  it('comes back unchanged from its formatted form', () => {
    fc.assert(
      fc.property(amounts, (amount) => {
        expect(parseMoney(formatMoney(amount))).toBe(amount);
      }),
      { numRuns: runs },
    );
  });

  it('writes figures and capitals together as a clause does', () => {
    expect(formatMoneyWithCapitals('45000.00')).toBe('45,000.00 元（大写：人民币肆万伍仟元整）');
  });

  it('adds and subtracts without losing a 分', () => {
    expect(addMoney('0.10', '0.20')).toBe('0.30');
    expect(sumMoney(['17500.00', '2577.59', '9563.22', '3586.21'])).toBe('33227.02');
    expect(sumMoney([])).toBe('0.00');
    expect(subtractMoney('10.00', '10.01')).toBe('-0.01');
    expect(compareMoney('9.00', '10.00')).toBeLessThan(0);
    fc.assert(
      fc.property(amounts, amounts, (left, right) => {
        expect(subtractMoney(addMoney(left, right), right)).toBe(left);
      }),
      { numRuns: runs },
    );
  });
});
