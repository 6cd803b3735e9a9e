import { randomBytes } from 'node:crypto';
import type { FormId } from '../../shared/case/actions.ts';
import type { Overruling } from '../../shared/case/overrulings.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { CodedError } from '../../shared/contract/ipc.ts';
import { buildDocument } from '../../shared/documents/build.ts';
import { countCopies, getFormEntry } from '../../shared/documents/catalogue.ts';
import type { BlobStore } from '../store/blobs.ts';
import { type Typesetter, templateVersion } from './typesetter.ts';

export type Subject = { readonly form: FormId; readonly subjectId: string };

/** Sets a case's documents: as a draft to look at, or for good. */
export function createCaseDocuments(parts: {
  readonly typesetter: Typesetter;
  readonly blobs: BlobStore;
  readonly mediationEndsOn: (view: CaseView) => string;
  /** 'YYYY-MM-DD' in Beijing. */
  readonly today: () => string;
}) {
  const contentOf = (view: CaseView, { form, subjectId }: Subject) => {
    try {
      return buildDocument(view, form, subjectId, {
        mediationEndsOn: parts.mediationEndsOn(view),
        today: parts.today(),
      });
    } catch (error) {
      throw error instanceof Error && error.message.startsWith('document.')
        ? new CodedError(error.message)
        : error;
    }
  };

  return {
    preview: async (view: CaseView, subject: Subject) => {
      const { pdf, pages } = await parts.typesetter.typeset(contentOf(view, subject), null);
      return { pdf, pages };
    },
    /**
     * Sets a document for good and keeps its bytes durably; answers the body of its 'document.finalised'.
     * Nothing is final until that action is saved.
     */
    prepareFinal: async (view: CaseView, subject: Subject, overruled: readonly Overruling[]) => {
      const content = contentOf(view, subject);
      const otherParties = view.parties.filter((party) => party.side !== 'applicant').length;
      const copies = countCopies(getFormEntry(subject.form), view.parties.length, otherParties);
      const documentId = `${subject.form}-${randomBytes(4).toString('hex')}`;
      const set = await parts.typesetter.typeset(content, { documentId, copies });
      const pdfSha256 = await parts.blobs.put(set.pdf);
      const before = view.documents.findLast(
        (one) => one.form === subject.form && one.subjectId === subject.subjectId,
      );
      return {
        documentId,
        ...subject,
        number: content.number,
        content: JSON.parse(JSON.stringify(content)) as Record<string, unknown>,
        contentSha256: set.contentSha256,
        templateVersion,
        pdfSha256,
        pages: set.pages,
        copies,
        replacesDocumentId: before?.documentId ?? null,
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
