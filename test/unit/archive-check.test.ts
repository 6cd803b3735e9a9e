import { describe, expect, it } from 'vitest';
import type { FormId } from '../../shared/case/actions.ts';
import { type CaseView, getCaseView } from '../../shared/case/view.ts';
import { type ArchiveItemId, checkArchive, isOpenItem } from '../../shared/documents/archive-check.ts';
import { listBroughtPapers, mainFilePieces } from '../../shared/documents/file-order.ts';
import { listPaperSlots, mayBeMade } from '../../shared/documents/slots.ts';
import { finalisedBody } from '../fixtures/finalised.ts';
import { caseNames } from '../fixtures/fold-case.ts';
import { foldWholeCase } from '../fixtures/fold-whole-case.ts';

/** The failing case at its end, and a way to make, seal and serve its notice. */
function play() {
  const { line } = foldWholeCase('04-no-contract-double-wage-failed', { end: 'paid' });
  const view = () => getCaseView('case-1', line.fold().state);
  const itemOf = (id: ArchiveItemId) => checkArchive(view()).find((one) => one.id === id);
  const documentId = 'notice-1';
  const make = () =>
    line.write({
      type: 'document.finalised',
      body: finalisedBody({ documentId, form: 'terminationNotice', subjectId: 'application' }),
    });
  const seal = (manner: string) =>
    line.write({
      type: 'document.signed',
      body: {
        documentId,
        signerId: 'organisation',
        signerName: '调解委员会',
        capacity: 'organisation',
        forPartyIds: [],
        manner,
        date: '2026-06-05',
        note: '',
        scanSha256: null,
      },
    });
  const serve = (...partyIds: string[]) =>
    line.write({
      type: 'service.recorded',
      body: {
        patches: [
          {
            kind: 'service',
            id: `sv-${partyIds.join('-')}`,
            fields: { partyIds, documentIds: [documentId], result: 'received', servedOn: '2026-06-08' },
          },
        ],
      },
    });
  return { itemOf, make, seal, serve };
}

it('what is still owed is asked about before the file closes, and no more once it is paid', () => {
  const items = (paidUntil: string) =>
    checkArchive(foldWholeCase('01-restaurant-wage-arrears', { end: 'paid', paidUntil }).view);
  const owed = items('2026-04-30').find(({ id }) => id === 'performance');
  expect(owed).toMatchObject({ isRequired: true, state: 'missing', place: 'performance' });
  expect(items('9999-12-31').map(({ id }) => id)).not.toContain('performance');
});

describe('what is signed by one of many', () => {
  const { view } = foldWholeCase('03-unlawful-dismissal-engineer');
  const stateOf = (of: typeof view, id: ArchiveItemId) =>
    checkArchive(of).find((one) => one.id === id)?.state;
  const withSignatures = (form: string, isKept: (signerId: string) => boolean): typeof view => {
    const kept = <Document extends (typeof view.documents)[number]>(document: Document) =>
      document.form === form
        ? { ...document, signatures: document.signatures.filter(({ signerId }) => isKept(signerId)) }
        : document;
    return {
      ...view,
      documents: view.documents.map(kept),
      meetings: view.meetings.map((one) => ({ ...one, document: one.document && kept(one.document) })),
    };
  };

  it('is no record of both sides: each party who was there and each mediator signs the minutes or refuses', () => {
    expect(stateOf(view, 'minutes')).toBe('inFile');
    for (const [missing, state] of [
      [['P1'], 'inFile'], // his agent has signed
      [['P1', 'A1'], 'unsigned'],
      [['A2'], 'unsigned'],
      [[view.acceptance?.mediators[1]?.id ?? ''], 'unsigned'],
    ] as const)
      expect(
        stateOf(
          withSignatures('minutes', (id) => !(missing as readonly string[]).includes(id)),
          'minutes',
        ),
        missing.join(),
      ).toBe(state);
  });

  it.each(caseNames)(
    'finds nothing wanting in the minutes of %s, signed, refused and by representatives',
    (name) => {
      expect(stateOf(foldWholeCase(name).view, 'minutes')).toBe('inFile');
    },
  );

  it('tells one side alone of its rights', () => {
    const [signature] = view.meetings[0]?.document?.signatures ?? [];
    if (signature === undefined) throw new Error('no signature');
    const signedBy = (...partyIds: string[]) => ({
      ...view,
      documents: view.documents.map((one) =>
        one.form === 'rightsNotice'
          ? { ...one, signatures: partyIds.map((id) => ({ ...signature, signerId: id, forPartyIds: [id] })) }
          : one,
      ),
    });
    expect(stateOf(signedBy('P1'), 'rightsNotice')).toBe('unsigned');
    expect(stateOf(signedBy('P1', 'P2'), 'rightsNotice')).toBe('inFile');
  });
});

