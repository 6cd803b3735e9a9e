import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CaseFilter } from '../../shared/contract/cases.ts';
import { readCase } from '../fixtures/fold-case.ts';
import { openPlainDesk } from '../fixtures/plain-desk.ts';

const fixtures = join(import.meta.dirname, '../fixtures');
const releases = readdirSync(fixtures).filter((name) => /^data-v\d+$/.test(name));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'release-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe.each(releases)('the data folder of release %s', (name) => {
  const expected = JSON.parse(readFileSync(join(fixtures, name, 'expected.json'), 'utf8'));
  const file = readCase('01-restaurant-wage-arrears');

  it('opens by PIN with everything in it, and goes on', async () => {
    cpSync(join(fixtures, name), folder, { recursive: true });
    const desk = await openPlainDesk(folder);
    const { session, cases, documents } = desk.handlers;
    const status = await session.status({});
    await session.unlock({ personId: status.people[0]?.id ?? '', pin: expected.pin });
    const { view, faults } = await cases.open({ caseId: expected.caseId });
    expect(faults).toEqual([]);
    expect(view.refused).toEqual([]);
    expect(view.meetings[0]?.entries.map((entry) => entry.text)).toEqual(
      file.meetings[0]?.minutes.map((entry) => entry.text),
    );
    expect((await cases.list(CaseFilter.parse({ search: 'mgx' }))).rows.map((row) => row.id)).toEqual([
      expected.caseId,
    ]);
    expect((await cases.readCaucusNotes({ caseId: expected.caseId })).notes.map((note) => note.text)).toEqual(
      ['副卷记录一则'],
    );
    const { sha256 } = await documents.read({ caseId: expected.caseId, documentId: expected.documentId });
    expect(sha256).toBe(view.documents[0]?.pdfSha256);
    const next = await cases.create({ openedOn: '2026-05-01', externalNumber: null });
    expect(next.caseNumber).toBe('京朝柳劳调字〔2026〕第A002号');
    await desk.close();
  });

  it('opens by the recovery key', async () => {
    cpSync(join(fixtures, name), folder, { recursive: true });
    const desk = await openPlainDesk(folder);
    const { session, cases } = desk.handlers;
    const status = await session.status({});
    await session.recover({
      recoveryKey: expected.recoveryKey,
      personId: status.people[0]?.id ?? '',
      newPin: '975310',
    });
    expect((await cases.open({ caseId: expected.caseId })).view.parties).toHaveLength(file.parties.length);
    await desk.close();
  });
});
