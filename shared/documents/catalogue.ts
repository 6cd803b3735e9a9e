import { z } from 'zod';
import type { FormId } from '../case/actions.ts';

/** What the office must know of a form: its place in the set, its copies, who signs, which file it goes to. */
export type FormEntry = {
  readonly form: FormId;
  /** Number in the set of forms (DOMAIN 2.2), printed at the foot. */
  readonly number: number;
  /** The title as printed, and in English for the window. */
  readonly title: string;
  readonly englishTitle: string;
  /** Template file in assets/typst, without its ending. */
  readonly template: string;
  /**
   * What it is about: the whole case, a meeting, a version of the agreement, a visit, a party, an agent, the number of an
   * extension, a payment ('<obligation>.<instalment>') or a service ('<document>.<party>').
   */
  readonly subject:
    | 'case'
    | 'meeting'
    | 'agreement'
    | 'visit'
    | 'party'
    | 'agent'
    | 'extension'
    | 'payment'
    | 'service';
  readonly file: 'mainFile' | 'sideFile';
  /**
   * 'perParty': one for each party and one for the file; 'perOtherParty': the same without the applicants,
   * 'perApplicant' with nobody else.
   */
  readonly copies: number | 'perParty' | 'perOtherParty' | 'perApplicant';
  /**
   * 'applicants': the parties of that side, and 'agents' beside it those who act for them. The head, the archivist,
   * who wrote an oral application down and who went on a visit are asked by the paper itself (src-renderer/signing/staff-signers.ts).
   */
  readonly signers: readonly (
    | 'parties'
    | 'applicants'
    | 'agents'
    | 'mediators'
    | 'recorder'
    | 'organisationSeal'
  )[];
  readonly article: string;
};

/** What other offices ask for in Word: the agreement, the minutes and the notices. */
export const wordForms: ReadonlySet<FormId> = new Set([
  'agreement',
  'minutes',
  'rightsNotice',
  'consultationLetter',
  'acceptanceNotice',
  'refusalNotice',
  'meetingNotice',
  'terminationNotice',
  'entrustmentReport',
  'performanceReminder',
]);

