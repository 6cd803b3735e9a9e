import { calculateDayRateWages } from '../law/calculators/index.ts';
import { isWorker } from '../law/party-kind.ts';
import { findResidentIdFacts } from '../law/validators.ts';
import { isCalendarDate } from '../text/dates.ts';
import { isYuan, parseMoney, sumMoney } from '../text/money.ts';
import { chineseCount } from '../text/numerals.ts';
import type { EntityPatch } from './actions.ts';
import { findAdvance } from './advances.ts';
import type { CaseView } from './view.ts';
import { checkWorkerCell, type WorkerCells, type WorkerColumn, workerColumns } from './worker-columns.ts';
import type { CellFinding } from './worker-import.ts';

/** A worker in the table of a 集体争议: text as typed; `instalments` stand in the order of the due days. */
export type WorkerRow = {
  readonly partyId: string;
  readonly cells: WorkerCells;
  readonly instalments: readonly string[];
};
/** The whole table. `dueDates` ('YYYY-MM-DD' or '') head the columns of the instalments. */
export type WorkerTable = {
  readonly rows: readonly WorkerRow[];
  readonly dueDates: readonly string[];
  /** Saved workers who were taken out here. One who is only missing came in elsewhere since, and stays. */
  readonly removedIds?: readonly string[];
};

/** Takes a row out of the table. */
export function withoutRow(table: WorkerTable, index: number): WorkerTable {
  const removed = table.rows[index];
  if (removed === undefined) return table;
  return {
    ...table,
    rows: table.rows.filter((row) => row !== removed),
    removedIds: [...(table.removedIds ?? []), removed.partyId],
  };
}

/**
 * Who of the table somebody of a sheet is: by the number of the identity card; by the name where one of the two has none,
 * as in a list of wages, and nobody else has that name. -1 for nobody.
 */
function findWorker(rows: readonly WorkerRow[], cells: WorkerCells, sheet: readonly WorkerCells[]): number {
  if (cells.idNumber !== '') {
    const known = rows.findIndex((row) => row.cells.idNumber === cells.idNumber);
    if (known >= 0) return known;
  }
  const isNamesake = (one: WorkerCells) => one.name === cells.name;
  const alike = rows.flatMap((row, index) => (isNamesake(row.cells) ? [index] : []));
  const [only = -1] = alike;
  const isUnclear = alike.length !== 1 || sheet.filter(isNamesake).length > 1;
  return isUnclear || (cells.idNumber !== '' && rows[only]?.cells.idNumber !== '') ? -1 : only;
}

/** How many of a sheet are in the table already. */
export function countKnown(rows: readonly WorkerRow[], sheet: readonly WorkerCells[]): number {
  return sheet.filter((cells) => findWorker(rows, cells, sheet) >= 0).length;
}

/**
 * The table with the workers of a sheet. One who is already there keeps what the sheet leaves empty; one whose row was
 * mended after the others had been taken comes to his place among them, as in the list that the workers signed.
 * @param columns those that the sheet has
 * @param order all who were taken from the sheet until now, in its order
 */
export function withSheet(
  table: WorkerTable,
  sheet: readonly WorkerCells[],
  columns: readonly WorkerColumn[],
  newId: () => string,
  order: readonly WorkerCells[] = sheet,
): WorkerTable {
  const rows = [...table.rows];
  for (const cells of sheet) {
    const before = table.rows[findWorker(table.rows, cells, sheet)];
    const known = rows.findIndex(({ partyId }) => partyId === before?.partyId);
    if (before === undefined) {
      const place = order.length > sheet.length ? placeAmong(rows, cells, order) : rows.length;
      rows.splice(place, 0, { partyId: newId(), cells, instalments: [] });
    } else {
      const given = columns.filter((column) => cells[column] !== '').map((column) => [column, cells[column]]);
      rows[known] = { ...before, cells: { ...before.cells, ...Object.fromEntries(given) } };
    }
  }
  return { ...table, rows };
}

/** After those who stand before him in the sheet, else before those who stand after him. */
function placeAmong(rows: readonly WorkerRow[], cells: WorkerCells, order: readonly WorkerCells[]): number {
  const at = order.indexOf(cells);
  const placesOf = (some: readonly WorkerCells[]) =>
    some.map((one) => findWorker(rows, one, order)).filter((place) => place >= 0);
  const [before, after] = [placesOf(order.slice(0, at)), placesOf(order.slice(at + 1))];
  if (before.length > 0) return Math.max(...before) + 1;
  return after.length > 0 ? Math.min(...after) : rows.length;
}

