import type { CaseView } from '../../case/view.ts';
import { formatChineseInstant, toShanghaiDate } from '../../text/dates.ts';
import { sumMoney } from '../../text/money.ts';
import { claimTexts } from '../claim-texts.ts';
import {
  blank,
  caseFields,
  dateOrBlank,
  fields,
  heading,
  orBlank,
  type Paper,
  type PaperPart,
  paragraph,
  paragraphsOrRuled,
  party as partyPart,
  partyPlace,
  personPlace,
  plainPaper,
  ruled,
  tickBox,
} from '../paper.ts';
import { agentLabel, namesOfSide, partyBlocks, partyWithEmployment } from '../parties.ts';
import { commonContent } from '../places.ts';
import { dateText, moneyText } from '../value-words.ts';
import { free, type Replacements, required, speak } from '../wording/sentence.ts';
import { groupClaimsOf } from './group-parties.ts';

const total = free('以上有金额的请求合计 {{合计金额}}。');
const told = required(
  '本调解组织已将调解的相关规定告知我，现自愿申请对上述争议进行调解。',
  '企业劳动争议协商调解规定第二十一条、第二十二条',
);

export const mediationApplicationSentences = {
  total,
  closing: told,
  enclosedCopies: free('本申请书副本{{副本份数}}份'),
  enclosedEvidence: free('证据材料{{证据页数}}页'),
  enclosedIdentity: free('申请人身份证明'),
};

const linesForFacts = 8;

/** 劳动人事争议调解申请书 (DOMAIN 2.3.1; 企业劳动争议协商调解规定 21). */
export function buildMediationApplication(view: CaseView, wording: Replacements): Paper {
  const say = speak(mediationApplicationSentences, wording);
  const others = view.parties.filter((party) => party.side !== 'applicant').length;
  const applicants = view.parties.filter((party) => party.side === 'applicant').map(({ id }) => id);
  const evidence = view.evidence.filter((one) => !one.submittedBy || applicants.includes(one.submittedBy));
  const pages = evidence.reduce((sum, one) => sum + (one.pages ?? 0), 0);
  return {
    ...commonContent(view, 'mediationApplication', view.opened.caseNumber),
    ...plainPaper,
    parts: [
      ...partyBlocks({ ...view, agents: agentsOfApplicants(view) }, partyWithEmployment).map(partyPart),
      ...claimsAndFacts(view, (sum) => say('total', { 合计金额: sum })),
      heading('证据和证据来源'),
      ...evidence.map((one, index) =>
        paragraph(
          `${index + 1}．${one.name ?? ''}${one.pages ? `，${one.pages}页` : ''}${one.purpose ? `。${one.purpose}` : ''}。`,
        ),
      ),
      ...(evidence.length > 0 ? [] : [ruled(3)]),
    ],
    closing: say('closing'),
    isOfParties: true,
    handedTo: view.opened.office.name,
    places: applicantPlaces(view),
    enclosures: [
      ...say('enclosedCopies', { 副本份数: others > 0 ? String(others) : blank(2) }),
      ...say('enclosedEvidence', { 证据页数: pages > 0 ? String(pages) : blank(2) }),
      ...say('enclosedIdentity'),
    ],
  };
}

export const oralApplicationRecordSentences = {
  total,
  closing: required(
    '以上记录{{核对方式}}，申请人确认与口述一致。本调解组织已将调解的相关规定告知申请人，申请人自愿申请对上述争议进行调解。',
    '企业劳动争议协商调解规定第二十一条；劳动争议调解仲裁法第十二条',
  ),
};

/** 口头申请记录 (DOMAIN 2.2, row 2; 企业劳动争议协商调解规定 21: 口头申请的应当当场记录). */
export function buildOralApplicationRecord(view: CaseView, wording: Replacements): Paper {
  const say = speak(oralApplicationRecordSentences, wording);
  const { application, opened } = view;
  const isRead = application.isReadBackToApplicant === true;
  return {
    ...commonContent(view, 'oralApplicationRecord', opened.caseNumber),
    ...plainPaper,
    parts: [
      fields([
        ['时间', application.receivedAt ? formatChineseInstant(application.receivedAt) : ''],
        ['地点', application.place ?? ''],
        ['记录人', application.registrar ?? ''],
        ...caseFields(view),
      ]),
      heading('一、当事人情况'),
      ...partyBlocks({ ...view, agents: agentsOfApplicants(view) }, partyWithEmployment).map(partyPart),
      ...claimsAndFacts(view, (sum) => say('total', { 合计金额: sum }), [
        '二、口述的调解请求',
        '三、口述的事实与理由',
      ]),
    ],
    closing: say('closing', {
      核对方式: isRead ? '已向申请人宣读' : '已由申请人阅读（或者向申请人宣读）',
    }),
    places: [...applicantPlaces(view), personPlace('记录人（签名）', application.registrar ?? '')],
  };
}

