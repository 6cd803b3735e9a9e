import type { CaseView } from '../../case/view.ts';
import { codeLabel, satisfactionLevels, toldProceedings, visitMethods } from '../../law/codes/index.ts';
import type { Field } from '../content.ts';
import { fields, heading, type Paper, paragraphsOf, paragraphsOrRuled, plainPaper, under } from '../paper.ts';
import { namesOfSide } from '../parties.ts';
import { commonContent } from '../places.ts';
import { dateText } from '../value-words.ts';

/**
 * 回访记录表 (DOMAIN 2.3.12; 18号文 10).
 * @throws Error 'document.visitUnknown'
 */
export function buildVisitRecord(view: CaseView, visitId: string): Paper {
  const visit = view.visits.find((one) => one.id === visitId);
  if (visit === undefined) throw new Error('document.visitUnknown');
  const corrected = visit.correctsVisitId && view.visits.find(({ id }) => id === visit.correctsVisitId);
  const agreement = view.agreements.findLast((one) => one.isFinal);
  const head: Field[] = [
    ['申请人', namesOfSide(view, 'applicant')],
    ['被申请人', namesOfSide(view, 'respondent')],
    ['调解协议编号', agreement?.document?.number ?? ''],
    ['回访次数', visit.number ? `第${visit.number}次` : ''],
    [
      '更正',
      corrected
        ? `本表更正${dateText(corrected.date)}的第${corrected.number ?? ''}次回访记录，原记录留卷。理由：${visit.correctionReason ?? ''}`
        : '',
    ],
    ['回访日期', dateText(visit.date)],
    ['回访方式', codeLabel(visitMethods, visit.method ?? '')],
    ['回访人', visit.visitor ?? ''],
    ['受访人', visit.visitedPerson ?? ''],
    ['回访事由', visit.purpose ?? ''],
    ['满意度', codeLabel(satisfactionLevels, visit.satisfaction ?? '')],
    ['纠纷隐患', visit.hiddenRisk ?? ''],
    [
      '已提起的程序',
      visit.proceeding
        ? `${codeLabel(toldProceedings, visit.proceeding)}${visit.proceedingOn ? `（${dateText(visit.proceedingOn)}）` : ''}`
        : '',
    ],
  ];
  const isInPerson = visit.method === 'inPerson';
  return {
    ...commonContent(view, 'visitRecord', view.opened.caseNumber),
    ...plainPaper,
    places: [
      { label: '回访人（签名）', name: visit.visitor ?? '', isSeal: false },
      ...(isInPerson ? [{ label: '受访人（签名）', name: visit.visitedPerson ?? '', isSeal: false }] : []),
    ],
    parts: [
      fields(head.filter(([, value]) => value !== '')),
      heading('回访情况'),
      ...paragraphsOrRuled(visit.findings, 6),
      ...under('后续措施', paragraphsOf(visit.nextStep)),
    ],
  };
}
