import { formatAgreementNumber } from '../../case/case-number.ts';
import type { CaseView } from '../../case/view.ts';
import {
  caseClasses,
  caseSources,
  codeLabel,
  employerSizes,
  employerTypes,
  industries,
  outcomes,
  riskLevels,
} from '../../law/codes/index.ts';
import { toShanghaiDate } from '../../text/dates.ts';
import { sumMoney } from '../../text/money.ts';
import type { Field } from '../content.ts';
import { dueRowsOf, findLastAgreement, rowTitle } from '../due-rows.ts';
import { immediateItemText } from '../immediate-words.ts';
import {
  choices,
  fields,
  heading,
  type Paper,
  type PaperPart,
  paragraph,
  paragraphsOrRuled,
  plainPaper,
  ruled,
} from '../paper.ts';
import { namesOfSide, sideLabel } from '../parties.ts';
import { namesOfIds } from '../party-words.ts';
import { commonContent } from '../places.ts';
import { dateText, mediatorsText, moneyText } from '../value-words.ts';

/** Claims within the scope, yuan; '' where none has a sum. */
function claimedTotal(view: CaseView): string {
  const inScope = view.claims.filter((claim) => claim.isInScope !== false && claim.amount);
  return inScope.length > 0 ? sumMoney(inScope.map((claim) => claim.amount ?? '0.00')) : '';
}

/** What the last agreement promises in money, yuan; '' where there is none. */
function agreedTotal(view: CaseView): string {
  const monetary = (findLastAgreement(view)?.obligations ?? []).filter((one) => one.isMonetary && one.amount);
  return monetary.length > 0 ? sumMoney(monetary.map((one) => one.amount ?? '0.00')) : '';
}

const receivedOn = (view: CaseView) =>
  view.application.receivedAt ? dateText(toShanghaiDate(view.application.receivedAt)) : '';

/**
 * 履约能力评估表 (18号文 10): internal, of the 副卷. The judgement is written by hand; nothing of it is typed
 * into the case file, so nothing of it can leave with the 正卷.
 */
export function buildPerformanceAssessment(view: CaseView): Paper {
  const agreement = findLastAgreement(view);
  const debtors = new Set((agreement?.obligations ?? []).flatMap((one) => one.debtorIds ?? []));
  const assessed = view.parties.filter((party) =>
    debtors.size > 0 ? party.kind === 'employer' && debtors.has(party.id) : party.kind === 'employer',
  );
  const rows = agreement === undefined ? [] : dueRowsOf(agreement).filter((one) => one.obligation.isMonetary);
  return {
    ...commonContent(view, 'performanceAssessment', view.opened.caseNumber),
    ...plainPaper,
    parts: [
      paragraph('本表为内部评估材料，存副卷，不得向当事人及其代理人提供。'),
      ...assessed.flatMap((party) => [
        heading(`评估对象：${party.name ?? ''}`),
        fields([
          ['信用代码', party.creditCode ?? ''],
          ['行业', codeLabel(industries, party.industry ?? '')],
          ['单位类型', codeLabel(employerTypes, party.employerType ?? '')],
          ['单位规模', codeLabel(employerSizes, party.employerSize ?? '')],
          ['住所', party.registeredAddress ?? ''],
          ['参保人数', ''],
        ]),
      ]),
      heading('待履行的给付'),
      fields([
        ['请求金额合计', moneyText(claimedTotal(view))],
        ['协议金额合计', moneyText(agreedTotal(view))],
        [
          '最后履行日期',
          dateText(
            rows
              .map((one) => one.row.dueDate ?? '')
              .sort()
              .at(-1),
          ),
        ],
      ]),
      ...rows.map((one, index) =>
        paragraph(
          `${index + 1}．${rowTitle(one)}：${dateText(one.row.dueDate)}前支付 ${moneyText(one.row.dueAmount)}。`,
        ),
      ),
      heading('评估情况'),
      choices('经营状况', ['正常', '下降', '停业或者歇业', '拟转让、注销']),
      choices('被执行、失信记录', ['无', '有', '未查询']),
      choices('既往履行', ['按期', '有拖延', '不履行', '无记录']),
      choices('资金来源', ['自有资金', '应收账款', '借款', '其他＿＿＿＿＿＿']),
      paragraph('查询途径及依据：'),
      ruled(3),
      choices('履约能力评估结论', ['高', '中', '低']),
      paragraph('对期限、分期及保障措施的建议：'),
      ruled(3),
    ],
  };
}

