import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CaseFilter } from '../../shared/contract/cases.ts';
import type { Desk } from '../../src-main/desk.ts';
import { plainWord } from '../../src-main/support/plain-word.ts';
import { makeSupportBundle } from '../../src-main/support/support-bundle.ts';
import { readCase } from '../fixtures/fold-case.ts';
import { openPlainDesk } from '../fixtures/plain-desk.ts';
import { plainMediator, plainOffice } from '../fixtures/plain-office.ts';
import { findSentinels, listSentinels, readFolder, writeExampleCases } from '../fixtures/sentinels.ts';
import { until } from '../sync/desk-process.ts';

/** Real session, store and papers of all example cases; what lies open and what is given away holds nobody (G1, I4). */
const folder = mkdtempSync(join(tmpdir(), 'sentinels-'));
const sentinels = listSentinels();
const saved: { readonly name: string; readonly bytes: Uint8Array }[] = [];
let desk: Desk;
let caseIds: readonly string[];
let files: Record<string, Uint8Array>;

beforeAll(async () => {
  desk = await openPlainDesk(folder, {
    slowHashMemory: 1024,
    saveFile: async (name, bytes) => {
      saved.push({ name, bytes });
      return true;
    },
  });
  const { session, cases, sync } = desk.handlers;
  const { mediators: [mediator] = [] } = readCase('01-restaurant-wage-arrears');
  const person = { name: mediator?.name ?? '', certificateNumber: '', validFrom: null, validTo: null };
  await session.setUp({ office: plainOffice, deskLetter: 'A', person, pin: '246813' });
  caseIds = await writeExampleCases(desk);
  // What goes wrong is logged too, and what was typed then is not.
  const { people } = await session.status({});
  await expect(session.unlock({ personId: people[0]?.id ?? '', pin: '13800004171' })).rejects.toThrow();
  await expect(cases.open({ caseId: '马桂香' })).rejects.toThrow('case.unknown');
  await cases.list(CaseFilter.parse({ search: '13800004171' }));
  await expect(
    sync.enrol({ address: 'https://127.0.0.1:1/马桂香', code: '马桂香130427198411063063' }),
  ).rejects.toThrow('sync.offline');
  await desk.handlers.desk.backUpNow({});
  await sync.saveSupportBundle({});
  files = unzipSync(saved[0]?.bytes ?? new Uint8Array());
});
afterAll(async () => {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the support file', () => {
  it('is one zip with versions, counts, codes and the order of events', () => {
    expect(saved.map((one) => one.name)).toEqual(['mediation-desk-support.zip']);
    expect(Object.keys(files).sort()).toEqual([
      'about.json',
      'actions.csv',
      'desk.log',
      'exchange.json',
      'parked.csv',
    ]);
    expect(JSON.parse(text('about.json'))).toMatchObject({ version: '0.0.0', isFileWhole: true });
  });

  it('names every action of every case after those it was written after', () => {
    const rows = text('actions.csv')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','));
    const seen = new Set<string>();
    for (const [clock = '', id = '', , , , , , , after = ''] of rows) {
      expect(clock).toMatch(/^2\d{3}-/);
      for (const before of after.split('+').filter(Boolean)) expect(seen).toContain(before);
      seen.add(id);
    }
    expect(new Set(rows.map((row) => row[3]))).toEqual(new Set(caseIds));
  });

  it('tells in its log what was done and what was refused, by codes', () => {
    expect(text('desk.log')).toMatch(/ done channel=session\.setUp\n/);
    expect(text('desk.log')).toMatch(/ refused channel=session\.unlock code=session\.wrongPin /);
    expect(text('desk.log')).toMatch(/ refused channel=cases\.open code=case\.unknown /);
    expect(text('desk.log')).toMatch(/ refused channel=sync\.enrol code=sync\.offline /);
  });

  it('holds no name, number or sentence of any case, and no Chinese at all', () => {
    expect(sentinels.length).toBeGreaterThan(500);
    for (const [name, bytes] of Object.entries(files)) {
      expect(findSentinels(bytes, sentinels), name).toEqual([]);
      expect(strFromU8(bytes), name).not.toMatch(/\p{Script=Han}|localhost|127\.0\.0\.1/u);
    }
    expect(findSentinels(saved[0]?.bytes ?? new Uint8Array(), sentinels)).toEqual([]);
  });

  const text = (name: string) => strFromU8(files[name] ?? new Uint8Array());
});

