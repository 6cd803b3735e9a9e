import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actionsBeforeDocuments, ordersOfCase } from '../../scripts/demo/orders.ts';
import type { FormId } from '../../shared/case/actions.ts';
import type { ActionOrder } from '../../shared/contract/cases.ts';
import { listPaperSlots } from '../../shared/documents/slots.ts';
import { demoMediator, demoOffice } from '../../src-main/demo-office.ts';
import type { Desk } from '../../src-main/desk.ts';
import { type caseNames, readCase } from '../fixtures/fold-case.ts';
import { createPageReader, plain } from '../fixtures/page-text.ts';
import { openPlainDesk } from '../fixtures/plain-desk.ts';

const folder = mkdtempSync(join(tmpdir(), 'packs-'));
const reader = createPageReader();
let desk: Desk;
let saved: { name: string; bytes: Uint8Array } | null = null;
let isDialogClosed = false;
let now = '2026-05-06T09:00:00+08:00';

beforeAll(async () => {
  desk = await openPlainDesk(folder, {
    now: () => Date.parse(now),
    slowHashMemory: 1024,
    saveFile: async (name, bytes) => {
      if (isDialogClosed) return false;
      saved = { name, bytes };
      return true;
    },
  });
  await desk.handlers.session.setUp({
    office: demoOffice,
    deskLetter: 'A',
    person: demoMediator,
    pin: '246813',
  });
});
afterAll(async () => {
  await desk.close();
  reader.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A case as the desk keeps it: caucus notes in the side file, agreed and signed by everybody, in force. */
async function createSignedCase(name: (typeof caseNames)[number]) {
  const { cases, documents } = desk.handlers;
  const file = readCase(name);
  const orders = ordersOfCase(file);
  const { caseId } = await cases.create({ openedOn: orders.openedOn, externalNumber: null });
  const act = (type: string, body: unknown) => cases.act({ caseId, order: { type, body } as ActionOrder });
  for (const { type, body } of actionsBeforeDocuments(file)) await act(type, body);
  for (const { text, withId } of file.caucusNotes)
    await cases.writeCaucusNote({
      caseId,
      text,
      withId,
      meetingId: 'M1',
      date: '2026-04-22',
      time: '14:55',
    });
  const finalise = async (form: FormId, subjectId: string) => {
    const { agreementChecks } = await cases.open({ caseId });
    const overruled = agreementChecks.map(({ rule }) => ({ rule, reason: '双方已当面确认' }));
    return (await documents.finalise({ caseId, form, subjectId, overruled })).documentId;
  };
  const documentId = await finalise('agreement', '1');
  for (const body of orders.agreementSignatures) await act('document.signed', { documentId, ...body });
  return { file, caseId, act, finalise, agreementId: documentId };
}

const last = () => {
  if (saved === null) throw new Error('nothing was saved');
  const files = unzipSync(saved.bytes);
  return { ...saved, files, names: Object.keys(files) };
};
/** Every word of every file of a zip: texts as they are, PDFs as pdftotext reads them. */
const wordsOf = (files: Record<string, Uint8Array>) =>
  Object.entries(files)
    .map(([name, bytes]) =>
      name.endsWith('.pdf') ? reader.pagesOf(bytes).join('') : plain(Buffer.from(bytes).toString('utf8')),
    )
    .join('');
const photo = (grey: number) =>
  Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(64, grey)]);
const personalWords = ({ parties }: ReturnType<typeof readCase>) =>
  parties.flatMap((party) => [party.name, party.idNumber, party.phone]).filter((word) => Boolean(word));

describe('the papers of a desk whose side file holds notes', () => {
  it('hold no sentence of them: every paper of the case, as PDF and as Word (CRITERIA D6)', async () => {
    const { file, caseId, finalise, agreementId } = await createSignedCase('01-restaurant-wage-arrears');
    const { cases, documents } = desk.handlers;
    const noted = (await cases.readCaucusNotes({ caseId })).notes.map(({ text }) => text);
    expect(noted).toEqual(file.caucusNotes.map(({ text }) => text));
    const secrets = [...noted, ...file.caucusNotes.flatMap((note) => note.mustNeverBeExported ?? [])].map(
      plain,
    );
    const expectNone = (words: string, name: string) =>
      expect(
        secrets.filter((secret) => words.includes(secret)),
        name,
      ).toEqual([]);
    const { view } = await cases.open({ caseId });
    const slots = listPaperSlots(view, '2026-05-06');
    expect(slots.length).toBeGreaterThan(20);
    for (const { form, subjectId } of slots) {
      const { pdf } = await documents.preview({ caseId, form, subjectId });
      const words = reader.pagesOf(Buffer.from(pdf, 'base64')).join('');
      expect(words.length, form).toBeGreaterThan(50);
      expectNone(words, form);
    }
    for (const documentId of [agreementId, await finalise('minutes', view.meetings[0]?.id ?? '')]) {
      await documents.exportWord({ caseId, documentId });
      const words = wordsOf(last().files).replaceAll(/<[^>]+>/g, '');
      expect(words).toContain(plain(demoOffice.name));
      expectNone(words, documentId);
    }
  });
});

