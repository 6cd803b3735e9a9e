import {
  formatAcceptanceNoticeNumber,
  formatRefusalNoticeNumber,
  formatTerminationNoticeNumber,
} from '../../case/case-number.ts';
import type { CaseView } from '../../case/view.ts';
import { codeLabel, outcomes, withoutOutcomeCodes } from '../../law/codes/index.ts';
import { toShanghaiDate } from '../../text/dates.ts';
import { caseWords, type Paper, paragraph, plainPaper } from '../paper.ts';
import { namesOfSide } from '../parties.ts';
import { namesOfAll } from '../party-words.ts';
import { commonContent } from '../places.ts';
import { dateText, mediatorsText, placeText, withoutEnd } from '../value-words.ts';
import { free, type Replacements, required, speak } from '../wording/sentence.ts';

export const acceptanceNoticeSentences = {
  accepted: required(
    '{{案件}}，经审查，属于本组织受理范围，双方当事人同意调解，本组织决定于{{受理日期}}予以受理。',
    '企业劳动争议协商调解规定第二十二条',
  ),
  outOfScope: required(
    '其中“{{请求事项}}”的请求不属于本组织受理范围{{说明}}，本组织对该项请求不予受理。',
    '企业劳动争议协商调解规定第二十二条',
  ),
  mediators: free(
    '本案由{{调解员}}担任调解员。当事人认为调解员与本争议有利害关系或者有其他可能影响公正调解情形的，可以申请其回避。',
  ),
  period: required(
    '调解应当自受理之日起十五日内结束{{届满日期}}；双方当事人同意延期的，可以延长。期限内未达成调解协议的，视为调解不成，任何一方均可依法申请仲裁。',
    '企业劳动争议协商调解规定第二十九条',
  ),
  referredPeriod: required(
    '本案由人民法院{{委派或者委托}}调解，调解应当自本组织接受{{委派或者委托}}之日起{{期限}}内结束{{届满日期}}；双方当事人同意延期的，可以延长。期限内未达成调解协议的，调解程序终结，由人民法院依法处理。',
    '人民法院在线调解规则第二十四条、第二十五条',
  ),
  enclosed: free('当事人的权利和义务见所附《当事人权利义务告知书》。调解的时间、地点另行通知。'),
  enclosedWithMeeting: free(
    '当事人的权利和义务见所附《当事人权利义务告知书》。第一次调解会定于{{时间}}{{地点}}召开，请准时参加。',
  ),
  closing: free('特此通知。'),
};

/**
 * 受理通知书 (DOMAIN 2.3.4). Made again after an extension it still tells the days that the law gave.
 * @param lastDay the last day of the mediation, '' when it cannot be reckoned
 */
export function buildAcceptanceNotice(view: CaseView, lastDay: string, wording: Replacements): Paper {
  const say = speak(acceptanceNoticeSentences, wording);
  const { acceptance, opened } = view;
  const mediators = mediatorsText(acceptance?.mediators ?? []);
  const extension = view.extensions.find((one) => !one.isWithdrawn);
  const statutoryLastDay = extension?.fromDueDate || lastDay;
  const 届满日期 = statutoryLastDay ? `，即至${dateText(statutoryLastDay)}止` : '';
  const referral = findCourtReferral(view);
  const first = view.meetings.find((one) => one.date);
  return {
    ...commonContent(
      view,
      'acceptanceNotice',
      acceptance?.noticeNumber || formatAcceptanceNoticeNumber(opened.caseNumber),
    ),
    ...plainPaper,
    addressee: namesOfAll(view),
    parts: [
      ...say('accepted', { 案件: caseWords(view), 受理日期: dateText(acceptance?.decidedOn) }),
      ...view.claims
        .filter(({ isInScope }) => isInScope === false)
        .flatMap(({ title, text, scopeNote }) =>
          say('outOfScope', {
            请求事项: withoutEnd(title || text),
            说明: scopeNote ? `（${withoutEnd(scopeNote)}）` : '',
          }),
        ),
      ...say('mediators', { 调解员: mediators }),
      ...(referral === null
        ? say('period', { 届满日期 })
        : say('referredPeriod', { 委派或者委托: referral.kind, 期限: referral.period, 届满日期 })),
      ...(first === undefined
        ? say('enclosed')
        : say('enclosedWithMeeting', {
            时间: `${dateText(first.date)}${first.startTime ?? ''}`,
            地点: first.place ? `在${placeText(first)}` : '',
          })),
    ].map(paragraph),
    closing: say('closing'),
    letterDate: dateText(acceptance?.decidedOn),
  };
}

/** 委派, 委托 of a court, with the time it leaves (在线规则 24); null for a case of any other source. */
function findCourtReferral({ application }: CaseView): { kind: string; period: string } | null {
  switch (application.sourceCode) {
    case 'S08':
      return { kind: '委派', period: '三十日' };
    case 'S09':
      return { kind: '委托', period: application.courtProcedure === 'summary' ? '七日' : '十五日' };
    default:
      return null;
  }
}

