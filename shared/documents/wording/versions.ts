import { z } from 'zod';
import { FormId } from '../../case/actions.ts';
import type { Action } from '../../record/action.ts';
import { findSentenceFaults } from './check.ts';
import type { FixedSentences, Replacements } from './sentence.ts';

/** 文书用语: an office words a form in its own way from now on. The whole of what it says otherwise, each time. */
export const WordingReplaced = z.object({
  form: FormId,
  sentences: z.record(z.string().max(64), z.string().max(10_000)),
  /** The version that whoever wrote this one saw in use; null for the form's own sentences. */
  basedOn: z.string().max(64).nullable(),
});
export type WordingReplaced = z.infer<typeof WordingReplaced>;

export const wordingReplaced = { type: 'wording.replaced', version: 1 } as const;

export type WordingVersion = WordingReplaced & {
  readonly id: string;
  readonly at: string;
  readonly person: string;
  /** Another desk had replaced the wording without knowing of this one: both are kept, the later is in use. */
  readonly isConcurrent: boolean;
};

/** What a paper is made with: the version, null for the form's own sentences, and what it says otherwise. */
export type WordingInUse = { readonly version: string | null; readonly sentences: Replacements };

/** Every version of every form, the oldest first. What was put out of force, or is of a newer program, is none. */
export function listWordingVersions(actions: readonly Action[]): WordingVersion[] {
  const versions: WordingVersion[] = [];
  const lastOf = new Map<FormId, string>();
  const ordered = [...actions].sort((left, right) => (orderOf(left) < orderOf(right) ? -1 : 1));
  for (const { id, header, body, rejection } of ordered) {
    if (rejection !== null || header.type !== wordingReplaced.type) continue;
    if (header.version > wordingReplaced.version) continue;
    const parsed = WordingReplaced.safeParse(body);
    if (!parsed.success) continue;
    const { form, basedOn } = parsed.data;
    const isConcurrent = basedOn !== (lastOf.get(form) ?? null);
    versions.push({ ...parsed.data, id, at: header.at, person: header.person, isConcurrent });
    lastOf.set(form, id);
  }
  return versions;
}

const orderOf = ({ id, header }: Action) => `${header.clock} ${id}`;

/**
 * Those that can be used: a sentence that lacks a placeholder, as after an update that changed the form, is said in
 * the form's own words.
 */
export function usableReplacements(sentences: FixedSentences, replacements: Replacements): Replacements {
  return Object.fromEntries(
    Object.entries(replacements).filter(([key, text]) => {
      const original = sentences[key];
      return original !== undefined && findSentenceFaults(original, text).length === 0;
    }),
  );
}
