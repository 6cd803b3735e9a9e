import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FormId } from '../../shared/case/actions.ts';
import { CodedError } from '../../shared/contract/ipc.ts';
import { catalogue } from '../../shared/documents/catalogue.ts';
import type { Desk } from '../../src-main/desk.ts';
import { createSpecimen } from '../../src-main/documents/specimen.ts';
import { openPlainDesk } from '../fixtures/plain-desk.ts';
import { plainMediator, plainOffice } from '../fixtures/plain-office.ts';
import { startTypesetter } from '../fixtures/typesetter.ts';

const assetsFolder = join(import.meta.dirname, '../../assets');
const pin = '135790';
let folder: string;
let desk: Desk;
let personId: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'desk-wording-'));
  desk = await openPlainDesk(folder, { slowHashMemory: 1024 });
  await desk.handlers.session.setUp({
    office: plainOffice,
    deskLetter: 'A',
    person: plainMediator,
    pin,
  });
  personId = (await desk.handlers.session.status({})).person?.id ?? '';
});

afterEach(async () => {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

const original = '以上笔录经本人核对，与所述一致。';
const ours = '以上笔录已由本人逐页核对，与本人所述一致。';
const formOf = async (form: FormId) => {
  const found = (await desk.handlers.wording.forms({})).forms.find((one) => one.form === form);
  if (found === undefined) throw new Error(form);
  return found;
};
const replace = async (form: FormId, sentences: Record<string, string>) =>
  desk.handlers.wording.replace({ form, sentences, basedOn: (await formOf(form)).versions[0]?.id ?? null });
const refusal = async (work: Promise<unknown>): Promise<CodedError> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof CodedError) return error;
    throw error;
  }
  throw new Error('it was not refused');
};
/** A case with a meeting and its minutes, and what the finalised minutes say at their end. */
const makeMinutes = async (caseId: string, meetingId: string) => {
  await desk.handlers.cases.act({
    caseId,
    order: {
      type: 'meeting.recorded',
      body: { patches: [{ kind: 'meeting', id: meetingId, fields: { number: 1, date: '2026-03-06' } }] },
    },
  });
  const { opened, documentId } = await desk.handlers.documents.finalise({
    caseId,
    form: 'minutes',
    subjectId: meetingId,
    overruled: [],
  });
  return opened.view.documents.find((one) => one.documentId === documentId);
};
const newCase = async () => {
  const { caseId } = await desk.handlers.cases.create({ openedOn: '2026-03-05', externalNumber: null });
  await desk.handlers.cases.act({
    caseId,
    order: {
      type: 'intake.recorded',
      body: {
        patches: [
          { kind: 'party', id: 'P1', fields: { side: 'applicant', kind: 'person', name: '甲' } },
          { kind: 'party', id: 'P2', fields: { side: 'respondent', kind: 'employer', name: '乙' } },
        ],
      },
    },
  });
  await desk.handlers.cases.act({
    caseId,
    order: {
      type: 'acceptance.decided',
      body: {
        decision: 'accepted',
        decidedOn: '2026-03-05',
        reason: '属于劳动争议',
        approvedBy: '',
        noticeNumber: '',
        mediators: [],
        recorder: '',
      },
    },
  });
  return caseId;
};

