import type { CodeEntry, CodeList } from './code-list.ts';

/** Reasons by which the labour statistical yearbook counts cases (DOMAIN 3.2). */
export const statisticalReasons = [
  { code: 'remuneration', zh: '劳动报酬', en: 'Remuneration' },
  { code: 'socialInsurance', zh: '社会保险', en: 'Social insurance' },
  { code: 'contractChange', zh: '变更劳动合同', en: 'Change of the labour contract', aliases: ['变更'] },
  {
    code: 'contractDissolution',
    zh: '解除劳动合同',
    en: 'Dissolution of the labour contract',
    aliases: ['解除'],
  },
  { code: 'contractEnd', zh: '终止劳动合同', en: 'End of the labour contract', aliases: ['终止'] },
  { code: 'other', zh: '其他', en: 'Other' },
] as const satisfies CodeList;
export type StatisticalReason = (typeof statisticalReasons)[number]['code'];

export type DisputeType = CodeEntry & {
  /** The group it counts in when nothing more exact is recorded. */
  readonly statisticalReason: StatisticalReason;
  /** Cause of action in the words of the courts; null where none fits without the facts. */
  readonly courtCause: string | null;
};

/** 争议类型: 劳动争议调解仲裁法 2, refined; the code values are the product's own (DOMAIN 3.1). */
export const disputeTypes = [
  {
    code: '101',
    zh: '确认劳动关系',
    en: 'Existence of an employment relation',
    statisticalReason: 'other',
    courtCause: '确认劳动关系纠纷',
  },
  {
    code: '102',
    zh: '劳动合同的订立、履行、变更、解除和终止',
    en: 'Labour contract: conclusion, performance, change, dissolution, end',
    aliases: ['劳动合同'],
    statisticalReason: 'contractDissolution',
    courtCause: '劳动合同纠纷',
  },
  {
    code: '103',
    zh: '除名、辞退、辞职、离职',
    en: 'Removal, dismissal, resignation, leaving',
    statisticalReason: 'contractDissolution',
    courtCause: '劳动合同纠纷',
  },
  {
    code: '104',
    zh: '工作时间、休息休假',
    en: 'Working hours, rest and leave',
    aliases: ['休息休假'],
    statisticalReason: 'remuneration',
    courtCause: '劳动合同纠纷',
  },
  {
    code: '105',
    zh: '社会保险、待遇损失',
    en: 'Social insurance, loss of benefits',
    aliases: ['社会保险'],
    statisticalReason: 'socialInsurance',
    courtCause: '社会保险纠纷',
  },
  {
    code: '106',
    zh: '福利、培训',
    en: 'Welfare, training',
    statisticalReason: 'other',
    courtCause: '福利待遇纠纷',
  },
  {
    code: '107',
    zh: '劳动保护、工伤安全',
    en: 'Labour protection and safety',
    aliases: ['劳动保护'],
    statisticalReason: 'other',
    courtCause: '劳动合同纠纷',
  },
  {
    code: '108',
    zh: '劳动报酬（工资、加班费、奖金、提成）',
    en: 'Remuneration (wages, overtime, bonus, commission)',
    aliases: ['劳动报酬'],
    statisticalReason: 'remuneration',
    courtCause: '追索劳动报酬纠纷',
  },
  {
    code: '109',
    zh: '工伤医疗费、工伤待遇',
    en: 'Work injury: medical costs, benefits',
    aliases: ['工伤'],
    statisticalReason: 'socialInsurance',
    courtCause: '工伤保险待遇纠纷',
  },
  {
    code: '110',
    zh: '经济补偿',
    en: 'Economic compensation',
    statisticalReason: 'contractDissolution',
    courtCause: '经济补偿金纠纷',
  },
  {
    code: '111',
    zh: '赔偿金',
    en: 'Damages for unlawful dismissal',
    statisticalReason: 'contractDissolution',
    courtCause: '劳动合同纠纷',
  },
  {
    code: '112',
    zh: '双倍工资',
    en: 'Double wage for lack of a written contract',
    aliases: ['二倍工资'],
    statisticalReason: 'remuneration',
    courtCause: '劳动合同纠纷',
  },
  {
    code: '113',
    zh: '竞业限制、保密',
    en: 'Non-compete, confidentiality',
    statisticalReason: 'other',
    courtCause: '竞业限制纠纷',
  },
  {
    code: '114',
    zh: '劳务派遣',
    en: 'Labour dispatch',
    statisticalReason: 'other',
    courtCause: '劳务派遣合同纠纷',
  },
  {
    code: '115',
    zh: '集体合同',
    en: 'Collective contract',
    statisticalReason: 'other',
    courtCause: '集体合同纠纷',
  },
  {
    code: '116',
    zh: '非全日制用工',
    en: 'Part-time employment',
    statisticalReason: 'other',
    courtCause: '非全日制用工纠纷',
  },
  {
    code: '117',
    zh: '高温津贴、女职工特殊待遇',
    en: 'Heat allowance, special rights of women workers',
    statisticalReason: 'remuneration',
    courtCause: '福利待遇纠纷',
  },
  {
    code: '118',
    zh: '劳动手册、档案、离职证明',
    en: 'Labour book, personnel file, leaving certificate',
    statisticalReason: 'other',
    courtCause: '劳动合同纠纷',
  },
  {
    code: '201',
    zh: '人事争议（聘用合同、聘任合同、辞职、辞退）',
    en: 'Personnel dispute (public institutions)',
    aliases: ['人事争议'],
    statisticalReason: 'other',
    courtCause: '人事争议',
  },
  { code: '199', zh: '其他', en: 'Other', statisticalReason: 'other', courtCause: null },
] as const satisfies CodeList<DisputeType>;
export type DisputeTypeCode = (typeof disputeTypes)[number]['code'];
