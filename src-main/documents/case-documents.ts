import { randomBytes } from 'node:crypto';
import type { FormId } from '../../shared/case/actions.ts';
import type { Overruling } from '../../shared/case/overrulings.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { CodedError } from '../../shared/contract/ipc.ts';
import { buildDocument } from '../../shared/documents/build.ts';
import { countCopies, getFormEntry } from '../../shared/documents/catalogue.ts';
import type { WordingInUse } from '../../shared/documents/wording/versions.ts';
import type { BlobStore } from '../store/blobs.ts';
import { type Typesetter, templateVersion } from './typesetter.ts';

export type Subject = { readonly form: FormId; readonly subjectId: string };

/** Sets a case's documents: as a draft to look at, or for good. */
export function createCaseDocuments(parts: {
  readonly typesetter: Typesetter;
  readonly blobs: BlobStore;
  /** How the office words a form now, and how it did in the version that a document was made with. */
  readonly wording: {
    readonly current: (form: FormId) => Promise<WordingInUse>;
    readonly find: (form: FormId, version: string | null) => Promise<WordingInUse>;
  };
  readonly mediationEndsOn: (view: CaseView) => string;
  /** 'YYYY-MM-DD' in Beijing. */
  readonly today: () => string;
}) {
  const findLast = (view: CaseView, { form, subjectId }: Subject) =>
    view.documents.findLast((one) => one.form === form && one.subjectId === subjectId);
  /** A paper that is made anew keeps the words that it was made with; a new one has those of today. */
  const wordingOf = (view: CaseView, subject: Subject): Promise<WordingInUse> => {
    const before = findLast(view, subject);
    return before === undefined
      ? parts.wording.current(subject.form)
      : parts.wording.find(subject.form, before.wordingVersion ?? null);
  };
  const contentOf = (view: CaseView, { form, subjectId }: Subject, wording: WordingInUse) => {
    const facts = { mediationEndsOn: parts.mediationEndsOn(view), today: parts.today() };
    try {
      return buildDocument(view, form, subjectId, facts, wording.sentences);
    } catch (error) {
      throw error instanceof Error && error.message.startsWith('document.')
        ? new CodedError(error.message)
        : error;
    }
  };

  return {
    preview: async (view: CaseView, subject: Subject) => {
      const content = contentOf(view, subject, await wordingOf(view, subject));
      const { pdf, pages } = await parts.typesetter.typeset(content, null);
      return { pdf, pages };
    },
    /**
     * Sets a document for good and keeps its bytes durably; answers the body of its 'document.finalised'.
     * Nothing is final until that action is saved.
     */
    prepareFinal: async (view: CaseView, subject: Subject, overruled: readonly Overruling[]) => {
      const wording = await wordingOf(view, subject);
      const content = contentOf(view, subject, wording);
      const otherParties = view.parties.filter((party) => party.side !== 'applicant').length;
      const copies = countCopies(getFormEntry(subject.form), view.parties.length, otherParties);
      const documentId = `${subject.form}-${randomBytes(4).toString('hex')}`;
      const set = await parts.typesetter.typeset(content, { documentId, copies });
      const pdfSha256 = await parts.blobs.put(set.pdf);
      return {
        documentId,
        ...subject,
        number: content.number,
        content: JSON.parse(JSON.stringify(content)) as Record<string, unknown>,
        contentSha256: set.contentSha256,
        templateVersion,
        wordingVersion: wording.version,
        pdfSha256,
        pages: set.pages,
        copies,
        replacesDocumentId: findLast(view, subject)?.documentId ?? null,
        overruled: [...overruled],
      };
    },
    /** A finalised document's very bytes. Throws 'document.unknown', 'document.bytesMissing'. */
    read: async (view: CaseView, documentId: string) => {
      const document = view.documents.find((one) => one.documentId === documentId);
      if (document === undefined) throw new CodedError('document.unknown');
      const pdf = await parts.blobs.find(document.pdfSha256);
      if (pdf === null) throw new CodedError('document.bytesMissing');
      return { document, pdf };
    },
  };
}
export type CaseDocuments = ReturnType<typeof createCaseDocuments>;
