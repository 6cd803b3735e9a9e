import type { CaseView } from '../../case/view.ts';
import { codeLabel, idTypes } from '../../law/codes/index.ts';
import type { Field } from '../content.ts';
import {
  blank,
  caseFields,
  caseWords,
  chineseOrdinal,
  fields as fieldsPart,
  heading,
  orBlank,
  type Paper,
  paragraph,
  party as partyPart,
  partyPlace,
  personPlace,
  plainPaper,
  table,
  tickBox,
} from '../paper.ts';
import { agentFields, partyFields, sideLabel } from '../parties.ts';
import { commonContent } from '../places.ts';
import { dateText } from '../value-words.ts';
import { free, type Replacements, required, speak } from '../wording/sentence.ts';

export const legalRepresentativeCertificateSentences = {
  certified: required(
    '{{姓名}}在我单位担任{{职务}}职务，为我单位的法定代表人（主要负责人）。',
    '劳动人事争议仲裁办案规则第二十九条',
  ),
  closing: free('特此证明。'),
  enclosedIdentity: free('法定代表人（主要负责人）身份证件复印件'),
  enclosedLicence: free('营业执照（登记证书）复印件'),
};

/**
 * 法定代表人（负责人）身份证明书 of an employer (DOMAIN 2.2, row 10).
 * @throws Error 'document.partyUnknown'
 */
export function buildLegalRepresentativeCertificate(
  view: CaseView,
  partyId: string,
  wording: Replacements,
): Paper {
  const say = speak(legalRepresentativeCertificateSentences, wording);
  const party = getParty(view, partyId);
  const fields: Field[] = [
    ['姓名', party.legalRepresentative ?? ''],
    ['职务', party.legalRepresentativeTitle ?? ''],
    ['证件号码', ''],
    ['本人电话', ''],
    ['单位名称', party.name ?? ''],
    ['信用代码', party.creditCode ?? ''],
    ['单位住所', party.registeredAddress ?? ''],
    ['单位电话', party.phone ?? ''],
  ];
  return {
    ...commonContent(view, 'legalRepresentativeCertificate', view.opened.caseNumber),
    ...plainPaper,
    isOfParties: true,
    parts: [
      ...say('certified', {
        姓名: orBlank(party.legalRepresentative, 6),
        职务: orBlank(party.legalRepresentativeTitle, 8),
      }).map(paragraph),
      fieldsPart(fields),
    ],
    closing: say('closing'),
    handedTo: view.opened.office.name,
    places: [{ label: '单位（盖章）', name: party.name ?? '', isSeal: true }],
    enclosures: [...say('enclosedIdentity'), ...say('enclosedLicence')],
  };
}

/** The powers of 授权委托书（申请调解） in the official order; the fourth and fifth bind the principal. */
const standardPowers = [
  { text: '代为申请调解或者要求终止调解', isSpecial: false },
  { text: '代为收集、提供证据', isSpecial: false },
  { text: '代为选择或者接受调解员', isSpecial: false },
  { text: '代为承认、变更和放弃调解请求', isSpecial: true },
  { text: '代为参加调解，签署调查记录、调解记录、权利义务告知书、调解协议书等', isSpecial: true },
  { text: '代为领取文书', isSpecial: false },
] as const;

export const authorisationSentences = {
  appointed: required(
    '委托人因{{案件}}，委托上列受托人作为参加{{调解组织}}调解活动的代理人。代理权限为{{代理权限}}，具体如下：',
    '民法典第一百六十五条；劳动争议调解仲裁法第二十四条',
  ),
  period: required('委托期限：{{委托期限}}。', '民法典第一百六十五条'),
  closing: required(
    '委托人知悉：代为承认、变更、放弃调解请求，进行和解，代为签署调解协议，须有特别授权。',
    '参照民事诉讼法第六十二条',
  ),
  enclosedIdentity: free('受托人身份证件复印件'),
  enclosedProof: free('律师执业证、法律服务工作者证或者与委托人关系的证明'),
};

/**
 * 授权委托书（申请调解） (DOMAIN 2.3.6; 劳动争议调解仲裁法 24). Only powers that the file has word for word are
 * ticked; any other wording is printed as it was given, so that no power grows by being printed.
 * @throws Error 'document.agentUnknown'
 */
