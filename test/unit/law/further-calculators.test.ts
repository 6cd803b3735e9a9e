import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CaseView } from '../../../shared/case/view.ts';
import {
  calculateIllegalProbation,
  calculateNonCompete,
  calculateNoticePay,
  calculateOvertimePay,
  calculateOvertimeTable,
  calculateSumSheet,
  calculateWorkInjury,
  injuryGrades,
  ParameterTable,
  probationLimitMonths,
} from '../../../shared/law/calculators/index.ts';
import en from '../../../shared/text/locales/en/law.json' with { type: 'json' };
import zh from '../../../shared/text/locales/zh-CN/law.json' with { type: 'json' };
import { calculators, runCalculator, startValues } from '../../../src-renderer/calculators/definitions.ts';
import { calendar } from './support/calendars.ts';

const parameters = ParameterTable.parse(
  JSON.parse(readFileSync(new URL('../../../assets/parameters/beijing.json', import.meta.url), 'utf8')),
);
const keysOf = (calculation: { warnings: readonly { messageKey: string }[] }) =>
  calculation.warnings.map(({ messageKey }) => messageKey);

describe('non-compete compensation', () => {
  const base = {
    averageWage: '20000.00',
    agreedMonthly: null,
    months: '6',
    isEndedByEmployer: false,
    date: '2026-05-29',
  };

  it('is 30 % of the average wage where nothing was agreed', () => {
    expect(calculateNonCompete(base, parameters).result).toBe('36000.00');
  });

  it('is never below the minimum wage of the day, which is named', () => {
    const found = calculateNonCompete({ ...base, averageWage: '8000.00' }, parameters);
    expect(found.result).toBe('15240.00');
    expect(found.parameters[0]).toMatchObject({ value: '2540.00', document: '京人社劳发〔2025〕7号' });
  });

  it('is what was agreed, and three months more when the employer ended it early', () => {
    const found = calculateNonCompete(
      { ...base, agreedMonthly: '1000.00', isEndedByEmployer: true },
      parameters,
    );
    expect(found.result).toBe('9000.00');
    expect(found.legalBasis[0]).toContain('第三十九条');
  });
});

describe('work injury benefits', () => {
  const base = { ownWage: '10000.00', localBase: null, paidLeaveMonths: '0', date: '2026-05-29' };

  it('give the months of each grade', () => {
    expect(
      injuryGrades.map(
        (grade) => calculateWorkInjury({ ...base, grade }, parameters).details.disabilitySubsidy,
      ),
    ).toEqual(['27', '25', '23', '21', '18', '16', '13', '11', '9', '7'].map((months) => `${months}0000.00`));
    expect(
      injuryGrades.map(
        (grade) => calculateWorkInjury({ ...base, grade }, parameters).details.monthlyAllowance,
      ),
    ).toEqual(['9000.00', '8500.00', '8000.00', '7500.00', '7000.00', '6000.00', null, null, null, null]);
  });

  it('add the local lump sums as figures that nobody confirmed, and the wages while treated', () => {
    const found = calculateWorkInjury(
      { ...base, grade: 10, localBase: '12000.00', paidLeaveMonths: '2.5' },
      parameters,
    );
    expect(found.details).toMatchObject({
      medicalSubsidy: '36000.00',
      employmentSubsidy: '36000.00',
      paidLeaveWages: '25000.00',
    });
    expect(found.result).toBe('167000.00');
    expect(keysOf(found)).toContain('calculator.warning.unconfirmedParameter');
    expect(keysOf(found)).toContain('calculator.warning.injuryBaseToCheck');
  });
});

describe('overtime by month', () => {
  const date = '2026-04-13';
  const row = { month: '2026-03', monthlyWage: '8700.00', hours: '10', kind: 'workingDay' as const };

  it('adds the vectors of the three kinds and takes off what was paid', () => {
    const found = calculateOvertimeTable(
      {
        rows: [
          row,
          { ...row, hours: '8', kind: 'restDay' },
          { ...row, hours: '8', kind: 'statutoryHoliday' },
        ],
        paid: '50.00',
        date,
      },
      parameters,
    );
    expect(found.result).toBe('2700.00');
  });

  it('rounds at the end unless the hour is to be rounded first, as one month alone does', () => {
    const rows = [{ ...row, monthlyWage: '10000.00' }];
    expect(calculateOvertimeTable({ rows, paid: '0.00', date }, parameters).result).toBe('862.07');
    expect(
      calculateOvertimeTable({ rows, paid: '0.00', date, rounding: 'unitFirst' }, parameters).result,
    ).toBe('862.05');
    expect(
      calculateOvertimePay(
        { monthlyWage: '10000.00', hours: '10', kind: 'workingDay', date: '2026-03-31' },
        parameters,
      ).result,
    ).toBe('862.07');
  });

  it('takes for each month the minimum wage of its last day', () => {
    const rows = ['2025-08', '2025-09'].map((month) => ({ ...row, month, monthlyWage: '1000.00' }));
    const found = calculateOvertimeTable({ rows, paid: '0.00', date }, parameters);
    expect(
      found.parameters.filter(({ key }) => key === 'minimumMonthlyWage').map(({ value }) => value),
    ).toEqual(['2420.00', '2540.00']);
  });

  it('names the month as a person does, and says nothing of what was not taken off', () => {
    const steps = (month: string | null, paid = '0.00') =>
      calculateOvertimeTable({ rows: [{ ...row, month }], paid, date }, parameters).steps;
    expect(steps('2026-03')).toEqual([
      {
        messageKey: 'calculator.step.month',
        params: { year: '2026', month: 3, left: '8700.00 ÷ 174 × 10 × 150%', right: '750.00' },
      },
    ]);
    expect(steps('2026-03', '50.00')).toHaveLength(2);
  });

  it('takes hours of several months together, with the figures of the day', () => {
    const found = calculateOvertimeTable(
      { rows: [{ ...row, month: null, monthlyWage: '6500.00', hours: '46' }], paid: '0.00', date },
      parameters,
    );
    expect(found.result).toBe('2577.59');
    expect(found.steps.map(({ messageKey }) => messageKey)).toEqual(['calculator.step.equation']);
  });
});

