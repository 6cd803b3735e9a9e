import type { FoundDocument } from '../../shared/contract/cases.ts';
import { findMediaType } from '../../shared/record/media-type.ts';
import { type GivenDocument, type GivenFiles, verifyGiven } from '../../shared/verification/given-files.ts';
import type { VerificationReport } from '../../shared/verification/report.ts';
import { call, desk } from '../app/desk.ts';
import { fromBase64 } from '../scans/bytes.ts';
import { findCodeOnPage } from '../scans/picture.ts';

/** Roots and lists that the person gave, and the SM2 signature beside the document. */
export type CheckMeans = Pick<GivenFiles, 'roots' | 'lists' | 'sm2Seal'> & {
  /** The person compared the fingerprints of these roots with the published ones. */
  readonly isRootConfirmed: boolean;
};

export type CheckedDocument = {
  readonly name: string;
  readonly report: VerificationReport;
  /** The document of a case file on this desk that this is, or claims to be. */
  readonly record: FoundDocument | null;
  /** ISO-8601. */
  readonly at: string;
};

/** The code on a page is looked for no longer than this: the answer is worth more than the look-up. */
const longestLook = 2_500;

/** Checks a document and compares it with the record it claims to be: by its bytes, else by the code on its pages. */
export async function checkDocument(document: GivenDocument, means: CheckMeans): Promise<CheckedDocument> {
  const now = new Date();
  const trust = await call(desk.certificates.trust({}));
  const ownRoots = trust.roots.map(fromBase64);
  const verify = (recordSha256: string | null) =>
    verifyGiven(
      document,
      {
        trustedRoots: means.isRootConfirmed ? [...ownRoots, ...means.roots] : ownRoots,
        givenRoots: means.isRootConfirmed ? [] : means.roots,
        revocationLists: [...trust.revocationLists.map(fromBase64), ...means.lists],
        recordSha256,
        sm2: means.sm2Seal === null ? null : { seal: means.sm2Seal.value, knownKeys: trust.sm2PublicKeys },
        now,
      },
      crypto,
    );
  const first = await verify(null);
  const record = first.finalisedSha256 === null ? null : await findRecord(document, first.finalisedSha256);
  const report = record === null ? first : await verify(record.pdfSha256);
  return { name: document.name, report, record, at: now.toISOString() };
}

async function findRecord(document: GivenDocument, pdfSha256: string): Promise<FoundDocument | null> {
  const same = await call(desk.cases.findDocument({ pdfSha256 }));
  if (same.found !== null) return same.found;
  const bytes = new Uint8Array(document.bytes);
  const file = { name: document.name, bytes, mediaType: findMediaType(bytes) };
  const onPage = await findCodeOnPage(file, performance.now() + longestLook).catch(() => null);
  if (onPage === null) return null;
  return (await call(desk.cases.findDocument({ documentId: onPage.code.documentId }))).found;
}
