import { describe, expect, it } from 'vitest';
import {
  deadlineEventsOf,
  deadlineExtensionsOf,
  findExtendableRule,
  findExtensionFault,
} from '../../../shared/case/deadline-events.ts';
import type { CaseView } from '../../../shared/case/view.ts';
import { computeDeadlines } from '../../../shared/law/deadlines.ts';
import { caseNames, foldCase } from '../../fixtures/fold-case.ts';
import { foldWholeCase } from '../../fixtures/fold-whole-case.ts';
import { calendar } from '../law/support/calendars.ts';
import { loadCase } from '../law/support/example-cases.ts';

const deadlinesOf = (view: CaseView) =>
  computeDeadlines(deadlineEventsOf(view), calendar, deadlineExtensionsOf(view));

describe('the time limits of a case file', () => {
  it.each(caseNames)('of %s are, with their ends, all those that the file states', (name) => {
    const rows = deadlinesOf(foldWholeCase(name).view);
    for (const { rule, rawDueDate, dueDate, doneOn } of loadCase(name.slice(0, 2)).deadlines)
      expect(rows).toContainEqual(
        expect.objectContaining({
          rule,
          rawDueDate,
          dueDate,
          // A mediation that failed ended for the file with its last meeting, for the desk when the outcome was recorded.
          ...(doneOn === null || rule === 'D04' ? {} : { doneOn }),
        }),
      );
  });
});

describe('what runs outside of the mediation', () => {
  const { view } = foldCase('01-restaurant-wage-arrears');
  const dueWith = (application: Partial<CaseView['application']>) =>
    deadlinesOf({ ...view, application: { ...view.application, ...application } })
      .filter(({ rule }) => rule === 'D20' || rule === 'D21')
      .map(({ id, rawDueDate, endedOn }) => [id, rawDueDate, endedOn]);

  it('is nothing while nobody entered an award or an injury', () => {
    expect(dueWith({})).toEqual([]);
  });

  it('is the time to contest an award, for each side from its own day (劳动争议调解仲裁法 48 to 50)', () => {
    const received = { awardReceivedByWorkerOn: '2026-05-06', awardReceivedByEmployerOn: '2026-05-07' };
    expect(dueWith(received)).toEqual([
      ['D20-worker', '2026-05-21', null],
      ['D20-employer', '2026-06-06', null],
    ]);
    expect(dueWith({ ...received, awardContestedOn: '2026-05-20' }).map(([, , ended]) => ended)).toEqual([
      '2026-05-20',
      '2026-05-20',
    ]);
  });

  it('is the time to have a work injury recognised (工伤保险条例 17)', () => {
    expect(dueWith({ workInjuryOn: '2026-03-02' })).toEqual([
      ['D21-employer', '2026-04-01', null],
      ['D21-worker', '2027-03-02', null],
    ]);
  });
});

describe('what another body refers', () => {
  const { view } = foldCase('01-restaurant-wage-arrears');
  const startOf = (rule: string, application: Partial<CaseView['application']>, consentOn?: string) =>
    deadlinesOf({
      ...view,
      application: { ...view.application, ...application },
      responses: view.responses.map((one) => ({ ...one, answeredOn: consentOn ?? one.answeredOn })),
    }).find((one) => one.rule === rule)?.triggerDate;
  const acceptedOn = view.acceptance?.decidedOn ?? '';
  const earlier = '2026-04-01';

  it('is counted from the last consent where an arbitration body entrusts it (办案规则 70)', () => {
    expect(startOf('D14', { sourceCode: 'S07' }, earlier)).toBe(earlier);
    expect(startOf('D14', { sourceCode: 'S07' }, '2027-01-01')).toBe(acceptedOn);
  });

  it('is counted from the day on which a court’s referral was taken over (在线规则 24)', () => {
    expect(startOf('D15', { sourceCode: 'S08', sourceAnsweredOn: earlier })).toBe(earlier);
    expect(startOf('D16', { sourceCode: 'S09', sourceAnsweredOn: earlier })).toBe(earlier);
    expect(startOf('D15', { sourceCode: 'S08' })).toBe(acceptedOn);
  });
});

