import type { Disclosure } from '../../case/entities.ts';
import type { CaseView } from '../../case/view.ts';
import { challengeGrounds, codeLabel } from '../../law/codes/index.ts';
import {
  blank,
  caseFields,
  caseWords,
  chineseOrdinal,
  choices,
  dateOrBlank,
  fields,
  heading,
  orBlank,
  type Paper,
  type PaperPart,
  paragraph,
  personPlace,
  plainPaper,
  ruled,
  table,
  tickBox,
} from '../paper.ts';
import { sideLabel } from '../parties.ts';
import { commonContent, mediatorLabel, signaturePlaces } from '../places.ts';
import { dateText, withoutEnd } from '../value-words.ts';
import { free, type Replacements, required, speak } from '../wording/sentence.ts';

const rule15 = '最高人民法院关于人民法院特邀调解的规定第十五条';

export const mediatorSelectionSentences = {
  chosenTogether: free('双方当事人共同选定{{手写空白}}为本案调解员。'),
  leftToOffice: free('双方当事人同意由调解组织指定调解员。'),
  chosenByEach: free('申请人选定{{申请人选定}}，被申请人选定{{被申请人选定}}，主持调解员为{{主持调解员}}。'),
  appointed: required('由{{调解员}}担任本案调解员{{分工}}。', '企业劳动争议协商调解规定第二十五条'),
  head: free('负责人：{{负责人}}'),
};

/** Grounds of withdrawal (最高人民法院关于人民法院特邀调解的规定 15). */
const groundsOfWithdrawal = [
  '是本案当事人、代理人或者当事人、代理人的近亲属；',
  '与本争议有利害关系；',
  '与当事人、代理人有其他关系，可能影响公正调解。',
] as const;
const emptyRows = 3;

/** 调解员选定（指定）书 with the list of mediators (DOMAIN 2.2, row 8; 人民调解法 19; 企业劳动争议协商调解规定 25). */
export function buildMediatorSelection(view: CaseView, wording: Replacements): Paper {
  const say = speak(mediatorSelectionSentences, wording);
  const { acceptance, opened } = view;
  const mediators = acceptance?.mediators ?? [];
  const lead = mediators.find((one) => one.role === 'leadMediator');
  const names = mediators.map((one) => one.name).join('、');
  const recorder = acceptance?.recorder ?? '';
  return {
    ...commonContent(view, 'mediatorSelection', opened.caseNumber),
    ...plainPaper,
    parts: [
      fields([...caseFields(view), ['受理日期', dateText(acceptance?.decidedOn)]]),
      heading('一、调解员名单'),
      mediatorTable(view),
      heading('二、当事人的意见'),
      choices('', [
        ...say('chosenTogether', { 手写空白: blank(10) }),
        ...say('leftToOffice'),
        ...say('chosenByEach', {
          申请人选定: blank(4),
          被申请人选定: blank(4),
          主持调解员: blank(4),
        }),
      ]),
      heading('三、调解组织的意见'),
      ...say('appointed', {
        调解员: orBlank(names, 10),
        分工: `${lead && mediators.length > 1 ? `，其中${lead.name}主持调解` : ''}${recorder ? `；${recorder}担任记录人` : ''}`,
      }).map(paragraph),
    ],
    closing: say('head', { 负责人: orBlank(acceptance?.approvedBy || opened.office.officeHead, 6) }),
  };
}

function mediatorTable(view: CaseView): PaperPart {
  const mediators = view.acceptance?.mediators ?? [];
  const rows = mediators.map((one, index) => [
    String(index + 1),
    one.name,
    one.certificateNumber,
    dateText(one.validTo),
    one.role === 'leadMediator' ? '主持调解员' : '调解员',
  ]);
  return table({
    head: ['序号', '姓名', '调解员证号', '证书有效期至', '身份'],
    widths: [12, 24, 0, 38, 28],
    rows:
      rows.length > 0
        ? rows
        : Array.from({ length: emptyRows }, (_, index) => [String(index + 1), '', '', '', '']),
  });
}