describe('the smaller sums', () => {
  it('let probation last as long as the contract allows', () => {
    expect([2, 3, 11, 12, 35, 36, null].map(probationLimitMonths)).toEqual([0, 1, 1, 2, 2, 6, 6]);
    expect(
      calculateIllegalProbation({ contractMonths: 12, servedMonths: '6', monthlyWage: '9000.00' }).result,
    ).toBe('36000.00');
    expect(
      calculateIllegalProbation({ contractMonths: 36, servedMonths: '6', monthlyWage: '9000.00' }).result,
    ).toBe('0.00');
  });

  it('pay one month for notice that was not given, and add a sheet with its deductions', () => {
    expect(calculateNoticePay('9000.00').result).toBe('9000.00');
    const rows = [
      { title: '经济补偿', amount: '90000.00', isDeduction: false },
      { title: '已付', amount: '5000.50', isDeduction: true },
    ];
    expect(calculateSumSheet(rows).result).toBe('84999.50');
    expect(
      keysOf(calculateSumSheet([...rows, { title: '借款', amount: '90000.00', isDeduction: true }])),
    ).toEqual(['calculator.warning.paidMoreThanDue']);
  });
});

describe('the forms of the calculators', () => {
  const nothing = { claims: [], parties: [], responses: [], paymentOrders: [], visits: [], agreements: [] };
  const view = {
    ...nothing,
    ...{ acceptance: null, negotiation: null, outcome: null, collective: null },
    application: { id: 'application' },
  } as never;
  const tables = { parameters, calendar };

  it.each(calculators.map((one) => [one.id, one] as const))(
    'of %s say beside each field what is missing, and never throw',
    (_, definition) => {
      const { problems, calculation } = runCalculator(
        definition,
        { fields: {}, rows: definition.columns.length > 0 ? [{}] : [] },
        tables,
      );
      expect(calculation).toBeNull();
      const names = [...definition.fields, ...definition.columns]
        .filter(({ isOptional, kind }) => isOptional !== true && kind !== 'check')
        .map(({ name }) => name);
      expect(Object.keys(problems).map((path) => path.replace('0.', ''))).toEqual(names);
      expect(startValues(definition, undefined, view)).toBeDefined();
    },
  );

  it('take the average wage of the last twelve months from the case file', () => {
    const party = { id: 'P1', entryDate: '2019-03-15', leaveDate: '2024-09-20', averageWage: '15000.00' };
    const of = (id: string, entryDate = party.entryDate) => {
      const definition = calculators.find((one) => one.id === id);
      if (definition === undefined) throw new Error(id);
      const started = startValues(definition, { ...party, entryDate } as CaseView['parties'][number], view);
      return { started, result: runCalculator(definition, started, tables).calculation?.result };
    };
    expect(of('economicCompensation')).toMatchObject({
      started: { fields: { wageTotal: '180000.00', wageMonths: '12' } },
      result: '90000.00',
    });
    expect(of('economicCompensation', '2024-05-02').started.fields).toMatchObject({
      wageTotal: '60000.00',
      wageMonths: '4',
    });
    expect(of('nonCompete').started.fields.averageWage).toBe('15000.00');
  });

  it('say a wrong order of dates, a count out of bounds and a year without a calendar beside its field', () => {
    const run = (id: string, fields: Record<string, string>) => {
      const definition = calculators.find((one) => one.id === id);
      return definition && runCalculator(definition, { fields, rows: [] }, tables).problems;
    };
    const dates = { entryDate: '2026-05-01', leaveDate: '2025-05-01', wageTotal: '1,000', wageMonths: '12' };
    expect(run('economicCompensation', dates)).toEqual({ leaveDate: 'period' });
    expect(run('economicCompensation', { ...dates, leaveDate: '2026-06-01', wageMonths: '13' })).toEqual({
      wageMonths: 'wageMonths',
    });
    expect(
      run('economicCompensation', { ...dates, entryDate: '2001-01-01', leaveDate: '2002-01-01' }),
    ).toEqual({
      leaveDate: 'noParameter',
    });
    expect(
      run('doubleWage', {
        entryDate: '2030-01-10',
        leaveDate: '2030-05-20',
        monthlyWage: '5000',
        rounding: 'final',
      }),
    ).toEqual({ leaveDate: 'calendarMissing' });
  });

  it('have words in both languages for everything that a result says', () => {
    const definition = calculators.find(({ id }) => id === 'workInjury');
    const found =
      definition &&
      runCalculator(
        definition,
        {
          fields: {
            grade: '5',
            ownWage: '10000',
            localBase: '12000',
            paidLeaveMonths: '1',
            injuryDate: '2026-05-29',
          },
          rows: [],
        },
        tables,
      ).calculation;
    expect(found).toBeTruthy();
    for (const { messageKey } of [...(found?.steps ?? []), ...(found?.warnings ?? [])]) {
      expect(zh).toHaveProperty([messageKey]);
      expect(en).toHaveProperty([messageKey]);
    }
  });
});
