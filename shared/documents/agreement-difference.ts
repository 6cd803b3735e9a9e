import { z } from 'zod';
import type { CaseView } from '../case/view.ts';
import { compareTexts, type Segment, similarity } from '../text/difference.ts';
import { getAgreement } from './due-rows.ts';
import { buildAgreement } from './forms/agreement.ts';
import type { Replacements } from './wording/sentence.ts';

/** One clause of an agreement: under which heading, its number there ('' for none), its words. */
export type Clause = { readonly section: string; readonly number: string; readonly text: string };

/** What became of a clause between two versions. `segments` read in the order of the page. */
export type ClauseDifference = {
  readonly section: string;
  readonly number: string;
  readonly state: 'same' | 'changed' | 'added' | 'removed';
  readonly segments: readonly Segment[];
};

const Fields = z.array(z.tuple([z.string(), z.string()]));
const Table = { head: z.array(z.string()), rows: z.array(z.array(z.string())) };
/** What a frozen agreement holds: the parts of its page. Other kinds of parts carry nothing that was agreed. */
const AgreementPage = z.object({
  parts: z.array(
    z.union([
      z.object({ kind: z.enum(['heading', 'paragraph', 'caption']), text: z.string() }),
      z.object({ kind: z.literal('party'), block: z.object({ heading: z.string(), fields: Fields }) }),
      z.object({ kind: z.literal('table'), ...Table }),
      z.object({ kind: z.string() }),
    ]),
  ),
  closing: z.array(z.string()),
  annexes: z.array(z.object({ title: z.string(), table: z.object(Table) })).default([]),
});

/** Paragraphs before the first heading speak of the parties. */
const firstSection = '当事人';
/** Clauses less alike than this are not one clause that was changed. */
const leastAlike = 0.3;

/**
 * The clauses of a version as they are printed: a finalised one from what was frozen, so that a name that was put right
 * afterwards shows as a difference; a draft as it would be printed now.
 * @param wording what the office says instead of the form's own sentences
 * @throws Error 'document.agreementUnknown'
 */
export function listClauses(view: CaseView, version: string, wording: Replacements): Clause[] {
  const { document } = getAgreement(view, version);
  const frozen = AgreementPage.safeParse(document?.content);
  const page = frozen.success ? frozen.data : AgreementPage.parse(buildAgreement(view, version, wording));
  const clauses: Clause[] = [];
  let section = firstSection;
  const add = (text: string) => {
    const [, number = '', words = ''] = /^(?:(\d+)．)?(.*)$/s.exec(text) ?? [];
    if (words !== '') clauses.push({ section, number, text: words });
  };
  const addRows = ({
    head,
    rows,
  }: {
    readonly head: readonly string[];
    readonly rows: readonly (readonly string[])[];
  }) => {
    for (const row of rows)
      add(row.map((cell, at) => `${head[at] ?? ''}：${cell.replaceAll('\n', '，')}`).join('；'));
  };
  for (const part of page.parts) {
    if ('block' in part)
      add(
        [
          part.block.heading,
          ...part.block.fields.filter(([, value]) => value).map((one) => one.join('：')),
        ].join('，'),
      );
    else if ('rows' in part) addRows(part);
    else if (!('text' in part)) continue;
    else if (part.kind === 'heading') section = part.text.replace(/^[一二三四五六七八九十]+、/, '');
    else add(part.text);
  }
  for (const text of page.closing) add(text);
  for (const { title, table } of page.annexes) {
    section = title;
    addRows(table);
  }
  return clauses;
}

/** Clause by clause what a later version says differently from an earlier one, in the order of the later page. */
export function compareAgreements(
  view: CaseView,
  before: string,
  after: string,
  wording: Replacements = {},
): ClauseDifference[] {
  const [left, right] = [listClauses(view, before, wording), listClauses(view, after, wording)];
  return sectionsOf(left, right).flatMap((section) =>
    compareSection(
      left.filter((one) => one.section === section),
      right.filter((one) => one.section === section),
    ),
  );
}

/** The headings of the later page; one that only the earlier has stands after the heading it followed there. */
function sectionsOf(left: readonly Clause[], right: readonly Clause[]): string[] {
  const names = (clauses: readonly Clause[]) => [...new Set(clauses.map(({ section }) => section))];
  const sections = names(right);
  names(left).forEach((section, index, all) => {
    if (sections.includes(section)) return;
    sections.splice(sections.indexOf(all[index - 1] ?? '') + 1, 0, section);
  });
  return sections;
}

/** Pairs the clauses of one heading so that they are as alike as can be and keep their order. */
function compareSection(left: readonly Clause[], right: readonly Clause[]): ClauseDifference[] {
  const likeness = (row: number, column: number) => {
    const alike = similarity(left[row]?.text ?? '', right[column]?.text ?? '');
    return alike < leastAlike ? 0 : alike;
  };
  const best: number[][] = Array.from({ length: left.length + 1 }, () => new Array(right.length + 1).fill(0));
  const at = (row: number, column: number) => best[row]?.[column] ?? 0;
  for (let row = left.length - 1; row >= 0; row -= 1) {
    const line = best[row];
    for (let column = right.length - 1; line !== undefined && column >= 0; column -= 1) {
      const alike = likeness(row, column);
      const paired = alike === 0 ? 0 : alike + at(row + 1, column + 1);
      line[column] = Math.max(paired, at(row + 1, column), at(row, column + 1));
    }
  }
  const found: ClauseDifference[] = [];
  let row = 0;
  let column = 0;
  while (row < left.length || column < right.length) {
    const [earlier, later] = [left[row], right[column]];
    const alike = earlier && later ? likeness(row, column) : 0;
    if (earlier && later && alike > 0 && at(row, column) === alike + at(row + 1, column + 1)) {
      const segments = compareTexts(earlier.text, later.text);
      const state = earlier.text === later.text ? 'same' : 'changed';
      found.push({ section: later.section, number: later.number, state, segments });
      row += 1;
      column += 1;
    } else if (earlier && (later === undefined || at(row + 1, column) >= at(row, column + 1))) {
      found.push({ ...only(earlier, 'struck'), state: 'removed' });
      row += 1;
    } else if (later) {
      found.push({ ...only(later, 'added'), state: 'added' });
      column += 1;
    }
  }
  return found;
}

function only({ section, number, text }: Clause, kind: Segment['kind']) {
  return { section, number, segments: [{ kind, text }] };
}
