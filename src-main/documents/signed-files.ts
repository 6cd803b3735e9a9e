import { createHash } from 'node:crypto';
import type { CaseDocument, Signature } from '../../shared/case/state.ts';
import type { ReceiptRow } from '../../shared/contract/certificates.ts';
import { CodedError } from '../../shared/contract/ipc.ts';
import type { BlobStore } from '../store/blobs.ts';

/** A signature by certificate that stands in the case file. */
export type FiledSignature = Signature & { readonly certificate: NonNullable<Signature['certificate']> };

export function listFiledSignatures(document: CaseDocument): FiledSignature[] {
  return document.signatures.flatMap((one) =>
    one.certificate === undefined ? [] : [{ ...one, certificate: one.certificate }],
  );
}

/** The signatures that stand in one file, oldest first: each continues the one before. */
function chainOf(last: FiledSignature, all: readonly FiledSignature[]): FiledSignature[] {
  const former = all.find((one) => one.authorship.actionId === last.certificate.continues);
  return former === undefined ? [last] : [...chainOf(former, all), last];
}

/**
 * The signatures in the file that is handed out: the longest chain. Two desks that signed apart made two files; the
 * first recorded counts as the document's, the other one stays in the record, and whoever wants both signs once more.
 */
export function listFileSignatures(document: CaseDocument): FiledSignature[] {
  const all = listFiledSignatures(document);
  return all
    .map((one) => chainOf(one, all))
    .reduce((longest, chain) => (chain.length > longest.length ? chain : longest), []);
}

/**
 * A finalised document's bytes with every signature of the chain and the last receipt appended.
 * Throws 'document.bytesMissing' when they are on another desk and there is no line.
 */
export async function readSignedFile(
  document: CaseDocument,
  parts: {
    readonly blobs: Pick<BlobStore, 'find'>;
    readonly findReceipt: (actionId: string) => Promise<ReceiptRow | null>;
  },
): Promise<{ readonly pdf: Uint8Array; readonly chain: readonly FiledSignature[] }> {
  const chain = listFileSignatures(document);
  const last = chain.at(-1);
  const pdf = await parts.blobs.find(last?.certificate.pdfSha256 ?? document.pdfSha256);
  if (pdf === null) throw new CodedError('document.bytesMissing');
  const receipt = last === undefined ? null : await parts.findReceipt(last.authorship.actionId);
  return { pdf: receipt === null ? pdf : (findStamped(pdf, receipt) ?? pdf), chain };
}

/** The file with its receipt; null when what came is not what the server stamped. */
function findStamped(pdf: Uint8Array, receipt: ReceiptRow): Uint8Array | null {
  const stamped = Buffer.concat([pdf, Buffer.from(receipt.appended, 'base64')]);
  const sha256 = createHash('sha256').update(stamped).digest('hex');
  return sha256 === receipt.stampedSha256 ? stamped : null;
}
