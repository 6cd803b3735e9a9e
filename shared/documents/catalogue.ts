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
  /** What it is about: the whole case, a meeting, a version of the agreement, a visit. */
  readonly subject: 'case' | 'meeting' | 'agreement' | 'visit';
  readonly file: 'mainFile' | 'sideFile';
  /** 'perParty': one for each party and one for the file. */
  readonly copies: number | 'perParty';
  readonly signers: readonly ('parties' | 'agents' | 'mediators' | 'recorder' | 'organisationSeal')[];
  readonly article: string;
};

/** The forms of this release, in the order of the work. */
export const catalogue: readonly FormEntry[] = [
  {
    form: 'registrationForm',
    number: 3,
    title: '劳动人事争议调解受理登记表',
    englishTitle: 'Registration form',
    template: 'registration-form',
    subject: 'case',
    file: 'mainFile',
    copies: 1,
    signers: ['parties', 'recorder', 'organisationSeal'],
    article: '企业劳动争议协商调解规定第二十一条、第二十二条',
  },
  {
    form: 'refusalNotice',
    number: 6,
    title: '不予受理通知书',
    englishTitle: 'Notice of refusal',
    template: 'notice',
    subject: 'case',
    file: 'mainFile',
    copies: 2,
    signers: ['organisationSeal'],
    article: '企业劳动争议协商调解规定第二十二条',
  },
  {
    form: 'acceptanceNotice',
    number: 5,
    title: '受理通知书',
    englishTitle: 'Notice of acceptance',
    template: 'notice',
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
    template: 'rights-notice',
    subject: 'case',
    file: 'mainFile',
    copies: 'perParty',
    signers: ['parties', 'agents'],
    article: '人民调解法第二十三条、第二十四条',
  },
  {
    form: 'minutes',
    number: 16,
    title: '调解笔录',
    englishTitle: 'Minutes of mediation',
    template: 'minutes',
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
    template: 'agreement',
    subject: 'agreement',
    file: 'mainFile',
    copies: 3,
    signers: ['parties', 'agents', 'mediators', 'organisationSeal'],
    article: '劳动争议调解仲裁法第十四条；企业劳动争议协商调解规定第二十六条',
  },
  {
    form: 'terminationNotice',
    number: 22,
    title: '终止调解通知书',
    englishTitle: 'Notice of termination',
    template: 'notice',
    subject: 'case',
    file: 'mainFile',
    copies: 'perParty',
    signers: ['organisationSeal'],
    article: '企业劳动争议协商调解规定第三十条',
  },
  {
    form: 'visitRecord',
    number: 25,
    title: '回访记录表',
    englishTitle: 'Record of follow-up visit',
    template: 'visit-record',
    subject: 'visit',
    file: 'mainFile',
    copies: 1,
    signers: [],
    article: '京人社仲发〔2023〕18号第十条',
  },
];

export function getFormEntry(form: FormId): FormEntry {
  const entry = catalogue.find((one) => one.form === form);
  if (entry === undefined) throw new Error('document.formUnknown');
  return entry;
}

/** How many copies the rule wants for a case with so many parties. */
export function countCopies(entry: FormEntry, parties: number): number {
  return entry.copies === 'perParty' ? parties + 1 : entry.copies;
}
