import type { CaseView } from '../../case/view.ts';
import { caseSources, codeLabel, disputeTypes } from '../../law/codes/index.ts';
import { sumMoney } from '../../text/money.ts';
import { claimTexts } from '../claim-texts.ts';
import type { SignaturePlace } from '../content.ts';
import {
  caseFields,
  choices,
  fields,
  heading,
  type Paper,
  paragraph,
  paragraphsOrRuled,
  personPlace,
  plainPaper,
  ruled,
} from '../paper.ts';
import { idsInText } from '../party-words.ts';
import { commonContent } from '../places.ts';
import { dateText, mediatorsText, moneyText, proceedingText } from '../value-words.ts';
import { free, type Replacements, required, speak } from '../wording/sentence.ts';

const internal = required(
  '本表为内部审批材料，存副卷，不得向当事人及其代理人提供。',
  '劳动人事争议仲裁办案规则第二十二条、第二十三条',
);

export const acceptanceApprovalSentences = { internal };

/** 受理审批表: of the 副卷, as 立案审批表 is in arbitration (DOMAIN 2.3.15; 办案规则 22). */
export function buildAcceptanceApproval(view: CaseView, wording: Replacements): Paper {
  const say = speak(acceptanceApprovalSentences, wording);
  const { acceptance, application, opened } = view;
  const inScope = view.claims.filter((claim) => claim.isInScope !== false && claim.amount);
  const consents = view.responses.map(({ agreesToMediate, answeredOn }) =>
    answeredOn ? `${dateText(answeredOn)}${agreesToMediate ? '同意调解' : '不同意调解'}` : '未答复',
  );
  const mayBeOutside = view.claims.flatMap((claim, index) =>
    claim.isInScope === false ? [`第${index + 1}项${claim.scopeNote ? `（${claim.scopeNote}）` : ''}`] : [],
  );
  const opinions = ['同意受理', '不予受理'] as const;
  const decided = acceptance === null ? [] : [opinions[acceptance.decision === 'accepted' ? 0 : 1]];
  return {
    ...commonContent(view, 'acceptanceApproval', opened.caseNumber),
    ...plainPaper,
    parts: [
      ...say('internal').map(paragraph),
      fields([
        ...caseFields(view),
        ['案件来源', codeLabel(caseSources, application.sourceCode ?? '')],
        ['争议类型', codeLabel(disputeTypes, application.disputeTypeCode ?? '')],
        ['收到申请', dateText(application.receivedAt?.slice(0, 10))],
        ['涉及人数', application.workerCount ? `${application.workerCount}人` : ''],
        [
          '请求金额',
          inScope.length > 0 ? moneyText(sumMoney(inScope.map(({ amount }) => amount ?? '0.00'))) : '',
        ],
        ['对方意见', consents.join('；')],
        ['不属受理范围', mayBeOutside.join('、') || '无'],
        ['是否已申请仲裁', proceedingText(application.arbitrationUnderWay, application.arbitrationAppliedOn)],
        ['是否已提起诉讼', proceedingText(application.litigationUnderWay, application.litigationFiledOn)],
      ]),
      heading('调解请求'),
      ...claimTexts(view.claims).map(paragraph),
      ...(view.claims.length > 0 ? [] : [ruled(2)]),
      heading('承办人审查意见'),
      choices('意见', opinions, decided),
      ...paragraphsOrRuled(acceptance?.reason, 2),
      fields([
        ['拟任调解员', mediatorsText(acceptance?.mediators ?? [])],
        ['决定日期', dateText(acceptance?.decidedOn)],
      ]),
      heading('负责人审批意见'),
      ruled(2),
    ],
    places: approvalPlaces(view, application.registrar ?? '', acceptance?.approvedBy),
  };
}

export const extensionApprovalSentences = {
  internal,
  consents: free('各方同意延期的情况：{{同意情况}}'),
};

/**
 * 延期调解审批表: of the 副卷, as 延期审批表 is in arbitration (DOMAIN 2.3.15; 办案规则 22). It stands beside the parties'
 * consent and never in its place: without that no extension has effect (企业劳动争议协商调解规定 29).
 * @param extensionNumber '1' for the first extension; the one after the last is a blank to be filled by hand
 * @throws Error 'document.extensionUnknown'
 */
export function buildExtensionApproval(
  view: CaseView,
  extensionNumber: string,
  mediationEndsOn: string,
  wording: Replacements,
): Paper {
  const say = speak(extensionApprovalSentences, wording);
  const index = Number(extensionNumber) - 1;
  if (!Number.isInteger(index) || index < 0 || index > view.extensions.length)
    throw new Error('document.extensionUnknown');
  const { acceptance, opened } = view;
  const extension = view.extensions[index];
  const consents = (extension?.consents ?? []).map(
    ({ partyIds, on, manner }) =>
      `${idsInText(view, partyIds)}于${dateText(on)}同意${manner ? `（${manner}）` : ''}`,
  );
  return {
    ...commonContent(view, 'extensionApproval', opened.caseNumber),
    ...plainPaper,
    parts: [
      ...say('internal').map(paragraph),
      fields([
        ...caseFields(view),
        ['受理日期', dateText(acceptance?.decidedOn)],
        ['调解员', mediatorsText(acceptance?.mediators ?? [])],
        ['第几次延期', extension === undefined ? '' : `第${extensionNumber}次`],
        ['调解会次数', `${view.meetings.filter((one) => one.date).length}次`],
        ['原调解期限至', dateText(extension?.fromDueDate ?? mediationEndsOn)],
        ['拟延长至', dateText(extension?.toDueDate)],
      ]),
      heading('申请延期的理由'),
      ...paragraphsOrRuled(extension?.reason, 4),
      ...(consents.length > 0
        ? say('consents', { 同意情况: `${consents.join('；')}。` }).map(paragraph)
        : [choices('各方当事人是否书面同意', ['是', '否'])]),
      heading('负责人审批意见'),
      choices('意见', ['同意延期', '不同意延期']),
      ruled(3),
    ],
    places: approvalPlaces(view, acceptance?.mediators[0]?.name ?? ''),
  };
}

/** Who asks for the approval, and who gives it. */
function approvalPlaces(view: CaseView, handledBy: string, approvedBy = ''): SignaturePlace[] {
  return [
    personPlace('承办人（签名）', handledBy),
    personPlace('负责人（签名）', approvedBy || view.opened.office.officeHead),
  ];
}