export const challengeApplicationSentences = {
  request: free('请求下列人员回避：'),
};

/** 回避申请书, to be filled by the party that challenges (DOMAIN 2.2, row 9). */
export function buildChallengeApplication(view: CaseView, wording: Replacements): Paper {
  const say = speak(challengeApplicationSentences, wording);
  const { acceptance, opened } = view;
  const recorder = acceptance?.recorder;
  const persons = [
    ...(acceptance?.mediators ?? []).map((one) => `${one.name}（调解员）`),
    ...(recorder ? [`${recorder}（记录人）`] : []),
  ];
  return {
    ...commonContent(view, 'challengeApplication', opened.caseNumber),
    ...plainPaper,
    isOfParties: true,
    parts: [
      paragraph(`案号：${opened.caseNumber}`),
      paragraph(`案由：${caseWords(view)}`),
      heading('申请人'),
      choices(
        '',
        view.parties.map((party) => `${sideLabel(view, party)}　${party.name ?? ''}`),
      ),
      heading('申请事项'),
      ...say('request').map(paragraph),
      choices('', [...persons, `其他：${blank(10)}`]),
      heading('回避的事由'),
      choices('', groundsOfWithdrawal),
      heading('事实与理由'),
      ruled(4),
    ],
    handedTo: opened.office.name,
    places: [personPlace('申请人（签名、捺印或者盖章）', '', true), personPlace('委托代理人（签名）')],
  };
}

const declarant = '声明人（调解员签名）';

export const disclosureStatementSentences = {
  opening: free('{{自称}}接受担任{{案件}}的调解员，就是否存在可能影响公正调解的情形，向当事人声明如下：'),
  nothing: required('{{自称}}不存在下列任何一种情形：', rule15),
  something: required('{{有关人员}}存在下列情形，现予以披露：', rule15),
  later: required(
    '调解过程中出现上述情形的，{{自称}}将及时披露。{{自称}}今后不在与本争议有关的仲裁、诉讼程序中担任人民陪审员、代理人、证人、鉴定人或者翻译人员。',
    '最高人民法院关于人民法院特邀调解的规定第十五条、第十六条',
  ),
  answer: free('当事人已阅看上述内容，意见是：{{同意}}　{{申请更换}}'),
};

/** 调解员披露声明 (DOMAIN 2.2, row 9; 人民法院在线调解规则 13–14; 特邀调解规定 15). */
export function buildDisclosureStatement(view: CaseView, wording: Replacements): Paper {
  const say = speak(disclosureStatementSentences, wording);
  const { acceptance, opened } = view;
  const mediators = acceptance?.mediators ?? [];
  const hasSeveral = mediators.length > 1;
  const self = hasSeveral ? '我们' : '本人';
  const made = mediators.flatMap(({ id, name }) => {
    const disclosure = view.disclosures.findLast(({ mediatorId }) => mediatorId === id);
    return disclosure?.date ? [{ ...disclosure, name }] : [];
  });
  const told = made.filter(({ hasFacts, text }) => hasFacts === true && (text ?? '').trim() !== '');
  const hasNothing =
    made.length > 0 && made.length === mediators.length && made.every(({ hasFacts }) => hasFacts !== true);
  const isOpinion = (opinion: Disclosure['opinion']) =>
    told.length > 0 && told.every((one) => one.opinion === opinion);
  return {
    ...commonContent(view, 'disclosureStatement', opened.caseNumber),
    ...plainPaper,
    parts: [
      fields(caseFields(view)),
      mediatorTable(view),
      ...[
        ...say('opening', { 自称: self, 案件: caseWords(view) }),
        ...say('nothing', { 自称: self }).map((line) => tickBox(hasNothing, line)),
        ...groundsOfWithdrawal.map((ground, index) => `${chineseOrdinal(index)}${ground}`),
        ...say('something', { 有关人员: hasSeveral ? '其中有人' : '本人' }).map((line) =>
          tickBox(told.length > 0, line),
        ),
        ...told.map(({ name, text }) => `${hasSeveral ? `${name}：` : ''}${(text ?? '').trim()}`),
      ].map(paragraph),
      ...(told.length > 0 || hasNothing ? [] : [ruled(2)]),
    ],
    closing: [
      ...say('later', { 自称: self }),
      ...say('answer', {
        同意: tickBox(isOpinion('continue'), '同意继续由其调解'),
        申请更换: tickBox(isOpinion('replace'), '申请更换调解员'),
      }),
    ],
    places: [
      ...(mediators.length > 0 ? [] : [personPlace(declarant)]),
      ...signaturePlaces(view, 'disclosureStatement').map((place) =>
        place.label === mediatorLabel ? { ...place, label: declarant } : place,
      ),
    ],
  };
}

