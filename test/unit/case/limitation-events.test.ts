import { describe, expect, it } from 'vitest';
import {
  findFirstAssertion,
  findLimitationDay,
  findProceedings,
  limitationEventsOf,
  limitationInputOf,
} from '../../../shared/case/limitation-events.ts';
import type { CaseView } from '../../../shared/case/view.ts';
import { findCodeByLabel, interruptionGrounds } from '../../../shared/law/codes/index.ts';
import { computeLimitation } from '../../../shared/law/limitation.ts';
import { caseNames, foldCase } from '../../fixtures/fold-case.ts';
import { calendar } from '../law/support/calendars.ts';
import { loadCase } from '../law/support/example-cases.ts';

const today = '2026-11-23';

/** The case with what a clerk would record for the limitation: the file's events that the desk cannot know. */
function withRecorded(name: (typeof caseNames)[number]): {
  view: CaseView;
  limitation: ReturnType<typeof loadCase>['limitation'];
} {
  const { limitation } = loadCase(name.slice(0, 2));
  const { view } = foldCase(name);
  const known = limitationEventsOf(view, today);
  const interruptions = limitation.interruptions
    .map(({ date, event, proof }) => ({
      date,
      proof,
      ground: findCodeByLabel(interruptionGrounds, event)?.code ?? '',
    }))
    .filter(({ date, ground }) => !known.some((one) => one.date === date && one.ground === ground));
  return {
    view: {
      ...view,
      application: { ...view.application, rightsKnownOn: limitation.baseDate, interruptions },
    },
    limitation,
  };
}

