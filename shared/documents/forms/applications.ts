import { formatAgreementNumber, formatCertificateNumber } from '../../case/case-number.ts';
import type { CaseView } from '../../case/view.ts';
import { partySides } from '../../law/codes/index.ts';
import { toShanghaiDate } from '../../text/dates.ts';
import { sumMoney } from '../../text/money.ts';
import { attachmentTitles } from '../application-attachments.ts';
import { daysLate, findLastAgreement, getAgreement, overdueTo, owedTo, rowTitle } from '../due-rows.ts';
import { obligationText } from '../obligation-text.ts';
import {
  caseWords,
  dateOrBlank,
  fields,
  heading,
  matterWords,
  orBlank,
  type Paper,
  type PaperPart,
  paragraph,
  plainPaper,
} from '../paper.ts';
import { namesOfSide } from '../parties.ts';
import { blocksOf, getParty, namesOfAll, placesOfApplicants } from '../party-words.ts';
import { commonContent } from '../places.ts';
import { findCommission, findCourt, findDebtorCourt } from '../recipients.ts';
import { dateText, mediatorsText, moneyText } from '../value-words.ts';
import { free, type Replacements, required, speak } from '../wording/sentence.ts';

/** The agreement's number, day and clauses in words that the applications share. */
function agreementFacts(view: CaseView, version: string) {
  const agreement = getAgreement(view, version);
  const number = agreement.document?.number || formatAgreementNumber(view.opened.caseNumber, version);
  const { effectiveDate } = agreement.effectiveness;
  return {
    agreement,
    number,
    day: dateOrBlank(effectiveDate),
    clauses: agreement.obligations.map(
      (one, index): PaperPart => paragraph(`${index + 1}．${one.text || obligationText(one, view.parties)}`),
    ),
    /** Both sides apply here: what the agreement calls them is said where a clause calls them so. */
    sides: agreement.obligations.some(({ text }) => /申请人|第三人/.test(text ?? ''))
      ? { 各方称谓: sidesOfAgreement(view) }
      : null,
  };
}

/** More than these are called by their numbers in the application, as their names would fill it a second time. */
const longestListOfNames = 3;

/** Of several on a side a clause speaks as 第一被申请人, 第二被申请人: they stand in that order. */
function sidesOfAgreement(view: CaseView): string {
  return partySides
    .flatMap(({ code, zh }) => {
      const own = view.parties.filter(({ side }) => side === code);
      if (own.length === 0) return [];
      const called = own.length > longestListOfNames ? numbersOf(own, view.parties) : namesOfSide(view, code);
      return `“${zh}”${own.length > 1 ? '依次指' : '指'}${called}`;
    })
    .join('，');
}

/** These of the parties by their numbers in the application, where each of both sides is an applicant. */
function numbersOf(own: CaseView['parties'], parties: CaseView['parties']): string {
  const places = own.map((party) => parties.indexOf(party) + 1);
  const [first = 0] = places;
  const isOneRow = places.every((place, index) => place === first + index);
  return isOneRow
    ? `本申请书的申请人${first}至${first + own.length - 1}`
    : places.map((place) => `申请人${place}`).join('、');
}

/** 内容不明确 is a reason to refuse (办案规则 78): nobody must guess which of two applicants a clause means. */
const sides = free('协议中{{各方称谓}}。');

const blankCommission = '＿＿＿＿＿＿劳动人事争议仲裁委员会';
const blankCourt = '＿＿＿＿＿＿人民法院';

const rule74 = '劳动人事争议仲裁办案规则第七十四条';

export const arbitrationReviewApplicationSentences = {
  request: required(
    '请求对申请人之间于{{生效日期}}在{{调解组织}}主持下达成的调解协议（{{协议编号}}）进行仲裁审查，并制作调解书。',
    rule74,
  ),
  facts: free(
    '申请人之间因{{案由}}发生争议，{{申请经过}}经{{调解组织}}主持调解，自愿达成调解协议，协议自{{生效日期}}起生效。协议内容如下：',
  ),
  sides,
  commitment: required(
    '申请人出于解决争议的目的自愿达成协议，协议内容不违反法律、行政法规的强制性规定，不损害国家利益、社会公共利益或者他人合法权益；该协议未申请司法确认。现依照《劳动人事争议仲裁办案规则》第七十四条，在协议生效之日起十五日内共同提出申请。',
    rule74,
  ),
};

