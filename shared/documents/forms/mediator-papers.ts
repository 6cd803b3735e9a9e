import type { CaseView } from '../../case/view.ts';
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
  partyPlace,
  personPlace,
  plainPaper,
  ruled,
  table,
  tickBox,
} from '../paper.ts';
import { sideLabel } from '../parties.ts';
import { commonContent } from '../places.ts';
import { dateText } from '../value-words.ts';

/** Grounds of withdrawal (最高人民法院关于人民法院特邀调解的规定 15). */
const groundsOfWithdrawal = [
  '是本案当事人、代理人或者当事人、代理人的近亲属；',
  '与本争议有利害关系；',
  '与当事人、代理人有其他关系，可能影响公正调解。',
] as const;
const emptyRows = 3;

/** 调解员选定（指定）书 with the list of mediators (DOMAIN 2.2, row 8; 人民调解法 19; 企业劳动争议协商调解规定 25). */
export function buildMediatorSelection(view: CaseView): Paper {
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
        `双方当事人共同选定${blank(10)}为本案调解员。`,
        '双方当事人同意由调解组织指定调解员。',
        `申请人选定${blank(4)}，被申请人选定${blank(4)}，主持调解员为${blank(4)}。`,
      ]),
      heading('三、调解组织的意见'),
      paragraph(
        `由${orBlank(names, 10)}担任本案调解员${lead && mediators.length > 1 ? `，其中${lead.name}主持调解` : ''}${recorder ? `；${recorder}担任记录人` : ''}。`,
      ),
    ],
    closing: [`负责人：${orBlank(acceptance?.approvedBy || opened.office.officeHead, 6)}`],
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

/** 回避申请书, to be filled by the party that challenges (DOMAIN 2.2, row 9). */
export function buildChallengeApplication(view: CaseView): Paper {
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
      paragraph('请求下列人员回避：'),
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

/** 调解员披露声明 (DOMAIN 2.2, row 9; 人民法院在线调解规则 13–14; 特邀调解规定 15). */
export function buildDisclosureStatement(view: CaseView): Paper {
  const { acceptance, opened } = view;
  const mediators = acceptance?.mediators ?? [];
  const hasSeveral = mediators.length > 1;
  const self = hasSeveral ? '我们' : '本人';
  return {
    ...commonContent(view, 'disclosureStatement', opened.caseNumber),
    ...plainPaper,
    parts: [
      fields(caseFields(view)),
      mediatorTable(view),
      ...[
        `${self}接受担任${caseWords(view)}的调解员，就是否存在可能影响公正调解的情形，向当事人声明如下：`,
        tickBox(false, `${self}不存在下列任何一种情形：`),
        ...groundsOfWithdrawal.map((ground, index) => `${chineseOrdinal(index)}${ground}`),
        tickBox(false, `${hasSeveral ? '其中有人' : '本人'}存在下列情形，现予以披露：`),
      ].map(paragraph),
      ruled(2),
    ],
    closing: [
      `调解过程中出现上述情形的，${self}将及时披露。${self}今后不在与本争议有关的仲裁、诉讼程序中担任人民陪审员、代理人、证人、鉴定人或者翻译人员。`,
      `当事人已阅看上述内容，意见是：${tickBox(false, '同意继续由其调解')}　${tickBox(false, '申请更换调解员')}`,
    ],
    places: [
      ...(mediators.length > 0
        ? mediators.map((one) =>
            personPlace(
              '声明人（调解员签名）',
              one.certificateNumber ? `${one.name}　证号：${one.certificateNumber}` : one.name,
            ),
          )
        : [personPlace('声明人（调解员签名）')]),
      ...view.parties.map((party) => partyPlace(view, party)),
    ],
  };
}

/** 回避决定书 (DOMAIN 2.2, row 9). What was asked and decided is on paper only, so it is filled by hand. */
export function buildChallengeDecision(view: CaseView): Paper {
  const { opened } = view;
  return {
    ...commonContent(view, 'challengeDecision', opened.caseNumber),
    ...plainPaper,
    addressee: view.parties.map((party) => party.name ?? '').join('、'),
    parts: [
      `本组织受理的${caseWords(view)}，申请人（被申请人、第三人）${blank(10)}于${dateOrBlank(null)}对${blank(6)}提出回避申请，理由是：${blank(60)}。`,
      '本组织经审查，决定如下：',
      tickBox(false, `准许回避申请，另行选定（指定）${blank(8)}担任本案调解员（记录人）；`),
      tickBox(false, `驳回回避申请，理由是：${blank(40)}。`),
      '当事人仍不同意由该调解员调解的，可以要求更换调解员或者要求终止调解。',
    ].map(paragraph),
    letterDate: '',
    closing: [`负责人（签名）：${blank(8)}`],
  };
}
