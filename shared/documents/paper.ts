import type { CaseView } from '../case/view.ts';
import { codeLabel, partySides } from '../law/codes/index.ts';
import { chineseCount } from '../text/numerals.ts';
import type { DocumentContent, Field, FieldBlock, SignaturePlace } from './content.ts';
import { namesOfSide, sideLabel } from './parties.ts';
import { dateText } from './value-words.ts';

/** One piece of a paper, in the order of the page. Every text is final. */
export type PaperPart =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** A paragraph that begins with its own heading in bold. */
  | { readonly kind: 'point'; readonly heading: string; readonly text: string }
  /** A line over a table: whom it is about. */
  | { readonly kind: 'caption'; readonly text: string }
  /** A party as running text, as official papers write it. */
  | { readonly kind: 'party'; readonly block: FieldBlock }
  /** Labels with values; an empty value is a ruled cell for the hand. */
  | { readonly kind: 'fields'; readonly fields: readonly Field[] }
  | ({ readonly kind: 'table' } & PaperTable)
  /** Boxes to tick; those that the case file knows are ticked. */
  | { readonly kind: 'choices'; readonly label: string; readonly options: readonly Choice[] }
  /** Ruled lines for the hand, where the case file holds no such fact. */
  | { readonly kind: 'ruled'; readonly lines: number }
  /** What one person said, as minutes write it. */
  | ({ readonly kind: 'entry' } & SpokenEntry);

export type PaperTable = {
  /** Width of each column in millimetres; 0 shares what is left of the line (156, or 243 when the page lies). */
  readonly widths: readonly number[];
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
};
export type Choice = { readonly text: string; readonly isChosen: boolean };
export type SpokenEntry = {
  readonly number: number;
  readonly time: string;
  readonly speaker: string;
  readonly role: string;
  readonly text: string;
  /** '更正第3条' where an entry puts another right; '' for none. */
  readonly note: string;
};

/** The slip at the end of a letter that comes back filled in. */
export type ReplySlip = {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly places: readonly SignaturePlace[];
};

/** A paper made of parts: letter, application, form, record or agreement. */
export type Paper = DocumentContent & {
  /** True for a paper of the parties: the organisation's name does not stand above its title. */
  readonly isOfParties: boolean;
  /** A line for a signature at the foot of every page, as records have it. */
  readonly isSignedOnEachPage: boolean;
  /** The long side lies: tables of many columns. */
  readonly isLandscape: boolean;
  /** Whom the letter addresses; '' for none. */
  readonly addressee: string;
  readonly parts: readonly PaperPart[];
  /** The last words, which never part from the places to sign. */
  readonly closing: readonly string[];
  /** 此致: the body that an application goes to; '' for none. */
  readonly handedTo: string;
  /**
   * A letter ends with the organisation's name, its seal and this day ('' to be dated by hand); null for a paper
   * that ends with its places to sign.
   */
  readonly letterDate: string | null;
  /** 附件, in their order. */
  readonly enclosures: readonly string[];
  readonly slips: readonly ReplySlip[];
  /** Tables on pages of their own at the end. */
  readonly annexes: readonly { readonly title: string; readonly table: PaperTable }[];
};

/** What the parts of a paper that it does not use are. */
export const plainPaper = {
  isOfParties: false,
  isSignedOnEachPage: false,
  isLandscape: false,
  addressee: '',
  parts: [],
  closing: [],
  handedTo: '',
  letterDate: null,
  enclosures: [],
  slips: [],
  annexes: [],
} as const satisfies Omit<Paper, keyof DocumentContent>;

export const heading = (text: string): PaperPart => ({ kind: 'heading', text });
export const paragraph = (text: string): PaperPart => ({ kind: 'paragraph', text });
export const fields = (all: readonly Field[]): PaperPart => ({ kind: 'fields', fields: all });
export const ruled = (lines: number): PaperPart => ({ kind: 'ruled', lines });
export const party = (block: FieldBlock): PaperPart => ({ kind: 'party', block });
export const table = (parts: PaperTable): PaperPart => ({ kind: 'table', ...parts });

/** Boxes of which none, or those given, are ticked. */
export function choices(
  label: string,
  options: readonly string[],
  chosen: readonly string[] = [],
): PaperPart {
  return {
    kind: 'choices',
    label,
    options: options.map((text) => ({ text, isChosen: chosen.includes(text) })),
  };
}

