import { formatAgreementNumber, formatCertificateNumber } from '../../case/case-number.ts';
import type { CaseView } from '../../case/view.ts';
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
  orBlank,
  type Paper,
  type PaperPart,
  paragraph,
  plainPaper,
} from '../paper.ts';
import { namesOfSide } from '../parties.ts';
import { blocksOf, getParty, namesOfAll, placesOfParties } from '../party-words.ts';
import { commonContent } from '../places.ts';
import { findCommission, findCourt, findDebtorCourt } from '../recipients.ts';
import { dateText, mediatorsText, moneyText } from '../value-words.ts';

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
  };
}

const blankCommission = '＿＿＿＿＿＿劳动人事争议仲裁委员会';
const blankCourt = '＿＿＿＿＿＿人民法院';

/** 仲裁审查申请书 of both sides together (DOMAIN 2.3.17; 办案规则 74). @throws Error 'document.agreementUnknown' */
export function buildArbitrationReviewApplication(view: CaseView, version: string): Paper {
  const { agreement, number, day, clauses } = agreementFacts(view, version);
  return {
    ...commonContent(view, 'arbitrationReviewApplication', ''),
    ...plainPaper,
    isOfParties: true,
    parts: [
      ...blocksOf(view, view.parties, '申请人').map((block): PaperPart => ({ kind: 'party', block })),
      heading('请求事项'),
      paragraph(
        `请求对申请人之间于${day}在${view.opened.office.name}主持下达成的调解协议（${number}）进行仲裁审查，并制作调解书。`,
      ),
      heading('事实与理由'),
      paragraph(
        `申请人之间因${view.application.causeOfAction || '劳动人事争议'}发生争议，${acceptedWords(view)}经${view.opened.office.name}主持调解，自愿达成调解协议，协议自${day}起生效。协议内容如下：`,
      ),
      ...clauses,
      paragraph(
        '申请人出于解决争议的目的自愿达成协议，协议内容不违反法律、行政法规的强制性规定，不损害国家利益、社会公共利益或者他人合法权益；该协议未申请司法确认。现依照《劳动人事争议仲裁办案规则》第七十四条，在协议生效之日起十五日内共同提出申请。',
      ),
    ],
    handedTo: findCommission(view, agreement) || blankCommission,
    enclosures: attachmentTitles(view, 'arbitrationReview'),
    places: placesOfParties(view, view.parties, '申请人'),
  };
}

/** 司法确认申请书 of both sides together (DOMAIN 2.3.18; MSF 205, MSJ 354). @throws Error 'document.agreementUnknown' */
export function buildJudicialConfirmationApplication(view: CaseView, version: string): Paper {
  const { agreement, number, day, clauses } = agreementFacts(view, version);
  const court = findCourt(view, agreement) || blankCourt;
  return {
    ...commonContent(view, 'judicialConfirmationApplication', ''),
    ...plainPaper,
    isOfParties: true,
    parts: [
      ...blocksOf(view, view.parties, '申请人').map((block): PaperPart => ({ kind: 'party', block })),
      heading('请求事项'),
      paragraph(`请求依法确认申请人之间达成的调解协议（${number}）有效。`),
      heading('事实与理由'),
      paragraph(
        `申请人因${view.application.causeOfAction || '劳动人事争议'}发生纠纷，于${day}经${view.opened.office.name}主持调解，自愿达成如下协议：`,
      ),
      ...clauses,
      paragraph(
        '申请人出于解决纠纷的目的自愿达成协议，没有恶意串通、规避法律行为；如果因为该协议内容而给他人造成损害的，愿意承担相应的民事责任和其他法律责任。',
      ),
    ],
    closing: [`现请求${court}对上述协议予以确认。`],
    handedTo: court,
    enclosures: attachmentTitles(view, 'judicialConfirmation'),
    places: placesOfParties(view, view.parties, '申请人'),
  };
}

/**
 * 支付令申请书 of one creditor against those who owe it money by the agreement (DOMAIN 2.3.19; MSJ 427).
 * A sum that the file does not know is left to the hand.
 * @throws Error 'document.partyUnknown', 'document.agreementUnknown'
 */
export function buildPaymentOrderApplication(view: CaseView, partyId: string, today: string): Paper {
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
      paragraph(`请求向被申请人${orBlank(debtorNames, 8)}发出支付令，责令其向申请人支付 ${total}。`),
      heading('事实与理由'),
      paragraph(
        `申请人与被申请人因${view.application.causeOfAction || '劳动人事争议'}，经${view.opened.office.name}主持调解达成调解协议（${number}），协议自${day}起生效。协议约定的下列款项期限届满，被申请人至今未付：`,
      ),
      ...due.map((one, index) =>
        paragraph(
          `${index + 1}．${rowTitle(one)}，${dateOrBlank(one.row.dueDate)}到期，应向申请人支付 ${one.own === null ? '＿＿＿＿＿＿元' : moneyText(one.own)}，已逾期${daysLate(one, today)}日。`,
        ),
      ),
      paragraph(
        '申请人与被申请人没有其他债务纠纷，支付令能够送达被申请人，申请人未向人民法院申请诉前保全。依照《中华人民共和国劳动争议调解仲裁法》第十六条、《中华人民共和国民事诉讼法》第二百二十五条，提出以上申请。',
      ),
    ],
    handedTo: findDebtorCourt(view, debtors) || blankCourt,
    enclosures: attachmentTitles(view, 'paymentOrder'),
    places: placesOfParties(view, [creditor], '申请人'),
  };
}

function acceptedWords(view: CaseView): string {
  const received = view.application.receivedAt ? dateText(toShanghaiDate(view.application.receivedAt)) : '';
  return received ? `于${received}申请调解，` : '';
}

/** 主持调解的证明 for the court (MSJ 354). @throws Error 'document.agreementUnknown' */
export function buildMediationCertificate(view: CaseView, version: string): Paper {
  const { agreement, number, day } = agreementFacts(view, version);
  const { application, acceptance, opened } = view;
  const meetings = view.meetings.filter((one) => one.date);
  return {
    ...commonContent(view, 'mediationCertificate', formatCertificateNumber(opened.caseNumber)),
    ...plainPaper,
    addressee: findCourt(view, agreement) || blankCourt,
    parts: [
      paragraph(
        `${caseWords(view)}（${opened.caseNumber}），由当事人提出申请，本组织于${dateOrBlank(acceptance?.decidedOn)}受理，指派${orBlank(mediatorsText(acceptance?.mediators ?? []), 6)}担任调解员主持调解。`,
      ),
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
      paragraph(
        `经调解，${namesOfAll(view)}在平等自愿的基础上达成调解协议，各方当事人、调解员签名或者盖章并加盖本组织印章，协议自${day}起生效。本次调解由本组织依法主持，未收取任何费用。`,
      ),
    ],
    closing: ['特此证明。'],
  };
}
