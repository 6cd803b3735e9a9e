import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  annualLeaveEntitlement,
  type Calculation,
  calculateAnnualLeavePay,
  calculateCompensation,
  calculateDayRateWages,
  calculateDoubleWage,
  calculateOvertimePay,
  calculateWageArrears,
  countService,
  type DoubleWageInput,
  findParameter,
  getParameter,
  ParameterTable,
} from '../../../shared/law/calculators/index.ts';
import zh from '../../../shared/text/locales/zh-CN/law.json' with { type: 'json' };
import { sumMoney } from '../../../shared/text/money.ts';
import { calendar } from './support/calendars.ts';
import { type ExampleCase, loadCase, loadCases } from './support/example-cases.ts';

const table = ParameterTable.parse(
  JSON.parse(readFileSync(new URL('../../../assets/parameters/beijing.json', import.meta.url), 'utf8')),
);

type Inputs = Record<string, string> & {
  readonly months: { month: string; due: string }[];
  readonly paid: { date: string; amount: string }[];
  readonly entitlementDays: number;
  readonly usedDays: number;
};

function doubleWage(input: DoubleWageInput) {
  const answer = calculateDoubleWage(input, table, calendar);
  if (!answer.ok) throw new Error(answer.problem);
  return answer.value;
}

/** Reckons a claim again from nothing but the inputs that the case file gives. */
function recalculate(content: ExampleCase, formulaKey: string, inputs: Inputs): Calculation<object> {
  switch (formulaKey) {
    case 'wageArrears':
      return calculateWageArrears(inputs);
    case 'overtimePay': {
      const kind = {
        工作日延时: 'workingDay',
        休息日未补休: 'restDay',
        法定节假日: 'statutoryHoliday',
      } as const;
      return calculateOvertimePay(
        {
          monthlyWage: inputs.monthlyWage ?? '',
          hours: inputs.hours ?? '',
          kind: kind[inputs.kind as keyof typeof kind],
          date: '2026-03-31',
        },
        table,
      );
    }
    case 'dayRateWagesTable':
      return calculateDayRateWages({
        rows: (content.collective?.table ?? []).map((row) => ({
          partyId: row.partyId,
          name: content.parties.find(({ id }) => id === row.partyId)?.name ?? '',
          dayRate: row.dayRate,
          days: row.claimedDays.total,
          paid: row.advancePaid,
        })),
      });
    case 'unlawfulDismissalDamages':
      return calculateCompensation(
        {
          entryDate: inputs.entryDate ?? '',
          leaveDate: inputs.leaveDate ?? '',
          wages: { total: inputs.wageLast12Months ?? '', months: 12 },
          kind: 'unlawfulDismissalDamages',
        },
        table,
      );
    case 'annualLeavePay':
      return calculateAnnualLeavePay(
        {
          leaveDate: inputs.leaveDate ?? '',
          entryDate: null,
          entitlementDays: inputs.entitlementDays,
          usedDays: inputs.usedDays,
          averageWageExclOvertime: inputs.averageWageExclOvertime ?? '',
        },
        table,
      );
    case 'doubleWage':
      return doubleWage({
        entryDate: inputs.entryDate ?? '',
        leaveDate: inputs.to ?? '',
        contractSignedOn: null,
        monthlyWage: inputs.monthlyWage ?? '',
        claimedOn: '2026-05-20',
      });
    default:
      throw new Error(`no calculator for ${formulaKey}`);
  }
}

