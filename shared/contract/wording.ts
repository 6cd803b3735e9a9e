import { z } from 'zod';
import { FormId } from '../case/actions.ts';
import { defineContract, Nothing } from './ipc.ts';

/** What an office says instead of a form's own sentences, by their keys. */
const Replacements = z.record(z.string().max(64), z.string().max(10_000));
const VersionId = z.string().max(64);

/** One way in which a form was worded in this office, from a day on. */
export const WordingVersionRow = z.object({
  id: VersionId,
  at: z.string(),
  by: z.string(),
  sentences: Replacements,
  /** Another desk had replaced the wording without knowing of this one. */
  isConcurrent: z.boolean(),
});
export type WordingVersionRow = z.infer<typeof WordingVersionRow>;

export const WordedForm = z.object({
  form: FormId,
  sentences: z.array(
    z.object({
      key: z.string(),
      /** As the form has it; placeholders stand in braces. */
      text: z.string(),
      /** The article that wants it on the form; null where it may be left out. */
      article: z.string().nullable(),
    }),
  ),
  /** The newest first; none where the form was never changed. The first is in use. */
  versions: z.array(WordingVersionRow),
});
export type WordedForm = z.infer<typeof WordedForm>;

export const wordingContract = defineContract({
  area: 'wording',
  queries: {
    forms: { request: Nothing, response: z.object({ forms: z.array(WordedForm) }) },
    /** The form as it would be printed for a made-up case; what is faulty stands in the form's own words. */
    preview: {
      request: z.object({ form: FormId, sentences: Replacements }),
      response: z.object({ pdf: z.string(), pages: z.number().int() }),
    },
  },
  commands: {
    /** Words a form anew from now on. An empty record is the way back to the form's own sentences. */
    replace: {
      request: z.object({
        form: FormId,
        sentences: Replacements,
        /** The version that was in use when the editing began; null for the form's own. */
        basedOn: VersionId.nullable(),
      }),
      response: z.object({ version: VersionId }),
    },
  },
});