/** The table as saved: rows of the annex first, then workers who are parties but stand in no row yet. */
export function tableOfCase(view: Pick<CaseView, 'parties' | 'collective'>): WorkerTable {
  const saved = view.collective?.rows ?? [];
  const dueDates = [...new Set(saved.flatMap((row) => row.instalments.map((one) => one.dueDate)))].sort();
  const others = view.parties.filter(
    (party) =>
      party.side === 'applicant' && isWorker(party) && !saved.some(({ partyId }) => partyId === party.id),
  );
  const idsInOrder = [...saved.map(({ partyId }) => partyId), ...others.map(({ id }) => id)];
  const rows = idsInOrder.map((partyId): WorkerRow => {
    const party = view.parties.find((one) => one.id === partyId);
    const row = saved.find((one) => one.partyId === partyId);
    return {
      partyId,
      cells: {
        name: party?.name ?? '',
        idNumber: party?.idNumber ?? '',
        phone: party?.phone ?? '',
        job: party?.job ?? row?.job ?? '',
        entryDate: party?.entryDate ?? '',
        dayRate: row?.dayRate ?? '',
        claimedDays: row?.claimedDays ?? '',
        confirmedDays: row?.confirmedDays ?? '',
        advancePaid: findAdvance(view, partyId),
        claimAmount: row?.claimAmount ?? '',
        agreedAmount: row?.agreedAmount ?? '',
        accountName: row?.accountName ?? '',
        bank: row?.bank ?? '',
        accountNumber: row?.accountNumber ?? '',
      },
      instalments: dueDates.map((date) =>
        sumOrEmpty(row?.instalments.filter((one) => one.dueDate === date).map((one) => one.amount) ?? []),
      ),
    };
  });
  return { rows, dueDates };
}

/** What is wrong in one row: errors keep the table from being saved, warnings do not. */
export function checkWorkerRow(row: WorkerRow, today: string): CellFinding[] {
  return workerColumns.flatMap((column): CellFinding[] => {
    const { finding } = checkWorkerCell(column, row.cells[column], today);
    return finding === null ? [] : [{ ...finding, column, params: {} }];
  });
}

/** Places of instalments that are no amount, or that have one without a due day. */
export function findWrongInstalments(row: WorkerRow, dueDates: readonly string[]): number[] {
  return dueDates.flatMap((date, place) => {
    const text = row.instalments[place] ?? '';
    return text === '' || (parseMoney(text) !== null && isCalendarDate(date)) ? [] : [place];
  });
}

/** Whether the instalments of a row come to another sum than its agreed amount. A row without any says nothing. */
export function hasInstalmentsDifference(row: WorkerRow): boolean {
  const amounts = row.instalments.map(parseMoney).filter((amount) => amount !== null);
  const agreed = parseMoney(row.cells.agreedAmount);
  return amounts.length > 0 && agreed !== null && sumMoney(amounts) !== agreed;
}

/**
 * What a row comes to by its day rate, its days (those confirmed, for what was agreed) and what was paid already; null
 * where it says too little, or where it says just this.
 */
export function findOtherReckoning(row: WorkerRow, column: 'claimAmount' | 'agreedAmount'): string | null {
  const { cells } = row;
  const days = column === 'claimAmount' ? cells.claimedDays : cells.confirmedDays;
  const [dayRate, amount, paid] = [cells.dayRate, cells[column], cells.advancePaid || '0.00'].map(parseMoney);
  if (!dayRate || !amount || !paid || !/^\d+(\.\d+)?$/.test(days)) return null;
  const { result } = calculateDayRateWages({
    rows: [{ partyId: row.partyId, name: '', dayRate, days, paid }],
  });
  return result === amount ? null : result;
}

/** Sum of each instalment over all workers, in the order of the due days. */
export function instalmentTotals(table: WorkerTable): string[] {
  return table.dueDates.map((_, place) =>
    sumMoney(table.rows.map((row) => parseMoney(row.instalments[place] ?? '')).filter((one) => one !== null)),
  );
}

/**
 * What the saved table says of the one payment to all workers: its sum, its instalments, and that each account stands in
 * the annex. Null where the table holds no agreed amounts, or not of everybody.
 */
export function findTermsOfWorkers({ collective }: Pick<CaseView, 'collective'>) {
  const rows = collective?.rows ?? [];
  const agreed = rows.map((row) => row.agreedAmount).filter(isYuan);
  if (rows.length === 0 || agreed.length < rows.length) return null;
  const instalments = rows.flatMap((row) => row.instalments);
  const dueDates = [...new Set(instalments.map(({ dueDate }) => dueDate))].sort();
  const lastDue = dueDates.at(-1);
  return {
    amount: sumMoney(agreed),
    instalments: dueDates.map((dueDate, index) => ({
      number: index + 1,
      dueDate,
      amount: sumMoney(instalments.filter((one) => one.dueDate === dueDate).map((one) => one.amount)),
    })),
    ...(lastDue === undefined ? {} : { dueDate: lastDue }),
    accountName: `${chineseCount(rows.length)}名申请人`,
    bank: '见附表',
    accountNumber: '见附表',
  };
}

