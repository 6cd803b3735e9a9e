import {
  caseSources,
  codeLabel,
  disputeTypes,
  groups,
  industries,
  riskLevels,
  riskStatuses,
} from '../../law/codes/index.ts';
import type { RiskView } from '../../risk/view.ts';
import {
  fields,
  heading,
  type Paper,
  paragraph,
  paragraphsOrRuled,
  plainPaper,
  ruled,
  table,
} from '../paper.ts';
import { dateText, externalDocumentText } from '../value-words.ts';
import { type OfficePaperSource, officeContent } from './office-papers.ts';

/**
 * 劳动人事争议风险情况呈报表 (DOMAIN 2.2, row 32; 9, point 6; 京人社仲发〔2023〕18号 3, 12): one risk of the register for a higher
 * office, with what was done about it so far. What is asked of that office is written by hand.
 * @throws Error 'document.riskUnknown'
 */
export function buildRiskReport(source: OfficePaperSource): Paper {
  const [view] = source.risks;
  if (view === undefined) throw new Error('document.riskUnknown');
  const { risk, followUps, reports, cases } = view;
  const { places, ...content } = officeContent('riskReport', source);
  return {
    ...content,
    ...plainPaper,
    number: view.riskNumber,
    caseNumber: view.riskNumber,
    parts: [
      fields(fieldsOfRisk(view, source)),
      heading('风险基本情况'),
      ...paragraphsOrRuled(risk.description, 5),
      heading('已采取的措施'),
      ...paragraphsOrRuled(risk.measures, 3),
      ...followUps.map(({ date, by, text }) =>
        paragraph(`${[dateText(date), by].filter(Boolean).join('，')}：${text ?? ''}`),
      ),
      ...(cases.length === 0
        ? []
        : [heading('已登记的调解案件'), ...cases.map(({ caseNumber }) => paragraph(caseNumber ?? ''))]),
      ...(reports.length === 0
        ? []
        : [
            heading('此前上报情况'),
            table({
              widths: [34, 60, 0],
              head: ['日期', '上报单位', '内容'],
              rows: reports.map(({ date, recipient, content: told }) => [
                dateText(date),
                recipient ?? '',
                told ?? '',
              ]),
            }),
          ]),
      heading('风险研判及需要协调的事项'),
      ruled(4),
      heading('上级意见'),
      ruled(3),
    ],
    places: places.map((place, index) => (index === 0 ? { ...place, label: '呈报人（签名）' } : place)),
  };
}

function fieldsOfRisk(
  { risk, status }: RiskView,
  { office, filledOn }: OfficePaperSource,
): [string, string][] {
  const rows: [string, string][] = [
    ['呈报单位', office.name],
    ['呈报日期', dateText(filledOn)],
    ['发现日期', dateText(risk.foundOn)],
    ['风险来源', codeLabel(caseSources, risk.sourceCode ?? '')],
    ['来文', externalDocumentText(risk.externalDocument)],
    ['用人单位', risk.employerName ?? ''],
    ['统一社会信用代码', risk.creditCode ?? ''],
    ['所属行业', codeLabel(industries, risk.industry ?? '')],
    ['住所', risk.registeredAddress ?? ''],
    ['联系人、电话', [risk.contactPerson, risk.phone].filter(Boolean).join('　')],
    ['涉及人数', risk.workerCount ? `${risk.workerCount}人` : ''],
    ['重点群体', (risk.groupTags ?? []).map((code) => codeLabel(groups, code)).join('、')],
    ['争议类型', codeLabel(disputeTypes, risk.disputeTypeCode ?? '')],
    ['风险等级', codeLabel(riskLevels, risk.riskLevel ?? '')],
    ['重要时间节点', [dateText(risk.keyDate), risk.keyOccasion].filter(Boolean).join('　')],
    ['责任人', risk.responsible ?? ''],
    [
      '目前状态',
      `${codeLabel(riskStatuses, status)}${risk.statusOn ? `（${dateText(risk.statusOn)}）` : ''}`,
    ],
  ];
  return rows.filter(([, value]) => value !== '');
}