export function buildAuthorisation(view: CaseView, agentId: string, wording: Replacements): Paper {
  const say = speak(authorisationSentences, wording);
  const agent = view.agents.find((one) => one.id === agentId);
  if (agent === undefined) throw new Error('document.agentUnknown');
  const principals = view.parties.filter((party) => (agent.forPartyIds ?? []).includes(party.id));
  const granted = agent.powers ?? [];
  const isStandard = (text: string) => standardPowers.some((power) => power.text === text);
  const others = granted.filter((power) => !isStandard(power.text));
  const powers = [
    ...standardPowers.map(({ text, isSpecial }) => ({
      isTicked: granted.some((power) => power.text === text),
      words: `${text}${isSpecial ? '（特别授权）' : ''}；`,
    })),
    ...others.map(({ text, special }) => ({
      isTicked: true,
      words: `${text}${special ? '（特别授权）' : ''}；`,
    })),
    { isTicked: false, words: `其他：${blank(20)}。` },
  ];
  const period =
    agent.validFrom || agent.validTo
      ? `自${orBlank(dateText(agent.validFrom), 8)}起至${orBlank(dateText(agent.validTo), 8)}止`
      : `自${blank(8)}起至${blank(8)}止`;
  const hidden = new Set(['代理权限', '权限内容', '授权期限']);
  return {
    ...commonContent(view, 'authorisation', view.opened.caseNumber),
    ...plainPaper,
    parts: [
      ...principals.map((party) => partyPart({ heading: '委托人', fields: principalFields(party) })),
      partyPart({ heading: '受托人', fields: agentFields(agent).filter(([label]) => !hidden.has(label)) }),
      ...[
        ...say('appointed', {
          案件: caseWords(view),
          调解组织: view.opened.office.name,
          代理权限: agent.hasSpecialPowers ? '特别授权' : '一般授权',
        }),
        ...powers.map((power, index) => `${chineseOrdinal(index)}${tickBox(power.isTicked, power.words)}`),
        ...say('period', { 委托期限: period }),
      ].map(paragraph),
    ],
    isOfParties: true,
    closing: say('closing'),
    places: [
      ...principals.map((party) => partyPlace(view, party, '委托人')),
      personPlace('受托人（签名）', agent.name ?? ''),
    ],
    enclosures: [...say('enclosedIdentity'), ...say('enclosedProof')],
  };
}

/** What identifies a principal; what else the file has of a party is not needed to appoint an agent. */
function principalFields(party: CaseView['parties'][number]): Field[] {
  const needless = new Set([
    '行业',
    '单位类型',
    '单位规模',
    '是否建立工会',
    '电子送达',
    '邮编',
    '联系人',
    '送达地址',
  ]);
  return partyFields(party).filter(([label]) => !needless.has(label));
}

export const addressConfirmationSentences = {
  electronic: required(
    '{{同意}}　{{不同意}}　以电子方式送达文书。接收号码（账号）：{{接收号码}}',
    '人民法院在线调解规则第十七条',
  ),
  use: free(
    '一、上述地址和号码用于送达本案调解文书；以后申请仲裁审查、仲裁、司法确认或者提起诉讼，经当事人同意，可以继续使用。',
  ),
  changes: free('二、地址、电话或者接收号码变更的，应当及时书面告知本组织。'),
  returned: required(
    '三、因提供的地址不准确、变更后未及时告知，或者本人、指定的收件人拒绝签收，文书未能实际接收的，文书退回之日视为送达之日。',
    '人民法院在线调解规则第十七条',
  ),
  arrival: free('四、同意电子送达的，文书到达上述号码（账号）之日为送达之日。'),
  closing: free('我已阅读（听明白）上述告知事项，保证所填内容真实、有效。'),
};

/** An account for electronic service may be an address of mail. */
const mailOf = ({
  isElectronicServiceAgreed,
  electronicServiceAccount,
}: CaseView['parties'][number]): string =>
  isElectronicServiceAgreed && electronicServiceAccount?.includes('@') ? electronicServiceAccount : '';

