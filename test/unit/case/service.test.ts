import { expect, it } from 'vitest';
import { getCaseView } from '../../../shared/case/view.ts';
import { buildServiceReceipt } from '../../../shared/documents/forms/service-receipt.ts';
import {
  findEarlyService,
  listUnservedPapers,
  listUnservedReports,
} from '../../../shared/documents/service.ts';
import { listPaperSlots } from '../../../shared/documents/slots.ts';
import { finalisedBody } from '../../fixtures/finalised.ts';
import { foldWholeCase } from '../../fixtures/fold-whole-case.ts';

/** 送达 of the failing case: refused at the door, then sent by post (办案规则 20; 民事诉讼法 89). */
function play() {
  const { line } = foldWholeCase('04-no-contract-double-wage-failed', { end: 'paid' });
  const view = () => getCaseView('case-1', line.fold().state);
  const notice = view().documents.find(({ form }) => form === 'acceptanceNotice')?.documentId ?? '';
  const serve = (id: string, fields: Readonly<Record<string, unknown>>) =>
    line.write({ type: 'service.recorded', body: { patches: [{ kind: 'service', id, fields }] } });
  const pending = () =>
    view()
      .parties.filter((party) =>
        listUnservedPapers(view(), party).some(({ documentId }) => documentId === notice),
      )
      .map(({ id }) => id);
  return { view, notice, serve, pending };
}
const refused = { method: 'direct', result: 'refused', servedOn: '2026-06-05', note: '当面拒收' };
const posted = { method: 'post', result: 'received', servedOn: '2026-06-08', receivedBy: '田蕊' };

it('a paper that was refused is still to be served; received or left at the place it is not', () => {
  const { notice, serve, pending } = play();
  const ofEmployer = { partyIds: ['P2'], documentIds: [notice] };
  expect(pending()).toEqual(['P1', 'P2']);
  serve('s1', { ...ofEmployer, ...refused });
  expect(pending()).toEqual(['P1', 'P2']);
  serve('s2', { ...ofEmployer, ...posted });
  expect(pending()).toEqual(['P1']);
  serve('s3', { partyIds: ['P1'], documentIds: [notice], method: 'leftBehind', result: 'refused' });
  expect(pending()).toEqual([]);
});

it('the receipt says how it was refused and who received it', () => {
  const { view, notice, serve } = play();
  const receipt = () => JSON.stringify(buildServiceReceipt(view(), `${notice}.P2`).parts);
  expect(receipt()).not.toContain('"isChosen":true');
  serve('s1', { partyIds: ['P2'], documentIds: [notice], ...refused });
  serve('s2', { partyIds: ['P2'], documentIds: [notice], ...posted });
  expect(receipt()).toContain('2026年6月5日直接送达，拒收，当面拒收');
  expect(receipt()).toContain('{"text":"邮寄送达","isChosen":true}');
  expect(receipt()).toContain('2026年6月8日');
  expect(receipt()).toContain('签收人：田蕊');
});

it('a report goes to the body that sent the case, and its receipt names it', () => {
  const { line } = foldWholeCase('04-no-contract-double-wage-failed', { end: 'paid' });
  const view = () => getCaseView('case-1', line.fold().state);
  const documentId = 'report-1';
  line.write({
    type: 'document.finalised',
    body: finalisedBody({ documentId, form: 'entrustmentReport', subjectId: 'application' }),
  });
  const unserved = () => listUnservedReports(view()).map((one) => one.documentId);
  expect(unserved()).toEqual([documentId]);
  const fields = { recipient: '北京市大兴区劳动人事争议仲裁院', documentIds: [documentId], ...posted };
  line.write({ type: 'service.recorded', body: { patches: [{ kind: 'service', id: 's1', fields }] } });
  expect(view().refused).toEqual([]);
  expect(unserved()).toEqual([]);
  const slot = listPaperSlots(view(), '').find(({ subjectId }) => subjectId === `${documentId}.body`);
  expect(slot?.served).toBe('entrustmentReport');
  const receipt = JSON.stringify(buildServiceReceipt(view(), `${documentId}.body`).parts);
  expect(receipt).toContain('北京市大兴区劳动人事争议仲裁院');
  expect(receipt).toContain('签收人：田蕊');
});

it('one entered by mistake is taken back; one about a paper that nobody made is refused', () => {
  const { view, notice, serve, pending } = play();
  serve('s1', { partyIds: ['P1', 'P2'], documentIds: [notice], ...posted });
  expect(pending()).toEqual([]);
  serve('s1', { isWithdrawn: true });
  expect(pending()).toEqual(['P1', 'P2']);
  serve('s2', { partyIds: ['P1'], documentIds: ['nowhere'], ...posted });
  expect(view().refused.map(({ code }) => code)).toEqual(['document.unknown']);
});

it('on somebody who was taken out of the case since stays recorded', () => {
  const { line } = foldWholeCase('04-no-contract-double-wage-failed', { end: 'paid' });
  const view = () => getCaseView('case-1', line.fold().state);
  const record = (type: string, kind: string, id: string, fields: Readonly<Record<string, unknown>>) =>
    line.write({ type, body: { patches: [{ kind, id, fields }] } });
  record('intake.recorded', 'party', 'P9', { side: 'respondent', kind: 'employer', name: '误列的公司' });
  const documentIds = view()
    .documents.filter(({ form }) => form === 'acceptanceNotice')
    .map(({ documentId }) => documentId);
  record('service.recorded', 'service', 's9', { partyIds: ['P9'], documentIds, ...posted });
  record('intake.recorded', 'party', 'P9', { isWithdrawn: true });
  expect(view().refused).toEqual([]);
  expect(view().parties.map(({ id }) => id)).not.toContain('P9');
  expect(view().services).toMatchObject([{ id: 's9', partyIds: ['P9'], documentIds }]);
});

it('an agreement is to be handed out once it is in force, not while somebody would not sign it', () => {
  const { view } = foldWholeCase('01-restaurant-wage-arrears', { end: 'signed' });
  const isListed = (of: typeof view) =>
    of.parties.map((party) =>
      listUnservedPapers({ ...of, services: [] }, party).some(({ form }) => form === 'agreement'),
    );
  expect(isListed(view)).toEqual([true, true]);
  const agreements = view.agreements.map((one) => ({
    ...one,
    effectiveness: { isEffective: false as const, effectiveDate: null, missing: [] },
  }));
  expect(isListed({ ...view, agreements })).toEqual([false, false]);
});

it('what was decided or agreed on later cannot have been served before: the day is told by which it is too early', () => {
  const { view } = foldWholeCase('01-restaurant-wage-arrears', { end: 'signed' });
  const documentIds = view.documents.flatMap(({ documentId, form }) =>
    ['acceptanceNotice', 'rightsNotice', 'agreement'].includes(form) ? [documentId] : [],
  );
  const early = (servedOn: string) =>
    findEarlyService(view, { documentIds, servedOn }).map(({ code, day }) => `${code} ${day}`);
  expect(early('2026-04-15').toSorted()).toEqual(['acceptance 2026-04-16', 'effect 2026-04-24']);
  expect(early('2026-04-16')).toEqual(['effect 2026-04-24']);
  expect(early('2026-04-24')).toEqual([]);
  expect(early('')).toEqual([]);
});