describe('the claims of the example cases', () => {
  const claims = loadCases().flatMap(({ name, content }) =>
    content.claims.flatMap((claim) =>
      claim.calculation ? [{ name, content, claim, calculation: claim.calculation }] : [],
    ),
  );

  it.each(claims.map((one) => [`${one.name} ${one.claim.id}`, one] as const))(
    '%s comes to the same sum by the same articles',
    (_, one) => {
      const { content, claim, calculation } = one;
      const found = recalculate(content, calculation.formulaKey, calculation.inputs as Inputs);
      expect(found.formulaKey).toBe(calculation.formulaKey);
      expect(found.result).toBe(calculation.result);
      expect(found.result).toBe(claim.amount);
      expect(found.legalBasis).toEqual(calculation.legalBasis);
    },
  );

  it('have the intermediate facts that their files state', () => {
    const [damages, leave] = loadCase('03').claims.map(({ calculation }) => calculation);
    expect(
      recalculate(loadCase('03'), 'unlawfulDismissalDamages', damages?.inputs as Inputs).details,
    ).toMatchObject({
      years: '7.5',
      averageWage: '68500.00',
      cap: '47103.25',
      isCapped: true,
      service: { years: 7, months: 2, days: 19 },
    });
    expect(recalculate(loadCase('03'), 'annualLeavePay', leave?.inputs as Inputs).details).toMatchObject({
      passedDays: 149,
      earnedDays: 4,
      unusedDays: 3,
    });
    const [double] = loadCase('04').claims.map(({ calculation }) => calculation);
    expect(recalculate(loadCase('04'), 'doubleWage', double?.inputs as Inputs).details).toMatchObject({
      from: '2025-08-01',
      to: '2026-04-15',
      fullMonths: 8,
      partialWorkdays: 10,
      amountWithinLimitation: '65986.21',
    });
  });

  it('add up to the total of the case', () => {
    for (const { content } of loadCases()) {
      const counted = content.claims.flatMap(({ inScope, amount }) =>
        inScope && amount !== null ? [amount] : [],
      );
      expect(sumMoney(counted)).toBe(content.claimTotal.amount);
    }
  });
});