describe('a dispute of a public institution', () => {
  const { view } = foldCase('01-restaurant-wage-arrears');
  const institution: CaseView = {
    ...view,
    parties: view.parties.map((party) =>
      party.kind === 'employer' ? { ...party, employerType: 'publicInstitution' } : party,
    ),
  };
  const kinds = (given: CaseView) => deadlineEventsOf(given).map(({ kind }) => kind);

  it('starts the limit that the office may set itself (DOMAIN 1.2, D22)', () => {
    expect(kinds(institution)).toContain('publicInstitutionAccepted');
    expect(kinds(view)).not.toContain('publicInstitutionAccepted');
  });
});

describe('an extension', () => {
  const { view } = foldCase('01-restaurant-wage-arrears');
  const isNewEmployment = (given: CaseView): CaseView => ({
    ...given,
    parties: given.parties.map((party) =>
      party.side === 'applicant' ? { ...party, employmentForm: 'newEmployment' } : party,
    ),
  });
  const [worker, employer] = ['P1', 'P2'];
  const consent = (...ids: (string | undefined)[]) =>
    ids.map((id) => ({ partyIds: [id ?? ''], on: '2026-04-20', manner: '书面' }));
  const extension = (rule: string, toDueDate: string, consents = consent(worker, employer)) => ({
    rule,
    fromDueDate: '2026-05-06',
    toDueDate,
    agreedOn: '2026-04-20',
    reason: '等待对账',
    consents,
  });

  it('is of the limit of where the case comes from, and else of the general one', () => {
    expect(findExtendableRule(view)?.rule).toBe('D04');
    expect(findExtendableRule(isNewEmployment(view))?.rule).toBe('D05');
    const referred = { ...view, application: { ...view.application, sourceCode: 'S08' } };
    expect(findExtendableRule(referred)?.rule).toBe('D15');
    const starts = (sourceCode: string, more = {}) =>
      deadlinesOf({ ...view, application: { ...view.application, sourceCode, ...more } }).map(({ id }) => id);
    // The court's own limit stands in place of the general fifteen days (在线规则 24).
    expect(starts('S08')).toContain('D15');
    expect(starts('S09')).toContain('D16-ordinary');
    expect(starts('S09', { courtProcedure: 'summary' })).toContain('D16-summary');
    for (const court of ['S08', 'S09']) expect(starts(court)).not.toContain('D04');
    // 办案规则 70 knows no extension; the general limit may still be moved.
    const entrusted = { ...view, application: { ...view.application, sourceCode: 'S07' } };
    expect(findExtendableRule(entrusted)?.rule).toBe('D04');
  });

  it('needs the consent of both sides', () => {
    expect(findExtensionFault(view, extension('D04', '2026-05-20'), calendar)).toBeNull();
    const alone = extension('D04', '2026-05-20', consent(worker));
    expect(findExtensionFault(view, alone, calendar)).toBe('extensionConsentMissing');
  });

  it('of a new form of employment ends at fifteen days, of the general limit nowhere', () => {
    const courier = isNewEmployment(view);
    expect(findExtensionFault(courier, extension('D05', '2026-05-18'), calendar)).toBeNull();
    expect(findExtensionFault(courier, extension('D05', '2026-05-19'), calendar)).toBe('extensionTooLong');
    expect(findExtensionFault(view, extension('D04', '2026-07-31'), calendar)).toBeNull();
  });

  it('moves the general limit along, so that one mediation has one end', () => {
    const courier = isNewEmployment(view);
    const rows = deadlinesOf({
      ...courier,
      extensions: [{ ...extension('D05', '2026-05-18'), actionId: 'a', isWithdrawn: false }],
    });
    const ends = rows.filter(({ isSuperseded }) => !isSuperseded).map(({ rule, dueDate }) => [rule, dueDate]);
    expect(ends).toContainEqual(['D05', '2026-05-18']);
    expect(ends).toContainEqual(['D04', '2026-05-18']);
  });
});