export const refusalNoticeSentences = {
  refused: required(
    '你（单位）于{{申请日期}}提出的{{案由}}调解申请收悉。经审查，因{{不予受理理由}}，本组织不予受理。',
    '企业劳动争议协商调解规定第二十二条',
  ),
  arbitration: required(
    '你（单位）可以自知道或者应当知道权利被侵害之日起一年内，向有管辖权的劳动人事争议仲裁委员会申请仲裁。',
    '企业劳动争议协商调解规定第三十条',
  ),
  closing: free('特此通知。'),
};

/** 不予受理通知书 (DOMAIN 2.3.3; 企业劳动争议协商调解规定 22). */
export function buildRefusalNotice(view: CaseView, wording: Replacements): Paper {
  const say = speak(refusalNoticeSentences, wording);
  const { acceptance, application, opened } = view;
  const received = application.receivedAt ? dateText(toShanghaiDate(application.receivedAt)) : '';
  return {
    ...commonContent(
      view,
      'refusalNotice',
      acceptance?.noticeNumber || formatRefusalNoticeNumber(opened.caseNumber),
    ),
    ...plainPaper,
    addressee: namesOfSide(view, 'applicant'),
    parts: [
      ...say('refused', {
        申请日期: received,
        案由: application.causeOfAction || '劳动人事争议',
        不予受理理由: withoutEnd(acceptance?.reason),
      }),
      ...say('arbitration'),
    ].map(paragraph),
    closing: say('closing'),
    letterDate: dateText(acceptance?.decidedOn),
  };
}

export const terminationNoticeSentences = {
  ended: required(
    '{{案件}}，本组织于{{受理日期}}受理。因{{终止原因}}，调解于{{终止日期}}终止。',
    '企业劳动争议协商调解规定第三十条',
  ),
  recordSigned: required(
    '本组织已对调解情况作了记录并由双方当事人签名（盖章）。',
    '企业劳动争议协商调解规定第三十条',
  ),
  recordRefused: required(
    '本组织已对调解情况作了记录；{{拒签人}}拒绝在笔录上签名（盖章），已在笔录中注明。',
    '企业劳动争议协商调解规定第三十条',
  ),
  recordMade: required('本组织已对调解情况作了记录。', '企业劳动争议协商调解规定第三十条'),
  arbitration: required(
    '你（单位）可以依法向{{仲裁委员会}}申请仲裁（申请仲裁的时效期间为一年，依照《劳动争议调解仲裁法》第二十七条计算，不从收到本通知书之日起算）。',
    '企业劳动争议协商调解规定第三十条；劳动争议调解仲裁法第二十七条',
  ),
  toCourt: required(
    '本案由人民法院{{委派或者委托}}调解，本组织将调解情况书面报告{{法院}}，由人民法院依法处理。',
    '最高人民法院关于人民法院特邀调解的规定第二十六条',
  ),
  closing: free('特此通知。'),
};

/** Why, as the parties are told: the note is the office's own and stays on its papers, unless it is all there is to say. */
function reasonOfEnd({ code, note }: NonNullable<CaseView['outcome']>): string {
  if (code === 'R99' && note.trim() !== '') return withoutEnd(withoutOutcomeCodes(note));
  const entry = outcomes.find((one) => one.code === code);
  return entry !== undefined && 'told' in entry ? entry.told : codeLabel(outcomes, code);
}

/** Who has signed the minutes as they stand, and who would not: the notice may not say more than the record. */
function recordOf({ documents, parties }: CaseView) {
  const signatures = documents.filter(({ form }) => form === 'minutes').flatMap((one) => one.signatures);
  const hasDone = (id: string, isRefusal: boolean) =>
    signatures.some(
      ({ manner, forPartyIds }) => (manner === 'refused') === isRefusal && forPartyIds.includes(id),
    );
  const refusing = parties.filter(({ id }) => hasDone(id, true));
  return {
    refusing: refusing.map(({ name }) => name ?? '').join('、'),
    isSigned: parties.length > 0 && parties.every(({ id }) => hasDone(id, false)),
  };
}

/** 调解终止通知书 with the notice of the right to arbitrate (DOMAIN 2.3.10; 企业劳动争议协商调解规定 30). */
export function buildTerminationNotice(view: CaseView, wording: Replacements): Paper {
  const say = speak(terminationNoticeSentences, wording);
  const { acceptance, outcome, opened } = view;
  const { refusing, isSigned } = recordOf(view);
  const referral = findCourtReferral(view);
  return {
    ...commonContent(view, 'terminationNotice', formatTerminationNoticeNumber(opened.caseNumber)),
    ...plainPaper,
    addressee: namesOfAll(view),
    parts: [
      ...say('ended', {
        案件: caseWords(view),
        受理日期: dateText(acceptance?.decidedOn),
        终止原因: outcome ? reasonOfEnd(outcome) : '',
        终止日期: dateText(outcome?.closedOn),
      }),
      ...(refusing !== ''
        ? say('recordRefused', { 拒签人: refusing })
        : say(isSigned ? 'recordSigned' : 'recordMade')),
      ...(referral === null
        ? say('arbitration', {
            仲裁委员会: opened.office.arbitrationCommission || '有管辖权的劳动人事争议仲裁委员会',
          })
        : say('toCourt', {
            委派或者委托: referral.kind,
            法院: view.application.externalDocument?.issuer || `${referral.kind}法院`,
          })),
    ].map(paragraph),
    closing: say('closing'),
    letterDate: dateText(outcome?.closedOn),
  };
}