/**
 * 送达地址确认书 (DOMAIN 2.3.7; 人民法院在线调解规则 17; 办案规则 74).
 * @throws Error 'document.partyUnknown'
 */
export function buildAddressConfirmation(view: CaseView, partyId: string, wording: Replacements): Paper {
  const say = speak(addressConfirmationSentences, wording);
  const party = getParty(view, partyId);
  const isAgreed = party.isElectronicServiceAgreed === true;
  const isRefused = party.isElectronicServiceAgreed === false;
  const fields: Field[] = [
    [sideLabel(view, party), party.name ?? ''],
    [
      party.idType ? codeLabel(idTypes, party.idType) : party.kind === 'employer' ? '信用代码' : '证件号码',
      party.idNumber || party.creditCode || '',
    ],
    ['收件人', party.kind === 'employer' ? (party.contactPerson ?? '') : (party.name ?? '')],
    ['与当事人关系', party.kind === 'employer' ? '' : '本人'],
    ['送达地址', party.deliveryAddress ?? ''],
    ['邮编', party.postcode ?? ''],
    ['联系电话', party.phone ?? ''],
    ['电子邮箱', party.email || mailOf(party)],
    ['微信、传真', ''],
    ['其他联系人', ''],
  ];
  return {
    ...commonContent(view, 'addressConfirmation', view.opened.caseNumber),
    ...plainPaper,
    parts: [
      fieldsPart([['案由', view.application.causeOfAction ?? ''], ...fields]),
      heading('电子送达'),
      ...say('electronic', {
        同意: tickBox(isAgreed, '同意'),
        不同意: tickBox(isRefused, '不同意'),
        接收号码: orBlank(isAgreed ? party.electronicServiceAccount : '', 16),
      }).map(paragraph),
      heading('告知事项'),
      ...[...say('use'), ...say('changes'), ...say('returned'), ...say('arrival')].map(paragraph),
    ],
    closing: say('closing'),
    places: [partyPlace(view, party), personPlace('委托代理人（签名）')],
  };
}

const emptyEvidenceRows = 8;

export const evidenceListSentences = {
  closing: free(
    '以上证据{{份数页数}}。提交人对其真实性负责；提交复印件的，应当同时出示原件供核对，原件核对后退回。',
  ),
};

/**
 * 证据清单 of what one party handed in (DOMAIN 2.2, row 15; 劳动争议调解仲裁法 6).
 * @throws Error 'document.partyUnknown'
 */
export function buildEvidenceList(view: CaseView, partyId: string, wording: Replacements): Paper {
  const say = speak(evidenceListSentences, wording);
  const party = getParty(view, partyId);
  const own = view.evidence.filter((one) => one.submittedBy === partyId);
  const pages = own.reduce((sum, one) => sum + (one.pages ?? 0), 0);
  const rows = own.map((one, index) => [
    one.number || String(index + 1),
    one.name ?? '',
    one.form ?? '',
    one.pages ? String(one.pages) : '',
    one.purpose ?? '',
  ]);
  const copies = `共${rows.length > 0 ? rows.length : blank(2)}份${pages > 0 ? pages : blank(2)}页`;
  return {
    ...commonContent(view, 'evidenceList', view.opened.caseNumber),
    ...plainPaper,
    parts: [
      fieldsPart([...caseFields(view), ['提交人', party.name ?? '']]),
      table({
        head: ['编号', '证据名称', '形式、来源', '页数', '证明内容'],
        widths: [15, 0, 36, 13, 46],
        rows:
          rows.length > 0
            ? rows
            : Array.from({ length: emptyEvidenceRows }, (_, index) => [String(index + 1), '', '', '', '']),
      }),
    ],
    closing: say('closing', { 份数页数: copies }),
    places: [
      partyPlace(view, party, '提交人'),
      personPlace('收件人（签名）', view.acceptance?.recorder || view.application.registrar || ''),
    ],
  };
}

function getParty(view: CaseView, partyId: string): CaseView['parties'][number] {
  const party = view.parties.find((one) => one.id === partyId);
  if (party === undefined) throw new Error('document.partyUnknown');
  return party;
}