export const consultationLetterSentences = {
  asked: free('{{申请人}}于{{申请日期}}向本组织申请调解其与{{对方}}之间的{{案由}}。其调解请求为：'),
  outOfScope: free('其中第{{请求序号}}项不属于劳动人事争议调解的受理范围{{说明}}。'),
  voluntary: required(
    '调解以双方自愿为前提，不收取任何费用；是否同意调解，均不影响当事人依法申请仲裁的权利。根据《企业劳动争议协商调解规定》第二十二条，一方当事人不同意调解的，本组织不予受理。',
    '企业劳动争议协商调解规定第二十二条',
  ),
  answer: free(
    '现征求{{你方}}是否同意由本组织调解的意见，请于{{答复期限}}前填写回执送交本组织，也可以口头或者以电话、电子方式答复，由本组织记录在案。{{联系方式}}',
  ),
  closing: free('特此函询。'),
  reply: required(
    '{{调解组织}}：关于{{案号}}调解征询函，答复如下：{{同意调解}}　　{{不同意调解}}',
    '企业劳动争议协商调解规定第二十二条',
  ),
  opinion: free('对调解请求的意见：{{手写空白}}'),
};

/**
 * 调解征询函 to one party other than the applicant, with the slip for its answer (DOMAIN 2.2, row 4;
 * 企业劳动争议协商调解规定 22: both sides must agree).
 * @throws Error 'document.partyUnknown'
 */
export function buildConsultationLetter(view: CaseView, partyId: string, wording: Replacements): Paper {
  const say = speak(consultationLetterSentences, wording);
  const party = view.parties.find((one) => one.id === partyId);
  if (party === undefined) throw new Error('document.partyUnknown');
  const { application, opened } = view;
  const { office } = opened;
  const asked = view.responses.find((one) => one.partyId === partyId)?.askedOn;
  const received = application.receivedAt ? toShanghaiDate(application.receivedAt) : null;
  const you = party.kind === 'employer' ? '你单位' : '你';
  const cause = application.causeOfAction || '劳动人事争议';
  const isRespondent = party.side === 'respondent';
  const outOfScope = view.claims.flatMap((claim, index) =>
    claim.isInScope === false
      ? say('outOfScope', {
          请求序号: String(index + 1),
          说明: claim.scopeNote ? `（${claim.scopeNote}）` : '',
        })
      : [],
  );
  const contact = [
    office.address ? `地址：${office.address}` : '',
    office.phone ? `电话：${office.phone}` : '',
  ]
    .filter(Boolean)
    .join('；');
  return {
    ...commonContent(view, 'consultationLetter', opened.caseNumber),
    ...plainPaper,
    addressee: party.name || blank(8),
    parts: [
      ...say('asked', {
        申请人: orBlank(namesOfSide(view, 'applicant'), 6),
        申请日期: dateOrBlank(received),
        对方: isRespondent ? you : namesOfSide(view, 'respondent'),
        案由: `${cause}${isRespondent ? '' : `，${you}为第三人`}`,
      }),
      ...claimTexts(view.claims),
      ...outOfScope,
      ...say('voluntary'),
      ...say('answer', {
        你方: you,
        答复期限: dateOrBlank(null),
        联系方式: contact ? `${contact}。` : '',
      }),
    ].map(paragraph),
    closing: say('closing'),
    letterDate: dateText(asked),
    slips: [
      {
        title: '征询函回执',
        paragraphs: [
          ...say('reply', {
            调解组织: office.name,
            案号: opened.caseNumber,
            同意调解: tickBox(false, '同意调解'),
            不同意调解: tickBox(false, '不同意调解'),
          }),
          ...say('opinion', { 手写空白: blank(26) }),
        ],
        places: [partyPlace(view, party), personPlace('收函人（签名）')],
      },
    ],
  };
}

function claimsAndFacts(
  view: CaseView,
  sayTotal: (sum: string) => string[],
  headings: readonly [string, string] = ['调解请求', '事实与理由'],
): PaperPart[] {
  const amounts = view.claims
    .filter((claim) => claim.isInScope !== false && claim.amount)
    .map((claim) => claim.amount ?? '0.00');
  const { application } = view;
  return [
    heading(headings[0]),
    ...claimTexts(view.claims).map(paragraph),
    ...(amounts.length > 0 ? sayTotal(moneyText(sumMoney(amounts))).map(paragraph) : []),
    ...(view.claims.length > 0 ? [] : [ruled(4)]),
    ...groupClaimsOf(view),
    heading(headings[1]),
    ...paragraphsOrRuled(application.factsAndReasons, linesForFacts),
  ];
}

/** Who acts for an applicant; the other side's agents are none of the application's. */
function agentsOfApplicants(view: CaseView) {
  const applicants = view.parties.filter((party) => party.side === 'applicant').map(({ id }) => id);
  return view.agents.filter(
    (agent) =>
      agent.role !== 'representative' && (agent.forPartyIds ?? []).some((id) => applicants.includes(id)),
  );
}

/** The applicants, and those who act for them alone. */
function applicantPlaces(view: CaseView) {
  return [
    ...view.parties.filter((party) => party.side === 'applicant').map((party) => partyPlace(view, party)),
    ...agentsOfApplicants(view).map((agent) => personPlace(`${agentLabel(agent)}（签名）`, agent.name ?? '')),
  ];
}
