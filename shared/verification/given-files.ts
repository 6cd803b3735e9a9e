import { latin1 } from '../pdf/syntax.ts';
import type { VerificationReport } from './report.ts';
import {
  findCertificate,
  findRevocationList,
  largestFile,
  refuseFile,
  type VerificationRequest,
  verifyPdf,
  type WebCrypto,
} from './verify-pdf.ts';

/** The part of a browser's File that is used. */
export type GivenFile = {
  readonly name: string;
  readonly size: number;
  readonly slice: (start: number, end: number) => { readonly arrayBuffer: () => Promise<ArrayBuffer> };
};

/** The document to check: its bytes, or why there are none. */
export type GivenDocument = {
  readonly name: string;
  readonly size: number;
  readonly bytes: Uint8Array;
  /** 'tooLarge': the bytes are only its beginning; 'notRead': the machine did not give it. */
  readonly fault: 'tooLarge' | 'notRead' | null;
};

/** What somebody gave to be checked, and what it is checked by. */
export type GivenFiles = {
  readonly document: GivenDocument | null;
  readonly roots: readonly Uint8Array[];
  readonly lists: readonly Uint8Array[];
  /** As read from JSON. */
  readonly sm2Seal: { readonly value: unknown } | null;
  /** Names of further documents: one is checked at a time. */
  readonly others: readonly string[];
  /** Names of what is none of these. */
  readonly rejected: readonly string[];
};

const headLength = 1024;

/** Tells given files apart by their content. A file that is too large is looked at, never read. */
export async function sortGivenFiles(files: readonly GivenFile[]): Promise<GivenFiles> {
  const sorted = {
    document: null as GivenDocument | null,
    roots: [] as Uint8Array[],
    lists: [] as Uint8Array[],
    sm2Seal: null as { value: unknown } | null,
    others: [] as string[],
    rejected: [] as string[],
  };
  for (const file of files) {
    const given = await readFile(file);
    if (given.fault === null && findRevocationList(given.bytes) !== null) sorted.lists.push(given.bytes);
    else if (given.fault === null && findCertificate(given.bytes) !== null) sorted.roots.push(given.bytes);
    else if (given.fault === null && /\.json$/i.test(file.name))
      sorted.sm2Seal = { value: readJson(given.bytes) };
    else if (files.length === 1 || /\.pdf$/i.test(file.name))
      if (sorted.document === null) sorted.document = given;
      else sorted.others.push(file.name);
    else sorted.rejected.push(file.name);
  }
  return sorted;
}

/** Checks a given document; one without its bytes is named for what it is. */
export function verifyGiven(
  document: GivenDocument,
  request: Omit<VerificationRequest, 'pdf'>,
  crypto: WebCrypto,
): Promise<VerificationReport> {
  const { bytes, size, fault } = document;
  return fault === null
    ? verifyPdf({ ...request, pdf: bytes }, crypto)
    : Promise.resolve(refuseFile(bytes, size, fault));
}

async function readFile(file: GivenFile): Promise<GivenDocument> {
  const { name, size } = file;
  const isTooLarge = size > largestFile;
  try {
    const bytes = new Uint8Array(await file.slice(0, isTooLarge ? headLength : size).arrayBuffer());
    return { name, size, bytes, fault: isTooLarge ? 'tooLarge' : null };
  } catch {
    // A folder, or a file that was moved away or may not be read.
    return { name, size, bytes: new Uint8Array(), fault: 'notRead' };
  }
}

/** All that counts in such a file is ASCII. */
function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(latin1(bytes, 0, bytes.length));
  } catch {
    return null;
  }
}
