import { describe, expect, it } from 'vitest';
import { buildDocument } from '../../shared/documents/build.ts';
import { listPaperSlots, mayBeMade } from '../../shared/documents/slots.ts';
import { caseNames, foldCase } from '../fixtures/fold-case.ts';
import { foldWholeCase } from '../fixtures/fold-whole-case.ts';

const today = '2026-05-06';
const dueForms = (name: (typeof caseNames)[number]) =>
  listPaperSlots(foldCase(name).view, today)
    .filter((slot) => slot.isDue)
    .map((slot) => slot.form);

describe('the list of papers', () => {
  it('asks for the oral record or for the application, never for both', () => {
    expect(dueForms('01-restaurant-wage-arrears')).toContain('oralApplicationRecord');
    expect(dueForms('01-restaurant-wage-arrears')).not.toContain('mediationApplication');
    expect(dueForms('03-unlawful-dismissal-engineer')).toContain('mediationApplication');
  });

  it('asks for the consent of the other side only until it has answered', () => {
    const { view } = foldCase('01-restaurant-wage-arrears');
    const letters = (responses: typeof view.responses) =>
      listPaperSlots({ ...view, responses, acceptance: null }, today).filter(
        (slot) => slot.form === 'consultationLetter' && slot.isDue,
      );
    expect(letters([]).map((slot) => slot.detail)).toEqual([
      { kind: 'name', name: '北京禾柳香餐饮管理有限公司' },
    ]);
    expect(letters(view.responses)).toEqual([]);
  });

  it('asks for the approvals of the 副卷 where somebody approved, and for no extension taken back', () => {
    const { view } = foldCase('02-construction-collective-wages');
    const approvals = (asked: typeof view) =>
      listPaperSlots(asked, today)
        .filter(({ form, isDue }) => isDue && /Approval$/.test(form))
        .map(({ form, subjectId }) => `${form}.${subjectId}`);
    expect(approvals(view)).toEqual(['acceptanceApproval.application', 'extensionApproval.1']);
    const taken = view.extensions.map((one) => ({ ...one, isWithdrawn: true }));
    expect(approvals({ ...view, extensions: taken })).toEqual(['acceptanceApproval.application']);
    const acceptance = view.acceptance && { ...view.acceptance, approvedBy: '' };
    expect(approvals({ ...view, acceptance })).toEqual(['extensionApproval.1']);
  });

  it('asks for the application of the way that the parties chose, until it is handed in', () => {
    const { view } = foldWholeCase('01-restaurant-wage-arrears', { end: 'signed' });
    const [agreement] = view.agreements;
    if (agreement === undefined) throw new Error('no agreement');
    const dueOf = (change: Partial<typeof agreement>) =>
      listPaperSlots({ ...view, agreements: [{ ...agreement, ...change }] }, today)
        .filter((slot) => slot.isDue && slot.stage === 'performance')
        .map((slot) => slot.form);
    const review = { route: 'arbitrationReview', enforcement: null } as const;
    const court = { route: 'judicialConfirmation', enforcement: null } as const;
    expect(dueOf(review)).toContain('arbitrationReviewApplication');
    expect(dueOf(review)).not.toContain('judicialConfirmationApplication');
    expect(dueOf(court)).toEqual(
      expect.arrayContaining(['judicialConfirmationApplication', 'mediationCertificate']),
    );
    const enforcement = { id: '1', route: review.route, appliedOn: '2026-05-04' };
    expect(dueOf({ ...review, enforcement })).not.toContain('arbitrationReviewApplication');
    expect(dueOf({ route: 'none', enforcement: null })).not.toContain('arbitrationReviewApplication');
  });

  it('of an archived file only its cover, index and remarks can be made', () => {
    const { view } = foldWholeCase('01-restaurant-wage-arrears');
    expect(view.archive).not.toBeNull();
    expect(mayBeMade(view, 'fileCover')).toBe(true);
    expect(mayBeMade(view, 'terminationNotice')).toBe(false);
    expect(mayBeMade({ ...view, archive: null }, 'terminationNotice')).toBe(true);
  });

  it('offers nothing of the mediation before acceptance', () => {
    const { view } = foldCase('01-restaurant-wage-arrears');
    const forms = listPaperSlots({ ...view, acceptance: null }, today).map((slot) => slot.form);
    for (const form of ['acceptanceNotice', 'mediatorSelection', 'investigationRecord'] as const)
      expect(forms).not.toContain(form);
  });

  it.each(caseNames)('names every paper of %s once, in the order of the set', (name) => {
    const slots = listPaperSlots(foldCase(name).view, today);
    const keys = slots.map((slot) => `${slot.form}.${slot.subjectId}`);
    expect(new Set(keys).size).toBe(keys.length);
    const perEmployer = slots.filter((slot) => slot.form === 'legalRepresentativeCertificate');
    expect(perEmployer.every(({ detail }) => detail?.kind === 'name' && detail.name !== '')).toBe(true);
  });

  it('tells the papers of one form apart by numbers and names, and leaves the words to the window', () => {
    const { view } = foldWholeCase('02-construction-collective-wages');
    const [first] = view.visits;
    if (first === undefined) throw new Error('The case has no visit.');
    const correction = { ...first, id: 'v-again', correctsVisitId: first.id };
    const detailsOf = (form: string) =>
      listPaperSlots({ ...view, visits: [first, correction] }, today)
        .filter((slot) => slot.form === form)
        .map(({ detail }) => detail);
    expect(detailsOf('minutes')).toEqual([
      { kind: 'number', number: 1 },
      { kind: 'number', number: 2 },
    ]);
    expect(detailsOf('visitRecord')).toEqual([
      { kind: 'number', number: 1, isCorrection: false },
      { kind: 'number', number: 1, isCorrection: true },
    ]);
    expect(detailsOf('paymentReceipt')).toContainEqual({ kind: 'instalment', name: '支付工资', number: 2 });
    expect(detailsOf('agreement')).toEqual([null]);
  });

  it.each(caseNames)('every paper that it offers for %s can be made, at every stage', (name) => {
    const views = [
      foldCase(name).view,
      ...(['signed', 'paid', 'archived'] as const).map((end) => foldWholeCase(name, { end }).view),
    ];
    for (const view of views) {
      for (const day of [today, '2027-12-31', '']) {
        for (const { form, subjectId } of listPaperSlots(view, day)) {
          const content = buildDocument(view, form, subjectId, { mediationEndsOn: today, today: day });
          expect(content.form).toBe(form);
        }
      }
    }
  });

  it('asks for the reminder once a day of payment has passed, and for the papers of the file at the end', () => {
    const unpaid = foldWholeCase('01-restaurant-wage-arrears', { end: 'signed' }).view;
    const dueOn = (day: string) =>
      listPaperSlots(unpaid, day)
        .filter((slot) => slot.isDue)
        .map((slot) => slot.form);
    expect(dueOn('2026-04-24')).not.toContain('performanceReminder');
    expect(dueOn('2027-12-31')).toContain('performanceReminder');
    const agreements = unpaid.agreements.map((one) => ({
      ...one,
      effectiveness: { isEffective: false as const, effectiveDate: null, missing: [] },
    }));
    // What nobody has signed binds nobody: no day of it has passed.
    expect(listPaperSlots({ ...unpaid, agreements }, '2027-12-31').map(({ form }) => form)).not.toContain(
      'performanceReminder',
    );
    const ended = foldWholeCase('01-restaurant-wage-arrears').view;
    const forms = listPaperSlots(ended, '2027-12-31').map((slot) => slot.form);
    expect(forms).toEqual(
      expect.arrayContaining(['closingReport', 'fileCover', 'fileIndex', 'fileRemarks', 'fileBack']),
    );
    expect(forms).not.toContain('performanceReminder');
    expect(forms.filter((form) => form === 'paymentReceipt').length).toBeGreaterThan(0);
  });
});
