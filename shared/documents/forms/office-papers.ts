import type { CaseOpened } from '../../case/actions.ts';
import { entriesOfPeriod, type LedgerEntry, type LedgerPeriod, type NamedParty } from '../../case/ledger.ts';
import { countPeriodFigures, type Split } from '../../case/period-figures.ts';
import { type CountedMediator, countMediators } from '../../directory/mediator-figures.ts';
import {
  type CodeList,
  caseSources,
  codeLabel,
  disputeTypes,
  enforcementRoutes,
  groups,
  industries,
  outcomes,
  riskLevels,
  satisfactionLevels,
  statisticalReasons,
} from '../../law/codes/index.ts';
import { countOpenRisks, type RiskView } from '../../risk/view.ts';
import { formatMoney } from '../../text/money.ts';
import { maskName } from '../../text/names.ts';
import { getOfficeFormEntry, type OfficeFormId } from '../catalogue.ts';
import type { DocumentContent } from '../content.ts';
import {
  chineseNumeral,
  fields,
  heading,
  namesInText,
  type Paper,
  personPlace,
  plainPaper,
  table,
} from '../paper.ts';
import { dateText, moneyText } from '../value-words.ts';

/** What a paper of the office is made of: its cases, a period, and who fills it in. */
export type OfficePaperSource = {
  readonly office: CaseOpened['office'];
  readonly period: LedgerPeriod;
  readonly entries: readonly LedgerEntry[];
  /** 风险台账: all that stand in the register, of whatever period. */
  readonly risks: readonly RiskView[];
  readonly mediators: readonly CountedMediator[];
  readonly filledBy: string;
  /** 'YYYY-MM-DD' in Beijing. */
  readonly filledOn: string;
  /** 脱敏: the parties' names by their first character, for a copy that leaves the office. */
  readonly isMasked: boolean;
};

/** What stands on every paper of the office. */
export function officeContent(
  form: OfficeFormId,
  { office, period, filledBy }: OfficePaperSource,
): DocumentContent {
  const entry = getOfficeFormEntry(form);
  return {
    form,
    formNumber: entry.number,
    title: entry.title,
    office: office.name,
    number: '',
    caseNumber: `${period.from}—${period.to}`,
    places: [
      personPlace('填表人（签名）', filledBy),
      personPlace('负责人（签名）', office.officeHead),
      { label: '调解组织（盖章）', name: office.name, isSeal: true },
    ],
  };
}

const lines = (...texts: readonly string[]) => texts.filter(Boolean).join('\n');
const inFigures = (amount: string) => (amount === '' ? '' : formatMoney(amount));

/** 调解台账 (DOMAIN 2.2, row 35; 企业劳动争议协商调解规定 32; 18号文 10). */
export function buildLedger(source: OfficePaperSource): Paper {
  const shown = (parties: readonly NamedParty[]) =>
    parties.map(({ name, isPerson }) => (source.isMasked && isPerson ? maskName(name) : name));
  const entries = entriesOfPeriod(source.entries, source.period);
  return {
    ...officeContent('ledger', source),
    ...plainPaper,
    isLandscape: true,
    parts: [
      fields(periodFields(source, entries.length)),
      table({
        widths: [8, 28, 20, 15, 30, 20, 19, 18, 20, 19, 20, 0],
        head: [
          '序号',
          '案号、归档号',
          '登记日期、来源',
          '申请人',
          '被申请人、行业',
          '争议类型、人数',
          '请求金额（元）',
          '受理日期、调解员',
          '结案日期、方式',
          '协议金额（元）',
          '履行截止、状态',
          '审查确认、回访',
        ],
        rows: entries.map((one, index) => [
          String(index + 1),
          lines(one.caseNumber, one.archiveNumber),
          lines(
            one.registeredOn,
            codeLabel(caseSources, one.sourceCode),
            one.arrivedOn,
            one.arrivedOn && '接收移送',
          ),
          namesInText(shown(one.applicants)),
          lines(namesInText(shown(one.respondents)), codeLabel(industries, one.industry)),
          lines(
            codeLabel(disputeTypes, one.disputeTypeCode),
            `${one.workerCount}人${one.isCollective ? '（集体）' : ''}`,
          ),
          inFigures(one.claimed),
          lines(one.acceptedOn, one.mediators.join('、')),
          lines(one.closedOn, codeLabel(outcomes, one.outcomeCode)) ||
            (one.handedOverOn === '' ? '未结' : lines(one.handedOverOn, '移送')),
          inFigures(one.agreed) || '—',
          one.agreed === '' ? '—' : lines(one.lastDueOn, one.isPerformed ? '已履行' : '履行中'),
          lines(
            one.enforcementRoute === '' ? '' : codeLabel(enforcementRoutes, one.enforcementRoute),
            one.visitedOn === '' ? '' : `${one.visitedOn}回访`,
            codeLabel(satisfactionLevels, one.satisfaction),
          ) || '—',
        ]),
      }),
    ],
    closing: ['以上台账与案卷记录核对一致。'],
  };
}

