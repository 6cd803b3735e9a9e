import { type CodeEntry, type CodeList, findCode } from './code-list.ts';

export type CaseSource = CodeEntry & {
  /** Sent here by the body before which the dispute is, which is told how it ended: by its 调解建议书, or 委托, 委派. */
  readonly sending?: 'advised' | 'entrusted';
};

/** 案件来源 (DOMAIN 3.3; 18号文 3 and 9). */
export const caseSources = [
  { code: 'S01', zh: '当事人申请（书面）', en: 'Party, in writing', aliases: ['当事人书面', '当事人申请'] },
  { code: 'S02', zh: '当事人口头', en: 'Party, orally' },
  { code: 'S03', zh: '主动调解（经同意）', en: 'Own initiative, with consent', aliases: ['主动调解'] },
  { code: 'S04', zh: '企业内部、职代会', en: "Within the enterprise, workers' congress" },
  { code: 'S05', zh: '工会移送', en: 'Trade union' },
  {
    code: 'S06',
    zh: '仲裁机构调解建议书引导',
    en: 'Mediation advice of the arbitration body',
    sending: 'advised',
  },
  { code: 'S07', zh: '仲裁委托、委派', en: 'Entrusted by the arbitration body', sending: 'entrusted' },
  { code: 'S08', zh: '法院委派（立案前）', en: 'Court, before filing', sending: 'entrusted' },
  { code: 'S09', zh: '法院委托（立案后）', en: 'Court, after filing', sending: 'entrusted' },
  { code: 'S10', zh: '12345市民热线转办', en: '12345 hotline', aliases: ['12345/市民热线转办'] },
  { code: 'S11', zh: '劳动监察移送', en: 'Labour inspection' },
  { code: 'S12', zh: '信访', en: 'Petition office' },
  { code: 'S13', zh: '公安', en: 'Police' },
  { code: 'S14', zh: '街道、乡镇、社区', en: 'Subdistrict, township, community' },
  { code: 'S15', zh: '妇联、行业协会', en: 'Women’s federation, trade association' },
  { code: 'S16', zh: '网上平台（12333、北京、法院）', en: 'Online platform (12333, Beijing, courts)' },
  { code: 'S17', zh: '律师、援助', en: 'Lawyer, legal aid' },
  { code: 'S18', zh: '风险监测平台、隐患排查', en: 'Risk monitoring, employer visits' },
  { code: 'S99', zh: '其他', en: 'Other' },
] as const satisfies CodeList<CaseSource>;

/** How the body before which a dispute is sent it here; undefined for every other source. */
export function findSending(sourceCode: string | null | undefined): CaseSource['sending'] {
  return findCode<CaseSource>(caseSources, sourceCode ?? '')?.sending;
}

export type Outcome = CodeEntry & {
  /** How statistics count it: agreed, settled privately, failed, or no mediation at all. */
  readonly kind: 'agreed' | 'settled' | 'failed' | 'withdrawn' | 'transferred' | 'voided';
  /** Why the mediation ended, as the notice tells the parties: 因……. */
  readonly told?: string;
};

/** 结案方式、终止原因 (DOMAIN 3.5; 在线规则 25, 人民调解法 26). */
export const outcomes = [
  { code: 'R01', zh: '达成调解协议', en: 'Agreement reached', kind: 'agreed' },
  {
    code: 'R01a',
    zh: '即时履行完毕，未制作协议书',
    en: 'Performed at once, no agreement paper',
    kind: 'agreed',
  },
  {
    code: 'R02',
    zh: '和解撤回',
    en: 'Withdrawn after settlement',
    told: '双方当事人自行和解，申请人撤回申请',
    kind: 'settled',
  },
  {
    code: 'R03',
    zh: '申请人撤回',
    en: 'Withdrawn by the applicant',
    told: '申请人撤回申请',
    kind: 'withdrawn',
  },
  {
    code: 'R04',
    zh: '调解不成（期满）',
    en: 'Failed: time limit passed',
    aliases: ['调解不成-期满'],
    told: '调解期限届满未达成调解协议',
    kind: 'failed',
  },
  {
    code: 'R05',
    zh: '一方不同意继续',
    en: 'Failed: one side will not go on',
    told: '一方当事人不同意继续调解',
    kind: 'failed',
  },
  {
    code: 'R06',
    zh: '分歧较大',
    en: 'Failed: positions too far apart',
    told: '双方当事人分歧较大，未能达成调解协议',
    kind: 'failed',
  },
  {
    code: 'R07',
    zh: '拒绝签章',
    en: 'Failed: signing refused',
    told: '当事人拒绝在调解协议书上签名（盖章）',
    kind: 'failed',
  },
  {
    code: 'R08',
    zh: '无法联系当事人',
    en: 'Failed: party cannot be reached',
    told: '无法与当事人取得联系',
    kind: 'failed',
  },
  {
    code: 'R09',
    zh: '不属范围、转有权机关',
    en: 'Outside the scope, passed on',
    told: '争议不属于本组织受理范围，已转有权机关处理',
    kind: 'transferred',
  },
  { code: 'R10', zh: '转仲裁', en: 'To arbitration', told: '争议转由仲裁机构处理', kind: 'failed' },
  { code: 'R11', zh: '转诉讼', en: 'To court', told: '争议转由人民法院处理', kind: 'failed' },
  {
    code: 'R12',
    zh: '转监察、信访',
    en: 'To labour inspection or petition office',
    told: '争议转由劳动保障监察机构或者信访部门处理',
    kind: 'transferred',
  },
  {
    code: 'R13',
    zh: '当事人死亡或者丧失能力，无人承继',
    en: 'Party died or lost capacity, no successor',
    told: '当事人死亡或者丧失行为能力，无人承继其权利义务',
    kind: 'failed',
  },
  {
    code: 'R14',
    zh: '涉嫌虚假调解或者违法犯罪',
    en: 'Suspected sham mediation or crime',
    told: '涉嫌虚假调解或者违法犯罪',
    kind: 'failed',
  },
  {
    code: 'R15',
    zh: '重复、错误登记',
    en: 'Registered twice or in error',
    told: '重复登记或者登记错误',
    kind: 'voided',
  },
  { code: 'R99', zh: '其他', en: 'Other', kind: 'failed' },
] as const satisfies CodeList<Outcome>;

