import { describe, expect, it } from 'vitest';
import { type PerformanceAssessment, suggestLevel } from '../../../shared/case/assessment.ts';

type Answers = PerformanceAssessment['answers'];
const answers = (...given: readonly [Answers[number]['question'], Answers[number]['answer']][]): Answers =>
  given.map(([question, answer]) => ({ question, answer, note: '' }));

describe('the level that answers suggest', () => {
  it('is high while nothing speaks against it', () => {
    expect(suggestLevel(answers(['operating', 'favourable'], ['assets', 'doubtful']))).toBe('high');
  });
  it('is none while nothing was looked into', () => {
    expect(suggestLevel(answers(['operating', 'notChecked'], ['assets', 'notChecked']))).toBeNull();
    expect(suggestLevel([])).toBeNull();
  });
  it('is medium with one unfavourable or two doubtful answers', () => {
    expect(suggestLevel(answers(['operating', 'unfavourable']))).toBe('medium');
    expect(suggestLevel(answers(['operating', 'doubtful'], ['assets', 'doubtful']))).toBe('medium');
  });
  it('is low with two unfavourable answers, or when the debtor is listed', () => {
    expect(suggestLevel(answers(['operating', 'unfavourable'], ['assets', 'unfavourable']))).toBe('low');
    expect(suggestLevel(answers(['dishonestDebtor', 'unfavourable']))).toBe('low');
  });
});
