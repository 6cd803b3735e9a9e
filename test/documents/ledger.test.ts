import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSheet } from 'read-excel-file/universal';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actionsBeforeDocuments, ordersOfCase } from '../../scripts/demo/orders.ts';
import type { ActionOrder } from '../../shared/contract/cases.ts';
import { demoMediator, demoOffice } from '../../src-main/demo-office.ts';
import type { Desk } from '../../src-main/desk.ts';
import { periodAround, periodKinds } from '../../src-renderer/ledger/periods.ts';
import { readCase } from '../fixtures/fold-case.ts';
import { createPageReader, plain } from '../fixtures/page-text.ts';
import { openPlainDesk } from '../fixtures/plain-desk.ts';

const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
const reader = createPageReader();
const files = [readCase('01-restaurant-wage-arrears'), readCase('04-no-contract-double-wage-failed')];
const printed: { title: string; pdf: Uint8Array }[] = [];
let desk: Desk;
let saved: { name: string; bytes: Uint8Array } | null = null;

beforeAll(async () => {
  desk = await openPlainDesk(folder, {
    now: () => Date.parse('2026-12-31T09:00:00+08:00'),
    slowHashMemory: 1024,
    saveFile: async (name, bytes) => {
      saved = { name, bytes };
      return true;
    },
    printQueue: {
      listPrinters: async () => [],
      submit: async ({ title, pdf }) => {
        printed.push({ title, pdf });
        return 'Desk-1';
      },
      findJobState: async () => 'handedOver',
      cancelJob: async () => {},
    },
  });
  const { session, cases } = desk.handlers;
  await session.setUp({ office: demoOffice, deskLetter: 'A', person: demoMediator, pin: '246813' });
  for (const file of files) {
    const { caseId } = await cases.create({
      openedOn: ordersOfCase(file).openedOn,
      externalNumber: null,
    });
    for (const { type, body } of [
      ...actionsBeforeDocuments(file),
      { type: 'outcome.recorded', body: ordersOfCase(file).outcome },
    ])
      await cases.act({ caseId, order: { type, body } as ActionOrder });
    for (const { text, mustNeverBeExported } of file.caucusNotes)
      await cases.writeCaucusNote({
        ...{ caseId, meetingId: 'M1', withId: 'P1', date: '2026-04-22', time: '14:55' },
        text: mustNeverBeExported ?? text,
      });
  }
});
afterAll(async () => {
  await desk.close();
  reader.close();
  rmSync(folder, { recursive: true, force: true });
});

const year = { from: '2026-01-01', to: '2026-12-31', isMasked: false } as const;
const textOf = (pdf: string) => reader.pagesOf(Buffer.from(pdf, 'base64')).join('');
const people = files.flatMap((file) =>
  file.parties.filter((party) => party.idNumber).map(({ name }) => name),
);

describe('the ledger of a desk', () => {
  it('has a line for every case of the period, from the case files, and no draft mark', async () => {
    const { pdf, cases } = await desk.handlers.ledger.preview({ form: 'ledger', ...year });
    const text = textOf(pdf);
    expect(cases).toBe(files.length);
    for (const file of files) expect(text).toContain(plain(file.outcome.closedOn));
    for (const name of people) expect(text).toContain(name);
    expect(text).not.toContain('草稿');
    expect(text).toContain(plain(demoOffice.name));
  });

  it('shows a change of a case at once, and leaves out what is not of the period', async () => {
    const early = await desk.handlers.ledger.preview({ form: 'ledger', ...year, to: '2026-04-12' });
    expect(early.cases).toBe(0);
    const before = await desk.handlers.ledger.preview({ form: 'ledger', ...year });
    const { caseId } = await desk.handlers.cases.create({ openedOn: '2026-12-30', externalNumber: null });
    const { cases } = await desk.handlers.ledger.preview({ form: 'ledger', ...year });
    expect(cases).toBe(before.cases + 1);
    expect((await desk.handlers.cases.open({ caseId })).view.opened.openedOn).toBe('2026-12-30');
  });

  it('hides names where it leaves the office; the file name tells of the period alone', async () => {
    await desk.handlers.ledger.exportPdf({ form: 'ledger', ...year, isMasked: true });
    const text = reader.pagesOf(saved?.bytes ?? new Uint8Array()).join('');
    for (const name of people) expect(text).not.toContain(name);
    expect(saved?.name).toBe('ledger-2026-01-01-2026-12-31.pdf');
  });

  it('is a sheet with the same lines, its counts and sums numbers to reckon with', async () => {
    const order = { form: 'ledger', ...year } as const;
    await desk.handlers.ledger.exportSheet(order);
    expect(saved?.name).toBe('ledger-2026-01-01-2026-12-31.xlsx');
    const rows = await readSheet(new Blob([Buffer.from(saved?.bytes ?? [])]));
    const [file] = files;
    const line = rows.find((row) =>
      row.some((cell) => String(cell).startsWith(file?.acceptance.decidedOn ?? '')),
    );
    expect(line?.[0]).toBe(1);
    expect(line?.[6]).toBeGreaterThan(1_000);
    for (const name of people) expect(JSON.stringify(rows)).toContain(name);
    await desk.handlers.ledger.exportSheet({ ...order, isMasked: true });
    const masked = await readSheet(new Blob([Buffer.from(saved?.bytes ?? [])]));
    for (const name of people) expect(JSON.stringify(masked)).not.toContain(name);
    await desk.handlers.ledger.exportSheet({ ...order, form: 'statisticalReport' });
    const figures = await readSheet(new Blob([Buffer.from(saved?.bytes ?? [])]));
    expect(figures.map(([label]) => label)).toEqual(expect.arrayContaining(['调解成功率', '持证率', '培训']));
  });

  it('prints the very page that was looked at, and neither paper holds a caucus sentence', async () => {
    const { ledger } = desk.handlers;
    const paper = { form: 'statisticalReport', ...year } as const;
    const { pdf } = await ledger.preview(paper);
    await ledger.print({ paper, printer: 'Desk', copies: 1, isTwoSided: false });
    expect(Buffer.from(printed[0]?.pdf ?? []).toString('base64')).toBe(pdf);
    expect(printed[0]?.title).toBe('statisticalReport-2026-01-01-2026-12-31');
    const words = textOf(pdf) + textOf((await ledger.preview({ form: 'ledger', ...year })).pdf);
    for (const { text, mustNeverBeExported } of files.flatMap((file) => file.caucusNotes))
      expect(words).not.toContain(plain(mustNeverBeExported ?? text));
  });
});

describe('the periods of reports', () => {
  const shown = (today: string) =>
    Object.fromEntries(periodKinds.map((kind) => [kind, Object.values(periodAround(kind, today)).join('/')]));

  it('around a day in January reach back over the turn of the year', () => {
    expect(shown('2026-01-31')).toEqual({
      thisMonth: '2026-01-01/2026-01-31',
      lastMonth: '2025-12-01/2025-12-31',
      thisQuarter: '2026-01-01/2026-03-31',
      lastQuarter: '2025-10-01/2025-12-31',
      thisHalfYear: '2026-01-01/2026-06-30',
      thisYear: '2026-01-01/2026-12-31',
      lastYear: '2025-01-01/2025-12-31',
    });
  });

  it('around a day late in the year end with its last day', () => {
    expect(shown('2028-11-25')).toMatchObject({
      thisMonth: '2028-11-01/2028-11-30',
      lastQuarter: '2028-07-01/2028-09-30',
      thisHalfYear: '2028-07-01/2028-12-31',
    });
    expect(shown('2028-03-01').lastMonth).toBe('2028-02-01/2028-02-29');
  });
});
