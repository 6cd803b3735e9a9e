import type { ExtensionAgreed } from '../../case/actions.ts';
import { formatOpinionNumber } from '../../case/case-number.ts';
import type { CaseView } from '../../case/view.ts';
import { toShanghaiDate } from '../../text/dates.ts';
import {
  caseWords,
  choices,
  dateOrBlank,
  fields,
  heading,
  nameFields,
  orBlank,
  type Paper,
  paragraph,
  plainPaper,
  ruled,
  sideInText,
} from '../paper.ts';
import { idsInText, namesOfAll, placesOfApplicants } from '../party-words.ts';
import { commonContent } from '../places.ts';
import { dateText, mediatorsText, withoutEnd } from '../value-words.ts';
import { free, type Replacements, required, speak } from '../wording/sentence.ts';

export const mediationOpinionSentences = {
  history: free('{{案件}}，本组织于{{受理日期}}受理{{调解经过}}，双方未能达成调解协议。'),
  facts: free('调解过程中，双方均无争议的事实如下：'),
  opinion: free('现对此案提出如下意见：'),
  notBinding: required(
    '本意见供双方当事人参考，不具有强制约束力。当事人不接受本意见的，可以依法向{{仲裁委员会}}申请仲裁。',
    '企业劳动争议协商调解规定第三十条',
  ),
  closing: free('特此告知。'),
};

/**
 * 调解意见书 (DOMAIN 2.3.11): the opinion itself is written by hand; no offer and no concession of a party
 * stands in it (企业劳动争议协商调解规定 11).
 */
export function buildMediationOpinion(view: CaseView, wording: Replacements): Paper {
  const say = speak(mediationOpinionSentences, wording);
  const { acceptance, opened } = view;
  const meetings = view.meetings.filter((one) => one.date);
  const held =
    meetings.length > 0
      ? `，先后于${meetings.map((one) => dateText(one.date)).join('、')}组织调解${meetings.length}次`
      : '';
  const facts = view.undisputedFacts.map((one, index) => paragraph(`${index + 1}．${one.text ?? ''}`));
  return {
    ...commonContent(view, 'mediationOpinion', formatOpinionNumber(opened.caseNumber)),
    ...plainPaper,
    addressee: namesOfAll(view),
    parts: [
      ...say('history', {
        案件: caseWords(view),
        受理日期: dateOrBlank(acceptance?.decidedOn),
        调解经过: held,
      }).map(paragraph),
      ...(facts.length > 0 ? [...say('facts').map(paragraph), ...facts] : []),
      ...say('opinion').map(paragraph),
      ruled(6),
      ...say('notBinding', {
        仲裁委员会: opened.office.arbitrationCommission || '有管辖权的劳动人事争议仲裁委员会',
      }).map(paragraph),
    ],
    closing: say('closing'),
  };
}

export const extensionConsentSentences = {
  ending: free('上列当事人之间的争议，由本组织调解，调解期限至{{届满日期}}届满。'),
  reason: free('因{{延期原因}}，需要延长调解期限。'),
  extended: required(
    '经双方当事人协商一致，同意将调解期限延长至{{延长后届满日期}}。延长的期限届满仍未达成调解协议的，视为调解不成，任何一方均可依法申请仲裁。',
    '企业劳动争议协商调解规定第二十九条',
  ),
  closing: free('以上延期系各方自愿，同意日期：{{同意日期}}。'),
};

/**
 * 延期调解同意书 (企业劳动争议协商调解规定 29).
 * @param extensionNumber '1' for the first extension; the one after the last is a blank to be filled by hand
 * @throws Error 'document.extensionUnknown'
 */
export function buildExtensionConsent(
  view: CaseView,
  extensionNumber: string,
  mediationEndsOn: string,
  wording: Replacements,
): Paper {
  const say = speak(extensionConsentSentences, wording);
  const index = Number(extensionNumber) - 1;
  if (!Number.isInteger(index) || index < 0 || index > view.extensions.length)
    throw new Error('document.extensionUnknown');
  const extension: ExtensionAgreed | undefined = view.extensions[index];
  const ends = extension?.fromDueDate ?? mediationEndsOn;
  return {
    ...commonContent(view, 'extensionConsent', view.opened.caseNumber),
    ...plainPaper,
    parts: [
      fields([
        ...nameFields(view),
        ['案由', view.application.causeOfAction ?? ''],
        ['受理日期', dateText(view.acceptance?.decidedOn)],
        ['调解员', mediatorsText(view.acceptance?.mediators ?? [])],
        ['原调解期限至', dateText(ends)],
        ['延长后期限至', dateText(extension?.toDueDate)],
        ...(extension?.consents ?? []).map(
          ({ partyIds, on, manner }) =>
            [`${idsInText(view, partyIds)}同意`, `${dateText(on)}${manner ? `，${manner}` : ''}`] as const,
        ),
      ]),
      ...say('ending', { 届满日期: dateOrBlank(ends) }).map(paragraph),
      ...(extension?.reason
        ? say('reason', { 延期原因: withoutEnd(extension.reason) }).map(paragraph)
        : [heading('延期的原因'), ruled(3)]),
      ...say('extended', { 延长后届满日期: dateOrBlank(extension?.toDueDate) }).map(paragraph),
    ],
    closing: say('closing', { 同意日期: dateOrBlank(extension?.agreedOn) }),
  };
}

const withdrawalReasons = [
  '双方已自行和解',
  '申请人自愿不再请求调解',
  '申请人拟通过仲裁、诉讼等其他途径解决',
  '其他：＿＿＿＿＿＿＿＿＿＿＿＿',
] as const;

export const applicationWithdrawalSentences = {
  withdrawn: free(
    '申请人于{{申请日期}}就与{{被申请人}}之间的{{案由}}，向{{调解组织}}申请调解。现因下列原因，自愿撤回调解申请：',
  ),
  consequences: free(
    '申请人已知悉：撤回调解申请不影响依法申请仲裁的权利；劳动争议申请仲裁的时效期间为一年，从知道或者应当知道权利被侵害之日起计算，因申请调解而中断的，从中断时起重新计算。',
  ),
  closing: free('以上撤回系申请人真实意思表示。'),
};

/** 撤回调解申请书: of the applicants; the reason is ticked where the outcome says it. */
export function buildApplicationWithdrawal(view: CaseView, wording: Replacements): Paper {
  const say = speak(applicationWithdrawalSentences, wording);
  const { application, opened, outcome } = view;
  const chosen =
    outcome?.code === 'R02' ? [withdrawalReasons[0]] : outcome?.code === 'R03' ? [withdrawalReasons[1]] : [];
  const received = application.receivedAt ? toShanghaiDate(application.receivedAt) : '';
  return {
    ...commonContent(view, 'applicationWithdrawal', opened.caseNumber),
    ...plainPaper,
    isOfParties: true,
    parts: [
      fields([...nameFields(view), ['案由', application.causeOfAction ?? ''], ['案号', opened.caseNumber]]),
      ...say('withdrawn', {
        申请日期: dateOrBlank(received),
        被申请人: orBlank(sideInText(view, 'respondent'), 8),
        案由: application.causeOfAction || '劳动人事争议',
        调解组织: opened.office.name,
      }).map(paragraph),
      choices('', withdrawalReasons, chosen),
      ...say('consequences').map(paragraph),
    ],
    closing: say('closing'),
    handedTo: opened.office.name,
    places: placesOfApplicants(
      view,
      view.parties.filter((party) => party.side === 'applicant'),
    ),
  };
}