it('names neither office nor centre nor case, whatever stands on the page behind the indicator', async () => {
  const status = await desk.handlers.sync.status({});
  const ofCase = { recordId: 'r', caseNumber: '京劳调〔2026〕第A001号', count: 1 };
  const parked = { ...ofCase, id: 'i', type: '13800004171', code: '马桂香', at: '', mayResend: false };
  const bundle = makeSupportBundle({
    ...{ madeAt: '2026-04-13T01:00:00.000Z', version: '0.0.0', isFileWhole: true, lastBackupAt: null },
    sync: {
      ...status,
      ...{ officeName: 'ChaoyangOffice', address: 'https://centre.example:8443', authority: 'ab'.repeat(32) },
      ...{ conflicts: [ofCase], trouble: '马桂香', scansHeldBy: '13800004171' },
      parked: [{ ...parked, needsSomebody: true }],
      verification: { verifiedOn: '2026-04-13', records: 1, faulty: [ofCase], accessLogBreaks: 0 },
    },
    ...{ actions: [], savedActions: 0, log: '' },
  });
  const texts = Object.values(unzipSync(bundle)).map((bytes) => strFromU8(bytes));
  expect(texts.join('\n')).not.toMatch(/\p{Script=Han}|ChaoyangOffice|centre\.example|abab|13800004171/u);
  expect(texts.join('\n')).toContain('"isPinned": true');
});

describe('the desk’s folder', () => {
  it('holds no name, number or sentence of any case in any file, copies and logs among them', () => {
    const kept = readFolder(folder);
    expect(kept.map(([name]) => name)).toEqual(expect.arrayContaining(['desk.db', 'desk.log', 'vault.json']));
    expect(kept.filter(([name]) => name.startsWith('backups/')).length).toBeGreaterThan(0);
    expect(kept.filter(([name]) => name.startsWith('blobs/')).length).toBeGreaterThan(0);
    for (const [name, bytes] of kept) expect(findSentinels(bytes, sentinels), name).toEqual([]);
  });
});

it('is made all the same when an action is damaged, and names it', async () => {
  const { status } = desk.handlers.sync;
  const damaged = {
    id: '4f',
    recordId: 'case-4f',
    recordKind: 'case' as const,
    type: 'visit.recorded',
    clock: '2026-1',
  };
  const bundle = makeSupportBundle({
    madeAt: '',
    version: '',
    sync: await status({}),
    isFileWhole: false,
    lastBackupAt: null,
    actions: [{ ...damaged, header: '{"at":"20', salt: null, body: null, signature: '', signer: '' }],
    savedActions: 1,
    log: '',
  });
  const table = strFromU8(unzipSync(bundle)['actions.csv'] ?? new Uint8Array());
  expect(table.split('\n')[1]).toBe('2026-1,4f,case,case-4f,visit.recorded,damaged');
});

describe('a word of a log', () => {
  it.each(['sync.offline', 'case-4f', '2026-04-13T01:00:00.000Z', 'Asia/Shanghai', ''])(
    'may be %s',
    (word) => {
      expect(plainWord(word)).toBe(word);
    },
  );
  it.each([
    '马桂香',
    '13800004171',
    '130427198411063063',
    '11010519491231002X',
    'a b',
    '<x>',
    'x'.repeat(81),
  ])('is never %s', (word) => {
    expect(plainWord(word)).toBe('(withheld)');
  });
});

describe('the log', () => {
  it('says that the copy which nobody asked for was not made', async () => {
    const full = mkdtempSync(join(tmpdir(), 'no-room-for-copies-'));
    // Where the copies should lie stands a file: as good as a disk that takes nothing.
    writeFileSync(join(full, 'backups'), '');
    const alone = await openPlainDesk(full, { slowHashMemory: 1024 });
    try {
      await alone.handlers.session.setUp({
        office: plainOffice,
        deskLetter: 'A',
        person: plainMediator,
        pin: '246813',
      });
      const readLog = () => readFile(join(full, 'desk.log'), 'utf8').catch(() => '');
      await until('the failed copy is noted', async () => / copyFailed code=/.test(await readLog()));
    } finally {
      await alone.close();
      rmSync(full, { recursive: true, force: true });
    }
  });
});
