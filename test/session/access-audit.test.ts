import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actionsBeforeDocuments, ordersOfCase } from '../../scripts/demo/orders.ts';
import type { FormId } from '../../shared/case/actions.ts';
import type { ActionOrder } from '../../shared/contract/cases.ts';
import { channelPermissions, type Permission } from '../../shared/directory/permissions.ts';
import type { Desk } from '../../src-main/desk.ts';
import { openClosedDesk } from '../fixtures/closed-desk.ts';
import { readCase } from '../fixtures/fold-case.ts';
import { openPlainDesk } from '../fixtures/plain-desk.ts';
import { plainMediator, plainOffice } from '../fixtures/plain-office.ts';

/**
 * CRITERIA D5: every channel that writes in a case, opens its 副卷, prints or exports leaves who, when and what behind: in
 * the case's own timeline or in the access log. A new channel about cases fails here until it is said what it leaves.
 */
const folder = mkdtempSync(join(tmpdir(), 'access-audit-'));
const file = readCase('01-restaurant-wage-arrears');
const orders = ordersOfCase(file);
const pin = '246813';
const period = { from: '2026-01-01', to: '2026-12-31', isMasked: false } as const;
const photo = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(64, 7)]).toString('base64');
/** A second later for each step, so that every entry tells which step left it. */
let now = Date.parse('2026-05-06T09:00:00+08:00');
let isDialogClosed = false;
let desk: Desk;
let personId = '';
let caseId = '';
let agreementId = '';
let assessmentId = '';

const act = (type: string, body: unknown) =>
  desk.handlers.cases.act({ caseId, order: { type, body } as ActionOrder });
const finalise = async (form: FormId, subjectId: string): Promise<string> => {
  const { agreementChecks } = await desk.handlers.cases.open({ caseId });
  const overruled = agreementChecks.map(({ rule }) => ({ rule, reason: '双方已当面确认' }));
  return (await desk.handlers.documents.finalise({ caseId, form, subjectId, overruled })).documentId;
};

