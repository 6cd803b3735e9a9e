import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { caseActionTypes, type FormId } from '../../../shared/case/actions.ts';
import { caseSteps, findStepRefusal } from '../../../shared/case/steps.ts';
import { isSummaryCurrent, summariseCase } from '../../../shared/case/summarise.ts';
import { getCaseView } from '../../../shared/case/view.ts';
import { finalisedBody } from '../../fixtures/finalised.ts';
import { caseNames, foldCase } from '../../fixtures/fold-case.ts';
import { foldWholeCase } from '../../fixtures/fold-whole-case.ts';

describe('the table of steps', () => {
  it('has a place for every action type', () => {
    const placed = caseSteps.flatMap((step) => [...step.actionTypes] as string[]);
    expect([...placed].sort()).toEqual([...caseActionTypes].sort());
  });

  it('has words in both languages for every reason that closes a step', () => {
    const source = readFileSync(new URL('../../../shared/case/steps.ts', import.meta.url), 'utf8');
    const codes = [
      ...source.matchAll(
        /'((?:case|intake|acceptance|response|minutes|outcome|performance|archive|reopening|document)\.[a-zA-Z]+)'/g,
      ),
    ]
      .map(([, code]) => code)
      .filter((code) => !caseActionTypes.includes(code as never));
    for (const language of ['zh-CN', 'en']) {
      const words = JSON.parse(
        readFileSync(
          new URL(`../../../shared/text/locales/${language}/window.json`, import.meta.url),
          'utf8',
        ),
      );
      for (const code of new Set(codes))
        expect(words, `${language} ${code}`).toHaveProperty([`errors.${code}`]);
    }
  });

  it.each(caseNames)('lets %s go from intake to a drafted agreement without a refusal', (name) => {
    const { view, file } = foldCase(name);
    expect(view.refused).toEqual([]);
    expect(view.meetings.map((meeting) => meeting.entries.length)).toEqual(
      file.meetings.map((meeting) => meeting.minutes.length),
    );
    expect(view.agreements).toHaveLength(file.agreement === null ? 0 : 1);
  });
});

describe('a summary', () => {
  const { fold } = foldCase('01-restaurant-wage-arrears');
  const summary = summariseCase(getCaseView('case-1', fold.state, 'office'), fold, {
    today: '2026-04-23',
    deadlines: [{ rule: 'D04', dueDate: '2026-05-06', isDuty: true }],
    toSearchTokens: (text) => text,
  });

  it('holds what the lists need', () => {
    expect(summary.summary).toMatchObject({
      applicants: ['马桂香'],
      claimTotal: '33227.02',
      nextDeadlineRule: 'D04',
    });
    expect(summary.searchTokens).toContain('130427198411063063');
  });
  it('is current only for these heads, this fold version, and whole', () => {
    expect(isSummaryCurrent(summary, fold.heads)).toBe(true);
    expect(isSummaryCurrent(summary, ['0'.repeat(64)])).toBe(false);
    expect(isSummaryCurrent({ ...summary, foldVersion: summary.foldVersion + 1 }, fold.heads)).toBe(false);
    expect(isSummaryCurrent({ ...summary, summary: null }, fold.heads)).toBe(false);
  });
});

describe('an archived case', () => {
  it('takes its cover, index and remarks, and no other paper', () => {
    const { fold } = foldWholeCase('01-restaurant-wage-arrears');
    const finalised = (form: FormId) =>
      findStepRefusal(
        fold.state,
        {
          type: 'document.finalised',
          body: { ...finalisedBody({ documentId: `${form}-new`, subjectId: 'application' }), form },
        },
        'office',
      );
    for (const form of ['fileCover', 'fileIndex', 'fileRemarks', 'fileBack', 'sideFileIndex'] as const)
      expect(finalised(form), form).toBeNull();
    expect((['closingReport', 'registrationForm'] as const).map(finalised)).toEqual([
      'case.isArchived',
      'case.isArchived',
    ]);
  });
});
