import { Decimal } from 'decimal.js';
import { sumMoney } from '../text/money.ts';
import {
  checkWorkerCell,
  findWorkerColumn,
  type WorkerCells,
  type WorkerColumn,
  workerColumns,
} from './worker-columns.ts';

/** A cell as a reader of xlsx or csv gives it. */
export type RawCell = string | number | boolean | Date | null;

/** Workers that one sheet may hold: far above any case, low enough for an old PC. */
export const importRowsAtMost = 1_000;

export type CellFinding = {
  readonly column: WorkerColumn;
  readonly severity: 'warning' | 'error';
  /** Words: 'workers.cell.<code>', or 'law.<code>' for what the validators say (it holds a dot). */
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
};

/** A line of the sheet (1 is the first) with its cells as stored and everything found in it. */
export type ImportedWorker = {
  readonly line: number;
  readonly cells: WorkerCells;
  readonly findings: readonly CellFinding[];
};

export type WorkerTotals = {
  readonly count: number;
  readonly claimedDays: string;
  readonly confirmedDays: string;
  readonly advancePaid: string;
  readonly claimAmount: string;
  readonly agreedAmount: string;
};

export type WorkerImport =
  | {
      readonly kind: 'read';
      readonly headingLine: number;
      /** Columns of the sheet by place. */
      readonly columns: readonly { readonly column: WorkerColumn; readonly place: number }[];
      /** Headings that mean nothing to the desk; their cells are left out. */
      readonly ignoredHeadings: readonly string[];
      readonly rows: readonly ImportedWorker[];
      /** What the sheet's own 合计 line says, where it has one. */
      readonly statedTotals: Partial<Record<WorkerColumn, string>> | null;
    }
  | { readonly kind: 'refused'; readonly code: 'headingMissing' | 'tooManyRows' | 'empty' };

/** Reads a sheet of workers. Never throws: whatever is wrong is a finding with its line and column. */
export function importWorkers(sheet: readonly (readonly RawCell[])[], today: string): WorkerImport {
  const headingIndex = findHeading(sheet);
  if (headingIndex === null) return { kind: 'refused', code: 'headingMissing' };
  const columns: { column: WorkerColumn; place: number }[] = [];
  const ignoredHeadings: string[] = [];
  (sheet[headingIndex] ?? []).forEach((cell, place) => {
    const heading = String(cell ?? '').trim();
    const column = findWorkerColumn(heading);
    if (column !== null && !columns.some((one) => one.column === column)) columns.push({ column, place });
    else if (heading !== '' && !isCountingHeading(heading)) ignoredHeadings.push(heading);
  });
  const rows: ImportedWorker[] = [];
  let statedTotals: Partial<Record<WorkerColumn, string>> | null = null;
  for (const [index, cells] of sheet.entries()) {
    if (index <= headingIndex) continue;
    if (columns.every(({ place }) => String(cells[place] ?? '').trim() === '')) continue;
    if (
      cells.some((cell) => typeof cell === 'string' && /^(合\s*计|总\s*计|小\s*计)[:：]?$/.test(cell.trim()))
    ) {
      statedTotals = readTotals(cells, columns, today);
      continue;
    }
    if (rows.length >= importRowsAtMost) return { kind: 'refused', code: 'tooManyRows' };
    rows.push(readRow(cells, columns, index + 1, today));
  }
  if (rows.length === 0) return { kind: 'refused', code: 'empty' };
  return {
    kind: 'read',
    headingLine: headingIndex + 1,
    columns,
    ignoredHeadings,
    rows: nameDuplicates(rows),
    statedTotals,
  };
}

/** The same rows after somebody mended a cell: every cell is checked anew, duplicates too. */
export function mendWorkers(
  rows: readonly ImportedWorker[],
  line: number,
  column: WorkerColumn,
  text: string,
  today: string,
): readonly ImportedWorker[] {
  return nameDuplicates(
    rows.map((row) => {
      if (row.line !== line) return withoutDuplicates(row);
      const { value, finding } = checkWorkerCell(column, text, today);
      const others = withoutDuplicates(row).findings.filter((one) => one.column !== column);
      return {
        line,
        cells: { ...row.cells, [column]: finding === null ? value : text },
        findings: finding === null ? others : [...others, { ...finding, column, params: {} }],
      };
    }),
  );
}

export function isImportable(row: ImportedWorker): boolean {
  return row.findings.every(({ severity }) => severity !== 'error');
}

/** Sums over the cells that are in order; a cell that is no number counts for nothing. */
export function totalsOfWorkers(rows: readonly WorkerCells[]): WorkerTotals {
  const days = (column: 'claimedDays' | 'confirmedDays') =>
    rows
      .map((row) => row[column])
      .filter((text) => /^\d+(\.\d+)?$/.test(text))
      .reduce((sum, text) => sum.plus(text), new Decimal(0))
      .toString();
  const money = (column: 'advancePaid' | 'claimAmount' | 'agreedAmount') =>
    sumMoney(rows.map((row) => row[column]).filter((text) => /^\d{1,12}\.\d{2}$/.test(text)));
  return {
    count: rows.length,
    claimedDays: days('claimedDays'),
    confirmedDays: days('confirmedDays'),
    advancePaid: money('advancePaid'),
    claimAmount: money('claimAmount'),
    agreedAmount: money('agreedAmount'),
  };
}