/** 统计报表 (DOMAIN 2.2, row 35; 企业劳动争议协商调解规定 32; 18号文 10). */
export function buildStatisticalReport(source: OfficePaperSource): Paper {
  const figures = countPeriodFigures(source.entries, source.period, source.filledOn);
  const rows: [string, string][] = [
    ['上期未结', `${figures.openBefore} 件`],
    ['本期登记', `${figures.received} 件，涉及劳动者 ${figures.receivedWorkers} 人`],
    ['其中：受理', `${figures.accepted} 件`],
    [
      '其中：集体争议（10人以上）',
      `${figures.collective} 件，涉及 ${figures.collectiveWorkers} 人${figures.collectiveAverage && `，案均 ${figures.collectiveAverage} 人`}`,
    ],
    ...(figures.arrived > 0
      ? [['本期接收其他调解组织移送', `${figures.arrived} 件，不计入登记`] satisfies [string, string]]
      : []),
    ['本期结案', `${figures.closed} 件，其中超期 ${figures.closedLate} 件`],
    ...(figures.handedOver > 0
      ? [['本期移送其他调解组织', `${figures.handedOver} 件，不计入结案`] satisfies [string, string]]
      : []),
    ['期末未结', `${figures.openAfter} 件，其中超期 ${figures.openLate} 件`],
    [
      '期末未结案件的风险等级',
      figures.openRisks.map(({ code, count }) => `${codeLabel(riskLevels, code)} ${count} 件`).join('，') ||
        '—',
    ],
    [
      '风险台账期末未办结',
      countOpenRisks(source.risks, source.period.to)
        .map(({ code, count }) => `${code === '' ? '未定级' : codeLabel(riskLevels, code)} ${count} 条`)
        .join('，') || '—',
    ],
    ['请求金额', moneyText(figures.claimed)],
    ['协议金额', moneyText(figures.agreedAmount)],
  ];
  const answers = figures.satisfaction.map(
    ({ code, count }) => `${codeLabel(satisfactionLevels, code)} ${count}`,
  );
  const rates: [string, string, string][] = [
    ['调解成功率', figures.successRate, '达成协议÷已结案（不含转办、误登）'],
    ['含和解撤回的成功率', figures.successRateWithSettled, `另有和解撤回 ${figures.settled} 件`],
    ['协议履行率（按项）', figures.performanceRate, '已履行÷到期应履行（项）'],
    ['协议履行率（按金额）', figures.performanceRateOfMoney, '已付÷到期应付（元）'],
    ['回访率', figures.visitRate, '已回访÷达成协议'],
    ['满意度', figures.satisfactionRate, `满意、基本满意÷已答（${answers.join('，')}）`],
    ['平均办理天数', figures.averageDays, '受理至结案，自然日'],
    ['申请仲裁审查、司法确认', `${figures.arbitrationReviews}、${figures.judicialConfirmations}`, '件'],
  ];
  const numbered = (index: number, title: string) => heading(`${chineseNumeral(index)}、${title}`);
  const counted = (label: string, all: readonly (readonly [string, number])[]) =>
    table({
      widths: [0, 40],
      head: [label, '件数'],
      rows: all.map(([name, count]) => [name, String(count)]),
    });
  const split = (label: string, nameOf: (code: string) => string, all: readonly Split[]) =>
    table({
      widths: [0, 28, 28, 28],
      head: [label, '本期登记', '本期结案', '达成协议'],
      rows: all.map(({ code, received, closed, agreed }) => [
        nameOf(code),
        ...[received, closed, agreed].map(String),
      ]),
    });
  return {
    ...officeContent('statisticalReport', source),
    ...plainPaper,
    parts: [
      fields(periodFields(source, figures.received)),
      numbered(0, '收结案情况'),
      table({ widths: [56, 0], head: ['项目', '数量'], rows }),
      numbered(1, '争议原因'),
      counted(
        '本期登记案件的争议原因',
        figures.reasons.map(({ code, count }) => [codeLabel(statisticalReasons, code), count]),
      ),
      numbered(2, '案件来源'),
      split('案件来源', labelOf(caseSources), figures.sources),
      numbered(3, '行业'),
      split('用人单位所属行业', labelOf(industries), figures.industries),
      numbered(4, '区、街道（乡镇）'),
      split('用人单位所在区、街道（乡镇）', (place) => place || '不在本市或者地址未写明', figures.places),
      numbered(5, '重点群体'),
      split('重点群体（一案涉及几类的分别计入）', labelOf(groups), figures.groups),
      numbered(6, '结案方式'),
      counted(
        '本期结案的方式',
        figures.outcomes.map(({ code, count }) => [codeLabel(outcomes, code), count]),
      ),
      numbered(7, '主要指标'),
      table({ widths: [50, 30, 0], head: ['指标', '数值', '口径'], rows: rates }),
      numbered(8, '调解员队伍'),
      table({
        widths: [36, 54, 0],
        head: ['指标', '数值', '口径'],
        rows: mediatorRows(source, figures.received),
      }),
      numbered(9, '由有关单位提供的数据'),
      fields([
        ['建议书发放比例', ''],
        ['仲裁受理件数', ''],
      ]),
    ],
    closing: ['以上案件数据由案卷记录逐案计算，调解员队伍数据取自登记簿。'],
  };
}

