import { entriesOfPeriod, type LedgerEntry, outcomeKindOf } from '../../case/ledger.ts';
import {
  type CodeList,
  caseSources,
  codeLabel,
  disputeTypes,
  groups,
  industries,
  riskLevels,
  riskStatuses,
} from '../../law/codes/index.ts';
import { type RiskView, risksOfPeriod } from '../../risk/view.ts';
import { maskName } from '../../text/names.ts';
import { fields, type Paper, plainPaper, table } from '../paper.ts';
import { dateText } from '../value-words.ts';
import { type OfficePaperSource, officeContent } from './office-papers.ts';

/** 风险台账's columns. */
const columns = {
  widths: [9, 30, 22, 30, 17, 31, 18, 15, 0, 32],
  head: [
    '序号',
    '编号、发现日期',
    '来源、文号',
    '单位、行业',
    '人数、群体',
    '类型、情况',
    '等级、重要节点',
    '责任人',
    '措施及跟进情况',
    '状态、上报、关联案件',
  ],
};

type Row = { readonly on: string; readonly cells: readonly string[] };

/**
 * 风险台账 (DOMAIN 2.2, row 32; 9, point 6; 京人社仲发〔2023〕18号 3): what the register holds of a period, and the cases of it
 * whose risk somebody judged, each once: a case that came of a risk stands in the row of that risk.
 */
export function buildRiskLedger(source: OfficePaperSource): Paper {
  const risks = risksOfPeriod(source.risks, source.period);
  const entries = lastTimes(entriesOfPeriod(source.entries, source.period));
  const ofRisks = new Set(risks.flatMap(({ cases }) => cases.map(({ caseNumber }) => caseNumber)));
  const judged = entries.filter(({ riskLevel, caseNumber }) => riskLevel !== '' && !ofRisks.has(caseNumber));
  const rows = [
    ...risks.map((one) => rowOfRisk(one, entries)),
    ...judged.map((one) => rowOfCase(one, source.isMasked)),
  ].sort((left, right) => left.on.localeCompare(right.on));
  return {
    ...officeContent('riskLedger', source),
    ...plainPaper,
    isLandscape: true,
    parts: [
      fields([
        ['统计期间', `${dateText(source.period.from)}至${dateText(source.period.to)}`],
        ['填表日期', dateText(source.filledOn)],
        ['风险数', `${rows.length}条，其中台账登记${risks.length}条、由案件评定等级列入${judged.length}条`],
      ]),
      table({ ...columns, rows: rows.map(({ cells }, index) => [String(index + 1), ...cells]) }),
    ],
  };
}

/** A case that was given away and came back in the period (移送) has an entry for each time; here it stands with the last. */
function lastTimes(entries: readonly LedgerEntry[]): LedgerEntry[] {
  const arrivals = new Map<string, string>();
  for (const { caseNumber, arrivedOn } of entries) {
    if (arrivedOn >= (arrivals.get(caseNumber) ?? '')) arrivals.set(caseNumber, arrivedOn);
  }
  return entries.filter(({ caseNumber, arrivedOn }) => arrivedOn === arrivals.get(caseNumber));
}

const lines = (...texts: readonly (string | null | undefined)[]) => texts.filter(Boolean).join('\n');
const labelled = (codes: CodeList, code: string | null | undefined) => (code ? codeLabel(codes, code) : '');
const groupsText = (codes: readonly string[]) => codes.map((code) => codeLabel(groups, code)).join('、');

/** What was found before there was a case, with what was done about it since. */
function rowOfRisk(view: RiskView, entries: readonly LedgerEntry[]): Row {
  const { risk, followUps, reports, cases } = view;
  const courses = cases.flatMap(({ caseNumber }) => {
    const entry = entries.find((one) => one.caseNumber === caseNumber);
    return entry === undefined ? [] : [courseOf(entry)];
  });
  return {
    on: risk.foundOn ?? '',
    cells: [
      lines(view.riskNumber, risk.foundOn),
      lines(labelled(caseSources, risk.sourceCode), risk.externalDocument?.number),
      lines(risk.employerName, labelled(industries, risk.industry)),
      lines(risk.workerCount ? `${risk.workerCount}人` : '', groupsText(risk.groupTags ?? [])),
      lines(labelled(disputeTypes, risk.disputeTypeCode), risk.description),
      lines(labelled(riskLevels, risk.riskLevel), risk.keyDate, risk.keyOccasion),
      risk.responsible ?? '',
      lines(
        risk.measures,
        ...followUps.map(({ date, by, text }) =>
          [[date, by].filter(Boolean).join(' '), text].filter(Boolean).join('：'),
        ),
        ...courses,
      ),
      lines(
        `${codeLabel(riskStatuses, view.status)}${risk.statusOn ? `（${risk.statusOn}）` : ''}`,
        ...reports.map(({ date, recipient }) => `${date ?? ''}上报${recipient ?? ''}`),
        ...cases.map(({ caseNumber }) => caseNumber),
      ),
    ],
  };
}

/** A case that no risk of the register had gone before. */
function rowOfCase(one: LedgerEntry, isMasked: boolean): Row {
  const employers = one.respondents
    .map(({ name, isPerson }) => (isMasked && isPerson ? maskName(name) : name))
    .join('、');
  return {
    on: one.registeredOn,
    cells: [
      one.registeredOn,
      codeLabel(caseSources, one.sourceCode),
      lines(employers, codeLabel(industries, one.industry)),
      lines(`${one.workerCount}人${one.isCollective ? '（集体）' : ''}`, groupsText(one.groupTags)),
      codeLabel(disputeTypes, one.disputeTypeCode),
      codeLabel(riskLevels, one.riskLevel),
      one.mediators.join('、'),
      courseOf(one),
      lines(stateOf(one), one.caseNumber),
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