/** How statistics count an outcome; undefined for what is no code of the list. */
export const findOutcomeKind = (code: string | undefined): Outcome['kind'] | undefined =>
  outcomes.find((one) => one.code === code)?.kind;

/** By an agreement, or by what was done at the table at once. */
export const isAgreedOutcome = (code: string): boolean => findOutcomeKind(code) === 'agreed';

/** A mediation without an agreement; what was registered twice or in error was none. */
export const isFailedOutcome = (code: string): boolean =>
  !isAgreedOutcome(code) && findOutcomeKind(code) !== 'voided';

/** How a file may end before anybody decided on acceptance: the applicant went back, died, or was registered in error. */
export const outcomesBeforeAcceptance = outcomes.filter(({ code }) =>
  ['R02', 'R03', 'R13', 'R15'].includes(code),
);

/**
 * A note as paper shows it: the program's own codes stand nowhere on paper. 'R05（一方不同意继续）' and 'R05' both become
 * '一方不同意继续'; what is no code of this list stays as it was written.
 */
export function withoutOutcomeCodes(note: string): string {
  return outcomes.reduce(
    (text, { code, zh }) =>
      text.replaceAll(new RegExp(`(?<![0-9a-zA-Z])${code}(?![0-9a-zA-Z])\\s*(?:[（(]${zh}[）)])?`, 'g'), zh),
    note,
  );
}

/** 风险等级. */
export const riskLevels = [
  { code: 'blue', zh: '蓝', en: 'Blue', aliases: ['低', '蓝色'] },
  { code: 'yellow', zh: '黄', en: 'Yellow', aliases: ['较低', '黄色'] },
  { code: 'orange', zh: '橙', en: 'Orange', aliases: ['较高', '橙色'] },
  { code: 'red', zh: '红', en: 'Red', aliases: ['高', '红色'] },
] as const satisfies CodeList;

export type RiskStatus = CodeEntry & {
  /** Nothing more is to be done about it here. */
  readonly isEnd: boolean;
};

/** 风险状态 (DOMAIN 9, point 6). */
export const riskStatuses = [
  { code: 'checking', zh: '排查中', en: 'Being looked into', isEnd: false },
  { code: 'resolving', zh: '化解中', en: 'Being resolved', isEnd: false },
  { code: 'resolved', zh: '已化解', en: 'Resolved', isEnd: true },
  { code: 'referred', zh: '转办', en: 'Passed on', aliases: ['已转办'], isEnd: true },
  { code: 'escalated', zh: '升级', en: 'Escalated', aliases: ['已升级'], isEnd: false },
] as const satisfies CodeList<RiskStatus>;

/** Whether nothing more is to be done here about a risk that stands so. */
export const isEndOfRisk = (status: string): boolean =>
  findCode<RiskStatus>(riskStatuses, status)?.isEnd === true;

/** Where risks are heard of (DOMAIN 3.3, S10 to S18; 18号文 3): those who send, and what one finds out oneself. */
export const riskSources = caseSources.filter(({ code }) => code >= 'S10');

/** 争议分类 (DB3305/T 212-2021). */
export const caseClasses = [
  { code: 'simple', zh: '简易', en: 'Simple' },
  { code: 'general', zh: '一般', en: 'General' },
  { code: 'major', zh: '重大', en: 'Major' },
] as const satisfies CodeList;

