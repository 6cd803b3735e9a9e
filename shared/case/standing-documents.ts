import type { CaseDocument } from './state.ts';
import type { CaseView } from './view.ts';

/** The documents in whose place no later one came. One that came too late for a freeze is among them: people may have signed it. */
export function listUnreplacedDocuments({ documents }: Pick<CaseView, 'documents'>): CaseDocument[] {
  const replaced = new Set(documents.map((one) => one.replacesDocumentId));
  return documents.filter((one) => !replaced.has(one.documentId));
}

/** The documents that count: nothing came in their place, and none stood frozen before them. */
export function listStandingDocuments(view: Pick<CaseView, 'documents'>): CaseDocument[] {
  return listUnreplacedDocuments(view).filter((one) => !one.isLate);
}