/** One part for each line of a text that somebody wrote. */
export function paragraphsOf(text: string | null | undefined): PaperPart[] {
  return (text ?? '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(paragraph);
}

/** Paragraphs of a text of several lines; a ruled space where there is none. */
export function paragraphsOrRuled(text: string | null | undefined, lines: number): PaperPart[] {
  const written = paragraphsOf(text);
  return written.length > 0 ? written : [ruled(lines)];
}

/** A heading with what stands under it; nothing where nothing does. */
export function under(title: string, parts: readonly PaperPart[]): PaperPart[] {
  return parts.length > 0 ? [heading(title), ...parts] : [];
}

/** A ruled blank in running text, so many characters wide, to be filled by hand. */
export function blank(width: number): string {
  return '＿'.repeat(width);
}

/** The text, or a ruled blank where the case file has none. */
export function orBlank(text: string | null | undefined, width: number): string {
  return text || blank(width);
}

/** The day in words, or a blank for year, month and day. */
export function dateOrBlank(date: string | null | undefined): string {
  return dateText(date) || `${blank(3)}年${blank(2)}月${blank(2)}日`;
}

/** A box in running text, ticked where the case file says so. */
export function tickBox(isTicked: boolean, words: string): string {
  return `${isTicked ? '■' : '□'} ${words}`;
}

/** 一, 二, ... as official papers number their sections. */
export function chineseNumeral(index: number): string {
  return chineseCount(index + 1);
}

/** （一）, （二）, ... as official papers number their points. */
export function chineseOrdinal(index: number): string {
  return `（${chineseNumeral(index)}）`;
}

const namesInRunningText = 3;

/** Names in running text; of more than three the first: 刘长河等12人. */
export function namesInText(names: readonly string[]): string {
  return names.length > namesInRunningText
    ? `${names[0]}等${names.length}人`
    : names.filter(Boolean).join('、');
}

type Side = 'applicant' | 'respondent' | 'thirdParty';

const partiesOfSide = (view: Pick<CaseView, 'parties'>, side: Side) =>
  view.parties.filter((one) => one.side === side);

/** Those of a side, as running text names them. */
export function sideInText(view: Pick<CaseView, 'parties'>, side: Side): string {
  return namesInText(partiesOfSide(view, side).map((one) => one.name ?? ''));
}

/** 马桂香与北京禾柳香餐饮管理有限公司追索劳动报酬纠纷一案. */
export function caseWords(view: CaseView): string {
  const applicants = orBlank(sideInText(view, 'applicant'), 6);
  const respondents = orBlank(sideInText(view, 'respondent'), 8);
  return `${applicants}与${respondents}${view.application.causeOfAction || '劳动人事争议'}一案`;
}

/** What the dispute is about, to stand in 因……发生争议: 追索劳动报酬, without 纠纷 or 争议 after it. */
export function matterWords({ application }: Pick<CaseView, 'application'>): string {
  return (application.causeOfAction ?? '').replace(/(纠纷|争议)$/, '') || '劳动人事关系';
}

/** The parties by name, each in a field of its own; a group of one side in one. */
export function nameFields(view: CaseView): Field[] {
  return (['applicant', 'respondent', 'thirdParty'] as const).flatMap((side): Field[] => {
    const parties = partiesOfSide(view, side);
    return parties.length > namesInRunningText
      ? [[`${codeLabel(partySides, side)}（${parties.length}人）`, namesOfSide(view, side)]]
      : parties.map((party) => [sideLabel(view, party), party.name ?? '']);
  });
}

/** 案由 and the parties by side, for the head of a form. */
export function caseFields(view: CaseView): Field[] {
  const all: Field[] = [
    ['案由', view.application.causeOfAction ?? ''],
    ['申请人', namesOfSide(view, 'applicant')],
    ['被申请人', namesOfSide(view, 'respondent')],
    ['第三人', namesOfSide(view, 'thirdParty')],
  ];
  return all.filter(([, value]) => value !== '');
}

/** Where a party signs: a person by name and fingerprint, an employer by its seal. */
export function partyPlace(view: CaseView, one: CaseView['parties'][number], role?: string): SignaturePlace {
  const isEmployer = one.kind === 'employer';
  return {
    label: `${role ?? sideLabel(view, one)}（${isEmployer ? '盖章' : '签名、捺印'}）`,
    name: one.name ?? '',
    isSeal: isEmployer,
    hasFingerprint: !isEmployer,
  };
}

/** Where a person signs whose name may still be unknown. */
export function personPlace(label: string, name = '', hasFingerprint = false): SignaturePlace {
  return { label, name, isSeal: false, hasFingerprint };
}
