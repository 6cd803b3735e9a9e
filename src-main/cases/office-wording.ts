import type { FormId } from '../../shared/case/actions.ts';
import { CodedError } from '../../shared/contract/ipc.ts';
import { findSentenceFaults } from '../../shared/documents/wording/check.ts';
import type { Replacements } from '../../shared/documents/wording/sentence.ts';
import { fixedSentences } from '../../shared/documents/wording/sentences.ts';
import {
  listWordingVersions,
  usableReplacements,
  type WordingInUse,
  type WordingReplaced,
  type WordingVersion,
  wordingReplaced,
} from '../../shared/documents/wording/versions.ts';
import type { OfficeRecord } from './office-record.ts';

const original: WordingInUse = { version: null, sentences: {} };

/** How the office words its forms: each version with who worded it, when, and what it was based on. */
export function createOfficeWording(parts: {
  readonly record: OfficeRecord;
  readonly onChanged: () => void;
}) {
  const { record } = parts;
  const list = async (): Promise<WordingVersion[]> => listWordingVersions(await record.readActions());
  const asUsed = (version: WordingVersion): WordingInUse => ({
    version: version.id,
    sentences: usableReplacements(fixedSentences[version.form], version.sentences),
  });
  const current = async (form: FormId): Promise<WordingInUse> => {
    const version = (await list()).findLast((one) => one.form === form);
    return version === undefined ? original : asUsed(version);
  };

  return {
    list,
    current,
    /**
     * The version that a document was made with. One that is not here, because the case came from another office, has
     * no words here: the office's own are used.
     */
    find: async (form: FormId, version: string | null): Promise<WordingInUse> => {
      if (version === null) return original;
      const found = (await list()).find((one) => one.id === version && one.form === form);
      return found === undefined ? current(form) : asUsed(found);
    },
    /**
     * Words a form anew; answers the version when it is durable.
     * @throws CodedError 'wording.faulty' with the faults by sentence, 'wording.changedMeanwhile'
     */
    replace: async ({ form, basedOn, ...order }: WordingReplaced): Promise<string> => {
      const sentences = changedSentences(form, order.sentences);
      const id = await record.write(wordingReplaced, (actions) => {
        const inUse = listWordingVersions(actions).findLast((one) => one.form === form)?.id ?? null;
        if (inUse !== basedOn) throw new CodedError('wording.changedMeanwhile');
        return { form, sentences, basedOn };
      });
      parts.onChanged();
      return id;
    },
  };
}
export type OfficeWording = ReturnType<typeof createOfficeWording>;

/** What differs from the form's own sentences. @throws CodedError 'wording.faulty' */
export function changedSentences(form: FormId, sentences: Replacements): Replacements {
  const originals = fixedSentences[form];
  const changed = Object.entries(sentences).filter(([key, text]) => text !== originals[key]?.text);
  const faults = changed.flatMap(([key, text]) => {
    const own = originals[key];
    return own === undefined
      ? [{ key, line: 0, reason: 'sentenceUnknown', about: key }]
      : findSentenceFaults(own, text).map((fault) => ({ key, ...fault }));
  });
  if (faults.length > 0) throw new CodedError('wording.faulty', { faults });
  return Object.fromEntries(changed);
}