const labelOf = (codes: CodeList) => (code: string) => codeLabel(codes, code);

/** 持证上岗、选聘、培训、考评 (18号文 13). What the desk is not told is left to the pen, not counted as none. */
function mediatorRows({ mediators, period, filledOn }: OfficePaperSource, received: number): string[][] {
  const until = period.to < filledOn ? period.to : filledOn;
  const { count, certified, certifiedRate, employment, training, appraisals, casesEach } = countMediators(
    mediators,
    { from: period.from, until, received },
  );
  const grades = appraisals?.map((one) => `${one.grade} ${one.count} 人`).join('，');
  return [
    ['调解员人数', `${count} 人`, '期末在册、聘期内'],
    [
      '其中：专职、兼职',
      employment === null ? '' : `专职 ${employment.fullTime} 人，兼职 ${employment.partTime} 人`,
      '登记簿',
    ],
    ['持证率', certifiedRate, `调解员证在有效期内÷在册（${certified}÷${count}）`],
    ['人均件数', casesEach, '本期登记÷期末在册调解员'],
    [
      '培训',
      training === null
        ? ''
        : `${training.people} 人参训，共 ${training.hours} 学时，人均 ${training.hoursEach} 学时`,
      '本期内的培训；人均按在册人数',
    ],
    ['考评', grades === undefined ? '' : grades || '本期无', '统计期间所在年度的考评'],
  ];
}

function periodFields({ period, filledOn }: OfficePaperSource, count: number) {
  return [
    ['统计期间', `${dateText(period.from)}至${dateText(period.to)}`],
    ['填表日期', dateText(filledOn)],
    ['案件数', `${count}件`],
  ] as const;
}
