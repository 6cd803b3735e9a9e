import type { CodeEntry, CodeList } from './code-list.ts';

export const partySides = [
  { code: 'applicant', zh: '申请人', en: 'Applicant' },
  { code: 'respondent', zh: '被申请人', en: 'Respondent' },
  { code: 'thirdParty', zh: '第三人', en: 'Third party' },
] as const satisfies CodeList;

export const partyKinds = [
  { code: 'person', zh: '自然人', en: 'Natural person' },
  { code: 'employer', zh: '用人单位', en: 'Employer' },
] as const satisfies CodeList;

export const sexes = [
  { code: 'male', zh: '男', en: 'Male' },
  { code: 'female', zh: '女', en: 'Female' },
  { code: 'unknown', zh: '未说明', en: 'Not stated' },
] as const satisfies CodeList;

/** 民事行为能力, where an adult has not the full one (民法典 21, 22). */
export const civilCapacities = [
  { code: 'limited', zh: '限制民事行为能力', en: 'Limited capacity' },
  { code: 'none', zh: '无民事行为能力', en: 'No capacity' },
] as const satisfies CodeList;

/** 用人单位类型 (labels to be checked against the statistical form; 企业劳动争议协商调解规定 36). */
export const employerTypes = [
  { code: 'stateOwned', zh: '国有企业', en: 'State-owned enterprise' },
  { code: 'collective', zh: '集体企业', en: 'Collective enterprise' },
  { code: 'private', zh: '私营企业', en: 'Private enterprise' },
  { code: 'foreignInvested', zh: '外商投资企业', en: 'Foreign-invested enterprise' },
  {
    code: 'hongKongMacaoTaiwan',
    zh: '港澳台投资企业',
    en: 'Hong Kong, Macao or Taiwan enterprise',
    aliases: ['港澳台商投资企业'],
  },
  { code: 'selfEmployed', zh: '个体工商户', en: 'Self-employed business' },
  { code: 'privateNonEnterprise', zh: '民办非企业单位', en: 'Private non-enterprise unit' },
  { code: 'stateOrgan', zh: '机关', en: 'State organ' },
  { code: 'publicInstitution', zh: '事业单位', en: 'Public institution' },
  { code: 'socialOrganisation', zh: '社会团体', en: 'Social organisation' },
  { code: 'other', zh: '其他', en: 'Other' },
] as const satisfies CodeList;

export const employerSizes = [
  { code: 'micro', zh: '微型', en: 'Micro' },
  { code: 'small', zh: '小型', en: 'Small' },
  { code: 'medium', zh: '中型', en: 'Medium' },
  { code: 'large', zh: '大型', en: 'Large' },
] as const satisfies CodeList;

/** 经营状况 that calls for a joint party (劳动人事争议仲裁办案规则 6, 7). */
export const businessStandings = [
  { code: 'unlicensed', zh: '未办理营业执照', en: 'Without a business licence' },
  { code: 'revoked', zh: '被吊销营业执照', en: 'Licence revoked' },
  { code: 'expired', zh: '营业执照到期继续经营', en: 'Trading on after the licence ended' },
  { code: 'closed', zh: '被责令关闭、被撤销', en: 'Ordered to close, or abolished' },
  { code: 'dissolved', zh: '解散、歇业、注销', en: 'Dissolved, out of business or struck off' },
  { code: 'contracted', zh: '由个人承包经营', en: 'Run by a person on contract' },
] as const satisfies CodeList;

/** 行业门类, GB/T 4754-2017. */
export const industries = [
  {
    code: 'A',
    zh: '农、林、牧、渔业',
    en: 'Agriculture, forestry, animal husbandry and fishery',
    aliases: ['农林牧渔业'],
  },
  { code: 'B', zh: '采矿业', en: 'Mining' },
  { code: 'C', zh: '制造业', en: 'Manufacturing' },
  { code: 'D', zh: '电力、热力、燃气及水生产和供应业', en: 'Electricity, heat, gas and water' },
  { code: 'E', zh: '建筑业', en: 'Construction' },
  { code: 'F', zh: '批发和零售业', en: 'Wholesale and retail' },
  { code: 'G', zh: '交通运输、仓储和邮政业', en: 'Transport, storage and post' },
  { code: 'H', zh: '住宿和餐饮业', en: 'Hotels and catering' },
  {
    code: 'I',
    zh: '信息传输、软件和信息技术服务业',
    en: 'Information transmission, software and IT services',
  },
  { code: 'J', zh: '金融业', en: 'Finance' },
  { code: 'K', zh: '房地产业', en: 'Real estate' },
  { code: 'L', zh: '租赁和商务服务业', en: 'Leasing and business services' },
  { code: 'M', zh: '科学研究和技术服务业', en: 'Scientific research and technical services' },
  { code: 'N', zh: '水利、环境和公共设施管理业', en: 'Water, environment and public facilities' },
  { code: 'O', zh: '居民服务、修理和其他服务业', en: 'Household services, repair and other services' },
  { code: 'P', zh: '教育', en: 'Education' },
  { code: 'Q', zh: '卫生和社会工作', en: 'Health and social work' },
  { code: 'R', zh: '文化、体育和娱乐业', en: 'Culture, sports and entertainment' },
  {
    code: 'S',
    zh: '公共管理、社会保障和社会组织',
    en: 'Public administration, social security, organisations',
  },
  { code: 'T', zh: '国际组织', en: 'International organisations' },
] as const satisfies CodeList;

