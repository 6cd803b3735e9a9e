import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ActionOrder } from '../../shared/contract/cases.ts';
import { ParameterTable } from '../../shared/law/calculators/parameters.ts';
import { importTable, importTableText } from '../../shared/law/table-import.ts';
import type { Desk } from '../../src-main/desk.ts';
import { openPlainDesk } from '../fixtures/plain-desk.ts';
import { plainMediator, plainOffice } from '../fixtures/plain-office.ts';

const known = ParameterTable.parse(
  JSON.parse(readFileSync(new URL('../../assets/parameters/beijing.json', import.meta.url), 'utf8')),
);
const origin = { document: '国办发明电〔2026〕某号', source: '中国政府网', isConfirmed: true };
const days = [
  ['日期', '类型', '名称'],
  ['2027-01-01', '法定节假日', '元旦'],
  ['2027/1/2', '放假', '元旦'],
  ['2027年1月3日', '放假', '元旦'],
  ['2027-01-09', '调休上班', '元旦'],
];

describe('a sheet of holidays or figures', () => {
  it('becomes a calendar with its document and source; a statutory holiday is a rest day too', () => {
    expect(importTable(days, known, origin)).toEqual({
      kind: 'read',
      added: {
        kind: 'calendar',
        calendar: {
          year: 2027,
          documents: [origin.document],
          source: origin.source,
          confirmed: true,
          restDays: ['01', '02', '03'].map((day) => ({ date: `2027-01-${day}`, name: '元旦' })),
          makeUpWorkdays: [{ date: '2027-01-09', name: '元旦' }],
          statutoryHolidays: [{ date: '2027-01-01', name: '元旦' }],
        },
      },
    });
  });

  it('names every wrong line, and nothing of it is taken', () => {
    const wrong = [
      days[0] ?? [],
      ['2027-02-30', '放假', ''],
      ['2027-03-01', '休假', ''],
      ['2028-01-01', '放假', ''],
    ];
    const read = importTable(
      [...wrong.slice(0, 1), ['2027-01-01', '放假', ''], ...wrong.slice(1)],
      known,
      origin,
    );
    expect(read.kind === 'faulty' && read.faults.map(({ line, code }) => `${line} ${code}`)).toEqual([
      '3 dateMalformed',
      '4 kindUnknown',
      '5 otherYear',
    ]);
    expect(importTable(days, known, { ...origin, document: '' }).kind).toBe('unknown');
    expect(importTable([['甲', '乙']], known, origin).kind).toBe('unknown');
    expect(importTableText('{"year":2027}').kind).toBe('unknown');
  });

  it('of figures is told by the names that the desk shows', () => {
    const sheet = [
      ['参数', '施行日期', '数值', '文号'],
      ['北京市最低工资标准（月）', '2027-09-01', '2,700.00', '京人社劳发〔2027〕某号'],
    ];
    const read = importTable(sheet, known, origin);
    expect(read).toMatchObject({
      kind: 'read',
      added: { figures: [{ key: 'minimumMonthlyWage', effectiveFrom: '2027-09-01', value: '2700.00' }] },
    });
    const unknown = importTable([sheet[0] ?? [], ['月球工资', '2027-09-01', '多', '']], known, origin);
    expect(unknown.kind === 'faulty' && unknown.faults.map(({ code }) => code)).toEqual([
      'figureUnknown',
      'valueMalformed',
    ]);
  });
});

describe('tables of the office', () => {
  let folder: string;
  let desk: Desk;
  const open = () =>
    openPlainDesk(folder, { now: () => Date.parse('2026-12-30T10:00:00+08:00'), slowHashMemory: 1_024 });
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'desk-tables-'));
    desk = await open();
    await desk.handlers.session.setUp({
      office: plainOffice,
      deskLetter: 'A',
      person: plainMediator,
      pin: '135790',
    });
  });
  afterEach(async () => {
    await desk.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const addCalendar = async () => {
    const read = importTable(days, known, origin);
    if (read.kind !== 'read') throw new Error(read.kind);
    await desk.handlers.desk.addLawTable(read.added);
  };
  const receive = async () => {
    const { caseId } = await desk.handlers.cases.create({ openedOn: '2026-12-30', externalNumber: null });
    const patches = [
      { kind: 'application', id: 'application', fields: { receivedAt: '2026-12-30T09:00:00+08:00' } },
    ];
    const order = { type: 'intake.recorded', body: { patches } } as ActionOrder;
    await desk.handlers.cases.act({ caseId, order });
    return caseId;
  };
  const limit = async (caseId: string) =>
    (await desk.handlers.cases.open({ caseId })).deadlines.find(({ rule }) => rule === 'D02');

  it('let a limit that ended in an unknown year be reckoned, also in the lists', async () => {
    const caseId = await receive();
    expect(await limit(caseId)).toMatchObject({ problem: 'calendarMissing', daysLeft: null });
    expect((await desk.handlers.cases.today({})).deadlines).toEqual([]);
    await addCalendar();
    // 12-31 and, after the holiday of three days, 01-04 and 01-05
    expect(await limit(caseId)).toMatchObject({ problem: null, dueDate: '2027-01-05' });
    expect((await desk.handlers.cases.today({})).deadlines).toMatchObject([{ nextDeadlineOn: '2027-01-05' }]);
  });

  it('stay with who brought them in and when, and are there after the desk was shut', async () => {
    await addCalendar();
    await desk.close();
    desk = await open();
    const personId = (await desk.handlers.session.status({})).people[0]?.id ?? '';
    await desk.handlers.session.unlock({ personId, pin: '135790' });
    const { office, calendars } = await desk.handlers.desk.lawTables({});
    expect(office).toMatchObject([{ by: '李梅', added: { kind: 'calendar' } }]);
    expect(calendars.at(-1)).toMatchObject({ year: 2027, source: '中国政府网' });
  });

  it('are also the rules that the office gives itself: the last one counts, and who gave it is known', async () => {
    const rules = async () => {
      const { followUp, certificate, office } = await desk.handlers.desk.lawTables({});
      return { followUp, certificate, by: office.map(({ by }) => by) };
    };
    expect(await rules()).toMatchObject({
      followUp: { workingDaysAfterDue: 3, checkpoints: [15, 30, 90] },
      certificate: { severity: 'error' },
    });
    const followUp = { workingDaysAfterDue: 5, checkpoints: [20], source: '主任会议', confirmed: true };
    await desk.handlers.desk.addLawTable({ kind: 'followUp', followUp });
    await desk.handlers.desk.addLawTable({
      kind: 'followUp',
      followUp: { ...followUp, checkpoints: [30, 60] },
    });
    const certificate = { severity: 'warning' as const, source: '主任会议' };
    await desk.handlers.desk.addLawTable({ kind: 'certificate', certificate });
    expect(await rules()).toEqual({
      followUp: { ...followUp, checkpoints: [30, 60] },
      certificate,
      by: ['李梅', '李梅', '李梅'],
    });
  });

  it('leave the office’s wording of its forms as it was', async () => {
    await addCalendar();
    const { forms } = await desk.handlers.wording.forms({});
    expect(forms.every(({ versions }) => versions.length === 0)).toBe(true);
  });
});