/** 仲裁审查申请书 of both sides together (DOMAIN 2.3.17; 办案规则 74). @throws Error 'document.agreementUnknown' */
export function buildArbitrationReviewApplication(
  view: CaseView,
  version: string,
  wording: Replacements,
): Paper {
  const say = speak(arbitrationReviewApplicationSentences, wording);
  const { agreement, number, day, clauses, sides } = agreementFacts(view, version);
  return {
    ...commonContent(view, 'arbitrationReviewApplication', ''),
    ...plainPaper,
    isOfParties: true,
    parts: [
      ...blocksOf(view, view.parties, '申请人').map((block): PaperPart => ({ kind: 'party', block })),
      heading('请求事项'),
      ...say('request', {
        生效日期: day,
        调解组织: view.opened.office.name,
        协议编号: number,
      }).map(paragraph),
      heading('事实与理由'),
      ...say('facts', {
        案由: matterWords(view),
        申请经过: acceptedWords(view),
        调解组织: view.opened.office.name,
        生效日期: day,
      }).map(paragraph),
      ...clauses,
      ...(sides === null ? [] : say('sides', sides).map(paragraph)),
      ...say('commitment').map(paragraph),
    ],
    handedTo: findCommission(view, agreement) || blankCommission,
    enclosures: attachmentTitles(view, 'arbitrationReview'),
    places: placesOfApplicants(view, view.parties),
  };
}

export const judicialConfirmationApplicationSentences = {
  request: required('请求依法确认申请人之间达成的调解协议（{{协议编号}}）有效。', '民事诉讼法第二百零五条'),
  facts: free('申请人因{{案由}}发生纠纷，于{{生效日期}}经{{调解组织}}主持调解，自愿达成如下协议：'),
  sides,
  commitment: required(
    '申请人出于解决纠纷的目的自愿达成协议，没有恶意串通、规避法律行为；如果因为该协议内容而给他人造成损害的，愿意承担相应的民事责任和其他法律责任。',
    '民事诉讼法第二百零五条',
  ),
  closing: free('现请求{{法院}}对上述协议予以确认。'),
};

/** 司法确认申请书 of both sides together (DOMAIN 2.3.18; MSF 205, MSJ 354). @throws Error 'document.agreementUnknown' */
export function buildJudicialConfirmationApplication(
  view: CaseView,
  version: string,
  wording: Replacements,
): Paper {
  const say = speak(judicialConfirmationApplicationSentences, wording);
  const { agreement, number, day, clauses, sides } = agreementFacts(view, version);
  const court = findCourt(view, agreement) || blankCourt;
  return {
    ...commonContent(view, 'judicialConfirmationApplication', ''),
    ...plainPaper,
    isOfParties: true,
    parts: [
      ...blocksOf(view, view.parties, '申请人').map((block): PaperPart => ({ kind: 'party', block })),
      heading('请求事项'),
      ...say('request', { 协议编号: number }).map(paragraph),
      heading('事实与理由'),
      ...say('facts', {
        案由: matterWords(view),
        生效日期: day,
        调解组织: view.opened.office.name,
      }).map(paragraph),
      ...clauses,
      ...(sides === null ? [] : say('sides', sides).map(paragraph)),
      ...say('commitment').map(paragraph),
    ],
    closing: say('closing', { 法院: court }),
    handedTo: court,
    enclosures: attachmentTitles(view, 'judicialConfirmation'),
    places: placesOfApplicants(view, view.parties),
  };
}

export const paymentOrderApplicationSentences = {
  request: required(
    '请求向被申请人{{被申请人}}发出支付令，责令其向申请人支付 {{请求金额}}。',
    '民事诉讼法第二百二十五条',
  ),
  facts: required(
    '申请人与被申请人因{{案由}}，经{{调解组织}}主持调解达成调解协议（{{协议编号}}），协议自{{生效日期}}起生效。协议约定的下列款项期限届满，被申请人至今未付：',
    '民事诉讼法第二百二十五条',
  ),
  due: free('{{序号}}．{{款项}}，{{到期日期}}到期，应向申请人支付 {{应付金额}}，已逾期{{逾期日数}}日。'),
  conditions: required(
    '申请人与被申请人没有其他债务纠纷，支付令能够送达被申请人，申请人未向人民法院申请诉前保全。依照《中华人民共和国劳动争议调解仲裁法》第十六条、《中华人民共和国民事诉讼法》第二百二十五条，提出以上申请。',
    '劳动争议调解仲裁法第十六条；民事诉讼法第二百二十五条',
  ),
};

/**
 * 支付令申请书 of one creditor against those who owe it money by the agreement (DOMAIN 2.3.19; MSJ 427).
 * A sum that the file does not know is left to the hand.
 * @throws Error 'document.partyUnknown', 'document.agreementUnknown'
 */
