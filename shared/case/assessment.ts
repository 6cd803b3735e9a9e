import { z } from 'zod';
import type { CodeList } from '../law/codes/code-list.ts';
import { CalendarDate } from './entities.ts';

/**
 * 履约能力评估 (18号文 10; DOMAIN 9 point 5): no official form exists, the questions are a proposal. Internal: it lies in
 * the 副卷 and is read by nothing that makes papers.
 */
export const assessmentQuestions = [
  'operating',
  'wageArrears',
  'dishonestDebtor',
  'capitalAndInsured',
  'assets',
  'termReasonable',
  'security',
  'contact',
  'pastPerformance',
] as const;
export type AssessmentQuestion = (typeof assessmentQuestions)[number];

export const assessmentAnswers = [
  { code: 'favourable', zh: '有利', en: 'Favourable' },
  { code: 'doubtful', zh: '存疑', en: 'Doubtful' },
  { code: 'unfavourable', zh: '不利', en: 'Unfavourable' },
  { code: 'notChecked', zh: '未查询', en: 'Not checked' },
] as const satisfies CodeList;

export const assessmentLevels = [
  { code: 'high', zh: '高', en: 'High' },
  { code: 'medium', zh: '中', en: 'Medium' },
  { code: 'low', zh: '低', en: 'Low' },
] as const satisfies CodeList;

/** What can be advised (DOMAIN 9 point 5). */
export const assessmentAdvice = [
  { code: 'shortInstalments', zh: '缩短分期', en: 'Short instalments' },
  { code: 'security', zh: '要求担保或者首付', en: 'Security or a first payment' },
  { code: 'reviewAtOnce', zh: '立即申请仲裁审查或者司法确认', en: 'Review or confirmation at once' },
  { code: 'preparePaymentOrder', zh: '备好支付令材料', en: 'Papers for a payment order at hand' },
] as const satisfies CodeList;

const Note = z.string().max(2_000);

/** One assessment of one debtor; a later one of the same party stands beside it. */
export const PerformanceAssessment = z.object({
  assessmentId: z.string().min(1).max(64),
  partyId: z.string().max(64),
  assessedOn: CalendarDate,
  answers: z.array(
    z.object({
      question: z.enum(assessmentQuestions),
      answer: z.enum(['favourable', 'doubtful', 'unfavourable', 'notChecked']),
      note: Note,
    }),
  ),
  level: z.enum(['high', 'medium', 'low']),
  advice: z.array(z.enum(['shortInstalments', 'security', 'reviewAtOnce', 'preparePaymentOrder'])),
  note: Note,
});
export type PerformanceAssessment = z.infer<typeof PerformanceAssessment>;

/**
 * A level that the answers suggest; the mediator decides. Any two unfavourable answers, or a listing as 失信被执行人, say
 * low; one unfavourable or two doubtful ones medium. Null while nothing was looked into: not knowing suggests nothing.
 */
export function suggestLevel(
  answers: PerformanceAssessment['answers'],
): PerformanceAssessment['level'] | null {
  if (answers.every(({ answer }) => answer === 'notChecked')) return null;
  const count = (answer: string) => answers.filter((one) => one.answer === answer).length;
  const isListed = answers.some(
    ({ question, answer }) => question === 'dishonestDebtor' && answer === 'unfavourable',
  );
  if (isListed || count('unfavourable') >= 2) return 'low';
  return count('unfavourable') === 1 || count('doubtful') >= 2 ? 'medium' : 'high';
}