it('cover and index wait for the archive’s number, so nobody is asked for them before it is given', () => {
  const { view } = foldWholeCase('01-restaurant-wage-arrears', { end: 'paid' });
  expect(checkArchive(view).map(({ id }) => id)).not.toContain('frame');
  expect(mayBeMade(foldWholeCase('01-restaurant-wage-arrears').view, 'fileCover')).toBe(true);
});

it('identities are in the file once the papers of each party are scanned', () => {
  const { view } = foldWholeCase('01-restaurant-wage-arrears', { end: 'paid' });
  const identity = (scanned: readonly string[]) => {
    const scans = scanned.map((subjectId) => ({
      id: `s-${subjectId}`,
      subjectKind: 'party' as const,
      subjectId,
    }));
    return checkArchive({ ...view, scans }).find(({ id }) => id === 'identity')?.state;
  };
  const everybody = view.parties.map(({ id }) => id);
  expect(identity(everybody.slice(1))).toBe('paperOnly');
  expect(identity(everybody)).toBe('inFile');
});

describe('before a failed case is archived', () => {
  it('its notice is made, sealed and served, and each that is open says where it is seen to', () => {
    const { itemOf, make, seal, serve } = play();
    const paper = { form: 'terminationNotice', subjectId: 'application' };
    expect(itemOf('termination')).toMatchObject({ state: 'missing', place: paper });
    expect(itemOf('noticeService')).toBeUndefined();
    make();
    expect(itemOf('termination')).toMatchObject({ state: 'unsigned', place: paper });
    seal('sealed');
    expect(itemOf('termination')).toMatchObject({ state: 'inFile', place: null });
    serve('P1');
    const open = itemOf('noticeService');
    expect(open).toMatchObject({ state: 'missing', place: 'service', isRequired: true });
    expect(open && isOpenItem(open)).toBe(true);
    serve('P2');
    expect(itemOf('noticeService')).toMatchObject({ state: 'inFile', place: null });
  });

  it('other papers that nobody is recorded to have received are named, and hold nothing up', () => {
    const { itemOf } = play();
    expect(itemOf('service')).toMatchObject({ state: 'missing', place: 'service', isRequired: false });
  });

  it('a service that is only recorded has its receipt on paper, one with a receipt made here has it in the file', () => {
    const { line } = foldWholeCase('01-restaurant-wage-arrears', { end: 'signed' });
    const view = () => getCaseView('case-1', line.fold().state);
    const stateNow = () => checkArchive(view()).find(({ id }) => id === 'service')?.state;
    const served = view().documents.filter(({ form }) => ['acceptanceNotice', 'agreement'].includes(form));
    const documentIds = served.map(({ documentId }) => documentId);
    const partyIds = view().parties.map(({ id }) => id);
    const fields = { partyIds, documentIds, method: 'direct', result: 'received', servedOn: '2026-04-24' };
    expect(stateNow()).toBe('missing');
    line.write({ type: 'service.recorded', body: { patches: [{ kind: 'service', id: 's1', fields }] } });
    expect(stateNow()).toBe('paperOnly');
    for (const paper of documentIds)
      for (const party of partyIds) {
        const subjectId = `${paper}.${party}`;
        line.write({
          type: 'document.finalised',
          body: finalisedBody({ documentId: `r-${paper}-${party}`, form: 'serviceReceipt', subjectId }),
        });
      }
    expect(stateNow()).toBe('inFile');
  });

  it('minutes without a signature lead to the place where they are signed', () => {
    const { line } = foldWholeCase('01-restaurant-wage-arrears', { end: 'paid' });
    const meeting = {
      kind: 'meeting',
      id: 'M9',
      fields: { number: 9, date: '2026-04-24', result: 'succeeded' },
    };
    line.write({ type: 'meeting.recorded', body: { patches: [meeting] } });
    const minutes = () =>
      checkArchive(getCaseView('case-1', line.fold().state)).find(({ id }) => id === 'minutes');
    expect(minutes()).toMatchObject({ state: 'missing', place: 'minutes' });
    line.write({
      type: 'document.finalised',
      body: finalisedBody({ documentId: 'minutes-M9', form: 'minutes', subjectId: 'M9' }),
    });
    expect(minutes()).toMatchObject({ state: 'unsigned', place: { form: 'minutes', subjectId: 'M9' } });
  });
});

