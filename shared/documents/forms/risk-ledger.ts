import { entriesOfPeriod, type LedgerEntry, outcomeKindOf } from '../../case/ledger.ts';
import {
  caseSources,
  codeLabel,
  disputeTypes,
  groups,
  industries,
  riskLevels,
} from '../../law/codes/index.ts';
import { maskName } from '../../text/names.ts';
import { fields, type Paper, plainPaper, table } from '../paper.ts';
import { dateText } from '../value-words.ts';
import { type OfficePaperSource, officeContent } from './office-papers.ts';

/** Room for risks that no case has come of yet: they are written in by hand. */
const emptyRows = 4;
const emptyRow = Array.from({ length: 10 }, () => '');

/**
 * 风险台账 (DOMAIN 2.2, row 32; 9, point 6; 京人社仲发〔2023〕18号 3): the cases of a period whose risk somebody judged, with
 * who sees to them and how far it is. No official list of fields was found; what no case file holds is written by hand.
 */
export function buildRiskLedger(source: OfficePaperSource): Paper {
  const entries = entriesOfPeriod(source.entries, source.period).filter(({ riskLevel }) => riskLevel !== '');
  const employers = (one: LedgerEntry) =>
    one.respondents
      .map(({ name, isPerson }) => (source.isMasked && isPerson ? maskName(name) : name))
      .join('、');
  return {
    ...officeContent('riskLedger', source),
    ...plainPaper,
    isLandscape: true,
    parts: [
      fields([
        ['统计期间', `${dateText(source.period.from)}至${dateText(source.period.to)}`],
        ['填表日期', dateText(source.filledOn)],
        ['案件数', `${entries.length}件`],
      ]),
      table({
        widths: [9, 34, 24, 36, 22, 26, 12, 20, 0, 24],
        head: [
          '序号',
          '关联案件、发现日期',
          '来源',
          '单位、行业',
          '人数、群体',
          '争议类型',
          '等级',
          '责任人',
          '措施及跟进情况',
          '状态、上报',
        ],
        rows: [
          ...entries.map((one, index) => [
            String(index + 1),
            `${one.caseNumber}\n${one.registeredOn}`,
            codeLabel(caseSources, one.sourceCode),
            [employers(one), codeLabel(industries, one.industry)].filter(Boolean).join('\n'),
            [
              `${one.workerCount}人${one.isCollective ? '（集体）' : ''}`,
              one.groupTags.map((code) => codeLabel(groups, code)).join('、'),
            ]
              .filter(Boolean)
              .join('\n'),
            codeLabel(disputeTypes, one.disputeTypeCode),
            codeLabel(riskLevels, one.riskLevel),
            one.mediators.join('、'),
            courseOf(one),
            stateOf(one),
          ]),
          ...Array.from({ length: emptyRows }, (_, index) => [
            String(entries.length + index + 1),
            ...emptyRow.slice(1),
          ]),
        ],
      }),
    ],
  };
}

/** What was done about it, by the days that the file holds. */
function courseOf(one: LedgerEntry): string {
  return [
    one.acceptedOn === '' ? '' : `${one.acceptedOn}受理`,
    one.meetings === 0 ? '' : `调解会${one.meetings}次`,
    one.lastDueOn === '' || one.isPerformed ? '' : `履行截止${one.lastDueOn}`,
    one.visitedOn === '' ? '' : `${one.visitedOn}回访`,
  ]
    .filter(Boolean)
    .join('；');
}

/** 排查中, 化解中, 已化解, 转办, by the course of the case. */
function stateOf(one: LedgerEntry): string {
  switch (outcomeKindOf(one)) {
    case 'agreed':
    case 'settled':
      return '已化解';
    case 'transferred':
      return '已转办';
    case '':
      return one.isAccepted ? '化解中' : '排查中';
    default:
      return '未化解';
  }
}
