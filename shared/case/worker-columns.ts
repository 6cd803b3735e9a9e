import { checkBankAccount, checkPhone, checkResidentId, type ValidationFinding } from '../law/validators.ts';
import { isCalendarDate } from '../text/dates.ts';
import { parseMoney } from '../text/money.ts';
import { normaliseName } from '../text/names.ts';

/** The columns of the workers' table of a 集体争议, in the order of the template. */
export const workerColumns = [
  'name',
  'idNumber',
  'phone',
  'job',
  'entryDate',
  'dayRate',
  'claimedDays',
  'confirmedDays',
  'advancePaid',
  'claimAmount',
  'agreedAmount',
  'accountName',
  'bank',
  'accountNumber',
] as const;
export type WorkerColumn = (typeof workerColumns)[number];

/** One worker as text, column by column; '' where nothing stands. */
export type WorkerCells = Readonly<Record<WorkerColumn, string>>;

/** Headings as the template writes them. They are Chinese in both languages: the sheet goes to the workers. */
export const workerHeadings: Readonly<Record<WorkerColumn, string>> = {
  name: '姓名',
  idNumber: '身份证号',
  phone: '电话',
  job: '工种',
  entryDate: '入职日期',
  dayRate: '日工资（元）',
  claimedDays: '主张工日',
  confirmedDays: '确认工日',
  advancePaid: '已付金额（元）',
  claimAmount: '请求金额（元）',
  agreedAmount: '协议金额（元）',
  accountName: '户名',
  bank: '开户银行',
  accountNumber: '银行账号',
};

const synonyms: Readonly<Record<WorkerColumn, readonly string[]>> = {
  name: ['姓名', '工人姓名', '职工姓名', '劳动者姓名', '劳动者', '申请人', '申请人姓名', '名字', 'name'],
  idNumber: [
    '身份证号',
    '身份证号码',
    '身份证',
    '居民身份证号码',
    '公民身份号码',
    '证件号码',
    '证件号',
    'idnumber',
  ],
  phone: ['电话', '联系电话', '手机', '手机号', '手机号码', '联系方式', '电话号码', 'phone'],
  job: ['工种', '岗位', '职务', '工作岗位', '职业', 'job'],
  entryDate: ['入职日期', '入职时间', '进场日期', '进场时间', '入场日期', '用工起始日', '入职', 'entrydate'],
  dayRate: ['日工资', '日工资标准', '工日单价', '日薪', '每日工资', '每工日', '单价', 'dayrate'],
  claimedDays: [
    '主张工日',
    '主张天数',
    '请求工日',
    '申报工日',
    '工日',
    '工日数',
    '工数',
    '出工天数',
    '出勤天数',
    '工作天数',
    'claimeddays',
  ],
  confirmedDays: ['确认工日', '核对工日', '核定工日', '确认天数', '核实工日', 'confirmeddays'],
  advancePaid: [
    '已付金额',
    '已付生活费',
    '生活费',
    '已付',
    '已付工资',
    '已发工资',
    '已领工资',
    '已领金额',
    '预支',
    '预支金额',
    '预支生活费',
    '借支',
    '借支金额',
    'advancepaid',
  ],
  claimAmount: [
    '请求金额',
    '主张金额',
    '申请金额',
    '欠薪金额',
    '拖欠金额',
    '拖欠工资',
    '拖欠数额',
    '欠薪',
    '欠款',
    '欠发工资',
    'claimamount',
  ],
  agreedAmount: ['协议金额', '确认金额', '应付金额', '调解金额', '达成金额', '核定金额', 'agreedamount'],
  accountName: ['户名', '账户名', '账户名称', '开户名', '收款人', '收款户名', 'accountname'],
  bank: ['开户银行', '开户行', '银行', '银行名称', '开户网点', 'bank'],
  accountNumber: ['银行账号', '账号', '帐号', '银行卡号', '卡号', '收款账号', '工资卡号', 'accountnumber'],
};

const columnOfHeading = new Map(
  workerColumns.flatMap((column) => synonyms[column].map((heading) => [heading, column] as const)),
);

/** The column that a heading names, with units, brackets and spaces left aside; null for any other heading. */
export function findWorkerColumn(heading: string): WorkerColumn | null {
  const plain = heading
    .normalize('NFKC')
    .replace(/[(【[].*?[)】\]]/g, '')
    .replace(/[\s*:：_-]/g, '')
    .toLowerCase();
  return columnOfHeading.get(plain) ?? columnOfHeading.get(plain.replace(/元$/, '')) ?? null;
}

/** A cell as a person may have left it, made the stored form, and what is to be said about it. */
export type CheckedCell = {
  readonly value: string;
  /** Errors keep the row out until mended; warnings go with it. Words: 'workers.cell.<code>' or 'law.<code>'. */
  readonly finding: ValidationFinding | null;
};

const columnMoney: readonly WorkerColumn[] = ['dayRate', 'advancePaid', 'claimAmount', 'agreedAmount'];
const columnDays: readonly WorkerColumn[] = ['claimedDays', 'confirmedDays'];
const lengthAtMost = 500;

/**
 * Checks one cell of the workers' table and gives its stored form: money '420.00', days '63.5', dates
 * 'YYYY-MM-DD', numbers without spaces. `today` ('YYYY-MM-DD') bounds dates. Empty cells are in order, except
 * the name. ID numbers warn and never block, as everywhere (the number on a real card may be wrong or old).
 */
export function checkWorkerCell(column: WorkerColumn, text: string, today: string): CheckedCell {
  const plain = text.normalize('NFKC').trim();
  const fine = (value: string): CheckedCell => ({ value, finding: null });
  const wrong = (code: string): CheckedCell => ({ value: text.trim(), finding: { severity: 'error', code } });
  if (plain === '') return column === 'name' ? wrong('nameMissing') : fine('');
  if (/^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!)$/.test(plain)) return wrong('formulaError');
  if (plain.length > lengthAtMost) return wrong('tooLong');
  if (columnMoney.includes(column)) {
    const money = parseMoney(plain);
    return money === null ? wrong('money') : fine(money);
  }
  if (columnDays.includes(column)) {
    const days = /^(\d{1,5})(\.\d{1,2})?[天日]?$/.exec(plain);
    return days === null ? wrong('days') : fine(String(Number(`${days[1]}${days[2] ?? ''}`)));
  }
  switch (column) {
    case 'entryDate': {
      const date = readDate(plain);
      if (date === null) return wrong('date');
      return date > today ? wrong('dateInFuture') : fine(date);
    }
    case 'idNumber': {
      const value = plain.replace(/[\s-]/g, '').toUpperCase();
      if (value.length > 64) return wrong('tooLong');
      return { value, finding: checkResidentId(value, today)[0] ?? null };
    }
    case 'phone':
      return plain.length > 64 ? wrong('tooLong') : { value: plain, finding: checkPhone(plain)[0] ?? null };
    case 'accountNumber': {
      const value = plain.replace(/[\s-]/g, '');
      if (value.length > 64) return wrong('tooLong');
      return { value, finding: checkBankAccount(value)[0] ?? null };
    }
    case 'name':
      return fine(normaliseName(text));
    default:
      // Names and banks keep their own characters: full-width brackets belong to the name of a bank.
      return fine(text.trim());
  }
}

/** '2026-3-1', '2026/3/1', '2026.3.1', '2026年3月1日' or '20260301' as 'YYYY-MM-DD'; null for no such day. */
export function readDate(text: string): string | null {
  const match =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]0?0:00(?::00)?)?$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (match === null) return null;
  const [, year = '', month = '', day = ''] = match;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCalendarDate(date) ? date : null;
}
