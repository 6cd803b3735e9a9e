import { listUnreplacedDocuments } from '../../shared/case/standing-documents.ts';
import type { FoundDocument } from '../../shared/contract/cases.ts';
import { type DocumentQuestion, documentToken } from '../../shared/verification/document-code.ts';
import type { Workspace } from './workspace.ts';

/** The case that a document belongs to; null when no case file of this desk holds it. */
export async function findDocument(
  workspace: Pick<Workspace, 'index' | 'open'>,
  question: DocumentQuestion,
): Promise<FoundDocument | null> {
  for (const caseId of await workspace.index.findByToken(documentToken(question))) {
    const { view } = await workspace.open(caseId);
    const document = view.documents.find((one) =>
      'documentId' in question
        ? one.documentId === question.documentId
        : one.pdfSha256 === question.pdfSha256,
    );
    if (document === undefined) continue;
    const { documentId, form, subjectId, contentSha256, pdfSha256 } = document;
    return {
      caseId,
      caseNumber: view.opened.caseNumber,
      documentId,
      form,
      subjectId,
      contentSha256,
      pdfSha256,
      isReplaced: !listUnreplacedDocuments(view).includes(document),
    };
  }
  return null;
}