export const challengeDecisionSentences = {
  challenged: free(
    '本组织受理的{{案件}}，申请人（被申请人、第三人）{{提出人}}于{{提出日期}}对{{被申请回避人}}提出回避申请，理由是：{{理由}}。',
  ),
  decides: free('本组织经审查，决定如下：'),
  granted: required('准许回避申请，另行选定（指定）{{接任人}}担任本案调解员（记录人）；', rule15),
  rejected: required('驳回回避申请，理由是：{{驳回理由}}。', rule15),
  further: free('当事人仍不同意由该调解员调解的，可以要求更换调解员或者要求终止调解。'),
  head: free('负责人（签名）：{{手写空白}}'),
};

/** 回避决定书 (DOMAIN 2.2, row 9) on the last challenge that was not taken back; what is not registered is filled by hand. */
export function buildChallengeDecision(view: CaseView, wording: Replacements): Paper {
  const say = speak(challengeDecisionSentences, wording);
  const { opened } = view;
  const challenge = view.challenges.findLast(({ decision }) => decision !== 'withdrawn');
  const { raisedById, mediatorId, ground, reason, decision, replacement, decisionReason } = challenge ?? {};
  const raisedBy = [...view.parties, ...view.agents].find(({ id }) => id === raisedById)?.name ?? '';
  const why = [codeLabel(challengeGrounds, ground ?? ''), withoutEnd(reason)].filter(Boolean).join('，');
  return {
    ...commonContent(view, 'challengeDecision', opened.caseNumber),
    ...plainPaper,
    addressee: view.parties.map((party) => party.name ?? '').join('、'),
    parts: [
      ...say('challenged', {
        案件: caseWords(view),
        提出人: orBlank(raisedBy, 10),
        提出日期: dateOrBlank(challenge?.raisedOn ?? null),
        被申请回避人: orBlank(nameOfMediator(view, mediatorId ?? ''), 6),
        理由: orBlank(why, 60),
      }),
      ...say('decides'),
      ...say('granted', { 接任人: orBlank(replacement?.name, 8) }).map((line) =>
        tickBox(decision === 'granted', line),
      ),
      ...say('rejected', {
        驳回理由: orBlank(decision === 'rejected' ? withoutEnd(decisionReason) : '', 40),
      }).map((line) => tickBox(decision === 'rejected', line)),
      ...say('further'),
    ].map(paragraph),
    letterDate: dateText(challenge?.decidedOn),
    closing: say('head', { 手写空白: blank(8) }),
  };
}

/** Also of one who was challenged out of the case since: he stood among those present. */
function nameOfMediator({ acceptance, meetings }: CaseView, mediatorId: string): string {
  const present = meetings.flatMap(({ attendees }) => attendees ?? []);
  return (
    acceptance?.mediators.find(({ id }) => id === mediatorId)?.name ??
    present.find(({ personId }) => personId === mediatorId)?.name ??
    ''
  );
}
