import type { DeskHandlers } from '../../shared/contract/desk-api.ts';
import { catalogue } from '../../shared/documents/catalogue.ts';
import { fixedSentences } from '../../shared/documents/wording/sentences.ts';
import { usableReplacements } from '../../shared/documents/wording/versions.ts';
import { withoutControls } from '../../shared/text/controls.ts';
import { changedSentences } from '../cases/office-wording.ts';
import type { Specimen } from '../documents/specimen.ts';
import type { Typesetter } from '../documents/typesetter.ts';
import type { OpenDesk } from '../open-desk.ts';

/** Answers the channels of `wording`. */
export function createWordingHandlers(parts: {
  readonly getOpenDesk: () => OpenDesk;
  readonly typesetter: Typesetter;
  readonly specimen: Specimen;
}): DeskHandlers['wording'] {
  return {
    forms: async () => {
      const { workspace } = parts.getOpenDesk();
      const versions = await workspace.wording.list();
      const people = workspace.peopleNames();
      const forms = catalogue.flatMap(({ form }) => {
        const sentences = Object.entries(fixedSentences[form]).map(([key, one]) => ({ key, ...one }));
        if (sentences.length === 0) return [];
        const own = versions
          .filter((one) => one.form === form)
          .map(({ id, at, person, sentences: words, isConcurrent }) => ({
            id,
            at,
            by: people[person] ?? '',
            sentences: words,
            isConcurrent,
          }))
          .reverse();
        return [{ form, sentences, versions: own }];
      });
      return { forms };
    },
    preview: async ({ form, sentences }) => {
      parts.getOpenDesk();
      const words = usableReplacements(fixedSentences[form], withoutControls(sentences));
      const { pdf, pages } = await parts.typesetter.typeset(
        await parts.specimen.contentOf(form, words),
        null,
      );
      return { pdf: Buffer.from(pdf).toString('base64'), pages };
    },
    replace: async ({ form, sentences, basedOn }) => {
      const { workspace } = parts.getOpenDesk();
      // What cannot be set is never in use: the former version stays.
      const words = changedSentences(form, withoutControls(sentences));
      await parts.typesetter.typeset(await parts.specimen.contentOf(form, words), null);
      return { version: await workspace.wording.replace({ form, sentences: words, basedOn }) };
    },
  };
}