it('every item that is open leads to a paper of this case that can be made there, or to a part of it', () => {
  for (const name of caseNames)
    for (const end of ['paid', 'archived'] as const) {
      const { view } = foldWholeCase(name, { end });
      const slots = listPaperSlots(view, '2026-12-31').map(({ form, subjectId }) => `${form}.${subjectId}`);
      for (const { id, place } of checkArchive(view))
        if (place !== null && typeof place === 'object')
          expect(slots, `${name}: ${id}`).toContain(`${place.form}.${place.subjectId}`);
    }
});

it('the index of the file gives each paper the day it bears, not the one on which it was typed', () => {
  const { view } = foldWholeCase('03-unlawful-dismissal-engineer');
  const dayOf = (title: string) => mainFilePieces(view).find((one) => one.title === title)?.date;
  // The committee's seal came a day after the signatures.
  expect(dayOf('劳动人事争议调解协议书')).toBe('2026-06-30');
  expect(dayOf('调解笔录（第1次）')).toBe('2026-06-18');
  const unsigned = view.documents.map((one) => (one.form === 'minutes' ? { ...one, signatures: [] } : one));
  const held = mainFilePieces({ ...view, documents: unsigned }).find(
    ({ title }) => title === '调解笔录（第2次）',
  );
  expect(held?.date).toBe('2026-06-25');
});

describe('the file of a group', () => {
  const { view, line } = foldWholeCase('02-construction-collective-wages', { end: 'paid' });
  const make = (documentId: string, form: FormId, subjectId: string) =>
    line.write({ type: 'document.finalised', body: finalisedBody({ documentId, form, subjectId }) });

  it('asks for the paper by which the workers elected whom they sent', () => {
    const stateOf = (given: CaseView) =>
      checkArchive(given).find(({ id }) => id === 'representatives')?.state;
    const documents = view.documents.filter(({ form }) => form !== 'representativeConsent');
    expect(stateOf({ ...view, documents })).toBe('missing');
    expect(stateOf({ ...view, documents, collective: null })).toBeUndefined();
  });

  it('names in its index whose each of several papers of one form is, and evidence after its lists', () => {
    const [first, second] = view.parties.filter(({ side }) => side === 'applicant');
    const employer = view.parties.find(({ kind }) => kind === 'employer');
    for (const party of [first, second]) make(`po-${party?.id}`, 'paymentOrderApplication', party?.id ?? '');
    make('list-1', 'evidenceList', employer?.id ?? '');
    const titles = mainFilePieces(getCaseView('case-1', line.fold().state)).map(({ title }) => title);
    expect(titles).toContain(`支付令申请书（${first?.name}）`);
    expect(titles).toContain(`支付令申请书（${second?.name}）`);
    // The only one of its form needs no name.
    expect(titles).toContain('证据清单');
    expect(titles.indexOf(`证据材料（${view.evidence.length}件）`)).toBe(titles.indexOf('证据清单') + 1);
  });
});