/** Whether something is owed to every worker of the table. */
export function isOwedToAllWorkers(
  { collective }: Pick<CaseView, 'collective'>,
  creditorIds: readonly string[],
) {
  const rows = collective?.rows ?? [];
  return rows.length > 0 && rows.every(({ partyId }) => creditorIds.includes(partyId));
}

/**
 * Patches that make the case file say what the table says: the changed fields of each party (side applicant)
 * and, when anything in it changed, the rows of the annex. A new worker brings sex and birth date from the ID
 * number; one who was removed is taken out of the case file. The table must be free of errors.
 */
export function patchesOfTable(
  table: WorkerTable,
  view: Pick<CaseView, 'parties' | 'collective'>,
  today: string,
): EntityPatch[] {
  const stored = (row: WorkerRow, column: WorkerColumn) =>
    checkWorkerCell(column, row.cells[column], today).value;
  const parties = table.rows.flatMap((row): EntityPatch[] => {
    const saved = view.parties.find((one) => one.id === row.partyId);
    const idNumber = stored(row, 'idNumber');
    const facts = idNumber === (saved?.idNumber ?? '') ? null : findResidentIdFacts(idNumber);
    const wanted: Record<string, string> = {
      ...(saved === undefined ? { side: 'applicant', kind: 'person', idType: 'residentId' } : {}),
      name: stored(row, 'name'),
      idNumber,
      ...(facts === null ? {} : { sex: facts.sex, birthDate: facts.birthDate }),
      phone: stored(row, 'phone'),
      job: stored(row, 'job'),
      entryDate: stored(row, 'entryDate'),
    };
    const before: Readonly<Record<string, unknown>> = saved ?? {};
    const changed = Object.entries(wanted).filter(([field, value]) => value !== (before[field] ?? ''));
    const fields = Object.fromEntries(changed.map(([field, value]) => [field, value === '' ? null : value]));
    return changed.length === 0 ? [] : [{ kind: 'party', id: row.partyId, fields }];
  });
  const rows = table.rows.map((row) => ({
    partyId: row.partyId,
    job: stored(row, 'job'),
    dayRate: stored(row, 'dayRate'),
    claimedDays: stored(row, 'claimedDays'),
    confirmedDays: stored(row, 'confirmedDays'),
    claimAmount: stored(row, 'claimAmount'),
    agreedAmount: stored(row, 'agreedAmount'),
    instalments: instalmentsOf(row, table.dueDates),
    accountName: stored(row, 'accountName'),
    bank: stored(row, 'bank'),
    accountNumber: stored(row, 'accountNumber'),
  }));
  const removed = view.parties
    .filter(({ id }) => table.removedIds?.includes(id))
    .map(({ id }): EntityPatch => ({ kind: 'party', id, fields: { isWithdrawn: true } }));
  const advances = table.rows.flatMap((row) => {
    const amount = stored(row, 'advancePaid');
    return amount === '' ? [] : [{ partyId: row.partyId, amount }];
  });
  const fields = {
    ...(canonical(rows) === canonical(view.collective?.rows ?? []) ? {} : { rows }),
    ...(canonical(advances) === canonical(view.collective?.advances ?? []) ? {} : { advances }),
  };
  const people = [...parties, ...removed];
  return Object.keys(fields).length === 0
    ? people
    : [...people, { kind: 'collective', id: 'collective', fields }];
}

/** Numbered by due day; a worker whose first instalment is empty begins with the number of the second. */
function instalmentsOf(row: WorkerRow, dueDates: readonly string[]) {
  const dated = dueDates
    .map((dueDate, place) => ({ dueDate, amount: parseMoney(row.instalments[place] ?? '') }))
    .sort((left, right) => (left.dueDate < right.dueDate ? -1 : left.dueDate > right.dueDate ? 1 : 0));
  return dated.flatMap(({ dueDate, amount }, index) =>
    amount === null ? [] : [{ number: index + 1, dueDate, amount }],
  );
}

function sumOrEmpty(amounts: readonly string[]): string {
  const known = amounts.filter(isYuan);
  return known.length === 0 ? '' : sumMoney(known);
}

function canonical(rows: readonly object[]): string {
  return JSON.stringify(rows, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)))
      : value,
  );
}