beforeAll(async () => {
  desk = await openPlainDesk(folder, {
    now: () => now,
    slowHashMemory: 1024,
    saveFile: async (_name, _bytes, beforeWriting) => {
      if (isDialogClosed) return false;
      await beforeWriting?.();
      return true;
    },
    printQueue: {
      listPrinters: async () => [],
      submit: async () => 'Desk-1',
      findJobState: async () => 'handedOver',
      cancelJob: async () => {},
    },
  });
  await desk.handlers.session.setUp({ office: plainOffice, deskLetter: 'A', person: plainMediator, pin });
  personId = (await desk.handlers.session.status({})).person?.id ?? '';
  const made = await desk.handlers.cases.create({ openedOn: orders.openedOn, externalNumber: null });
  caseId = made.caseId;
  for (const { type, body } of actionsBeforeDocuments(file)) await act(type, body);
  agreementId = await finalise('agreement', '1');
  for (const body of orders.agreementSignatures)
    await act('document.signed', { documentId: agreementId, ...body });
  await finalise('arbitrationReviewApplication', '1');
  assessmentId = await finalise('performanceAssessment', 'application');
});
afterAll(async () => {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

type Step = {
  readonly call: () => Promise<unknown>;
  /** What the access log says of it, and whether it names the case. */
  readonly log?: readonly [what: string, isOfCase: boolean];
  /** The action that it leaves in the timeline of the case. */
  readonly timeline?: string;
};
const ofCase = (what: string) => [what, true] as const;

/** What each channel leaves behind; read when the case is there. */
const steps: Readonly<Record<string, () => Step>> = {
  'cases.act': () => ({
    call: () =>
      act('intake.recorded', {
        patches: [{ kind: 'party', id: 'P1', fields: { email: 'x@example.com' } }],
        reason: '补录',
      }),
    timeline: 'intake.recorded',
  }),
  'cases.readParty': () => ({
    call: () => desk.handlers.cases.readParty({ caseId, partyId: 'P1' }),
    log: ofCase('earlierParty.read'),
  }),
  'cases.noteRoundPrinted': () => ({
    call: () => desk.handlers.cases.noteRoundPrinted({}),
    log: ['visitRound.printed', false],
  }),
  'cases.readCaucusNotes': () => ({
    call: () => desk.handlers.cases.readCaucusNotes({ caseId }),
    log: ofCase('caucusNotes.read'),
  }),
  'cases.readAssessments': () => ({
    call: () => desk.handlers.cases.readAssessments({ caseId }),
    log: ofCase('assessments.read'),
  }),
  'documents.preview': () => ({
    call: () =>
      desk.handlers.documents.preview({ caseId, form: 'performanceAssessment', subjectId: 'application' }),
    log: ofCase('sideFilePaper.read'),
  }),
  'documents.read': () => ({
    call: () => desk.handlers.documents.read({ caseId, documentId: assessmentId }),
    log: ofCase('sideFilePaper.read'),
  }),
  'documents.readSigned': () => ({
    call: () => desk.handlers.documents.readSigned({ caseId, documentId: assessmentId }),
    log: ofCase('sideFilePaper.read'),
  }),
  'documents.finalise': () => ({
    call: () => finalise('rightsNotice', 'application'),
    timeline: 'document.finalised',
  }),
  'documents.print': () => ({
    call: () =>
      desk.handlers.documents.print({
        ...{ caseId, documentId: agreementId },
        ...{ printer: 'Desk', copies: 1, isTwoSided: false },
      }),
    log: ofCase('document.printOrdered'),
  }),
  'documents.exportPdf': () => ({
    call: () => desk.handlers.documents.exportPdf({ caseId, documentId: agreementId }),
    log: ofCase('document.exported'),
  }),
  'documents.exportWord': () => ({
    call: () => desk.handlers.documents.exportWord({ caseId, documentId: agreementId }),
    log: ofCase('document.exportedAsWord'),
  }),
  'documents.exportApplicationPack': () => ({
    call: () =>
      desk.handlers.documents.exportApplicationPack({ caseId, kind: 'arbitrationReview', creditorId: null }),
    log: ofCase('pack.exported'),
    timeline: 'pack.exported',
  }),
  'documents.exportPlatformPack': () => ({
    call: async () => {
      const { view } = await desk.handlers.cases.open({ caseId });
      const pages = view.documents.find((one) => one.documentId === agreementId)?.pages ?? 0;
      const pictures = Array.from({ length: pages }, (_, index) => ({
        documentId: agreementId,
        page: index + 1,
        bytes: photo,
      }));
      const pack = { caseId, matter: 'mediation' as const, pictures, scanIds: [] };
      return desk.handlers.documents.exportPlatformPack(pack);
    },
    log: ofCase('pack.exported'),
    timeline: 'pack.exported',
  }),
  'ledger.print': () => ({
    call: () =>
      desk.handlers.ledger.print({
        paper: { form: 'ledger', ...period },
        ...{ printer: 'Desk', copies: 1, isTwoSided: false },
      }),
    log: ['ledger.printOrdered', false],
  }),
  'ledger.exportPdf': () => ({
    call: () => desk.handlers.ledger.exportPdf({ form: 'ledger', ...period }),
    log: ['ledger.exported', false],
  }),
  'ledger.exportSheet': () => ({
    call: () => desk.handlers.ledger.exportSheet({ form: 'ledger', ...period }),
    log: ['ledger.exported', false],
  }),
  'scans.add': () => ({
    call: () =>
      desk.handlers.scans.add({
        ...{ caseId, subjectKind: 'case', subjectId: caseId, note: '' },
        ...{ bytes: photo, originalBytes: null },
      }),
    timeline: 'scan.recorded',
  }),
};

/** Channels that need a right to cases and leave nothing, and why. */
const leavesNothing: Readonly<Record<string, readonly string[]>> = {
  'shown on the screen to who may work with the main file': [
    ...['cases.list', 'cases.open', 'cases.fetching', 'cases.today', 'cases.schedule', 'cases.visitRound'],
    ...['sync.parked'],
    ...['cases.findDocument', 'cases.findParties', 'cases.findRelated'],
    ...['documents.certificateState', 'documents.check', 'ledger.preview', 'scans.read'],
    ...['risks.list', 'risks.open'],
  ],
  'about no case yet': [
    ...['scans.scannerFolder', 'scans.readScannerFile', 'scans.openCamera'],
    ...['documents.cancelPrintJob', 'certificates.request'],
  ],
  'begins a case or a record whose first action is the entry itself': [
    ...['cases.create', 'cases.writeCaucusNote', 'cases.writeAssessment'],
    ...['risks.register', 'risks.act', 'risks.openCase'],
  ],
  'proved with a real certificate in test/sync/certificates.test.ts': ['documents.signWithCertificate'],
};

const withoutCases: readonly (Permission | 'anyone')[] = [
  ...(['anyone', 'belong', 'administer', 'replaceWording', 'keepTables', 'readFigures'] as const),
  'keepRecoveryKey',
];

describe('what is done with a case', () => {
  it('leaves something by every channel, or it is said why not', () => {
    const channels = Object.entries(channelPermissions)
      .filter(([, permission]) => !withoutCases.includes(permission))
      .map(([channel]) => channel);
    const said = [...Object.keys(steps), ...Object.values(leavesNothing).flat()];
    expect(said.toSorted()).toEqual(channels.toSorted());
  });

  it('says who, when and what, of which case, once; a closed dialog leaves nothing', async () => {
    await desk.handlers.cases.writeCaucusNote({
      ...{ caseId, meetingId: 'M1', withId: 'P1', date: '2026-04-22', time: '14:55', text: '底线' },
    });
    expect((await desk.handlers.cases.readCaucusNotes({ caseId })).notes).toMatchObject([
      { person: personId },
    ]);
    const expected: string[] = [];
    for (const [channel, stepOf] of Object.entries(steps)) {
      now += 1_000;
      const at = new Date(now).toISOString();
      const { call, log, timeline } = stepOf();
      await call();
      if (log !== undefined) expected.push([at, personId, log[0], log[1] ? caseId : ''].join(' '));
      if (timeline === undefined) continue;
      const { view } = await desk.handlers.cases.open({ caseId });
      expect(view.timeline.at(-1), channel).toMatchObject({ type: timeline, at, person: personId });
    }
    now += 1_000;
    const colleague = { id: 'm9', name: '王芳', certificateNumber: '', validFrom: null, validTo: null };
    await desk.handlers.desk.recordMediator(colleague);
    expected.push([new Date(now).toISOString(), personId, 'mediator.recorded', 'm9'].join(' '));
    now += 1_000;
    isDialogClosed = true;
    for (const channel of [
      'documents.exportPdf',
      'documents.exportWord',
      'ledger.exportPdf',
      'ledger.exportSheet',
    ])
      await steps[channel]?.().call();
    isDialogClosed = false;
    const begun = new Date(Date.parse('2026-05-06T09:00:00+08:00')).toISOString();
    const found = (await readAccessLog()).filter(({ at }) => at > begun);
    expect(found.map(({ at, person, what, recordId }) => [at, person, what, recordId].join(' '))).toEqual(
      expected,
    );
  });
});

/** As it lies in the encrypted store; the desk is shut for it. */
async function readAccessLog() {
  await desk.close();
  const store = await openClosedDesk(folder, pin);
  const rows = await store.collections.accessLog.find({ sort: [{ at: 'asc' }] }).exec();
  const entries = rows.map((row) => row.toJSON());
  await store.close();
  return entries;
}