describe('the index of the file', () => {
  const { view } = foldWholeCase('04-no-contract-double-wage-failed');
  const [worker, employer] = view.parties;
  const [meeting] = view.meetings;
  const paper = (documentId: string, form: FormId, subjectId: string) => ({
    ...view.documents[0],
    ...{ documentId, form, subjectId, signatures: [], replacesDocumentId: null },
  });
  const told: CaseView = {
    ...view,
    documents: [
      paper('T1', 'terminationNotice', 'application'),
      paper('M1', 'meetingNotice', meeting?.id ?? ''),
      paper('R1', 'serviceReceipt', `T1.${worker?.id}`),
      paper('R2', 'serviceReceipt', `T1.${employer?.id}`),
    ] as CaseView['documents'],
    services: [
      {
        ...{ id: 'S1', documentIds: ['T1'], partyIds: [worker?.id ?? ''], method: 'direct' },
        ...{ result: 'received', servedOn: '2026-06-05' },
      },
      {
        ...{ id: 'S2', documentIds: ['T1'], partyIds: [employer?.id ?? ''], method: 'direct' },
        ...{ result: 'refused', servedOn: '2026-06-05' },
      },
      {
        ...{ id: 'S3', documentIds: ['T1'], partyIds: [employer?.id ?? ''], method: 'post' },
        ...{ result: 'received', servedOn: '2026-06-08' },
      },
      { id: 'S4', recipient: '某区社会保险基金管理中心', otherPapers: '社会保险事项转办函' },
    ],
  };

  it('says of each 送达回证 which paper went to whom and when, in two lines at most', () => {
    const receipts = mainFilePieces(told).filter(({ title }) => title.startsWith('送达回证'));
    expect(receipts.map(({ title, date }) => `${title} ${date}`)).toEqual([
      '送达回证（调解终止通知书，汪雨桐） 2026-06-05',
      '送达回证（调解终止通知书，北京橙果速选电子商务有限公司） 2026-06-08',
    ]);
    const long = { ...told, parties: told.parties.map((one) => ({ ...one, name: '甲'.repeat(60) })) };
    for (const { title } of mainFilePieces(long)) expect(title.length).toBeLessThanOrEqual(30);
  });

  it('says which meeting a notice is of, and which papers of other bodies have to be put in', () => {
    expect(mainFilePieces(told).map(({ title }) => title)).toContain('调解会通知书（第1次）');
    expect(listBroughtPapers(told)).toEqual(['12345市民服务热线转办单', '社会保险事项转办函']);
  });
});

it('a receipt and the record of what was performed are of the day of the payment, while nobody has signed them', () => {
  const { line } = foldWholeCase('01-restaurant-wage-arrears', { end: 'paid' });
  const viewNow = () => getCaseView('case-1', line.fold().state);
  const row = viewNow().agreements[0]?.performance.find(({ dueAmount }) => dueAmount !== '');
  const make = (form: string, subjectId: string) =>
    line.write({
      type: 'document.finalised',
      body: finalisedBody({ documentId: `${form}-1`, form, subjectId }),
    });
  make('paymentReceipt', `${row?.obligationId}.${row?.instalmentNumber}`);
  make('performanceRecord', '1');
  const dayOf = (name: string) => mainFilePieces(viewNow()).find(({ title }) => title.startsWith(name))?.date;
  expect(row?.doneOn).toMatch(/^2026-/);
  expect(dayOf('收条')).toBe(row?.doneOn);
  const last = viewNow()
    .agreements[0]?.performance.map(({ doneOn }) => doneOn ?? '')
    .sort()
    .at(-1);
  expect(viewNow().agreements[0]?.isPerformed).toBe(true);
  expect(dayOf('履行情况记录')).toBe(last);
});