/** The forms of this release, in the order of the work. */
export const catalogue: readonly FormEntry[] = [
  {
    form: 'registrationForm',
    number: 3,
    title: '劳动人事争议调解受理登记表',
    englishTitle: 'Registration form',
    template: 'paper',
    subject: 'case',
    file: 'mainFile',
    copies: 1,
    signers: ['applicants', 'recorder', 'organisationSeal'],
    article: '企业劳动争议协商调解规定第二十一条、第二十二条',
  },
  {
    form: 'acceptanceApproval',
    number: 3,
    title: '受理审批表',
    englishTitle: 'Approval of acceptance',
    template: 'paper',
    subject: 'case',
    file: 'sideFile',
    copies: 1,
    signers: [],
    article: '劳动人事争议仲裁办案规则第二十二条',
  },
  {
    form: 'refusalNotice',
    number: 6,
    title: '不予受理通知书',
    englishTitle: 'Notice of refusal',
    template: 'paper',
    subject: 'case',
    file: 'mainFile',
    copies: 'perApplicant',
    signers: ['organisationSeal'],
    article: '企业劳动争议协商调解规定第二十二条',
  },
  {
    form: 'acceptanceNotice',
    number: 5,
    title: '受理通知书',
    englishTitle: 'Notice of acceptance',
    template: 'paper',
    subject: 'case',
    file: 'mainFile',
    copies: 'perParty',
    signers: ['organisationSeal'],
    article: '企业劳动争议协商调解规定第二十二条、第二十九条',
  },
  {
    form: 'rightsNotice',
    number: 7,
    title: '当事人权利义务告知书',
    englishTitle: 'Notice of rights and duties',
    template: 'paper',
    subject: 'case',
    file: 'mainFile',
    copies: 'perParty',
    signers: ['parties', 'agents'],
    article: '人民调解法第二十三条、第二十四条',
  },
  {
    form: 'mediationApplication',
    number: 1,
    title: '劳动人事争议调解申请书',
    englishTitle: 'Application for mediation',
    template: 'paper',
    subject: 'case',
    file: 'mainFile',
    copies: 'perOtherParty',
    signers: ['applicants', 'agents'],
    article: '企业劳动争议协商调解规定第二十一条',
  },
  {
    form: 'oralApplicationRecord',
    number: 2,
    title: '口头申请调解记录',
    englishTitle: 'Record of oral application',
    template: 'paper',
    subject: 'case',
    file: 'mainFile',
    copies: 1,
    signers: ['applicants', 'agents'],
    article: '企业劳动争议协商调解规定第二十一条；劳动争议调解仲裁法第十二条',
  },
  {
    form: 'consultationLetter',
    number: 4,
    title: '调解征询函',
    englishTitle: 'Letter asking for consent',
    template: 'paper',
    subject: 'party',
    file: 'mainFile',
    copies: 2,
    signers: ['organisationSeal'],
    article: '企业劳动争议协商调解规定第二十二条',
  },
  {
    form: 'mediatorSelection',
    number: 8,
    title: '调解员选定（指定）书',
    englishTitle: 'Selection of mediators',
    template: 'paper',
    subject: 'case',
    file: 'mainFile',
    copies: 1,
    // To choose a mediator, or to accept one, is among the powers of an agent.
    signers: ['parties', 'agents', 'organisationSeal'],
    article: '企业劳动争议协商调解规定第二十五条；人民调解法第十九条',
  },
  {
    form: 'challengeApplication',
    number: 9,
    title: '回避申请书',
    englishTitle: 'Challenge of a mediator',
    template: 'paper',
    subject: 'case',
    file: 'mainFile',
    copies: 1,
    signers: ['parties', 'agents'],
    article: '最高人民法院关于人民法院特邀调解的规定第十五条',
  },
  {
    form: 'disclosureStatement',
    number: 9,
    title: '调解员披露声明',
    englishTitle: 'Disclosure by mediators',
    template: 'paper',
    subject: 'case',
    file: 'mainFile',
    copies: 1,
    // The parties sign that they have read it and let them go on, or not.
    signers: ['mediators', 'parties', 'agents'],
    article: '人民法院在线调解规则第十三条、第十四条',
  },
  {
    form: 'challengeDecision',
    number: 9,
    title: '回避决定书',
    englishTitle: 'Decision on a challenge',
    template: 'paper',
    subject: 'case',
    file: 'mainFile',
    copies: 'perParty',
    signers: ['organisationSeal'],
    article: '最高人民法院关于人民法院特邀调解的规定第十五条',
  },
  {
    form: 'legalRepresentativeCertificate',
    number: 10,
    title: '法定代表人（负责人）身份证明书',
    englishTitle: 'Certificate of legal representative',
    template: 'paper',
    subject: 'party',
    file: 'mainFile',
    copies: 1,
    signers: ['parties'],
    article: '劳动人事争议仲裁办案规则第二十九条',
  },
  {
    form: 'authorisation',
    number: 11,
    title: '授权委托书（申请调解）',
    englishTitle: 'Power of attorney',
    template: 'paper',
    subject: 'agent',
    file: 'mainFile',
    copies: 2,
    signers: ['parties', 'agents'],
    article: '人民调解法第二十四条；劳动争议调解仲裁法第二十四条',
  },
  {
    form: 'representativeConsent',
    number: 11,
    title: '代表人推举书（同意书）',
    englishTitle: 'Election of representatives and consent',
    template: 'paper',
    subject: 'case',
    file: 'mainFile',
    copies: 2,
    // Each worker signs in a line of the table.
    signers: [],
    article: '劳动争议调解仲裁法第七条；劳动人事争议仲裁办案规则第六十三条',
  },
  {
    form: 'addressConfirmation',
    number: 12,
    title: '送达地址确认书',
    englishTitle: 'Confirmation of address for service',
    template: 'paper',
    subject: 'party',
    file: 'mainFile',
    copies: 1,
    signers: ['parties', 'agents'],
    article: '人民法院在线调解规则第十七条；劳动人事争议仲裁办案规则第七十四条',
  },
  {
    form: 'meetingNotice',
    number: 13,
    title: '调解会通知书',
    englishTitle: 'Notice of meeting',
    template: 'paper',
    subject: 'meeting',
    file: 'mainFile',
    copies: 'perParty',
    signers: ['organisationSeal'],
    article: '企业劳动争议协商调解规定第二十四条',
  },
  {
    form: 'investigationRecord',
    number: 14,
    title: '调查笔录',
    englishTitle: 'Record of investigation',
    template: 'paper',
    subject: 'case',
    file: 'mainFile',
    copies: 1,
    signers: ['mediators', 'recorder'],
    article: '企业劳动争议协商调解规定第二十五条',
  },
  {
    form: 'evidenceList',
    number: 15,
    title: '证据清单',
    englishTitle: 'List of evidence',
    template: 'paper',
    subject: 'party',
    file: 'mainFile',
    copies: 1,
    // Who hands it in, and who receives it.
    signers: ['parties', 'agents', 'recorder'],
    article: '劳动争议调解仲裁法第六条',
  },
  {
    form: 'undisputedFacts',
    number: 17,
    title: '无争议事实确认书',
    englishTitle: 'Statement of undisputed facts',
    template: 'paper',
    subject: 'case',
    file: 'mainFile',
    copies: 'perParty',
    signers: ['parties', 'agents', 'mediators'],
    article: '人民法院在线调解规则第二十二条',
  },
  {
    form: 'minutes',
    number: 16,
    title: '调解笔录',
    englishTitle: 'Minutes of mediation',
    template: 'paper',
    subject: 'meeting',
    file: 'mainFile',
    copies: 1,
    signers: ['parties', 'agents', 'mediators', 'recorder'],
    article: '企业劳动争议协商调解规定第三十条',
  },
  {
    form: 'agreement',
    number: 18,
    title: '劳动人事争议调解协议书',
    englishTitle: 'Mediation agreement',
    template: 'paper',
    subject: 'agreement',
    file: 'mainFile',
    copies: 'perParty',
    signers: ['parties', 'agents', 'mediators', 'organisationSeal'],
    article: '劳动争议调解仲裁法第十四条；企业劳动争议协商调解规定第二十六条',
  },
  {
    form: 'terminationNotice',
    number: 22,
    title: '调解终止通知书',
    englishTitle: 'Notice of termination',
    template: 'paper',
    subject: 'case',
    file: 'mainFile',
    copies: 'perParty',
    signers: ['organisationSeal'],
    article: '企业劳动争议协商调解规定第三十条',
  },
  {
    form: 'courtTerminationReport',
    number: 22,
    title: '诉前案件终止调解情况表',
    englishTitle: 'Report to the court on the end of a referred mediation',
    template: 'paper',
    subject: 'case',
    file: 'sideFile',
    copies: 2,
    signers: ['mediators', 'organisationSeal'],
    article: '最高人民法院关于人民法院特邀调解的规定第二十六条；人民法院在线调解规则第二十五条',
  },
  {
    form: 'entrustmentReport',
    number: 22,
    title: '委托（委派）调解结果函',
    englishTitle: 'Report of the result to who sent the case',
    template: 'paper',
    subject: 'case',
    file: 'mainFile',
    copies: 2,
    signers: ['organisationSeal'],
    article: '劳动人事争议仲裁办案规则第六十九条、第七十条；最高人民法院关于人民法院特邀调解的规定第二十六条',
  },
  {
    form: 'visitRecord',
    number: 25,
    title: '回访记录表',
    englishTitle: 'Record of follow-up visit',
    template: 'paper',
    subject: 'visit',
    file: 'mainFile',
    copies: 1,
    signers: [],
    article: '京人社仲发〔2023〕18号第十条',
  },
  {
    form: 'mediationOpinion',
    number: 19,
    title: '调解意见书',
    englishTitle: 'Mediation opinion',
    template: 'paper',
    subject: 'case',
    file: 'mainFile',
    copies: 'perParty',
    signers: ['mediators', 'organisationSeal'],
    article: '企业劳动争议协商调解规定第三十条',
  },
  {
    form: 'extensionConsent',
    number: 20,
    title: '延期调解同意书',
    englishTitle: 'Consent to extension',
    template: 'paper',
    subject: 'extension',
    file: 'mainFile',
    copies: 1,
    signers: ['parties', 'agents', 'mediators', 'organisationSeal'],
    article: '企业劳动争议协商调解规定第二十九条',
  },
  {
    form: 'extensionApproval',
    number: 20,
    title: '延期调解审批表',
    englishTitle: 'Approval of an extension',
    template: 'paper',
    subject: 'extension',
    file: 'sideFile',
    copies: 1,
    signers: [],
    article: '劳动人事争议仲裁办案规则第二十二条',
  },
  {
    form: 'applicationWithdrawal',
    number: 21,
    title: '撤回调解申请书',
    englishTitle: 'Withdrawal of the application',
    template: 'paper',
    subject: 'case',
    file: 'mainFile',
    copies: 1,
    signers: ['applicants', 'agents'],
    article: '人民法院在线调解规则第二十五条',
  },
  {
    form: 'paymentReceipt',
    number: 23,
    title: '收条',
    englishTitle: 'Receipt of payment',
    template: 'paper',
    subject: 'payment',
    file: 'mainFile',
    copies: 2,
    signers: ['parties'],
    article: '企业劳动争议协商调解规定第三十二条',
  },
  {
    form: 'performanceRecord',
    number: 23,
    title: '履行情况记录',
    englishTitle: 'Record of performance',
    template: 'paper',
    subject: 'agreement',
    file: 'mainFile',
    copies: 1,
    signers: ['mediators', 'recorder'],
    article: '企业劳动争议协商调解规定第三十二条',
  },
  {
    form: 'performanceReminder',
    number: 24,
    title: '督促履行通知书',
    englishTitle: 'Reminder to perform',
    template: 'paper',
    subject: 'party',
    file: 'mainFile',
    copies: 2,
    signers: ['organisationSeal'],
    article: '企业劳动争议协商调解规定第十六条、第三十二条',
  },
  {
    form: 'performanceAssessment',
    number: 26,
    title: '履约能力评估表',
    englishTitle: 'Assessment of the capacity to perform',
    template: 'paper',
    subject: 'case',
    file: 'sideFile',
    copies: 1,
    signers: ['mediators'],
    article: '京人社仲发〔2023〕18号第十条',
  },
  {
    form: 'serviceReceipt',
    number: 27,
    title: '送达回证',
    englishTitle: 'Receipt of service',
    template: 'paper',
    subject: 'service',
    file: 'mainFile',
    copies: 1,
    signers: [],
    article: '劳动人事争议仲裁办案规则第二十条',
  },
  {
    form: 'arbitrationReviewApplication',
    number: 28,
    title: '仲裁审查申请书',
    englishTitle: 'Application for arbitration review',
    template: 'paper',
    subject: 'agreement',
    file: 'mainFile',
    copies: 2,
    signers: ['parties', 'agents'],
    article: '劳动人事争议仲裁办案规则第七十四条',
  },
  {
    form: 'judicialConfirmationApplication',
    number: 29,
    title: '调解协议司法确认申请书',
    englishTitle: 'Application for judicial confirmation',
    template: 'paper',
    subject: 'agreement',
    file: 'mainFile',
    copies: 2,
    signers: ['parties', 'agents'],
    article: '民事诉讼法第二百零五条；民事诉讼法司法解释第三百五十四条',
  },
  {
    form: 'paymentOrderApplication',
    number: 30,
    title: '支付令申请书',
    englishTitle: 'Application for a payment order',
    template: 'paper',
    subject: 'party',
    file: 'mainFile',
    copies: 2,
    signers: ['parties'],
    article: '劳动争议调解仲裁法第十六条；民事诉讼法第二百二十五条',
  },
  {
    form: 'mediationCertificate',
    number: 31,
    title: '主持调解的证明',
    englishTitle: 'Proof of mediation',
    template: 'paper',
    subject: 'agreement',
    file: 'mainFile',
    copies: 2,
    signers: ['mediators', 'organisationSeal'],
    article: '民事诉讼法司法解释第三百五十四条',
  },
  {
    form: 'majorDisputeReport',
    number: 32,
    title: '重大劳动人事争议调处情况呈报表',
    englishTitle: 'Report of a major dispute',
    template: 'paper',
    subject: 'case',
    file: 'sideFile',
    copies: 2,
    signers: ['organisationSeal'],
    article: '京人社仲发〔2023〕18号第十二条',
  },
  {
    form: 'closingReport',
    number: 33,
    title: '结案报告（审批）表',
    englishTitle: 'Closing report',
    template: 'paper',
    subject: 'case',
    // One sheet is report and 结案审批表: with the head's opinion and the office's own note on it, it is of the 副卷 (办案规则
    // 22), for the parties may read the 正卷 (23). A file that keeps a report beside the approval has it on paper, without them.
    file: 'sideFile',
    copies: 1,
    signers: ['mediators'],
    article: '京人社仲发〔2023〕18号第十条',
  },
  {
    form: 'fileCover',
    number: 34,
    title: '劳动人事争议调解卷宗',
    englishTitle: 'Cover of the file',
    template: 'file-cover',
    subject: 'case',
    file: 'mainFile',
    copies: 1,
    signers: [],
    article: '企业劳动争议协商调解规定第三十二条',
  },
  {
    form: 'fileIndex',
    number: 34,
    title: '卷内目录',
    englishTitle: 'Index of the file',
    template: 'file-index',
    subject: 'case',
    file: 'mainFile',
    copies: 1,
    signers: [],
    article: '企业劳动争议协商调解规定第三十二条',
  },
  {
    form: 'fileRemarks',
    number: 34,
    title: '卷宗情况说明（备考表）',
    englishTitle: 'Remarks on the file',
    template: 'paper',
    subject: 'case',
    file: 'mainFile',
    copies: 1,
    signers: [],
    article: '企业劳动争议协商调解规定第三十二条',
  },
  {
    form: 'fileBack',
    number: 34,
    title: '封底',
    englishTitle: 'Back of the file',
    template: 'paper',
    subject: 'case',
    file: 'mainFile',
    copies: 1,
    signers: ['organisationSeal'],
    article: '企业劳动争议协商调解规定第三十二条',
  },
  {
    form: 'sideFileIndex',
    number: 34,
    title: '副卷目录',
    englishTitle: 'Index of the internal file',
    template: 'file-index',
    subject: 'case',
    // What is approved and weighed within the office; parties read the 正卷 only.
    file: 'sideFile',
    copies: 1,
    signers: [],
    article: '劳动人事争议仲裁办案规则第二十二条',
  },
  {
    form: 'negotiationRecord',
    number: 36,
    title: '协商记录',
    englishTitle: 'Record of negotiation',
    template: 'paper',
    subject: 'case',
    file: 'mainFile',
    copies: 'perParty',
    signers: ['parties', 'agents'],
    article: '企业劳动争议协商调解规定第十条',
  },
  {
    form: 'settlementAgreement',
    number: 36,
    title: '和解协议书',
    englishTitle: 'Settlement agreement',
    template: 'paper',
    subject: 'case',
    file: 'mainFile',
    copies: 'perParty',
    signers: ['parties', 'agents'],
    article: '企业劳动争议协商调解规定第十一条',
  },
];