/** 申请方式. */
export const applicationForms = [
  { code: 'written', zh: '书面', en: 'In writing' },
  { code: 'oral', zh: '口头', en: 'Orally' },
  { code: 'online', zh: '网上', en: 'Online' },
  { code: 'telephone', zh: '电话', en: 'By telephone' },
] as const satisfies CodeList;

/** 是否已申请仲裁、诉讼、监察投诉. */
export const yesNoAnswers = [
  { code: 'no', zh: '否', en: 'No' },
  { code: 'yes', zh: '是', en: 'Yes' },
  { code: 'unknown', zh: '未说明', en: 'Not stated' },
] as const satisfies CodeList;

/** 时效起算 (劳动争议调解仲裁法 27, paragraphs 1 and 4). */
export const limitationRules = [
  {
    code: 'D12',
    zh: '知道或者应当知道权利被侵害之日起一年',
    en: 'One year from knowing of the infringement',
  },
  {
    code: 'D13',
    zh: '拖欠劳动报酬：劳动关系终止之日起一年',
    en: 'Wage arrears: one year from the end of employment',
  },
] as const satisfies CodeList;

/** 时效状态 (DOMAIN 3.6). */
export const limitationStatuses = [
  { code: 'running', zh: '未届满', en: 'Running' },
  { code: 'interrupted', zh: '已中断', en: 'Interrupted, running anew' },
  { code: 'expired', zh: '届满', en: 'Expired' },
  { code: 'toBeChecked', zh: '待核', en: 'To be checked' },
] as const satisfies CodeList;

/** 时效中断事由: 劳动争议调解仲裁法 27, 办案规则 27, 企业劳动争议协商调解规定 31. */
export const interruptionGrounds = [
  {
    code: 'claimedFromOtherSide',
    zh: '向对方主张权利',
    en: 'Right claimed from the other side',
    aliases: ['向对方主张权利（协商）'],
  },
  { code: 'appliedForMediation', zh: '申请调解', en: 'Mediation applied for' },
  { code: 'appliedForArbitration', zh: '申请仲裁', en: 'Arbitration applied for' },
  { code: 'filedLawsuit', zh: '提起诉讼', en: 'Lawsuit filed' },
  { code: 'appliedForPaymentOrder', zh: '申请支付令', en: 'Payment order applied for' },
  {
    code: 'complainedToInspection',
    zh: '向有关部门投诉',
    en: 'Complaint to an authority',
    aliases: ['向劳动监察投诉'],
  },
  { code: 'otherSideAgreedToPerform', zh: '对方同意履行义务', en: 'Other side agreed to perform' },
  {
    code: 'negotiationRefused',
    zh: '对方不同意协商或者五日内不作出回应',
    en: 'Negotiation refused or unanswered for five days',
  },
  { code: 'negotiationBroken', zh: '约定的协商期限内一方不同意继续协商', en: 'Negotiation broken off' },
  { code: 'negotiationFailed', zh: '约定的协商期限内未达成一致', en: 'Negotiation without result' },
  { code: 'settlementNotPerformed', zh: '和解协议约定期限内不履行', en: 'Settlement not performed in time' },
  { code: 'mediationRefused', zh: '申请调解后对方不同意调解', en: 'Other side refused mediation' },
  {
    code: 'mediationBroken',
    zh: '受理后期限内一方不同意继续调解',
    en: 'Mediation broken off',
    aliases: ['受理后一方不同意继续调解、拒绝签署', '受理后期限内一方或者双方不同意调解'],
  },
  { code: 'mediationFailed', zh: '调解期限内未达成协议', en: 'Mediation without agreement' },
  {
    code: 'agreementNotPerformed',
    zh: '调解协议约定期限内不履行',
    en: 'Agreement not performed in time',
    aliases: ['调解协议约定期限内未履行', '调解协议约定期限内未履行（第二期）'],
  },
] as const satisfies CodeList;
export type InterruptionGround = (typeof interruptionGrounds)[number]['code'];

/** 已提起的程序, of which a visit tells: the grounds of an interruption that lie outside the office. */
export const toldProceedings = interruptionGrounds.filter(({ code }) =>
  ['appliedForArbitration', 'filedLawsuit', 'complainedToInspection'].includes(code),
) satisfies CodeList;

/** 履行保障途径: what the parties go for after the agreement. */
export const enforcementRoutes = [
  { code: 'arbitrationReview', zh: '仲裁审查', en: 'Arbitration review' },
  { code: 'judicialConfirmation', zh: '司法确认', en: 'Judicial confirmation' },
  { code: 'notarisation', zh: '公证赋强', en: 'Notarised enforceability' },
  { code: 'none', zh: '不申请', en: 'None' },
] as const satisfies CodeList;

