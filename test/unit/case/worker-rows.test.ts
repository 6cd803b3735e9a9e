import { describe, expect, it } from 'vitest';
import { emptyWorker, totalsOfWorkers } from '../../../shared/case/worker-import.ts';
import {
  countKnown,
  findOtherReckoning,
  patchesOfTable,
  tableOfCase,
  type WorkerTable,
  withSheet,
} from '../../../shared/case/worker-rows.ts';
import { buildDocument } from '../../../shared/documents/build.ts';
import { buildAgreement } from '../../../shared/documents/forms/agreement.ts';
import type { Paper } from '../../../shared/documents/paper.ts';
import { foldCase } from '../../fixtures/fold-case.ts';

const { file, view } = foldCase('02-construction-collective-wages');
const table = tableOfCase(view);
const today = '2026-06-25';
const withCells = (changed: Partial<(typeof table.rows)[number]['cells']>) => ({
  ...table,
  rows: table.rows.map((row, at) => (at === 0 ? { ...row, cells: { ...row.cells, ...changed } } : row)),
});

it('what workers had received already stands in their table, and as saved nothing in it has changed', () => {
  expect(totalsOfWorkers(table.rows.map(({ cells }) => cells)).advancePaid).toBe('47500.00');
  expect(patchesOfTable(table, view, today)).toEqual([]);
  const [patch] = patchesOfTable(withCells({ advancePaid: '5,200' }), view, today);
  expect(patch?.fields).toEqual({
    advances: expect.arrayContaining([{ partyId: table.rows[0]?.partyId, amount: '5200.00' }]),
  });
});

it('a sum that day rate, days and what was paid do not come to is said beside it', () => {
  for (const row of table.rows) {
    expect(findOtherReckoning(row, 'claimAmount')).toBeNull();
    expect(findOtherReckoning(row, 'agreedAmount')).toBeNull();
  }
  const [mistyped] = withCells({ agreedAmount: '27220.00' }).rows;
  const [unpaid] = withCells({ advancePaid: '' }).rows;
  const [unknown] = withCells({ dayRate: '', agreedAmount: '27220.00' }).rows;
  expect(mistyped && findOtherReckoning(mistyped, 'agreedAmount')).toBe('22720.00');
  expect(unpaid && findOtherReckoning(unpaid, 'claimAmount')).toBe('28560.00');
  expect(unknown && findOtherReckoning(unknown, 'agreedAmount')).toBeNull();
});

describe('a second sheet about the same workers', () => {
  const people = {
    ...table,
    rows: table.rows.map((row) => ({ ...row, cells: { ...row.cells, claimAmount: '', bank: '' } })),
  };
  /** A list of wages has names and sums, and no numbers of identity cards. */
  const wages = table.rows.map(({ cells: { name, claimAmount } }) => ({ ...emptyWorker, name, claimAmount }));
  let count = 0;
  const take = (sheet: typeof wages) =>
    withSheet(people, sheet, ['name', 'claimAmount'], () => `N${++count}`);

  it('fills in what each has, by the name where it has no numbers', () => {
    const { rows } = take(wages);
    expect(countKnown(people.rows, wages)).toBe(12);
    expect(rows.map(({ partyId }) => partyId)).toEqual(people.rows.map(({ partyId }) => partyId));
    expect(rows.map(({ cells }) => cells.claimAmount)).toEqual(
      table.rows.map(({ cells }) => cells.claimAmount),
    );
    expect(rows[0]?.cells.idNumber).toBe(table.rows[0]?.cells.idNumber);
  });

  it('takes nobody for a namesake with another number, nor one of two of a name', () => {
    const [first = emptyWorker] = wages;
    const other = { ...first, idNumber: '110101199003070011' };
    expect(take([other]).rows).toHaveLength(13);
    expect(take([first, first]).rows).toHaveLength(14);
    const renamed = { ...emptyWorker, name: '赵新来' };
    expect(countKnown(people.rows, [renamed])).toBe(0);
  });
});

it('the application of a group says what each of them asks for', () => {
  const paper = buildDocument(view, 'mediationApplication', 'application', {
    mediationEndsOn: '',
    today,
  }) as Paper;
  const lines = paper.parts.flatMap((part) => (part.kind === 'table' ? part.rows : []));
  expect(lines).toHaveLength(13);
  expect(lines[0]).toEqual(['1', '刘长河', '420.00', '68', '5,000.00', '23,560.00']);
  expect(lines.at(-1)?.at(-1)).toBe('252,030.00');
});

it('the annex of the agreement says what each sum was reckoned from', () => {
  const paper: Paper = buildAgreement(view, '1', {});
  const [first] = paper.annexes[0]?.table.rows ?? [];
  expect(first).toContain('66工日\n日工资420.00\n已付5,000.00');
  expect(file.collective?.table[0]?.agreedAmount).toBe('22720.00');
});

it('a row of a sheet that is mended after the others were taken comes to its place in the sheet', () => {
  const sheet = table.rows.map(({ cells }) => cells);
  const [first, second, ...others] = sheet;
  if (first === undefined || second === undefined) throw new Error('Too few workers.');
  const columns = ['name', 'idNumber'] as const;
  const empty = { rows: [], dueDates: [] };
  let count = 0;
  const take = (into: WorkerTable, some: typeof sheet, order = some) =>
    withSheet(into, some, columns, () => `N${++count}`, order);
  const namesOf = ({ rows }: WorkerTable) => rows.map(({ cells }) => cells.name);
  const withoutSecond = take(empty, [first, ...others]);
  expect(namesOf(take(withoutSecond, [second], sheet))).toEqual(sheet.map(({ name }) => name));
  const withoutFirst = take(empty, [second, ...others]);
  expect(namesOf(take(withoutFirst, [first], sheet))).toEqual(sheet.map(({ name }) => name));
  expect(namesOf(take(take(empty, others), [first, second], sheet))).toEqual(sheet.map(({ name }) => name));
});
