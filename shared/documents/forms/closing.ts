import type { AgreementView } from '../../case/agreement.ts';
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
  withoutOutcomeCodes,
} from '../../law/codes/index.ts';
import { toShanghaiDate } from '../../text/dates.ts';
import { sumMoney } from '../../text/money.ts';
import type { Field } from '../content.ts';
import { dueRowsOf, findLastAgreement, rowTitle } from '../due-rows.ts';
import { immediateItemText } from '../immediate-words.ts';
import {
  choices,
  dateOrBlank,
  fields,
  heading,
  orBlank,
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
import { findCommission, findCourt } from '../recipients.ts';
import { isServed, listServicesOf } from '../service.ts';
import { dateText, mediatorsText, moneyText } from '../value-words.ts';
import { free, type Replacements, required, speak } from '../wording/sentence.ts';

export const performanceAssessmentSentences = {
  internal: required(
    '本表为内部评估材料，存副卷，不得向当事人及其代理人提供。',
    '劳动人事争议仲裁办案规则第二十二条、第二十三条',
  ),
  due: free('{{序号}}．{{款项}}：{{到期日期}}前支付 {{应付金额}}。'),
};

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
export function buildPerformanceAssessment(view: CaseView, wording: Replacements): Paper {
  const say = speak(performanceAssessmentSentences, wording);
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
      ...say('internal').map(paragraph),
      // What is judged changes: a judgement is of its day.
      fields([['评估日期', '＿＿＿＿年＿＿月＿＿日']]),
      ...assessed.flatMap((party) => [
        heading(`评估对象：${party.name ?? ''}`),
        fields([
          ['信用代码', party.creditCode ?? ''],
          ['行业', codeLabel(industries, party.industry ?? '')],
          ['单位类型', codeLabel(employerTypes, party.employerType ?? '')],
          ['单位规模', codeLabel(employerSizes, party.employerSize ?? '')],
          ['住所', party.registeredAddress ?? ''],
          ['注册资本', ''],
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
      ...rows.flatMap((one, index) =>
        say('due', {
          序号: String(index + 1),
          款项: rowTitle(one),
          到期日期: dateText(one.row.dueDate),
          应付金额: moneyText(one.row.dueAmount),
        }).map(paragraph),
      ),
      heading('评估情况'),
      choices('经营状况', ['正常', '下降', '停业或者歇业', '拟转让、注销']),
      choices('欠薪历史', ['无', '有', '未查询']),
      choices('被执行、失信记录', ['无', '有', '未查询']),
      choices('既往履行', ['按期', '有拖延', '不履行', '无记录']),
      choices('资金来源', ['自有资金', '应收账款', '借款', '其他＿＿＿＿＿＿']),
      choices('付款期限', ['合理', '偏长', '过长']),
      choices('担保、首付', ['已有担保', '首期当场支付', '无']),
      paragraph('账户、资产线索：'),
      ruled(1),
      paragraph('履行责任人及联系方式：'),
      ruled(1),
      paragraph('查询途径及依据：'),
      ruled(3),
      choices('履约能力评估结论', ['高', '中', '低']),
      paragraph('对期限、分期及保障措施的建议：'),
      ruled(3),
    ],
  };
}

export const closingReportSentences = {
  agreed: free('双方达成调解协议（{{协议编号}}）{{生效情况}}。{{协议金额}}'),
  atOnce: free('双方达成一致并即时履行完毕，未制作调解协议书，调解结果记入第{{会次}}次调解会笔录。'),
  reviewed: free('双方共同申请仲裁审查，{{受理机关}}于{{作出日期}}制作调解书{{文书文号}}{{签收情况}}。'),
  confirmed: free(
    '双方共同申请司法确认，{{受理机关}}于{{作出日期}}裁定调解协议有效{{文书文号}}{{签收情况}}。',
  ),
  notarised: free('公证机构于{{作出日期}}出具赋予强制执行效力的公证债权文书{{文书文号}}{{签收情况}}。'),
  performed: free('协议已履行完毕。'),
  notPerformed: free('协议尚未全部履行。'),
  ended: free('结案方式：{{结案方式}}。'),
  refused: free('{{拒签人}}于{{日期}}拒绝在调解笔录上签名（盖章），已在笔录中注明。'),
  served: free('调解终止通知书送达：{{送达情况}}。'),
  open: free('尚未结案。'),
};

/** 结案报告表 (DOMAIN 2.3.16). */
export function buildClosingReport(view: CaseView, wording: Replacements): Paper {
  const say = speak(closingReportSentences, wording);
  const { acceptance, application, opened, outcome } = view;
  const agreement = findLastAgreement(view);
  const confirmed = confirmationOf(view, agreement);
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
      : `${codeLabel(outcomes, outcome.code)}${outcome.note ? `（${withoutOutcomeCodes(outcome.note)}）` : ''}`;
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
            ...say('agreed', {
              协议编号:
                agreement.document?.number || formatAgreementNumber(opened.caseNumber, agreement.version),
              生效情况: agreement.effectiveness.effectiveDate
                ? `，自${dateText(agreement.effectiveness.effectiveDate)}起生效`
                : '',
              协议金额: agreedTotal(view) ? `协议金额合计 ${moneyText(agreedTotal(view))}。` : '',
            }).map(paragraph),
            ...agreement.obligations.map((one, index) =>
              paragraph(
                `${index + 1}．${one.kind ?? ''}（${namesOfIds(view, one.debtorIds)}）${one.isMonetary ? `：${moneyText(one.amount)}` : ''}`,
              ),
            ),
            ...(confirmed === null ? [] : say(confirmed.key, confirmed.values).map(paragraph)),
            ...say(agreement.isPerformed ? 'performed' : 'notPerformed').map(paragraph),
          ]
        : view.immediatePerformances.length > 0
          ? immediateParts(view, say('atOnce', { 会次: meetingOfResult(view) }))
          : [
              ...(result ? say('ended', { 结案方式: result }) : say('open')),
              ...refusalsOf(view).flatMap((one) => say('refused', one)),
              ...noticeServices(view).flatMap((one) => say('served', { 送达情况: one })),
            ].map(paragraph)),
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

const sentenceOfRoute = {
  arbitrationReview: 'reviewed',
  judicialConfirmation: 'confirmed',
  notarisation: 'notarised',
} as const;

/** What the commission, the court or a notary made of the agreement, where it can be enforced since. */
function confirmationOf(view: CaseView, agreement: AgreementView | undefined) {
  const { result, decidedOn, documentNumber, servedOn } = agreement?.enforcement ?? {};
  if (!agreement?.route || agreement.route === 'none' || result !== 'confirmed') return null;
  const isReview = agreement.route === 'arbitrationReview';
  return {
    key: sentenceOfRoute[agreement.route],
    values: {
      受理机关: orBlank(isReview ? findCommission(view, agreement) : findCourt(view, agreement), 8),
      作出日期: dateOrBlank(decidedOn),
      文书文号: documentNumber ? `（${documentNumber}）` : '',
      签收情况: servedOn ? `，双方于${dateText(servedOn)}签收` : '',
    },
  };
}

/** Who would not sign the minutes, and when. */
function refusalsOf({ documents, parties }: CaseView): { 拒签人: string; 日期: string }[] {
  return documents
    .filter(({ form }) => form === 'minutes')
    .flatMap(({ signatures }) => signatures)
    .filter(({ manner }) => manner === 'refused')
    .map(({ forPartyIds, signerName, date }) => ({
      拒签人:
        parties
          .filter(({ id }) => forPartyIds.includes(id))
          .map(({ name }) => name ?? '')
          .join('、') || signerName,
      日期: dateText(date),
    }));
}

/** 终止通知书: whom it reached when, in one sentence; before that who would not take it. None where it was not served. */
function noticeServices(view: CaseView): string[] {
  const notice = view.documents.findLast(({ form }) => form === 'terminationNotice');
  if (notice === undefined) return [];
  const reached = view.parties.flatMap(({ id, name }) => {
    const services = listServicesOf(view, notice.documentId, id);
    const served = services.findLast(isServed);
    const refused = services.find(({ result, method }) => result === 'refused' && method !== 'leftBehind');
    if (served === undefined) return [];
    const before = refused?.servedOn ? `（${dateText(refused.servedOn)}拒收）` : '';
    return [`${name ?? ''}，${dateText(served.servedOn)}${before}`];
  });
  return reached.length > 0 ? [reached.join('；')] : [];
}

/** The meeting whose minutes hold what was performed at once. */
function meetingOfResult(view: CaseView): string {
  const [first] = view.immediatePerformances;
  return String(view.meetings.find((one) => one.id === first?.meetingId)?.number ?? '');
}

/** 即时履行: no agreement was made; the minutes hold the result (京人社仲发〔2025〕1号). */
function immediateParts(view: CaseView, words: readonly string[]): PaperPart[] {
  return [
    ...words.map(paragraph),
    ...view.immediatePerformances.map((one, index) =>
      paragraph(`${index + 1}．${immediateItemText(view, one)}。`),
    ),
  ];
}

export const majorDisputeReportSentences = {
  meeting: free('{{日期}}{{地点}}召开第{{次数}}次调解会。'),
  closed: free('{{结案日期}}结案：{{结案方式}}。'),
};

/** 重大劳动人事争议调处情况呈报表 (DB3305/T 212-2021 appendix F; 18号文 12): internal, of the 副卷. */
export function buildMajorDisputeReport(view: CaseView, wording: Replacements): Paper {
  const say = speak(majorDisputeReportSentences, wording);
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
        ? view.meetings.flatMap((one) =>
            say('meeting', {
              日期: dateText(one.date),
              地点: one.place ? `在${one.place}` : '',
              次数: String(one.number ?? ''),
            }).map(paragraph),
          )
        : [ruled(3)]),
      ...(outcome
        ? say('closed', {
            结案日期: dateText(outcome.closedOn),
            结案方式: codeLabel(outcomes, outcome.code),
          }).map(paragraph)
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
