import { describe, expect, it } from 'vitest';
import type { AgreementView } from '../../shared/case/agreement.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { type ApplicationKind, applicationKinds } from '../../shared/documents/application-attachments.ts';
import { obstacleIds } from '../../shared/documents/application-obstacles.ts';
import { findApplicationPack } from '../../shared/documents/application-packs.ts';
import english from '../../shared/text/locales/en/law.json' with { type: 'json' };
import chinese from '../../shared/text/locales/zh-CN/law.json' with { type: 'json' };
import { foldWholeCase } from '../fixtures/fold-whole-case.ts';
import { calendar } from '../unit/law/support/calendars.ts';

const wages = '01-restaurant-wage-arrears';
const builders = '02-construction-collective-wages';
const engineer = '03-unlawful-dismissal-engineer';
const ids = (pack: ReturnType<typeof findApplicationPack>, severity = 'refusal') =>
  (pack?.obstacles ?? []).filter((one) => one.severity === severity).map((one) => one.id);

describe('an application pack', () => {
  it('is none while there is no agreement', () => {
    const { view } = foldWholeCase('04-no-contract-double-wage-failed');
    for (const kind of applicationKinds)
      expect(findApplicationPack(view, kind, { today: '2026-07-01', calendar })).toBeNull();
  });

  it('arbitration review: fifteen days from effect, moved from a Saturday to Monday (办案规则 74)', () => {
    const { view } = foldWholeCase(builders, { end: 'signed' });
    const pack = findApplicationPack(view, 'arbitrationReview', { today: '2026-07-06', calendar });
    expect(pack).toMatchObject({ subjectId: '1', lastDay: '2026-07-13', daysLeft: 7 });
    expect(pack?.lastDayArticle).toContain('第七十四条');
    expect(ids(pack)).toEqual([]);
  });

  it('arbitration review the day after the last day is refused as late', () => {
    const { view } = foldWholeCase(engineer, { end: 'signed' });
    const onTime = findApplicationPack(view, 'arbitrationReview', { today: '2026-07-15', calendar });
    const late = findApplicationPack(view, 'arbitrationReview', { today: '2026-07-16', calendar });
    expect([onTime?.lastDay, onTime?.daysLeft, ids(onTime)]).toEqual(['2026-07-15', 0, []]);
    expect([late?.daysLeft, ids(late)]).toEqual([-1, ['tooLate']]);
    expect(late?.obstacles[0]?.article).toBe('劳动人事争议仲裁办案规则第七十五条');
  });

  it('what was applied for in time is not late afterwards, and no day presses any more', () => {
    const { view } = foldWholeCase(wages);
    const applied = (appliedOn: string, result: 'withdrawn' | null = null) => ({
      ...view,
      agreements: view.agreements.map((one) => ({
        ...one,
        route: 'judicialConfirmation' as const,
        enforcement: { id: one.version, route: 'judicialConfirmation' as const, appliedOn, result },
      })),
    });
    const packOf = (appliedOn: string, result: 'withdrawn' | null = null) =>
      findApplicationPack(applied(appliedOn, result), 'judicialConfirmation', {
        today: '2026-06-20',
        calendar,
      });
    const inTime = packOf('2026-05-25');
    expect([inTime?.appliedOn, inTime?.daysLeft, ids(inTime)]).toEqual(['2026-05-25', null, []]);
    const late = packOf('2026-05-26');
    expect([late?.appliedOn, late?.daysLeft, ids(late)]).toEqual([null, -26, ['tooLate']]);
    // Whoever took it back has applied for nothing.
    const takenBack = packOf('2026-05-25', 'withdrawn');
    expect([takenBack?.appliedOn, ids(takenBack)]).toEqual([null, ['tooLate']]);
  });

  it('judicial confirmation: thirty days, with the proof of mediation (MSF 205, MSJ 354)', () => {
    const { view } = foldWholeCase(wages);
    const pack = findApplicationPack(view, 'judicialConfirmation', { today: '2026-05-20', calendar });
    // 24 April and thirty days is 24 May, a Sunday
    expect(pack).toMatchObject({ lastDay: '2026-05-25', daysLeft: 5 });
    expect(pack?.papers.map((one) => one.forms[0])).toEqual([
      'judicialConfirmationApplication',
      'agreement',
      'mediationCertificate',
      undefined, // identity cards are brought
      'legalRepresentativeCertificate',
      'authorisation',
      'addressConfirmation',
      undefined,
    ]);
    expect(pack?.papers[1]?.documents.map((one) => one.documentId)).toEqual(['agreement-1']);
    expect(ids(pack, 'check')).toContain('certificateMissing');
  });

  it('an agreement that is not in force is refused by every body', () => {
    const { view } = foldWholeCase(wages);
    const [agreement] = view.agreements;
    if (agreement === undefined) throw new Error('no agreement');
    const notInForce = {
      ...view,
      agreements: [
        { ...agreement, effectiveness: { isEffective: false, effectiveDate: null, missing: [] } as const },
      ],
    };
    for (const kind of applicationKinds)
      expect(ids(findApplicationPack(notInForce, kind, { today: '2026-05-20', calendar }))).toContain(
        'agreementNotEffective',
      );
  });

  it('a dispute about whether there is an employment relation gets no arbitration review (75)', () => {
    const { view } = foldWholeCase(wages);
    const other = { ...view, application: { ...view.application, disputeTypeCode: '101' } };
    expect(ids(findApplicationPack(other, 'arbitrationReview', { today: '2026-05-06', calendar }))).toEqual([
      'employmentRelationConfirmed',
    ]);
  });

  it('a sum without a day is not definite enough (78)', () => {
    const { view } = foldWholeCase(wages);
    const agreements = view.agreements.map((one) => ({
      ...one,
      obligations: one.obligations.map((obligation) => ({ ...obligation, dueDate: null, instalments: [] })),
    }));
    const pack = findApplicationPack({ ...view, agreements }, 'arbitrationReview', {
      today: '2026-05-06',
      calendar,
    });
    expect(ids(pack)).toEqual(['contentUnclear', 'contentUnclear']);
  });

  describe('says before anybody goes there what would have it refused, and what to look at', () => {
    const { view } = foldWholeCase(wages);
    const [agreement] = view.agreements;
    if (agreement === undefined) throw new Error('no agreement');
    const found = (kind: ApplicationKind, change: Partial<CaseView>, today = '2026-05-06') => {
      const pack = findApplicationPack({ ...view, ...change }, kind, { today, calendar });
      return (pack?.obstacles ?? []).map(({ id, severity }) => `${id} ${severity}`);
    };
    const agreed = (change: Partial<AgreementView>) => ({ agreements: [{ ...agreement, ...change }] });
    const ofParties = (change: Partial<CaseView['parties'][number]>) => ({
      parties: view.parties.map((one) => ({ ...one, ...change })),
    });
    const application = (change: Partial<CaseView['application']>) => ({
      application: { ...view.application, ...change },
    });
    const confirmed = (route: 'arbitrationReview' | 'judicialConfirmation') =>
      agreed({ route, enforcement: { id: '1', route, result: 'confirmed' } });
    const over = (route: 'arbitrationReview' | 'judicialConfirmation') =>
      agreed({ route, enforcement: { id: '1', route, result: 'refused' } });
    const obligations = (change: Partial<AgreementView['obligations'][number]>) => ({
      obligations: agreement.obligations.map((one) => ({ ...one, ...change })),
    });
    const unpaid = agreement.performance.map((row) => ({
      ...row,
      isDone: false,
      paidAmount: '',
      doneOn: null,
    }));

    it('a way that was refused stands in the way of the other no more', () => {
      for (const [kind, other] of [
        ['arbitrationReview', 'judicialConfirmation'],
        ['judicialConfirmation', 'arbitrationReview'],
      ] as const) {
        expect(found(kind, agreed({ route: other }))).toContain('otherRouteChosen check');
        expect(found(kind, over(other))).not.toContain('otherRouteChosen check');
      }
    });

    it.each([
      ['arbitrationReview', 'alreadyConfirmed refusal', confirmed('judicialConfirmation')],
      ['judicialConfirmation', 'alreadyConfirmed check', confirmed('arbitrationReview')],
      ['arbitrationReview', 'otherRouteChosen check', agreed({ route: 'judicialConfirmation' })],
      ['judicialConfirmation', 'otherRouteChosen check', agreed({ route: 'arbitrationReview' })],
      ['arbitrationReview', 'proceedingsUnderWay check', application({ arbitrationUnderWay: 'yes' })],
      ['judicialConfirmation', 'proceedingsUnderWay check', application({ litigationUnderWay: 'yes' })],
      ['judicialConfirmation', 'employmentRelationConfirmed check', application({ disputeTypeCode: '101' })],
      ['arbitrationReview', 'contactMissing check', ofParties({ phone: '' })],
      ['judicialConfirmation', 'contactMissing check', ofParties({ deliveryAddress: '' })],
      ['arbitrationReview', 'identityMissing check', ofParties({ idNumber: '', creditCode: '' })],
      [
        'arbitrationReview',
        'outOfScope refusal',
        { claims: view.claims.map((one) => ({ ...one, isInScope: false })) },
      ],
      ['judicialConfirmation', 'contentUnclear refusal', agreed({ obligations: [] })],
      ['paymentOrder', 'creditorUnknown refusal', { parties: [] }],
      ['paymentOrder', 'nothingToPerform refusal', agreed(obligations({ isMonetary: false }))],
    ] as const)('%s: %s', (kind, reason, change) => {
      expect(found(kind, {})).not.toContain(reason);
      expect(found(kind, change)).toContain(reason);
    });

    it.each([
      ['notTheFourKinds check', { ...obligations({ kind: '其他', claimIds: [] }), performance: unpaid }, {}],
      [
        'debtorNotReachable refusal',
        { performance: unpaid },
        ofParties({ deliveryAddress: '', registeredAddress: '' }),
      ],
      [
        'debtorCourtElsewhere check',
        { performance: unpaid },
        ofParties({ registeredAddress: '北京市海淀区某路1号' }),
      ],
    ] as const)('a payment order for what is overdue: %s', (reason, terms, change) => {
      const today = '2026-10-01';
      expect(found('paymentOrder', agreed({ performance: unpaid }), today)).not.toContain(reason);
      expect(found('paymentOrder', { ...agreed(terms), ...change }, today)).toContain(reason);
    });

    it('the last day cannot be reckoned without the calendar of the year', () => {
      const later = agreed({
        effectiveness: {
          ...agreement.effectiveness,
          isEffective: true,
          effectiveDate: '2099-03-02',
          missing: [],
        },
      });
      expect(found('arbitrationReview', later, '2099-03-03')).toContain('lastDayUnknown check');
    });
  });

  it('holds no paper that came too late for the one that stands', () => {
    const { view } = foldWholeCase(wages);
    const beside = view.documents
      .filter((one) => one.form === 'agreement')
      .map((one) => ({ ...one, documentId: 'finalised-beside', isLate: true }));
    const pack = findApplicationPack(
      { ...view, documents: [...view.documents, ...beside] },
      'arbitrationReview',
      { today: '2026-05-06', calendar },
    );
    expect(pack?.papers[1]?.documents.map((one) => one.documentId)).toEqual(['agreement-1']);
  });

  it('payment order: only for what is due and unpaid, to one worker of many', () => {
    const { view } = foldWholeCase(builders, { end: 'paid', paidUntil: '2026-08-01' });
    const facts = { calendar, creditorId: 'P3' };
    const before = findApplicationPack(view, 'paymentOrder', { ...facts, today: '2026-08-10' });
    const after = findApplicationPack(view, 'paymentOrder', { ...facts, today: '2026-08-18' });
    expect(ids(before)).toEqual(['notDue']);
    expect([after?.subjectId, after?.lastDay, ids(after)]).toEqual(['P3', null, []]);
  });

  it('payment order: none once everything is paid', () => {
    const { view } = foldWholeCase(wages);
    expect(
      ids(findApplicationPack(view, 'paymentOrder', { today: '2026-10-01', calendar, creditorId: 'P1' })),
    ).toEqual(['notDue']);
  });

  it('has words for every obstacle in both languages', () => {
    for (const id of obstacleIds) {
      expect(chinese).toHaveProperty([`check.application.${id}`]);
      expect(english).toHaveProperty([`check.application.${id}`]);
    }
  });
});
