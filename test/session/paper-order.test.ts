import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listStandingDocuments } from '../../shared/case/standing-documents.ts';
import type { Desk } from '../../src-main/desk.ts';
import { openPlainDesk } from '../fixtures/plain-desk.ts';
import { plainMediator, plainOffice } from '../fixtures/plain-office.ts';

let folder: string;
let desk: Desk;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'desk-paper-order-'));
  desk = await openPlainDesk(folder, { slowHashMemory: 1024 });
  await desk.handlers.session.setUp({
    office: plainOffice,
    deskLetter: 'A',
    person: plainMediator,
    pin: '135790',
  });
});
afterAll(async () => {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

const newCase = async (): Promise<string> =>
  (await desk.handlers.cases.create({ openedOn: '2026-03-05', externalNumber: null })).caseId;
const name = (caseId: string, text: string) =>
  desk.handlers.cases.act({
    caseId,
    order: {
      type: 'intake.recorded',
      body: {
        patches: [{ kind: 'party', id: 'P1', fields: { side: 'applicant', kind: 'person', name: text } }],
      },
    },
  });
const finalise = (caseId: string) =>
  desk.handlers.documents.finalise({
    caseId,
    form: 'registrationForm',
    subjectId: 'application',
    overruled: [],
  });

describe('a paper that is made final', () => {
  it('says what the case says when it becomes final, also of what was saved while it was set', async () => {
    const caseId = await newCase();
    await name(caseId, '甲');
    const [{ documentId }] = await Promise.all([finalise(caseId), name(caseId, '乙')]);
    const { view } = await desk.handlers.cases.open({ caseId });
    const types = view.timeline.map(({ type }) => type);
    const wasNamedBefore = types.lastIndexOf('intake.recorded') < types.lastIndexOf('document.finalised');
    const { content } = view.documents.find((one) => one.documentId === documentId) ?? {};
    expect(JSON.stringify(content)).toContain(wasNamedBefore ? '乙' : '甲');
  });

  it('takes the place of the one before, also where both are asked for at once', async () => {
    const caseId = await newCase();
    await Promise.all([finalise(caseId), finalise(caseId)]);
    const { view } = await desk.handlers.cases.open({ caseId });
    expect(view.documents).toHaveLength(2);
    expect(listStandingDocuments(view)).toHaveLength(1);
  });
});
