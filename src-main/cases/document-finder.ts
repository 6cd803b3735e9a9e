import type { CaseDocument } from '../../shared/case/state.ts';
import type { CaseView } from '../../shared/case/view.ts';
import type { FoundDocument } from '../../shared/contract/found-document.ts';
import { CodedError } from '../../shared/contract/ipc.ts';
import { type DocumentCode, findDocumentCode, hasContent } from '../../shared/verification/document-code.ts';
import type { Workspace } from './workspace.ts';

const shortHashLength = 12;

/** A word of the search that no person's typing makes: 'd' and letters and digits alone. */
const toToken = (code: string) => `d${code.toLowerCase().replace(/[^a-z0-9]/g, '')}`;

/** What a case is found by from a page or a file of it: id, short hash and the file's own hash of each document. */
export function documentTokens(view: CaseView): string {
  return view.documents
    .flatMap((one) => [one.documentId, one.contentSha256.slice(0, shortHashLength), one.pdfSha256])
    .map(toToken)
    .join(' ');
}

type Finder = Pick<Workspace, 'open' | 'findCaseIds'>;

async function findDocument(
  workspace: Finder,
  code: string,
  fits: (document: CaseDocument) => boolean,
): Promise<{ readonly found: FoundDocument; readonly document: CaseDocument } | null> {
  for (const caseId of await workspace.findCaseIds(`"${toToken(code)}"`)) {
    const { view } = await workspace.open(caseId);
    const document = view.documents.find(fits);
    if (document === undefined) continue;
    const { documentId, form, number } = document;
    return { document, found: { caseId, caseNumber: view.opened.caseNumber, documentId, form, number } };
  }
  return null;
}

/** The document whose finalised file has this hash; null when it is not here. */
export async function findDocumentBySha256(workspace: Finder, sha256: string): Promise<FoundDocument | null> {
  const answer = await findDocument(workspace, sha256, (one) => one.pdfSha256 === sha256);
  return answer?.found ?? null;
}

/**
 * The document of a page: by the whole text of its QR code, or by the short hash that is printed beside it.
 * Throws 'document.codeUnknown', 'document.notHere', 'document.codeMismatch'.
 */
export async function getDocumentByCode(workspace: Finder, text: string): Promise<FoundDocument> {
  const code = findDocumentCode(text);
  const shortHash = code?.shortHash ?? findShortHash(text);
  if (shortHash === null) throw new CodedError('document.codeUnknown');
  const fits = (one: CaseDocument) =>
    one.contentSha256.startsWith(shortHash) && (code === null || one.documentId === code.documentId);
  const answer = await findDocument(workspace, shortHash, fits);
  if (answer !== null) return answer.found;
  if (code !== null) await assertNotForged(workspace, code);
  throw new CodedError('document.notHere');
}

/** A page that names one of our documents and has another content was not printed by us. */
async function assertNotForged(workspace: Finder, code: DocumentCode): Promise<void> {
  const named = await findDocument(workspace, code.documentId, (one) => one.documentId === code.documentId);
  if (named !== null && !hasContent(code, named.document.contentSha256)) {
    throw new CodedError('document.codeMismatch');
  }
}

function findShortHash(text: string): string | null {
  return /^[0-9a-f]{12}$/.exec(text.trim().toLowerCase())?.[0] ?? null;
}
