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