/** 仲裁审查、司法确认、公证赋强的结果 (办案规则 76 至 78; 民事诉讼法 206; 公证法 37). */
export const enforcementResults = [
  { code: 'confirmed', zh: '出具调解书、裁定有效或者公证赋强', en: 'Confirmed' },
  { code: 'refused', zh: '不予受理、不予出具或者驳回', en: 'Refused' },
  { code: 'withdrawn', zh: '当事人撤回申请', en: 'Application withdrawn' },
] as const satisfies CodeList;

/** 债务人收到支付令后 (民事诉讼法 227): paid, objected within fifteen days, or neither. */
export const paymentOrderAnswers = [
  { code: 'paid', zh: '已清偿', en: 'Paid' },
  { code: 'objected', zh: '提出书面异议', en: 'Objected in writing' },
  { code: 'none', zh: '既未清偿也未提出异议', en: 'Neither paid nor objected' },
] as const satisfies CodeList;

/** 送达方式 (办案规则 20; 民事诉讼法 87 至 95). */
export const serviceMethods = [
  { code: 'direct', zh: '直接送达', en: 'Handed over' },
  { code: 'post', zh: '邮寄送达', en: 'By post' },
  { code: 'electronic', zh: '电子送达', en: 'Electronically' },
  { code: 'entrusted', zh: '委托送达', en: 'Through another body' },
  { code: 'leftBehind', zh: '留置送达', en: 'Left at the place' },
] as const satisfies CodeList;

/** 送达结果. */
export const serviceResults = [
  { code: 'received', zh: '已签收', en: 'Received' },
  { code: 'refused', zh: '拒收', en: 'Refused' },
  { code: 'returned', zh: '退回', en: 'Returned' },
] as const satisfies CodeList;

/** 不予受理的理由 (企业劳动争议协商调解规定 22; 解释一 2). `zh` is the wording of the notice. */
export const refusalGrounds = [
  { code: 'outOfScope', zh: '不属于劳动人事争议调解受理范围', en: 'Outside the scope of labour mediation' },
  { code: 'otherSideRefuses', zh: '对方当事人不同意调解', en: 'The other side does not agree to mediate' },
  { code: 'otherSideNotFound', zh: '无法与对方当事人取得联系', en: 'The other side cannot be reached' },
  {
    code: 'underOtherProcedure',
    zh: '同一争议已由仲裁机构或者人民法院受理',
    en: 'The same dispute is before arbitration or court',
  },
  { code: 'applicantNotParty', zh: '申请人不是争议的当事人', en: 'The applicant is no party of the dispute' },
  { code: 'other', zh: '其他', en: 'Other' },
] as const satisfies CodeList;

/** 法院委托案件的审理程序 (在线规则 24). */
export const courtProcedures = [
  { code: 'ordinary', zh: '普通程序', en: 'Ordinary procedure' },
  { code: 'summary', zh: '简易程序', en: 'Summary procedure' },
] as const satisfies CodeList;

/** 对协商要求的回应 (企业劳动争议协商调解规定 10). */
export const negotiationAnswers = [
  { code: 'agreed', zh: '同意协商', en: 'Agreed to negotiate' },
  { code: 'refused', zh: '不同意协商', en: 'Refused to negotiate' },
  { code: 'none', zh: '五日内未作出回应，视为不愿协商', en: 'No answer within five days: counts as refusal' },
] as const satisfies CodeList;

/** 协商结果 (企业劳动争议协商调解规定 11, 31). */
export const negotiationResults = [
  { code: 'settled', zh: '达成一致，签订和解协议', en: 'Agreed, settlement signed' },
  { code: 'failed', zh: '约定期限内未达成一致', en: 'No agreement within the agreed time' },
  { code: 'brokenOff', zh: '一方不同意继续协商', en: 'One side will not go on' },
] as const satisfies CodeList;

/** 和解协议履行情况 (企业劳动争议协商调解规定 11). */
export const settlementPerformances = [
  { code: 'performed', zh: '已履行', en: 'Performed' },
  { code: 'partly', zh: '部分履行', en: 'Performed in part' },
  { code: 'notPerformed', zh: '未履行', en: 'Not performed' },
] as const satisfies CodeList;

/** 扫描件所证明的对象. */
export const scanSubjects = [
  { code: 'evidence', zh: '证据', en: 'Evidence' },
  { code: 'party', zh: '当事人证件', en: "Party's document of identity" },
  { code: 'agent', zh: '代理人证件和授权', en: "Agent's documents" },
  { code: 'performance', zh: '履行凭证', en: 'Proof of performance' },
  { code: 'document', zh: '已签文书', en: 'Signed paper' },
  { code: 'case', zh: '案卷', en: 'Case file' },
] as const satisfies CodeList;