export function buildPaymentOrderApplication(
  view: CaseView,
  partyId: string,
  today: string,
  wording: Replacements,
): Paper {
  const say = speak(paymentOrderApplicationSentences, wording);
  const creditor = getParty(view, partyId);
  const agreement = findLastAgreement(view);
  if (agreement === undefined) throw new Error('document.agreementUnknown');
  const { number, day } = agreementFacts(view, agreement.version);
  const due = overdueTo(view, agreement, partyId, today)
    .rows.map((one) => ({ ...one, own: owedTo(view, one, partyId) }))
    .filter((one) => one.own !== '0.00');
  const debtors = view.parties.filter((party) =>
    due.some((one) => (one.obligation.debtorIds ?? []).includes(party.id)),
  );
  const known = due.flatMap((one) => (one.own === null ? [] : [one.own]));
  const isKnown = due.length > 0 && known.length === due.length;
  const total = isKnown ? moneyText(sumMoney(known)) : '＿＿＿＿＿＿元（大写：人民币＿＿＿＿＿＿＿＿）';
  const debtorNames = debtors.map((one) => one.name ?? '').join('、');
  return {
    ...commonContent(view, 'paymentOrderApplication', ''),
    ...plainPaper,
    isOfParties: true,
    parts: [
      ...blocksOf(view, [creditor], '申请人').map((block): PaperPart => ({ kind: 'party', block })),
      ...blocksOf({ agents: [] }, debtors, '被申请人').map((block): PaperPart => ({ kind: 'party', block })),
      heading('请求事项'),
      ...say('request', { 被申请人: orBlank(debtorNames, 8), 请求金额: total }).map(paragraph),
      heading('事实与理由'),
      ...say('facts', {
        案由: view.application.causeOfAction || '劳动人事争议',
        调解组织: view.opened.office.name,
        协议编号: number,
        生效日期: day,
      }).map(paragraph),
      ...due.flatMap((one, index) =>
        say('due', {
          序号: String(index + 1),
          款项: rowTitle(one),
          到期日期: dateOrBlank(one.row.dueDate),
          应付金额: one.own === null ? '＿＿＿＿＿＿元' : moneyText(one.own),
          逾期日数: String(daysLate(one, today)),
        }).map(paragraph),
      ),
      ...say('conditions').map(paragraph),
    ],
    handedTo: findDebtorCourt(view, debtors) || blankCourt,
    enclosures: attachmentTitles(view, 'paymentOrder'),
    places: placesOfApplicants(view, [creditor]),
  };
}

function acceptedWords(view: CaseView): string {
  const received = view.application.receivedAt ? dateText(toShanghaiDate(view.application.receivedAt)) : '';
  return received ? `于${received}申请调解，` : '';
}

export const mediationCertificateSentences = {
  accepted: free(
    '{{案件}}（{{案号}}），由当事人提出申请，本组织于{{受理日期}}受理，指派{{调解员}}担任调解员主持调解。',
  ),
  certified: required(
    '经调解，{{当事人}}在平等自愿的基础上达成调解协议，各方当事人、调解员签名或者盖章并加盖本组织印章，协议自{{生效日期}}起生效。本次调解由本组织依法主持，未收取任何费用。',
    '民事诉讼法司法解释第三百五十四条',
  ),
  closing: free('特此证明。'),
};

/** 主持调解的证明 for the court (MSJ 354). @throws Error 'document.agreementUnknown' */
export function buildMediationCertificate(view: CaseView, version: string, wording: Replacements): Paper {
  const say = speak(mediationCertificateSentences, wording);
  const { agreement, number, day } = agreementFacts(view, version);
  const { application, acceptance, opened } = view;
  const meetings = view.meetings.filter((one) => one.date);
  return {
    ...commonContent(view, 'mediationCertificate', formatCertificateNumber(opened.caseNumber)),
    ...plainPaper,
    addressee: findCourt(view, agreement) || blankCourt,
    parts: [
      ...say('accepted', {
        案件: caseWords(view),
        案号: opened.caseNumber,
        受理日期: dateOrBlank(acceptance?.decidedOn),
        调解员: orBlank(mediatorsText(acceptance?.mediators ?? []), 6),
      }).map(paragraph),
      fields([
        ['申请人', namesOfSide(view, 'applicant')],
        ['被申请人', namesOfSide(view, 'respondent')],
        ...(namesOfSide(view, 'thirdParty') ? [['第三人', namesOfSide(view, 'thirdParty')] as const] : []),
        ['案由', application.causeOfAction ?? ''],
        ['收到申请日期', application.receivedAt ? dateText(toShanghaiDate(application.receivedAt)) : ''],
        ['受理日期', dateText(acceptance?.decidedOn)],
        [
          '调解会',
          meetings.map((one) => `${dateText(one.date)}${one.place ? `（${one.place}）` : ''}`).join('；'),
        ],
        ['调解协议编号', number],
        ['协议生效日期', dateText(agreement.effectiveness.effectiveDate)],
      ]),
      ...say('certified', { 当事人: namesOfAll(view), 生效日期: day }).map(paragraph),
    ],
    closing: say('closing'),
  };
}
