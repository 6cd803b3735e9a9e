import type { CaseView } from '../../case/view.ts';
import { formatMoney, toCapitals } from '../../text/money.ts';
import { claimTexts } from '../claim-texts.ts';
import {
  choices,
  dateOrBlank,
  fields,
  heading,
  matterWords,
  nameFields,
  type Paper,
  type PaperPart,
  paragraph,
  paragraphsOf,
  paragraphsOrRuled,
  plainPaper,
} from '../paper.ts';
import { partyBlocks } from '../parties.ts';
import { commonContent } from '../places.ts';
import { dateText, moneyText } from '../value-words.ts';
import { free, type Replacements, required, speak } from '../wording/sentence.ts';

const claimParagraphs = (view: CaseView): PaperPart[] =>
  claimTexts(view.claims.filter((claim) => claim.isInScope !== false)).map(paragraph);

/** The trade union may help or witness (18号文 7). */
const unionPlace = (witness: string | null | undefined) => ({
  label: '工会（见证，签名或者盖章）',
  name: witness ?? '',
  isSeal: true,
});

export const negotiationRecordSentences = {
  period: free('双方约定的协商期限：自{{开始日期}}至{{结束日期}}。'),
  closing: free('以上记录经双方核对无误。协商不成的，当事人可以依法申请调解或者仲裁。'),
};

/** 协商记录 before mediation (DOMAIN 2.3.20; 企业劳动争议协商调解规定 10: an answer within five days). */
export function buildNegotiationRecord(view: CaseView, wording: Replacements): Paper {
  const say = speak(negotiationRecordSentences, wording);
  const content = commonContent(view, 'negotiationRecord', view.opened.caseNumber);
  const { negotiation } = view;
  const known = negotiation?.course || view.application.priorNegotiation || '';
  const requester = view.parties.find(({ id }) => id === negotiation?.requestedBy);
  return {
    ...content,
    ...plainPaper,
    isOfParties: true,
    parts: [
      fields([
        ...nameFields(view),
        ['争议事项', view.application.causeOfAction ?? ''],
        ['协商要求日期', dateText(negotiation?.requestedOn)],
        ['提出人', requester?.name ?? ''],
        ['提出方式', negotiation?.method ?? ''],
        ['对方回应日期', dateText(negotiation?.answeredOn)],
      ]),
      heading('协商要求'),
      ...paragraphsOf(negotiation?.request),
      ...claimParagraphs(view),
      heading('对方回应及协商经过'),
      ...paragraphsOrRuled(known, 5),
      choices('对方是否回应', Object.values(answers), chosenOf(answers, negotiation?.answer)),
      ...say('period', {
        开始日期: dateOrBlank(negotiation?.periodFrom),
        结束日期: dateOrBlank(negotiation?.periodTo),
      }).map(paragraph),
      choices('协商结果', Object.values(results), chosenOf(results, negotiation?.result)),
    ],
    closing: say('closing'),
    places: [...content.places, unionPlace(negotiation?.unionWitness)],
  };
}

const answers = {
  agreed: '同意协商',
  refused: '不同意协商',
  none: '提出协商要求之日起五日内未作出回应，视为不愿协商',
} as const;
const results = {
  settled: '达成一致，签订和解协议',
  failed: '未达成一致',
  brokenOff: '一方不同意继续协商',
} as const;

function chosenOf<Code extends string>(
  words: Readonly<Record<Code, string>>,
  code: Code | null | undefined,
): readonly string[] {
  return code ? [words[code]] : [];
}

export const settlementAgreementSentences = {
  dispute: free('双方因{{案由}}发生争议，申请人的要求为：'),
  amount: free('争议金额 {{争议金额}}。'),
  agreed: required('双方经平等协商，自愿达成如下协议：', '企业劳动争议协商调解规定第十一条'),
  binding: required(
    '本和解协议对双方当事人具有约束力，当事人应当履行。一方在约定的期限内不履行的，另一方可以依法申请调解或者仲裁。',
    '企业劳动争议协商调解规定第十一条',
  ),
  concessions: required(
    '当事人为达成和解的目的作出妥协所涉及的对争议事实的认可，不得在其后的仲裁中作为对其不利的证据。',
    '企业劳动争议协商调解规定第十一条',
  ),
  closing: free('本协议由双方当事人各执一份，自双方签名或者盖章之日起生效。'),
};

/** 和解协议书 (企业劳动争议协商调解规定 11): of what the file does not know of the settlement, blanks are left. */
export function buildSettlementAgreement(view: CaseView, wording: Replacements): Paper {
  const say = speak(settlementAgreementSentences, wording);
  const content = commonContent(view, 'settlementAgreement', '');
  const { negotiation } = view;
  const amount = negotiation?.settlementAmount;
  const claimed = view.claims.filter((claim) => claim.isInScope !== false && claim.amount);
  return {
    ...content,
    ...plainPaper,
    isOfParties: true,
    parts: [
      ...partyBlocks(view).map((block): PaperPart => ({ kind: 'party', block })),
      heading('一、争议事项'),
      ...say('dispute', { 案由: matterWords(view) }).map(paragraph),
      ...claimParagraphs(view),
      ...(claimed.length === 1
        ? say('amount', { 争议金额: moneyText(claimed[0]?.amount) }).map(paragraph)
        : []),
      heading('二、和解内容'),
      ...say('agreed').map(paragraph),
      ...paragraphsOrRuled(negotiation?.settlementText, 4),
      fields([
        ['金额（小写）', amount ? `￥${formatMoney(amount)}` : '￥'],
        ['支付日期', dateText(negotiation?.settlementDueDate)],
        ['金额（大写）', amount ? toCapitals(amount) : '人民币　　　　　　　　　　　　　　　　　　'],
        ['收款户名', negotiation?.accountName ?? ''],
        ['开户行', negotiation?.bank ?? ''],
        ['账号', negotiation?.accountNumber || '　　　　　　　　　　　　　　　　　　'],
      ]),
      choices('支付方式', ...paymentMethods(negotiation?.settlementMethod)),
      heading('三、协议的效力'),
      ...say('binding').map(paragraph),
      ...say('concessions').map(paragraph),
    ],
    closing: say('closing'),
    places: [...content.places, unionPlace(negotiation?.unionWitness)],
  };
}

/** The boxes, and those that are ticked; a way that is no box stands in the last one. */
function paymentMethods(method: string | null | undefined): [string[], string[]] {
  const common = ['银行转账', '现金'];
  if (!method) return [[...common, '其他＿＿＿＿＿＿'], []];
  return common.includes(method)
    ? [[...common, '其他＿＿＿＿＿＿'], [method]]
    : [[...common, `其他：${method}`], [`其他：${method}`]];
}
