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
import type { RecordHashing, SignatureVerifier, StoredAction } from '../../shared/record/action.ts';
import { verifyActions } from './case-files.ts';
import type { RecordWriter } from './record-writer.ts';

const original: WordingInUse = { version: null, sentences: {} };

/**
 * How the office words its forms: signed actions of a record of the office, so that who changed what, when, is kept
 * like any official act, and reaches the other desks the same way.
 */
export function createOfficeWording(parts: {
  readonly log: {
    readonly append: (actions: readonly StoredAction[]) => Promise<void>;
    readonly findAll: () => Promise<StoredAction[]>;
    readonly findRejections: (recordId: string) => Promise<ReadonlyMap<string, string>>;
  };
  readonly writer: RecordWriter;
  readonly hashing: RecordHashing;
  readonly verify: SignatureVerifier;
  /** The office whose wording is written now; its record has the same id. */
  readonly officeId: () => string;
  readonly onChanged: () => void;
}) {
  /** Two orders wait for each other, so that each is written after the other. */
  let queue: Promise<unknown> = Promise.resolve();

  const readActions = async () => {
    const stored = await parts.log.findAll();
    const recordIds = [...new Set(stored.map(({ recordId }) => recordId))];
    const rejections = new Map(
      (await Promise.all(recordIds.map((id) => parts.log.findRejections(id)))).flatMap((one) => [...one]),
    );
    return (await verifyActions(stored, parts.hashing, parts.verify, rejections)).actions;
  };
  const list = async (): Promise<WordingVersion[]> => listWordingVersions(await readActions());
  const asUsed = (version: WordingVersion): WordingInUse => ({
    version: version.id,
    sentences: usableReplacements(fixedSentences[version.form], version.sentences),
  });
  const current = async (form: FormId): Promise<WordingInUse> => {
    const version = (await list()).findLast((one) => one.form === form);
    return version === undefined ? original : asUsed(version);
  };

  const write = async ({ form, sentences, basedOn }: WordingReplaced): Promise<string> => {
    const actions = await readActions();
    const inUse = listWordingVersions(actions).findLast((one) => one.form === form)?.id ?? null;
    if (inUse !== basedOn) throw new CodedError('wording.changedMeanwhile');
    const recordId = parts.officeId();
    const own = actions.filter(({ header }) => header.recordId === recordId);
    const named = new Set(own.flatMap(({ header }) => header.after));
    const { stored } = parts.writer.write({
      recordKind: 'wording',
      recordId,
      ...wordingReplaced,
      after: own.map(({ id }) => id).filter((id) => !named.has(id)),
      body: { form, sentences, basedOn },
    });
    await parts.log.append([stored]);
    parts.onChanged();
    return stored.id;
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
    replace: (order: WordingReplaced): Promise<string> => {
      const sentences = changedSentences(order.form, order.sentences);
      const result = queue.then(() => write({ ...order, sentences }));
      queue = result.catch(() => {});
      return result;
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
