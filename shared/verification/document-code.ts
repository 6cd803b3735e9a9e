/** What the code on a page says: which document, and the beginning of its content's hash. */
export type DocumentCode = { readonly documentId: string; readonly shortHash: string };

/** Reads the text of a page's QR code; null for any other code. */
export function findDocumentCode(text: string): DocumentCode | null {
  const parts = /^mediation-desk:1:([A-Za-z0-9][A-Za-z0-9_.-]{0,63}):([0-9a-f]{12})$/.exec(text);
  const [, documentId, shortHash] = parts ?? [];
  return documentId === undefined || shortHash === undefined ? null : { documentId, shortHash };
}

/** Is this the content whose short hash stands on the page? @param contentSha256 from the record, hex */
export function hasContent(code: DocumentCode, contentSha256: string): boolean {
  return contentSha256.toLowerCase().startsWith(code.shortHash);
}

/** How a document is asked for: by the id on its page, or by the hash of its finalised bytes. */
export type DocumentQuestion = { readonly documentId: string } | { readonly pdfSha256: string };

const tokenLength = 32;

/**
 * The word that the case index keeps for a document, beside those of search-tokens.ts and of kinds that nobody can type:
 * `d` by id, `h` by hash. It leads to the case; the document itself is compared whole.
 */
export function documentToken(question: DocumentQuestion): string {
  return 'documentId' in question
    ? `d${question.documentId.toLowerCase().replace(/[^a-z0-9]/g, '')}`
    : `h${question.pdfSha256.toLowerCase().slice(0, tokenLength)}`;
}