describe('the wording of an office', () => {
  it('is used from the day it is saved on; each document keeps the words that it was made with', async () => {
    const caseId = await newCase();
    const before = await makeMinutes(caseId, 'M1');
    expect(before).toMatchObject({ wordingVersion: null, content: { closing: [original] } });
    const { version } = await replace('minutes', { closing: ours });
    const after = await makeMinutes(caseId, 'M2');
    expect(after).toMatchObject({ wordingVersion: version, content: { closing: [ours] } });

    const again = async (form: FormId) => {
      const { opened } = await desk.handlers.documents.finalise({
        caseId,
        form,
        subjectId: 'application',
        overruled: [],
      });
      return opened.view.documents.findLast((one) => one.form === form);
    };
    await again('fileRemarks');
    await replace('fileRemarks', { binding: '正卷、副卷分开装订。缺损、补充情况：{{手写空白}}。' });
    const redrafted = await again('fileRemarks');
    expect(redrafted).toMatchObject({ wordingVersion: null });
    expect(JSON.stringify(redrafted?.content)).toContain('分别装订');
    expect(JSON.stringify(redrafted?.content)).not.toContain('分开装订');
  });

  it('stays after the desk is locked and opened again, with its date and author, and lies encrypted', async () => {
    await replace('minutes', { closing: ours });
    await desk.close();
    for (const name of ['desk.db', 'desk.db-wal']) {
      const bytes = readFileSync(join(folder, name), { flag: 'a+' });
      expect(bytes.includes(Buffer.from('逐页核对'))).toBe(false);
    }
    desk = await openPlainDesk(folder, { slowHashMemory: 1024 });
    await desk.handlers.session.unlock({ personId, pin });
    const { versions } = await formOf('minutes');
    expect(versions).toMatchObject([{ by: '李梅', sentences: { closing: ours }, isConcurrent: false }]);
    expect(Date.parse(versions[0]?.at ?? '')).not.toBeNaN();
  });

  it('goes back to any version and to the original; no version is ever lost', async () => {
    await replace('minutes', { closing: ours });
    await replace('minutes', { closing: `${original}（二）` });
    const [second, first] = (await formOf('minutes')).versions;
    await replace('minutes', { ...first?.sentences });
    await replace('minutes', {});
    const { versions } = await formOf('minutes');
    expect(versions.map((one) => one.sentences)).toEqual([
      {},
      first?.sentences,
      second?.sentences,
      { closing: ours },
    ]);
    const caseId = await newCase();
    expect(await makeMinutes(caseId, 'M1')).toMatchObject({ content: { closing: [original] } });
  });

  it('with a placeholder missing or unknown, or without what the law wants, is refused with line and reason', async () => {
    const error = await refusal(
      replace('terminationNotice', {
        arbitration: '你可以依法申请仲裁。\n联系{{联系人}}。',
        ended: '',
      }),
    );
    expect(error.code).toBe('wording.faulty');
    expect(error.details?.faults).toEqual([
      { key: 'arbitration', line: 2, reason: 'placeholderUnknown', about: '{{联系人}}' },
      { key: 'arbitration', line: 1, reason: 'placeholderMissing', about: '{{仲裁委员会}}' },
      { key: 'ended', line: 1, reason: 'lawWantsIt', about: '企业劳动争议协商调解规定第三十条' },
    ]);
    expect((await formOf('terminationNotice')).versions).toEqual([]);
    expect((await refusal(replace('minutes', { closing: '' }))).code).toBe('wording.faulty');
    expect((await refusal(replace('minutes', { opening: '您好。' }))).code).toBe('wording.faulty');
  });

  it('with a character that no font has is refused; the former version stays in use', async () => {
    const { version } = await replace('minutes', { closing: ours });
    const error = await refusal(replace('minutes', { closing: '以上笔录核对一致\u{1f9d1}。' }));
    expect(error).toMatchObject({ code: 'document.glyphMissing', details: { characters: ['\u{1f9d1}'] } });
    expect((await formOf('minutes')).versions[0]?.id).toBe(version);
  });

  it('written over what somebody else saved meanwhile is refused', async () => {
    const first = { form: 'minutes' as const, sentences: { closing: ours }, basedOn: null };
    await desk.handlers.wording.replace(first);
    expect((await refusal(desk.handlers.wording.replace(first))).code).toBe('wording.changedMeanwhile');
  });
});

describe('a finalised paper as a Word file', () => {
  it('goes where the person saves it, under a name that says nothing of anybody; only agreement, minutes and notices do', async () => {
    const saved: { name: string; bytes: Uint8Array }[] = [];
    await desk.close();
    desk = await openPlainDesk(folder, {
      slowHashMemory: 1024,
      saveFile: async (name, bytes) => saved.push({ name, bytes }) > 0,
    });
    await desk.handlers.session.unlock({ personId, pin });
    await replace('minutes', { closing: ours });
    const caseId = await newCase();
    const minutes = await makeMinutes(caseId, 'M1');
    const documentId = minutes?.documentId ?? '';
    expect(await desk.handlers.documents.exportWord({ caseId, documentId })).toEqual({ isSaved: true });
    expect(saved.map(({ name }) => name)).toEqual([`${documentId}.docx`]);
    const xml = strFromU8(
      unzipSync(saved[0]?.bytes ?? new Uint8Array())['word/document.xml'] ?? new Uint8Array(),
    );
    expect(xml).toContain(ours);
    const other = await desk.handlers.documents.finalise({
      caseId,
      form: 'fileRemarks',
      subjectId: 'application',
      overruled: [],
    });
    const refused = desk.handlers.documents.exportWord({ caseId, documentId: other.documentId });
    expect((await refusal(refused)).code).toBe('document.wordUnavailable');
    expect(saved).toHaveLength(1);
  });
});

describe('a Typst template that is broken', () => {
  const broken = mkdtempSync(join(tmpdir(), 'broken-assets-'));
  afterAll(() => rmSync(broken, { recursive: true, force: true }));

  it('says line and reason; a new wording is not taken, and the former version and its papers stay', async () => {
    const { version } = await replace('minutes', { closing: ours });
    await desk.close();
    for (const name of ['typst', 'parameters', 'calendars', 'specimen-case.json'])
      cpSync(join(assetsFolder, name), join(broken, name), { recursive: true });
    symlinkSync(join(assetsFolder, 'fonts'), join(broken, 'fonts'));
    const template = join(broken, 'typst', 'paper.typ');
    const lines = readFileSync(template, 'utf8').split('\n');
    writeFileSync(template, [...lines.slice(0, 3), '#no-such-part()', ...lines.slice(3)].join('\n'));

    desk = await openPlainDesk(folder, { assetsFolder: broken, slowHashMemory: 1024 });
    await desk.handlers.session.unlock({ personId, pin });
    const error = await refusal(replace('minutes', { closing: `${ours}（新）` }));
    expect(error.code).toBe('document.templateFailed');
    expect(error.details?.reason).toMatch(/^paper\.typ:4: unknown variable: no-such-part/);
    expect((await formOf('minutes')).versions.map((one) => one.id)).toEqual([version]);
  });
});

describe('the made-up case', () => {
  it('shows every form, so that each can be looked at before it is worded anew', async () => {
    const typesetter = startTypesetter();
    const specimen = createSpecimen(assetsFolder);
    for (const { form } of catalogue)
      expect((await typesetter.typeset(await specimen.contentOf(form, {}), null)).pages).toBeGreaterThan(0);
    await typesetter.close();
  });
});