describe('the zip of an application', () => {
  it('for judicial confirmation has the papers in order under names that tell of nobody', async () => {
    const { file, caseId, finalise, agreementId } = await createSignedCase('01-restaurant-wage-arrears');
    await finalise('judicialConfirmationApplication', '1');
    await finalise('mediationCertificate', '1');
    for (const party of file.parties) await finalise('addressConfirmation', party.id);
    const { scans, documents } = desk.handlers;
    const scan = (subjectKind: 'document' | 'party', subjectId: string, grey: number) =>
      scans.add({
        caseId,
        subjectKind,
        subjectId,
        note: '',
        originalBytes: null,
        bytes: photo(grey).toString('base64'),
      });
    await scan('document', agreementId, 1);
    await scan('party', file.parties.find((party) => party.idNumber)?.id ?? '', 2);

    const { opened } = await documents.exportApplicationPack({
      caseId,
      kind: 'judicialConfirmation',
      creditorId: null,
    });
    const { name, files, names, bytes } = last();
    expect(name).toBe('调解协议司法确认申请书材料-20260506.zip');
    expect(names).toEqual([
      '00-材料清单.txt',
      '01-调解协议司法确认申请书.pdf',
      '02-劳动人事争议调解协议书.pdf',
      '02-劳动人事争议调解协议书（签收件1）.jpg',
      '03-主持调解的证明.pdf',
      '04-申请人身份证明-1.jpg',
      '07-送达地址确认书-1.pdf',
      '07-送达地址确认书-2.pdf',
    ]);
    for (const word of personalWords(file)) expect([name, ...names].join()).not.toContain(word);
    // the very bytes of the case file, and a list that says so
    const list = Buffer.from(files['00-材料清单.txt'] ?? []).toString('utf8');
    const agreement = files['02-劳动人事争议调解协议书.pdf'] ?? new Uint8Array();
    const kept = await documents.read({ caseId, documentId: agreementId });
    expect(createHash('sha256').update(agreement).digest('hex')).toBe(kept.sha256);
    expect(list).toContain(kept.sha256);
    expect(list).toContain('5．用人单位营业执照副本复印件、法定代表人身份证明书　（另附纸质材料）');
    // what left, for whom and by which rule stands in the timeline
    const entry = opened?.view.timeline.at(-1);
    expect(entry?.type).toBe('pack.exported');
    expect(entry?.body).toMatchObject({
      purpose: 'judicialConfirmation',
      recipient: '北京市朝阳区人民法院',
      files: names.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
  });

  it('for a payment order is one worker’s, with the agreement and the reminder, and no word of the caucus', async () => {
    const before = now;
    now = '2026-08-18T09:00:00+08:00';
    try {
      const { file, caseId, finalise, agreementId } = await createSignedCase(
        '02-construction-collective-wages',
      );
      const [creditorId = '', otherId = ''] = file.parties.map((party) => party.id);
      await finalise('paymentOrderApplication', creditorId);
      await finalise('addressConfirmation', otherId);
      const { view } = await desk.handlers.cases.open({ caseId });
      const slots = listPaperSlots(view, '2026-08-18');
      for (const form of ['performanceReminder', 'performanceRecord'] as const)
        await finalise(form, slots.find((one) => one.form === form)?.subjectId ?? '');
      // Identity cards of two workers: one of them asks for the order.
      for (const [subjectId, grey] of [
        [creditorId, 11],
        [otherId, 12],
      ] as const)
        await desk.handlers.scans.add({
          ...{ caseId, subjectKind: 'party', subjectId, note: '', originalBytes: null },
          bytes: photo(grey).toString('base64'),
        });
      const { opened } = await desk.handlers.documents.exportApplicationPack({
        ...{ caseId, kind: 'paymentOrder', creditorId },
      });
      const { name, files, names } = last();
      expect(name).toBe('支付令申请书材料-20260818.zip');
      expect(names).toEqual([
        '00-材料清单.txt',
        '01-支付令申请书.pdf',
        '02-劳动人事争议调解协议书.pdf',
        '03-督促履行通知书.pdf',
        '04-履行情况记录.pdf',
        '05-申请人身份证明-1.jpg',
      ]);
      expect(files['05-申请人身份证明-1.jpg']).toEqual(new Uint8Array(photo(11)));
      const kept = await desk.handlers.documents.read({ caseId, documentId: agreementId });
      expect(Buffer.from(files['02-劳动人事争议调解协议书.pdf'] ?? []).toString('base64')).toBe(kept.pdf);
      const words = wordsOf(files);
      for (const { text } of file.caucusNotes) expect(words).not.toContain(plain(text));
      expect(opened?.view.timeline.at(-1)?.body).toMatchObject({ purpose: 'paymentOrder' });
    } finally {
      now = before;
    }
  });

  it('opens in an ordinary unzip with its Chinese names', () => {
    const path = join(folder, 'pack.zip');
    writeFileSync(path, last().bytes);
    const listed = execFileSync(
      'python3',
      [
        '-c',
        `import zipfile,sys;z=zipfile.ZipFile(sys.argv[1]);print(z.testzip());print("\\n".join(z.namelist()))`,
        path,
      ],
      {
        encoding: 'utf8',
        env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
      },
    );
    expect(listed.split('\n')[0]).toBe('None');
    expect(listed).toContain('02-劳动人事争议调解协议书.pdf');
  });

  it.each(['02-construction-collective-wages', '03-unlawful-dismissal-engineer'] as const)(
    'of %s holds no caucus sentence in any file',
    async (name) => {
      const { file, caseId, finalise } = await createSignedCase(name);
      await finalise('arbitrationReviewApplication', '1');
      await finalise('judicialConfirmationApplication', '1');
      await finalise('mediationCertificate', '1');
      for (const kind of ['arbitrationReview', 'judicialConfirmation'] as const) {
        await desk.handlers.documents.exportApplicationPack({ caseId, kind, creditorId: null });
        const words = wordsOf(last().files);
        expect(words).toContain(plain(file.agreement?.obligations[0]?.text ?? ''));
        for (const note of file.caucusNotes) {
          expect(words).not.toContain(plain(note.mustNeverBeExported ?? note.text));
        }
      }
    },
  );

  it('is none without an agreement, and nothing is recorded when the dialog is closed', async () => {
    const { documents, cases } = desk.handlers;
    const { caseId } = await cases.create({ openedOn: '2026-05-06', externalNumber: null });
    const order = { caseId, kind: 'arbitrationReview', creditorId: null } as const;
    await expect(documents.exportApplicationPack(order)).rejects.toMatchObject({
      code: 'pack.agreementMissing',
    });
    const signed = await createSignedCase('01-restaurant-wage-arrears');
    isDialogClosed = true;
    try {
      const { opened } = await documents.exportApplicationPack({ ...order, caseId: signed.caseId });
      expect(opened).toBeNull();
    } finally {
      isDialogClosed = false;
    }
    const { view } = await cases.open({ caseId: signed.caseId });
    expect(view.timeline.some((one) => one.type === 'pack.exported')).toBe(false);
  });
});

describe('the pack for the online platform', () => {
  it('holds every page as a picture, media as they came, and the values to be typed', async () => {
    const { file, caseId, agreementId } = await createSignedCase('01-restaurant-wage-arrears');
    const { documents, scans, cases } = desk.handlers;
    const party = file.parties.find((one) => one.idNumber)?.id ?? '';
    await scans.add({
      caseId,
      subjectKind: 'party',
      subjectId: party,
      note: '',
      originalBytes: null,
      bytes: photo(7).toString('base64'),
    });
    const { view } = await cases.open({ caseId });
    const pages = view.documents.find((one) => one.documentId === agreementId)?.pages ?? 0;
    const pictures = Array.from({ length: pages }, (_, index) => ({
      documentId: agreementId,
      page: index + 1,
      bytes: photo(index).toString('base64'),
    }));
    const scanIds = view.scans.map((one) => one.id);
    const order = { caseId, matter: 'mediation', pictures, scanIds } as const;
    await documents.exportPlatformPack(order);
    const { names, files } = last();
    expect(names).toEqual([
      '00-填报内容.txt',
      ...pictures.map(({ page }) => `01-劳动人事争议调解协议书-第${page}页.jpg`),
      '02-当事人身份材料-1.jpg',
    ]);
    expect(Buffer.from(files['02-当事人身份材料-1.jpg'] ?? []).equals(photo(7))).toBe(true);
    const sheet = Buffer.from(files['00-填报内容.txt'] ?? []).toString('utf8');
    for (const one of file.parties) expect(sheet).toContain(one.name);
    for (const note of file.caucusNotes)
      expect(plain(sheet)).not.toContain(plain(note.mustNeverBeExported ?? note.text));

    // a paper with a page missing, or with something else than a picture in its place, is refused
    await expect(
      documents.exportPlatformPack({ ...order, pictures: pictures.slice(1) }),
    ).rejects.toMatchObject({ code: 'pack.pageMissing' });
  });

  it('lets no paper of the side file out, nor a scan of one', async () => {
    const { caseId, finalise } = await createSignedCase('01-restaurant-wage-arrears');
    const { documents, scans, cases } = desk.handlers;
    const documentId = await finalise('performanceAssessment', 'application');
    await scans.add({
      caseId,
      subjectKind: 'document',
      subjectId: documentId,
      note: '',
      originalBytes: null,
      bytes: photo(9).toString('base64'),
    });
    const { view } = await cases.open({ caseId });
    const order = { caseId, matter: 'mediation' as const, pictures: [], scanIds: [] };
    const picture = { documentId, page: 1, bytes: photo(1).toString('base64') };
    for (const given of [
      { ...order, pictures: [picture] },
      { ...order, scanIds: view.scans.map((one) => one.id) },
    ])
      await expect(documents.exportPlatformPack(given)).rejects.toMatchObject({ code: 'pack.notForLeaving' });
    await expect(documents.exportPlatformPack(order)).rejects.toMatchObject({ code: 'pack.empty' });
  });
});
