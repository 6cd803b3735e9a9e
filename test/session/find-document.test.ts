import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Desk } from '../../src-main/desk.ts';
import { openPlainDesk } from '../fixtures/plain-desk.ts';
import { plainMediator, plainOffice } from '../fixtures/plain-office.ts';

let folder: string;
let desk: Desk;
const caseIds: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'desk-find-'));
  desk = await openPlainDesk(folder);
  await desk.handlers.session.setUp({
    office: plainOffice,
    deskLetter: 'A',
    person: plainMediator,
    pin: '135790',
  });
  for (let count = 0; count < 2; count += 1) {
    const made = await desk.handlers.cases.create({ openedOn: '2026-03-05', externalNumber: null });
    caseIds.push(made.caseId);
  }
});
afterAll(async () => {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

const finalise = (caseId = '') =>
  desk.handlers.documents.finalise({ caseId, form: 'rightsNotice', subjectId: 'application', overruled: [] });

describe('a document', () => {
  it('leads to its own case, by the id on its page and by the hash of its bytes', async () => {
    const made = [await finalise(caseIds[0]), await finalise(caseIds[1])];
    for (const [index, { documentId, pdfSha256 }] of made.entries()) {
      const expected = { caseId: caseIds[index], documentId, form: 'rightsNotice', isReplaced: false };
      for (const question of [{ documentId }, { pdfSha256 }])
        expect((await desk.handlers.cases.findDocument(question)).found).toMatchObject(expected);
    }
  });

  it('says when a newer one stands in its place', async () => {
    const [earlier, later] = [await finalise(caseIds[0]), await finalise(caseIds[0])];
    const isReplaced = async (documentId: string) =>
      (await desk.handlers.cases.findDocument({ documentId })).found?.isReplaced;
    expect(await isReplaced(earlier.documentId)).toBe(true);
    expect(await isReplaced(later.documentId)).toBe(false);
  });

  it('of no case here is not found, and is no word of the search', async () => {
    const { documentId } = await finalise(caseIds[0]);
    const { findDocument, list } = desk.handlers.cases;
    expect((await findDocument({ documentId: 'rightsNotice-00000000' })).found).toBeNull();
    expect((await findDocument({ pdfSha256: '0'.repeat(64) })).found).toBeNull();
    const searched = await list({
      search: documentId,
      stage: null,
      isClosed: null,
      mediatorId: null,
      order: 'changed',
      offset: 0,
      limit: 5,
    });
    expect(searched.total).toBe(0);
  });
});