/** 重点群体 (18号文 3; the rest is the product's own). */
export const groups = [
  { code: 'migrantWorker', zh: '农民工', en: 'Migrant worker' },
  { code: 'dispatchedWorker', zh: '劳务派遣工', en: 'Dispatched worker' },
  { code: 'newEmployment', zh: '新就业形态劳动者', en: 'Worker in new forms of employment' },
  { code: 'womanWorker', zh: '女职工', en: 'Woman worker' },
  { code: 'minorWorker', zh: '未成年工', en: 'Minor worker (16 to 17)', aliases: ['未成年工（16–17）'] },
  { code: 'disabledWorker', zh: '残疾人', en: 'Disabled worker' },
  { code: 'graduate', zh: '高校毕业生', en: 'Graduate' },
  { code: 'veteran', zh: '退役军人', en: 'Veteran' },
  { code: 'overAge', zh: '超龄劳动者', en: 'Worker beyond retirement age' },
  { code: 'foreign', zh: '外籍、港澳台人员', en: 'Foreign, Hong Kong, Macao or Taiwan worker' },
] as const satisfies CodeList;

/** 用工形式. */
export const employmentForms = [
  { code: 'fullTime', zh: '全日制', en: 'Full time' },
  { code: 'partTime', zh: '非全日制', en: 'Part time' },
  { code: 'dispatched', zh: '劳务派遣', en: 'Dispatched' },
  {
    code: 'newEmployment',
    zh: '新就业形态（不完全符合确立劳动关系）',
    en: 'New form of employment',
    aliases: ['新就业形态'],
  },
  { code: 'apprentice', zh: '实习、学徒', en: 'Internship, apprenticeship' },
  { code: 'overAge', zh: '超龄', en: 'Beyond retirement age' },
] as const satisfies CodeList;

/** 证件类型. */
export const idTypes = [
  { code: 'residentId', zh: '居民身份证', en: 'Resident ID card', aliases: ['身份证'] },
  { code: 'passport', zh: '护照', en: 'Passport' },
  { code: 'foreignPassport', zh: '外国护照', en: 'Foreign passport' },
  {
    code: 'taiwanPermit',
    zh: '台湾居民来往大陆通行证',
    en: 'Travel permit for Taiwan residents',
    aliases: ['台胞证'],
  },
  {
    code: 'hongKongMacaoPermit',
    zh: '港澳居民来往内地通行证',
    en: 'Travel permit for Hong Kong and Macao residents',
    aliases: ['港澳通行证'],
  },
  {
    code: 'hongKongMacaoTaiwanResidence',
    zh: '港澳台居民居住证',
    en: 'Residence permit for Hong Kong, Macao and Taiwan residents',
  },
  { code: 'permanentResidence', zh: '外国人永久居留身份证', en: 'Foreign permanent resident ID card' },
  { code: 'householdBook', zh: '户口簿', en: 'Household register' },
  { code: 'creditCode', zh: '统一社会信用代码', en: 'Unified social credit code' },
  { code: 'other', zh: '其他', en: 'Other' },
] as const satisfies CodeList;

/** 代理人类型. */
export const agentTypes = [
  { code: 'lawyer', zh: '律师', en: 'Lawyer' },
  { code: 'legalWorker', zh: '基层法律服务工作者', en: 'Legal service worker', aliases: ['法律工作者'] },
  { code: 'staff', zh: '单位工作人员', en: 'Employee of the party' },
  { code: 'closeRelative', zh: '近亲属', en: 'Close relative' },
  { code: 'citizen', zh: '公民', en: 'Citizen' },
] as const satisfies CodeList;

export const agentRoles = [
  { code: 'agent', zh: '委托代理人', en: 'Agent' },
  { code: 'legalGuardian', zh: '法定代理人', en: 'Legal guardian' },
  { code: 'representative', zh: '代表人', en: 'Elected representative' },
] as const satisfies CodeList;

export type AgentPower = CodeEntry & {
  /** 特别授权: binds the principal in substance (民事诉讼法 62) and must be given expressly. */
  readonly special: boolean;
};

/** 授权委托书 powers, one by one (DOMAIN 2.3.6). */
export const agentPowers = [
  {
    code: 'applyOrEnd',
    zh: '代为申请调解或者要求终止调解',
    en: 'Apply for mediation or ask to end it',
    special: false,
  },
  { code: 'evidence', zh: '代为收集、提供证据', en: 'Collect and hand in evidence', special: false },
  { code: 'chooseMediator', zh: '代为选择或者接受调解员', en: 'Choose or accept mediators', special: false },
  {
    code: 'admitChangeWaive',
    zh: '代为承认、变更和放弃调解请求',
    en: 'Admit, change and waive claims',
    special: true,
  },
  {
    code: 'attendAndSign',
    zh: '代为参加调解，签署调查记录、调解记录、权利义务告知书、调解协议书等',
    en: 'Attend and sign records, notices and the agreement',
    special: false,
  },
  {
    code: 'attendAndSignRecords',
    zh: '代为参加调解，签署调查记录、调解记录、权利义务告知书',
    en: 'Attend and sign records and notices, not the agreement',
    special: false,
  },
  { code: 'receiveDocuments', zh: '代为领取文书', en: 'Receive documents', special: false },
  { code: 'other', zh: '其他', en: 'Other', special: false },
] as const satisfies CodeList<AgentPower>;

/**
 * Whether a power given in words reaches into the claims themselves: 承认、放弃、变更、和解, 反请求.
 * A general 全权代理 does not (最高人民法院民诉法司法解释 89).
 */
export function isSpecialPower(text: string): boolean {
  return /承认|放弃|变更|和解|反请求|达成(调解)?协议/.test(text);
}