/** 结案报告表 (DOMAIN 2.3.16). */
export function buildClosingReport(view: CaseView): Paper {
  const { acceptance, application, opened, outcome } = view;
  const agreement = findLastAgreement(view);
  const party = view.parties.map(
    (one): Field => [
      sideLabel(view, one),
      [one.name, one.kind === 'employer' ? one.creditCode : one.idNumber, one.phone]
        .filter(Boolean)
        .join('，'),
    ],
  );
  const result =
    outcome === null
      ? ''
      : `${codeLabel(outcomes, outcome.code)}${outcome.note ? `（${outcome.note}）` : ''}`;
  return {
    ...commonContent(view, 'closingReport', opened.caseNumber),
    ...plainPaper,
    parts: [
      fields([
        ['卷号', view.archive?.archiveNumber ?? ''],
        ['案由', application.causeOfAction ?? ''],
        ['承办单位', opened.office.name],
        ['承办人', mediatorsText(acceptance?.mediators ?? [])],
        ['收到申请日期', receivedOn(view)],
        ['受理日期', acceptance?.decision === 'accepted' ? dateText(acceptance.decidedOn) : ''],
        ['结案日期', dateText(outcome?.closedOn)],
        ['调解会次数', `${view.meetings.filter((one) => one.date).length}次`],
        ['案件来源', codeLabel(caseSources, application.sourceCode ?? '')],
        ['涉及人数', application.workerCount ? `${application.workerCount}人` : ''],
        ['请求金额', moneyText(claimedTotal(view))],
        ['结案方式', result],
      ]),
      heading('当事人'),
      fields(party),
      heading('简要事实'),
      ...paragraphsOrRuled(application.factsAndReasons, 4),
      heading('调解结果'),
      ...(agreement?.isFinal || (agreement && outcome?.code === 'R01')
        ? [
            paragraph(
              `双方达成调解协议（${agreement.document?.number || formatAgreementNumber(opened.caseNumber, agreement.version)}）${agreement.effectiveness.effectiveDate ? `，自${dateText(agreement.effectiveness.effectiveDate)}起生效` : ''}。${agreedTotal(view) ? `协议金额合计 ${moneyText(agreedTotal(view))}。` : ''}`,
            ),
            ...agreement.obligations.map((one, index) =>
              paragraph(
                `${index + 1}．${one.kind ?? ''}（${namesOfIds(view, one.debtorIds)}）${one.isMonetary ? `：${moneyText(one.amount)}` : ''}`,
              ),
            ),
            paragraph(agreement.isPerformed ? '协议已履行完毕。' : '协议尚未全部履行。'),
          ]
        : view.immediatePerformances.length > 0
          ? immediateWords(view)
          : [paragraph(result ? `结案方式：${result}。` : '尚未结案。')]),
      heading('审批意见'),
      ruled(3),
    ],
    places: [
      ...(acceptance?.mediators ?? []).map((one) => ({
        label: '承办人（签名）',
        name: one.name,
        isSeal: false,
      })),
      { label: '负责人（签名）', name: opened.office.officeHead, isSeal: false },
    ],
  };
}

/** 即时履行: no agreement was made; the minutes hold the result (京人社仲发〔2025〕1号). */
function immediateWords(view: CaseView): PaperPart[] {
  const items = view.immediatePerformances;
  const meeting = view.meetings.find((one) => one.id === items[0]?.meetingId);
  return [
    paragraph(
      `双方达成一致并即时履行完毕，未制作调解协议书，调解结果记入第${meeting?.number ?? ''}次调解会笔录。`,
    ),
    ...items.map((one, index) => paragraph(`${index + 1}．${immediateItemText(view, one)}。`)),
  ];
}

/** 重大劳动人事争议调处情况呈报表 (DB3305/T 212-2021 appendix F; 18号文 12): internal, of the 副卷. */
export function buildMajorDisputeReport(view: CaseView): Paper {
  const { application, acceptance, opened, outcome } = view;
  return {
    ...commonContent(view, 'majorDisputeReport', opened.caseNumber),
    ...plainPaper,
    parts: [
      fields([
        ['呈报单位', opened.office.name],
        ['呈报时间', '　　　　　　　年　　月　　日　　时　　分'],
        ['案由', application.causeOfAction ?? ''],
        ['案件类别', codeLabel(caseClasses, application.caseClass ?? '')],
        ['案件来源', codeLabel(caseSources, application.sourceCode ?? '')],
        ['风险等级', codeLabel(riskLevels, application.riskLevel ?? '')],
        ['涉及人数', application.workerCount ? `${application.workerCount}人` : ''],
        ['涉及金额', moneyText(claimedTotal(view))],
        ['收到申请日期', receivedOn(view)],
        ['受理日期', dateText(acceptance?.decidedOn)],
        ['申请人', namesOfSide(view, 'applicant')],
        ['代表人', namesOfIds(view, view.collective?.representativeIds)],
        [
          '用人单位',
          view.parties
            .filter((one) => one.kind === 'employer')
            .map((one) => `${one.name ?? ''}${one.relation ? `（${one.relation}）` : ''}`)
            .join('；'),
        ],
      ]),
      heading('争议基本情况'),
      ...paragraphsOrRuled(application.factsAndReasons, 5),
      heading('已开展的调处工作'),
      ...(view.meetings.length > 0
        ? view.meetings.map((one) =>
            paragraph(
              `${dateText(one.date)}${one.place ? `在${one.place}` : ''}召开第${one.number ?? ''}次调解会。`,
            ),
          )
        : [ruled(3)]),
      ...(outcome
        ? [paragraph(`${dateText(outcome.closedOn)}结案：${codeLabel(outcomes, outcome.code)}。`)]
        : []),
      heading('风险研判及拟采取的措施'),
      ruled(4),
      heading('需要联合调处的部门及事项'),
      ruled(3),
      heading('上级意见'),
      ruled(3),
    ],
    places: [
      { label: '呈报人（签名）', name: '', isSeal: false },
      { label: '负责人（签名）', name: opened.office.officeHead, isSeal: false },
      { label: '调解组织（盖章）', name: opened.office.name, isSeal: true },
    ],
  };
}
