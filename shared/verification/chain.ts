import { BasicConstraints, type Certificate, type CryptoEngine } from 'pkijs';
import { type RevocationList, serialText } from './revocation-list.ts';

/** Who may sign what, as far as certificates say. */
export type ChainResult = {
  /** The certificates from the signer to a trusted root; null when there is no such path. */
  readonly path: readonly Certificate[] | null;
  /** When the signer or an issuer on the path was revoked, by a list that its issuer signed. */
  readonly revokedAt: Date | null;
  /** Was there a list for each certificate below the root, still current or made after the signature? */
  readonly hasLists: boolean;
};

const longestPath = 5;
const mostCertificates = 20;

export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
/** Names by the bytes they were read from: no folding of letters that another reader may not do. */
const sameName = (one: Certificate['subject'], other: Certificate['subject']) =>
  one.valueBeforeDecode.byteLength > 0 &&
  sameBytes(new Uint8Array(one.valueBeforeDecode), new Uint8Array(other.valueBeforeDecode));
const sameCertificate = (one: Certificate, other: Certificate) =>
  sameBytes(one.tbsView, other.tbsView) && one.serialNumber.isEqual(other.serialNumber);

function extensionOf(certificate: Certificate, oid: string): unknown {
  return certificate.extensions?.find((one) => one.extnID === oid)?.parsedValue;
}

/** May it issue certificates (RFC 5280 4.2.1.3 and 4.2.1.9), with so many authorities below it? */
function isAuthority(certificate: Certificate, authoritiesBelow: number): boolean {
  const constraints = extensionOf(certificate, '2.5.29.19');
  if (!(constraints instanceof BasicConstraints) || !constraints.cA) return false;
  const limit = constraints.pathLenConstraint;
  if (typeof limit === 'number' && authoritiesBelow > limit) return false;
  return ((keyUsage(certificate) ?? 0) & 0b0000_0100) !== 0;
}

/** The first byte of KeyUsage; null without one. */
export function keyUsage(certificate: Certificate): number | null {
  const usage = extensionOf(certificate, '2.5.29.15') as
    | { valueBlock?: { valueHexView?: Uint8Array } }
    | undefined;
  return usage?.valueBlock?.valueHexView?.[0] ?? null;
}

const isValidAt = (certificate: Certificate, at: Date) =>
  certificate.notBefore.value <= at && at <= certificate.notAfter.value;

async function isIssuedBy(
  certificate: Certificate,
  issuer: Certificate,
  engine: CryptoEngine,
): Promise<boolean> {
  try {
    return await certificate.verify(issuer, engine);
  } catch {
    return false;
  }
}

async function findPath(
  leaf: Certificate,
  embedded: readonly Certificate[],
  roots: readonly Certificate[],
  at: Date,
  engine: CryptoEngine,
): Promise<readonly Certificate[] | null> {
  const path = [leaf];
  for (let last = leaf; path.length < longestPath; ) {
    const issues = async (one: Certificate) =>
      sameName(one.subject, last.issuer) &&
      isValidAt(one, at) &&
      isAuthority(one, path.length - 1) &&
      (await isIssuedBy(last, one, engine));
    for (const root of roots) if (await issues(root)) return [...path, root];
    let next: Certificate | null = null;
    for (const one of embedded)
      if (next === null && !path.some((known) => sameCertificate(known, one)) && (await issues(one)))
        next = one;
    if (next === null) return null;
    path.push(next);
    last = next;
  }
  return null;
}

/**
 * Looks for a path from the signer's certificate to a trusted root, and for revocations on it.
 * @param at the issuers must be valid then; the signer's own dates are judged by the caller
 */
export async function checkChain(parts: {
  readonly leaf: Certificate;
  readonly embedded: readonly Certificate[];
  readonly roots: readonly Certificate[];
  readonly lists: readonly RevocationList[];
  readonly at: Date;
  readonly now: Date;
  readonly engine: CryptoEngine;
}): Promise<ChainResult> {
  const { leaf, lists, engine } = parts;
  const embedded = parts.embedded.slice(0, mostCertificates);
  const path = await findPath(leaf, embedded, parts.roots, parts.at, engine);
  let revokedAt: Date | null = null;
  let hasLists = true;
  for (const [index, certificate] of (path ?? []).slice(0, -1).entries()) {
    const issuer = path?.[index + 1];
    if (issuer === undefined) continue;
    const own = await listsOf(issuer, lists, engine);
    const isCurrent = ({ header }: RevocationList) =>
      header.thisUpdate.value >= parts.at ||
      (header.nextUpdate !== undefined && header.nextUpdate.value >= parts.now);
    if (!own.some(isCurrent)) hasLists = false;
    const serial = serialText(new Uint8Array(certificate.serialNumber.valueBlock.valueHexView));
    for (const { revoked } of own) {
      const at = revoked.get(serial);
      if (at !== undefined && (revokedAt === null || at < revokedAt)) revokedAt = at;
    }
  }
  return { path, revokedAt, hasLists: hasLists && path !== null };
}

async function listsOf(
  issuer: Certificate,
  lists: readonly RevocationList[],
  engine: CryptoEngine,
): Promise<readonly RevocationList[]> {
  const own: RevocationList[] = [];
  for (const list of lists) {
    if (!sameName(list.header.issuer, issuer.subject)) continue;
    try {
      if (await list.header.verify({ issuerCertificate: issuer }, engine)) own.push(list);
    } catch {
      // A list that its issuer did not sign is no list.
    }
  }
  return own;
}
