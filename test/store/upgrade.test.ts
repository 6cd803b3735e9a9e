import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLibsql } from '../../src-main/store/libsql-driver.ts';
import { copyOfBefore, schemaVersion } from '../../src-main/store/worker-orders.ts';
import { findDataKey } from '../fixtures/closed-desk.ts';
import { openPlainDesk } from '../fixtures/plain-desk.ts';
import { getProgram } from '../fixtures/programs.ts';
import {
  buildShim,
  createControlFile,
  openControl,
  readTrace,
  type TraceEvent,
} from './faults/fault-shim.ts';

/**
 * CRITERIA E5: the first release's folder is opened by this program with every write to its database recorded; then the
 * folder is built as it lies on the disk after each of those writes, as a kill leaves it, and opened again.
 */
const root = mkdtempSync(join(tmpdir(), 'upgrade-'));
const release = join(import.meta.dirname, '../fixtures/data-v1');
const expected = JSON.parse(readFileSync(join(release, 'expected.json'), 'utf8'));
const shim = buildShim(root);
const kills = process.env.NIGHTLY ? Number.POSITIVE_INFINITY : 6;
afterAll(() => rmSync(root, { recursive: true, force: true }));

const versionOf = async (folder: string, file: string): Promise<number> => {
  const dataKey = await findDataKey(folder, expected.pin);
  const driver = openLibsql(openCopy(file), dataKey);
  const [row] = driver.prepare('PRAGMA user_version').all();
  driver.close();
  return Number(row?.user_version);
};

/** Opens the folder and says what a person finds there. */
async function look(folder: string) {
  const desk = await openPlainDesk(folder);
  const { session, cases } = desk.handlers;
  const { people } = await session.status({});
  await session.unlock({ personId: people[0]?.id ?? '', pin: expected.pin });
  const { view, faults } = await cases.open({ caseId: expected.caseId });
  const { notes } = await cases.readCaucusNotes({ caseId: expected.caseId });
  await desk.close();
  return { view, faults, notes };
}

describe.skipIf(shim === null)('the upgrade of the first release’s folder', () => {
  let events: TraceEvent[] = [];
  let whole: Awaited<ReturnType<typeof look>>;
  const upgraded = join(root, 'upgraded');
  beforeAll(async () => {
    cpSync(release, upgraded, { recursive: true });
    const control = join(root, 'control');
    const trace = join(root, 'trace');
    createControlFile(control);
    openControl(control).trace();
    const child = fileURLToPath(getProgram('test/store/upgrade-child.ts'));
    const env = { ...process.env, LD_PRELOAD: shim ?? '', FAULT_CONTROL: control, FAULT_TRACE: trace };
    const args = ['--no-warnings', child, upgraded, expected.pin];
    const signal = await new Promise((done) => {
      spawn(process.execPath, args, { stdio: 'inherit', env }).once('close', (_code, ended) => done(ended));
    });
    expect(signal).toBe('SIGKILL');
    events = readTrace(readFileSync(trace));
    whole = await look(upgraded);
  });

  it('keeps a copy of before that the first release can still open', async () => {
    expect(await versionOf(upgraded, join(upgraded, 'desk.db'))).toBe(schemaVersion);
    // Unlocking seals a vault, so the frozen folder is looked at as a copy too.
    const before = join(root, 'before');
    cpSync(release, before, { recursive: true });
    expect(await versionOf(upgraded, copyOfBefore(upgraded))).toBe(
      await versionOf(before, join(before, 'desk.db')),
    );
    expect(await versionOf(upgraded, copyOfBefore(upgraded))).toBeLessThan(schemaVersion);
  });

  it('is taken up where a kill left it, after any of its writes, and loses nothing', async () => {
    const writes = events.flatMap((event, index) => (event.kind === 'sync' ? [] : [index]));
    expect(writes.length).toBeGreaterThan(10);
    const stride = Math.max(1, Math.ceil(writes.length / kills));
    for (const [position, last] of writes.entries()) {
      if (position % stride !== 0 && position !== writes.length - 1) continue;
      const folder = mkdtempSync(join(root, 'killed-'));
      cpSync(release, folder, { recursive: true });
      for (const event of events.slice(0, last + 1)) carryOut(folder, event);
      expect(await look(folder), `killed after write ${position} of ${writes.length}`).toEqual(whole);
      if (position === 0) expect(existsSync(copyOfBefore(folder))).toBe(true);
      rmSync(folder, { recursive: true, force: true });
    }
  }, 3_600_000);
});

/** The file itself is not opened: SQLite would leave its log in the frozen folder, and libsql holds what it had open. */
function openCopy(file: string): string {
  const copy = join(mkdtempSync(join(root, 'copy-')), 'desk.db');
  cpSync(file, copy);
  return copy;
}

function carryOut(folder: string, event: TraceEvent): void {
  if (event.kind !== 'write' && event.kind !== 'truncate') return;
  const path = join(folder, event.file);
  const before = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
  const end =
    event.kind === 'write' ? Math.max(before.length, event.offset + event.bytes.length) : event.size;
  const content = Buffer.alloc(end);
  before.copy(content, 0, 0, end);
  if (event.kind === 'write') event.bytes.copy(content, event.offset);
  writeFileSync(path, content);
}