export function getFormEntry(form: FormId): FormEntry {
  const entry = catalogue.find((one) => one.form === form);
  if (entry === undefined) throw new Error('document.formUnknown');
  return entry;
}

/**
 * 调解台账, 统计报表 and 风险台账 about a period, 风险情况呈报表 about one risk: of the office, no papers of a case file (DOMAIN 2.2,
 * rows 32 and 35).
 */
export const OfficeFormId = z.enum(['ledger', 'statisticalReport', 'riskLedger', 'riskReport']);
export type OfficeFormId = z.infer<typeof OfficeFormId>;

export type OfficeFormEntry = Pick<FormEntry, 'number' | 'title' | 'englishTitle' | 'article'> & {
  readonly form: OfficeFormId;
};

export const officeCatalogue: readonly OfficeFormEntry[] = [
  {
    form: 'ledger',
    number: 35,
    title: '劳动人事争议调解台账',
    englishTitle: 'Ledger of mediation',
    article: '企业劳动争议协商调解规定第三十二条；京人社仲发〔2023〕18号第十条',
  },
  {
    form: 'statisticalReport',
    number: 35,
    title: '劳动人事争议调解统计报表',
    englishTitle: 'Statistical report',
    article: '企业劳动争议协商调解规定第三十二条；京人社仲发〔2023〕18号第十条',
  },
  {
    form: 'riskLedger',
    number: 32,
    title: '劳动人事争议风险台账',
    englishTitle: 'Ledger of risks',
    article: '京人社仲发〔2023〕18号第三条',
  },
  {
    form: 'riskReport',
    number: 32,
    title: '劳动人事争议风险情况呈报表',
    englishTitle: 'Report of a risk to a higher office',
    article: '京人社仲发〔2023〕18号第三条、第十二条',
  },
];

export function getOfficeFormEntry(form: OfficeFormId): OfficeFormEntry {
  const entry = officeCatalogue.find((one) => one.form === form);
  if (entry === undefined) throw new Error('document.formUnknown');
  return entry;
}

/** Template file in assets/typst, without its ending: one for all papers but the frame of the file. */
export function templateOf(form: FormId | OfficeFormId): string {
  return catalogue.find((one) => one.form === form)?.template ?? 'paper';
}

/** How many copies the rule wants for a case with so many parties, of whom so many are not applicants. */
export function countCopies(entry: FormEntry, parties: number, otherParties: number): number {
  switch (entry.copies) {
    case 'perParty':
      return parties + 1;
    case 'perOtherParty':
      return otherParties + 1;
    case 'perApplicant':
      return parties - otherParties + 1;
    default:
      return entry.copies;
  }
}
