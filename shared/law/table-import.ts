import type { RawCell } from '../case/worker-import.ts';
import { isCalendarDate } from '../text/dates.ts';
import type { ParameterKey, ParameterTable } from './calculators/parameters.ts';
import { LawTable } from './office-tables.ts';
import type { CalendarTable } from './working-days.ts';

/** What is wrong in a line of a sheet. Words: 'lawTable.fault.<code>'. */
export type TableFault = { readonly line: number; readonly code: TableFaultCode; readonly text: string };
export type TableFaultCode =
  | 'dateMalformed'
  | 'kindUnknown'
  | 'otherYear'
  | 'restAndWork'
  | 'figureUnknown'
  | 'valueMalformed'
  | 'documentMissing';

export type TableImport =
  | { readonly kind: 'read'; readonly added: LawTable }
  | { readonly kind: 'faulty'; readonly faults: readonly TableFault[] }
  /** Neither the headings of a calendar nor those of figures, or no table at all. */
  | { readonly kind: 'unknown' };

/** What the person says of the whole file, where the file itself does not. */
export type TableOrigin = {
  readonly document: string;
  readonly source: string;
  readonly isConfirmed: boolean;
};

const calendarHeadings = ['日期', '类型'];
const figureHeadings = ['参数', '施行日期', '数值'];

const rest = ['放假', '休息', '休'];
const makeUp = ['上班', '调休上班', '补班', '班'];
const statutory = ['法定节假日', '法定'];

/** Reads a sheet: 日期, 类型, 名称 of one year's days, or 参数, 施行日期, 数值, 数据年度, 文号, 来源 of figures. */
export function importTable(
  sheet: readonly (readonly RawCell[])[],
  known: ParameterTable,
  origin: TableOrigin,
): TableImport {
  const heading = sheet.findIndex((row) => row.some((cell) => textOf(cell) !== ''));
  const names = (sheet[heading] ?? []).map(textOf);
  const rows = sheet
    .map((row, index) => ({
      line: index + 1,
      get: (name: string) => textOf(row[names.indexOf(name)] ?? null),
    }))
    .slice(heading + 1)
    .filter(({ line }) => (sheet[line - 1] ?? []).some((cell) => textOf(cell) !== ''));
  if (calendarHeadings.every((name) => names.includes(name))) return importCalendar(rows, origin);
  if (figureHeadings.every((name) => names.includes(name))) return importFigures(rows, known, origin);
  return { kind: 'unknown' };
}

/** Reads a file of the shape in which the tables are kept: one calendar, or {"figures": […]}. */
export function importTableText(text: string): TableImport {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return { kind: 'unknown' };
  }
  const shapes = [read, { kind: 'calendar', calendar: read }, { kind: 'figures', ...Object(read) }];
  for (const shape of shapes) {
    const { data } = LawTable.safeParse(shape);
    if (data !== undefined) return { kind: 'read', added: data };
  }
  return { kind: 'unknown' };
}

type Row = { readonly line: number; readonly get: (name: string) => string };
type Day = CalendarTable['restDays'][number];

function importCalendar(rows: readonly Row[], origin: TableOrigin): TableImport {
  const days: Record<'rest' | 'makeUp' | 'statutory', Day[]> = { rest: [], makeUp: [], statutory: [] };
  const faults: TableFault[] = [];
  const year = Number(toDate(rows[0]?.get('日期') ?? '')?.slice(0, 4) ?? 0);
  for (const { line, get } of rows) {
    const date = toDate(get('日期'));
    const type = get('类型');
    const day = { date: date ?? '', name: get('名称') || type };
    if (date === null) faults.push({ line, code: 'dateMalformed', text: get('日期') });
    else if (!date.startsWith(`${year}-`)) faults.push({ line, code: 'otherYear', text: date });
    else if (makeUp.includes(type)) days.makeUp.push(day);
    else if (rest.includes(type)) days.rest.push(day);
    else if (statutory.includes(type)) {
      days.rest.push(day);
      days.statutory.push(day);
    } else faults.push({ line, code: 'kindUnknown', text: type });
    if (days.makeUp.some((one) => days.rest.some((other) => other.date === one.date)) && date !== null)
      faults.push({ line, code: 'restAndWork', text: date });
  }
  if (faults.length > 0) return { kind: 'faulty', faults };
  return asRead({
    kind: 'calendar',
    calendar: {
      year,
      documents: [origin.document],
      source: origin.source,
      confirmed: origin.isConfirmed,
      restDays: onceEach(days.rest),
      makeUpWorkdays: onceEach(days.makeUp),
      statutoryHolidays: onceEach(days.statutory),
    },
  });
}

function importFigures(rows: readonly Row[], known: ParameterTable, origin: TableOrigin): TableImport {
  const faults: TableFault[] = [];
  const figures = rows.flatMap(({ line, get }) => {
    const key = findKey(get('参数'), known);
    const effectiveFrom = toDate(get('施行日期'));
    const value = get('数值').replace(/[,，\s]/g, '');
    const document = get('文号') || origin.document;
    const add = (code: TableFaultCode, text: string) => faults.push({ line, code, text });
    if (key === undefined) add('figureUnknown', get('参数'));
    if (effectiveFrom === null) add('dateMalformed', get('施行日期'));
    if (!/^\d+(\.\d+)?$/.test(value)) add('valueMalformed', get('数值'));
    if (document === '') add('documentMissing', get('参数'));
    if (key === undefined || effectiveFrom === null) return [];
    const dataYear = /^\d{4}$/.test(get('数据年度')) ? { dataYear: Number(get('数据年度')) } : {};
    const source = get('来源') || origin.source;
    return [{ key, effectiveFrom, value, ...dataYear, document, source, confirmed: origin.isConfirmed }];
  });
  return faults.length > 0 ? { kind: 'faulty', faults } : asRead({ kind: 'figures', figures });
}

function asRead(added: unknown): TableImport {
  const { data } = LawTable.safeParse(added);
  return data === undefined ? { kind: 'unknown' } : { kind: 'read', added: data };
}

function findKey(name: string, known: ParameterTable): ParameterKey | undefined {
  return known.parameters.find(({ key, zh, en }) =>
    [key, zh, en].some((own) => own.normalize('NFKC') === name),
  )?.key;
}

function onceEach(days: readonly Day[]): Day[] {
  const byDate = new Map(days.map((day) => [day.date, day]));
  return [...byDate.values()].sort((left, right) => (left.date < right.date ? -1 : 1));
}

/** '2027-1-5', '2027/01/05', '2027年1月5日', or a date cell; null for anything else. */
function toDate(text: string): string | null {
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text);
  if (found === null) return null;
  const [, year = '', month = '', day = ''] = found;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCalendarDate(date) ? date : null;
}

function textOf(cell: RawCell): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return cell === null ? '' : String(cell).normalize('NFKC').trim();
}