describe('economic compensation', () => {
  const input = {
    entryDate: '2019-03-15',
    leaveDate: '2024-09-20',
    wages: { total: '180000.00', months: 12 },
    kind: 'economicCompensation',
  } as const;

  it('counts 5 years and 6 months as six', () => {
    const found = calculateCompensation(input, table);
    expect(found.result).toBe('90000.00');
    expect(found.details).toMatchObject({ years: '6', isCapped: false, averageWage: '15000.00' });
    expect(found.warnings).toEqual([]);
  });

  it.each([
    ['2024-09-13', '5.5'],
    ['2024-09-14', '6'],
    ['2024-03-14', '5'],
    ['2024-03-15', '5.5'],
    ['2025-03-14', '6'],
  ])('of somebody who left on %s counts %s years', (leaveDate, years) => {
    expect(calculateCompensation({ ...input, leaveDate }, table).details.years).toBe(years);
  });

  it('limits years to twelve only above the cap', () => {
    const long = { ...input, entryDate: '2008-03-01' };
    expect(calculateCompensation(long, table).details).toMatchObject({ years: '17', isCapped: false });
    const rich = { ...long, wages: { total: '1200000.00', months: 12 } };
    expect(calculateCompensation(rich, table)).toMatchObject({
      result: '565239.00',
      details: { years: '12', isCapped: true },
    });
  });

  it('takes the actual months, and never less than the minimum wage', () => {
    expect(
      calculateCompensation({ ...input, wages: { total: '30000.00', months: 4 } }, table).details.averageWage,
    ).toBe('7500.00');
    expect(calculateCompensation({ ...input, wages: { total: '12000.00', months: 12 } }, table).result).toBe(
      '14520.00',
    );
  });

  it('says when it had to use an older average wage, and when service began before 2008', () => {
    const found = calculateCompensation(
      { ...input, entryDate: '2007-12-31', leaveDate: '2026-05-29' },
      table,
    );
    expect(found.warnings.map(({ messageKey }) => messageKey)).toEqual([
      'calculator.warning.olderAverageWage',
      'calculator.warning.serviceBefore2008',
    ]);
    expect(found.parameters[0]).toMatchObject({ dataYear: 2023, value: '188413.00' });
  });

  it('takes the average wage of the year before, on the last day of a year as on every other', () => {
    const dataYearOf = (leaveDate: string) =>
      calculateCompensation({ ...input, entryDate: '2015-01-05', leaveDate }, table).parameters.find(
        ({ key }) => key === 'averageAnnualWage',
      )?.dataYear;
    for (const year of [2016, 2017, 2018, 2020, 2021, 2022, 2023, 2024]) {
      for (const day of ['01-01', '06-30', '12-31']) {
        expect([`${year}-${day}`, dataYearOf(`${year}-${day}`)]).toEqual([`${year}-${day}`, year - 1]);
      }
    }
    // Of 2018 nothing was published before 16 August 2019.
    expect(['2019-08-15', '2019-08-16', '2019-12-31'].map(dataYearOf)).toEqual([2017, 2018, 2018]);
  });

  it('doubled is exactly twice as much', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 100_000_000 }),
        fc.integer({ min: 1, max: 12 }),
        (fen, months) => {
          const total = `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
          const single = calculateCompensation({ ...input, wages: { total, months } }, table);
          const double = calculateCompensation(
            { ...input, wages: { total, months }, kind: 'unlawfulDismissalDamages' },
            table,
          );
          const difference = Math.abs(Number(double.result) - 2 * Number(single.result));
          expect(difference).toBeLessThan(0.0101);
        },
      ),
      { numRuns: process.env.NIGHTLY ? 5_000 : 200 },
    );
  });

  it('counts service with both days', () => {
    expect(countService('2019-03-11', '2026-05-29')).toEqual({ years: 7, months: 2, days: 19 });
    expect(countService('2026-01-01', '2026-12-31')).toEqual({ years: 1, months: 0, days: 0 });
    expect(countService('2024-02-29', '2025-02-28')).toEqual({ years: 1, months: 0, days: 1 });
  });

  it('refuses dates in the wrong order and wages of no months', () => {
    expect(() => calculateCompensation({ ...input, leaveDate: '2019-03-14' }, table)).toThrow(
      'calculator.period',
    );
    expect(() => calculateCompensation({ ...input, wages: { total: '1.00', months: 0 } }, table)).toThrow(
      'calculator.count',
    );
    expect(() => calculateCompensation({ ...input, wages: { total: '1', months: 1 } }, table)).toThrow(
      'money.malformed',
    );
  });
});

describe('overtime pay', () => {
  it.each([
    ['workingDay', '10', '750.00'],
    ['restDay', '8', '800.00'],
    ['statutoryHoliday', '8', '1200.00'],
  ] as const)('of %s hours at a wage of 8,700', (kind, hours, result) => {
    const found = calculateOvertimePay({ monthlyWage: '8700.00', hours, kind, date: '2026-03-31' }, table);
    expect(found.result).toBe(result);
    expect(found.details.hourlyWage).toBe('50.00');
  });

  it('depends on when it is rounded, and says how', () => {
    const input = { monthlyWage: '10000.00', hours: '10', kind: 'workingDay', date: '2026-03-31' } as const;
    const final = calculateOvertimePay(input, table);
    const unitFirst = calculateOvertimePay({ ...input, rounding: 'unitFirst' }, table);
    expect([final.result, unitFirst.result]).toEqual(['862.07', '862.05']);
    expect([final.rounding.messageKey, unitFirst.rounding.messageKey]).toEqual([
      'calculator.rounding.final',
      'calculator.rounding.unitFirst',
    ]);
  });

  it('has the minimum wage as its lowest base', () => {
    const found = calculateOvertimePay(
      { monthlyWage: '1740.00', hours: '174', kind: 'restDay', date: '2026-03-31' },
      table,
    );
    expect(found.result).toBe('5080.00');
    expect(found.parameters.map(({ key }) => key)).toEqual(['monthlyPayHours', 'minimumMonthlyWage']);
  });
});

describe('wage arrears', () => {
  it('are never negative', () => {
    const found = calculateWageArrears({
      months: [{ month: '2026-01', due: '100.00' }],
      paid: [{ date: '2026-02-01', amount: '100.01' }],
    });
    expect(found.result).toBe('0.00');
    expect(found.warnings).toHaveLength(1);
  });
});

describe('double wage', () => {
  const input: DoubleWageInput = {
    entryDate: '2025-01-10',
    leaveDate: '2026-02-01',
    contractSignedOn: null,
    monthlyWage: '8000.00',
    claimedOn: null,
  };

  it('is eleven months at most', () => {
    const found = doubleWage(input);
    expect(found.result).toBe('88000.00');
    expect(found.details).toMatchObject({
      from: '2025-02-10',
      to: '2026-01-09',
      fullMonths: 11,
      partialWorkdays: 0,
    });
  });

  it('ends on the day before a contract is signed', () => {
    expect(doubleWage({ ...input, contractSignedOn: '2025-03-10' }).details).toMatchObject({
      to: '2025-03-09',
      fullMonths: 1,
    });
    expect(doubleWage({ ...input, contractSignedOn: '2025-02-10' })).toMatchObject({
      result: '0.00',
      details: { from: null, to: null },
    });
    expect(doubleWage({ ...input, leaveDate: '2025-02-05' }).result).toBe('0.00');
  });

  it('shows what is not older than a year when it was claimed', () => {
    const found = doubleWage({ ...input, claimedOn: '2026-04-10' });
    expect(found.details.amountWithinLimitation).toBe('72000.00');
    expect(found.warnings.map(({ messageKey }) => messageKey)).toEqual([
      'calculator.warning.limitationByDay',
    ]);
  });

  const rest = { leaveDate: '2026-02-01', contractSignedOn: null, monthlyWage: '8000.00', claimedOn: null };

  it('of a contract that ran out has no month of grace and is twelve months at most (京高法发〔2024〕534号 41)', () => {
    const expired = { ...rest, ground: 'contractExpired', contractEndedOn: '2024-12-31' } as const;
    expect(doubleWage(expired)).toMatchObject({
      formulaKey: 'doubleWageExpired',
      result: '96000.00',
      details: { from: '2025-01-01', to: '2025-12-31', fullMonths: 12 },
    });
    expect(doubleWage({ ...expired, contractSignedOn: '2025-02-01' })).toMatchObject({
      result: '8000.00',
      details: { to: '2025-01-31' },
    });
    // The limitation counts back a year by the day: 2025-04-11 to 2025-12-31.
    expect(doubleWage({ ...expired, claimedOn: '2026-04-11' }).details.amountWithinLimitation).toBe(
      // Eight months and the fifteen working days from 12-11 on.
      '69517.24',
    );
  });

  it('for want of an open-ended contract runs from the day it was due until it is concluded (劳动合同法 82)', () => {
    const refused = { ...rest, ground: 'openEndedRefused', openEndedDueOn: '2024-08-01' } as const;
    expect(doubleWage({ ...refused, leaveDate: '2026-01-31' })).toMatchObject({
      result: '144000.00',
      legalBasis: ['劳动合同法第八十二条第二款'],
      details: { from: '2024-08-01', to: '2026-01-31', fullMonths: 18 },
    });
    expect(doubleWage({ ...refused, contractSignedOn: '2024-08-01' }).result).toBe('0.00');
  });

  it('is not guessed in a year whose calendar is missing', () => {
    expect(
      calculateDoubleWage({ ...input, entryDate: '2026-08-01', leaveDate: '2027-02-15' }, table, calendar),
    ).toMatchObject({ ok: false, year: 2027 });
  });
});

describe('annual leave', () => {
  const input = {
    leaveDate: '2026-06-30',
    entryDate: null,
    entitlementDays: 10,
    usedDays: 1,
    averageWageExclOvertime: '8700.00',
  };

  it('earns days by the calendar, the fraction dropped', () => {
    expect(calculateAnnualLeavePay(input, table)).toMatchObject({
      result: '2400.00',
      details: { passedDays: 181, earnedDays: 4, unusedDays: 3 },
    });
  });

  it('is not taken back when more was used', () => {
    const found = calculateAnnualLeavePay({ ...input, usedDays: 6 }, table);
    expect(found.result).toBe('0.00');
    expect(found.warnings).toHaveLength(1);
  });

  it('counts from the entry within the year, and is whole at the end of any year', () => {
    expect(calculateAnnualLeavePay({ ...input, entryDate: '2026-04-01' }, table).details.passedDays).toBe(91);
    for (const leaveDate of ['2024-12-31', '2026-12-31']) {
      expect(calculateAnnualLeavePay({ ...input, leaveDate }, table).details.earnedDays).toBe(10);
    }
  });

  it('is 5, 10 or 15 days by years of work', () => {
    expect([0.9, 1, 9.9, 10, 19, 20].map(annualLeaveEntitlement)).toEqual([0, 5, 5, 10, 10, 15]);
  });
});

describe('the parameters', () => {
  it('count from their day on', () => {
    expect(getParameter(table, 'minimumMonthlyWage', '2025-08-31').value).toBe('2420.00');
    expect(getParameter(table, 'minimumMonthlyWage', '2025-09-01')).toMatchObject({
      value: '2540.00',
      document: '京人社劳发〔2025〕7号',
      confirmed: true,
    });
    const hourly = (date: string) =>
      (['minimumHourlyWage', 'minimumPartTimeHourlyWage', 'minimumPartTimeHolidayHourlyWage'] as const).map(
        (key) => findParameter(table, key, date)?.value,
      );
    expect(hourly('2025-09-01')).toEqual(['14.60', '27.70', '65.10']);
    expect(hourly('2025-08-31')).toEqual(['13.91', '26.40', undefined]);
    expect(findParameter(table, 'minimumMonthlyWage', '2014-01-01')).toBeUndefined();
    expect(() => getParameter(table, 'minimumMonthlyWage', '2014-01-01')).toThrow('parameter.missing');
  });

  it('that nobody confirmed are named beside the result', () => {
    const found = calculateOvertimePay(
      { monthlyWage: '1000.00', hours: '1', kind: 'restDay', date: '2018-01-01' },
      table,
    );
    expect(found.warnings.map(({ messageKey }) => messageKey)).toEqual([
      'calculator.warning.unconfirmedParameter',
    ]);
  });

  it.each([
    ['2018-05-01', '25399.75'],
    ['2019-09-01', '31776.75'],
    ['2020-05-01', '35145.25'],
    ['2021-05-01', '37840.00'],
    ['2022-05-01', '41628.25'],
    ['2023-05-01', '44619.00'],
    ['2024-05-01', '47103.25'],
  ])('give for an end of employment on %s the cap %s', (leaveDate, cap) => {
    const found = calculateCompensation(
      {
        entryDate: '2015-01-01',
        leaveDate,
        wages: { total: '120000.00', months: 12 },
        kind: 'economicCompensation',
      },
      table,
    );
    expect(found.details.cap).toBe(cap);
    expect(found.warnings).toEqual([]);
  });
});

describe('the words of a calculation', () => {
  it('exist for every key that the calculators use', () => {
    const folder = new URL('../../../shared/law/calculators/', import.meta.url);
    const sources = readdirSync(folder)
      .map((name) => readFileSync(new URL(name, folder), 'utf8'))
      .join('\n');
    const keys = [...sources.matchAll(/message\(\s*'([\w.]+)'/g)].map(([, key]) => key);
    const derived = [
      'rounding.final',
      'rounding.unitFirst',
      ...['economicCompensation', 'unlawfulDismissalDamages'].flatMap((kind) => [
        `formula.${kind}`,
        `formula.${kind}Capped`,
      ]),
    ];
    expect(keys.length).toBeGreaterThan(15);
    for (const key of [...keys, ...derived]) expect(zh).toHaveProperty([`calculator.${key}`]);
  });
});