/** Where the sheet's own 合计 line says another sum than its rows come to. */
export function findDifferingTotals(
  { statedTotals }: Extract<WorkerImport, { kind: 'read' }>,
  rows: readonly WorkerCells[],
): { column: (typeof summed)[number]; stated: string; sum: string }[] {
  const totals = totalsOfWorkers(rows);
  return summed.flatMap((column) => {
    const stated = statedTotals?.[column];
    return stated === undefined || stated === totals[column] ? [] : [{ column, stated, sum: totals[column] }];
  });
}
const summed = ['claimedDays', 'confirmedDays', 'advancePaid', 'claimAmount', 'agreedAmount'] as const;

/** The line with most known headings among the first twenty; a name and one more are the least. */
function findHeading(sheet: readonly (readonly RawCell[])[]): number | null {
  let best: { index: number; known: number } | null = null;
  for (const [index, cells] of sheet.slice(0, 20).entries()) {
    const known = new Set(cells.map((cell) => (typeof cell === 'string' ? findWorkerColumn(cell) : null)));
    known.delete(null);
    if (known.has('name') && known.size >= 2 && known.size > (best?.known ?? 0))
      best = { index, known: known.size };
  }
  return best?.index ?? null;
}

function isCountingHeading(heading: string): boolean {
  return /^(序号|编号|no\.?|#)$/i.test(heading);
}

function readRow(
  cells: readonly RawCell[],
  columns: readonly { column: WorkerColumn; place: number }[],
  line: number,
  today: string,
): ImportedWorker {
  const findings: CellFinding[] = [];
  const read: Partial<Record<WorkerColumn, string>> = {};
  for (const column of workerColumns) {
    const place = columns.find((one) => one.column === column)?.place;
    const raw = place === undefined ? null : (cells[place] ?? null);
    const isLost =
      typeof raw === 'number' &&
      (column === 'idNumber' || column === 'accountNumber') &&
      raw > 999_999_999_999_999;
    const text = textOfCell(raw, column);
    const { value, finding } = checkWorkerCell(column, text, today);
    read[column] = value;
    // A spreadsheet keeps 15 digits of a number: the last digits of such a cell are gone for good.
    if (isLost) findings.push({ column, severity: 'error', code: 'digitsLost', params: {} });
    else if (finding !== null) findings.push({ ...finding, column, params: {} });
  }
  return { line, cells: { ...emptyWorker, ...read }, findings };
}

/** A worker of whom nothing is known yet. */
export const emptyWorker: WorkerCells = {
  name: '',
  idNumber: '',
  phone: '',
  job: '',
  entryDate: '',
  dayRate: '',
  claimedDays: '',
  confirmedDays: '',
  advancePaid: '',
  claimAmount: '',
  agreedAmount: '',
  accountName: '',
  bank: '',
  accountNumber: '',
};

function textOfCell(cell: RawCell, column: WorkerColumn): string {
  if (cell === null || typeof cell === 'boolean') return cell === null ? '' : String(cell);
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
  if (typeof cell === 'string') return cell;
  if (!Number.isFinite(cell)) return '';
  // A day may come as the count of days since 1899-12-30, when its cell has no date format.
  if (column === 'entryDate' && Number.isInteger(cell) && cell > 20_000 && cell < 80_000)
    return new Date((cell - 25_569) * 86_400_000).toISOString().slice(0, 10);
  // What a formula computes carries the noise of binary fractions: 22720.000000000004.
  return Number.isInteger(cell) ? BigInt(cell).toString() : new Decimal(cell).toDecimalPlaces(6).toFixed();
}

function readTotals(
  cells: readonly RawCell[],
  columns: readonly { column: WorkerColumn; place: number }[],
  today: string,
): Partial<Record<WorkerColumn, string>> {
  const totals: Partial<Record<WorkerColumn, string>> = {};
  for (const column of summed) {
    const place = columns.find((one) => one.column === column)?.place;
    const text = place === undefined ? '' : textOfCell(cells[place] ?? null, column);
    const { value, finding } = checkWorkerCell(column, text, today);
    if (value !== '' && finding === null) totals[column] = value;
  }
  return totals;
}

function withoutDuplicates(row: ImportedWorker): ImportedWorker {
  return { ...row, findings: row.findings.filter(({ code }) => code !== 'duplicate') };
}

/** The second line with the same ID number is an error that names the first. */
function nameDuplicates(rows: readonly ImportedWorker[]): ImportedWorker[] {
  const firstLines = new Map<string, number>();
  return rows.map((row) => {
    const { idNumber } = row.cells;
    const first = idNumber === '' ? undefined : firstLines.get(idNumber);
    if (first === undefined) {
      if (idNumber !== '') firstLines.set(idNumber, row.line);
      return row;
    }
    const duplicate: CellFinding = {
      column: 'idNumber',
      severity: 'error',
      code: 'duplicate',
      params: { line: first },
    };
    return { ...row, findings: [...row.findings, duplicate] };
  });
}