describe('the chain of the limitation', () => {
  it.each(caseNames)(
    'of %s holds the application by itself, and ends on the day that the file states',
    (name) => {
      const { view, limitation } = withRecorded(name);
      const own = limitationEventsOf(
        { ...view, application: { ...view.application, interruptions: [] } },
        today,
      );
      expect(own[0]).toMatchObject({ ground: 'appliedForMediation', origin: 'caseFile' });
      expect(own.every(({ proof }) => proof !== '')).toBe(true);
      const input = limitationInputOf(view, 'P1', today);
      expect(input && computeLimitation(input, calendar).restartedExpiresOn).toBe(
        limitation.restartedExpiresOn,
      );
    },
  );

  it('names a day once on which several things were due and none was performed', () => {
    const { view } = foldCase('01-restaurant-wage-arrears');
    const agreements = view.agreements.map((one) => ({
      ...one,
      effectiveness: { isEffective: true, effectiveDate: '2026-04-24', missing: [] } as const,
      performance: one.performance.map((row) => ({ ...row, isDone: false, doneOn: null })),
    }));
    const missed = limitationEventsOf({ ...view, agreements }, today).filter(
      ({ ground }) => ground === 'agreementNotPerformed',
    );
    expect(missed.map(({ date }) => date)).toEqual(['2026-05-08', '2026-05-15', '2026-06-15', '2026-07-15']);
  });

  it('is unknown while the base date is not in the file; for arrears a missing leaving date is said to be missing', () => {
    const { view } = foldCase('03-unlawful-dismissal-engineer');
    expect(limitationInputOf(view, 'P1', today)).toBeNull();
    const arrears = { ...view, application: { ...view.application, limitationRule: 'D13' as const } };
    expect(limitationInputOf(arrears, 'P1', today)).toMatchObject({ rule: 'D13', baseDate: '2026-05-29' });
    const withoutLeaveDate = {
      ...arrears,
      parties: view.parties.map((party) => ({ ...party, leaveDate: null, entryDate: null })),
    };
    // Whether the employment goes on is not known: the desk only knows that no day stands in the file.
    expect(limitationInputOf(withoutLeaveDate, 'P1', today)).toMatchObject({ rule: 'D13', baseDate: null });
    expect(limitationInputOf(withoutLeaveDate, null, today)).toBeNull();
  });

  it.each(caseNames)('of %s gives the day that is told when a mediation has failed', (name) => {
    const { view, limitation } = withRecorded(name);
    const day = findLimitationDay(view, calendar, today);
    // Never before the day of the file: a day without work moves it on.
    expect(day?.slice(0, 7)).toBe(limitation.restartedExpiresOn.slice(0, 7));
    expect((day ?? '') >= limitation.restartedExpiresOn).toBe(true);
    const unknown = { ...view.application, rightsKnownOn: null, limitationRule: 'D12' as const };
    expect(findLimitationDay({ ...view, application: unknown }, calendar, today)).toBeNull();
  });

  it('is told of a group only when it is certain for each of its workers', () => {
    const { view } = withRecorded('02-construction-collective-wages');
    const arrears = { ...view, application: { ...view.application, limitationRule: 'D13' as const } };
    const workers = view.parties.filter(({ kind }) => kind !== 'employer').map(({ id }) => id);
    const leaving = (of: (index: number) => string | null): CaseView => ({
      ...arrears,
      parties: view.parties.map((one) => {
        const index = workers.indexOf(one.id);
        return index < 0 ? one : { ...one, leaveDate: of(index) };
      }),
    });
    expect(
      findLimitationDay(
        leaving(() => '2026-01-20'),
        calendar,
        today,
      ),
    ).not.toBeNull();
    expect(
      findLimitationDay(
        leaving((index) => (index === 3 ? null : '2026-01-20')),
        calendar,
        today,
      ),
    ).toBeNull();
  });

  it('begins again on the day of the meeting at which one side broke off, not on that of the notice', () => {
    const { view } = withRecorded('04-no-contract-double-wage-failed');
    const outcome = { code: 'R07', closedOn: '2026-06-05', note: '' } as CaseView['outcome'];
    const application = { ...view.application, interruptions: [] };
    const closed = { ...view, application, outcome };
    expect(limitationEventsOf(closed, today).at(-1)).toMatchObject({
      date: '2026-06-04',
      ground: 'mediationBroken',
    });
    const unmet = { ...closed, meetings: [] };
    expect(limitationEventsOf(unmet, today).at(-1)).toMatchObject({ date: '2026-06-05' });
  });

  it('is counted back from the first assertion that the file proves, a negotiation before the application', () => {
    const { view } = foldCase('04-no-contract-double-wage-failed');
    expect(findFirstAssertion(view, today)).toBe('2026-05-20');
    const negotiation = { id: 'negotiation', requestedOn: '2026-04-20' } as CaseView['negotiation'];
    expect(findFirstAssertion({ ...view, negotiation }, today)).toBe('2026-04-20');
    const unproven = [{ date: '2026-01-05', ground: 'claimedFromOtherSide', proof: '' }];
    const application = { ...view.application, interruptions: unproven };
    expect(findFirstAssertion({ ...view, application }, today)).toBe('2026-05-20');
  });

  it('stands back while arbitration that was applied for lasts, and not where something came after it', () => {
    const { view } = withRecorded('04-no-contract-double-wage-failed');
    const after = (...interruptions: { date: string; ground: string; proof: string }[]): CaseView => ({
      ...view,
      application: { ...view.application, interruptions },
    });
    const applied = { date: '2026-06-15', ground: 'appliedForArbitration', proof: '回访记录' };
    expect(findProceedings(after(), today)).toBeNull();
    expect(findProceedings(after(applied), today)).toMatchObject({ date: '2026-06-15' });
    expect(findProceedings(after({ ...applied, proof: '' }), today)).toBeNull();
    const claimed = { date: '2026-09-01', ground: 'claimedFromOtherSide', proof: '函' };
    expect(findProceedings(after(applied, claimed), today)).toBeNull();
  });

  it('holds the arbitration that had been applied for when the case was registered, once', () => {
    const { view } = foldCase('03-unlawful-dismissal-engineer');
    const told = (interruptions: CaseView['application']['interruptions']): CaseView => ({
      ...view,
      application: {
        ...view.application,
        arbitrationUnderWay: 'yes',
        arbitrationAppliedOn: '2026-06-08',
        interruptions,
      },
    });
    const eventsOf = (of: CaseView) =>
      limitationEventsOf(of, today).filter(({ ground }) => ground === 'appliedForArbitration');
    expect(eventsOf(told([]))).toEqual([
      { date: '2026-06-08', ground: 'appliedForArbitration', proof: '调解建议书', origin: 'caseFile' },
    ]);
    const recorded = { date: '2026-06-08', ground: 'appliedForArbitration', proof: '仲裁申请回执' };
    expect(eventsOf(told([recorded]))).toEqual([{ ...recorded, origin: 'recorded' }]);
    const { application } = told([]);
    const denied = { ...view, application: { ...application, arbitrationUnderWay: 'no' as const } };
    expect(eventsOf(denied)).toEqual([]);
    const complained: CaseView = {
      ...view,
      application: {
        ...view.application,
        inspectionUnderWay: 'yes',
        inspectionComplainedOn: '2026-06-01',
        litigationUnderWay: 'yes',
        litigationFiledOn: '2026-06-02',
      },
    };
    expect(limitationEventsOf(complained, today).map(({ ground }) => ground)).toEqual(
      expect.arrayContaining(['complainedToInspection', 'filedLawsuit']),
    );
  });

  it('holds the arbitration of which a visit tells, without its being recorded again; a visit put right tells no more', () => {
    const { view } = withRecorded('04-no-contract-double-wage-failed');
    const visit = { id: 'v', number: 1, document: null, isCorrected: false };
    const told = (fields: Partial<CaseView['visits'][number]>): CaseView => ({
      ...view,
      visits: [{ ...visit, ...fields }],
    });
    const applied = { proceeding: 'appliedForArbitration', proceedingOn: '2026-06-15' } as const;
    expect(findProceedings(told(applied), today)).toEqual({
      date: '2026-06-15',
      ground: 'appliedForArbitration',
      proof: '第1次回访记录',
      origin: 'caseFile',
    });
    expect(findProceedings(told({ ...applied, proceedingOn: null }), today)).toBeNull();
    expect(findProceedings(told({ ...applied, isCorrected: true }), today)).toBeNull();
  });
});
