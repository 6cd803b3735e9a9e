import { createHash } from 'node:crypto';
import { type Certificate, CertificationRequest } from 'pkijs';
import { z } from 'zod';
import { CodedError } from '../../shared/contract/ipc.ts';
import { readCertificate, toBuffer } from '../../shared/signatures/cms.ts';
import { type CertificateSubject, writeSubject } from '../../shared/signatures/names.ts';
import type { ContentSigner } from '../../shared/signatures/signer.ts';
import { readRevocationList } from '../../shared/verification/revocation-list.ts';
import { type AuthorityKey, buildCertificate, nodeEngine, readPublicKey } from './certificate-builder.ts';
import { findUnwrappedKey, WrappedKey, wrapKey } from './key-wrap.ts';
import { buildRevocationList, getSerialNumber, type Revocation } from './revocation-list.ts';

const SealedIntermediate = z.object({ intermediate: z.base64(), intermediateKey: WrappedKey });

/** What the server keeps of its authority: certificates as DER in base64, keys sealed. */
export const AuthorityRecord = SealedIntermediate.extend({
  root: z.base64(),
  timestamp: z.base64(),
  timestampKey: WrappedKey,
  /** The root's list, empty at the founding: only the root can revoke the intermediate. */
  rootRevocationList: z.base64(),
  /** Those before a renewal, the newest first: only their own keys sign lists for what they have issued. */
  former: z.array(SealedIntermediate).default([]),
});
export type AuthorityRecord = z.infer<typeof AuthorityRecord>;

/** The root's key, for the safe: it is needed again only to replace or revoke the intermediate. */
export const RootKeyRecord = z.object({ root: z.base64(), rootKey: WrappedKey });
export type RootKeyRecord = z.infer<typeof RootKeyRecord>;

const keyAlgorithm = (modulusLength: number) => ({
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength,
  publicExponent: Uint8Array.of(1, 0, 1),
});
const importAlgorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
/** 128-bit strength for what lasts twenty years. */
const authorityBits = 3072;

async function newKey() {
  const pair = await crypto.subtle.generateKey(keyAlgorithm(authorityBits), true, ['sign', 'verify']);
  return {
    pair,
    spki: new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey)),
    pkcs8: new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey)),
  };
}

function addYears(from: Date, years: number): Date {
  const later = new Date(from);
  later.setUTCFullYear(later.getUTCFullYear() + years);
  return later;
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));

type Names = { readonly organisation: string; readonly now: Date; readonly cost?: number };
type RootInUse = { readonly der: Uint8Array; readonly signingKey: AuthorityKey };

const namesOf = (organisation: string) => {
  const named = (commonName: string) =>
    writeSubject({ commonName, organisation, officeId: '', certificateNumber: '' });
  return {
    root: named(`${organisation} 根证书`),
    intermediate: named(`${organisation} 调解员证书`),
    timestamp: named(`${organisation} 时间戳`),
  };
};

/** A new intermediate and a new time-stamping certificate (10 years each) under a root. */
async function newServerSide(
  { organisation, now, cost }: Names,
  root: RootInUse,
  passphrase: string,
  rootList: { readonly number: number; readonly revocations: readonly Revocation[] },
  former: AuthorityRecord['former'],
): Promise<AuthorityRecord> {
  const names = namesOf(organisation);
  const issuer = readCertificate(root.der);
  const [intermediate, timestamp] = await Promise.all([newKey(), newKey()]);
  const intermediateSpki = readPublicKey(intermediate.spki);
  const dates = { notBefore: now, notAfter: addYears(now, 10) };
  const intermediateDer = await buildCertificate({
    ...dates,
    use: 'authority',
    pathLength: 0,
    subject: names.intermediate,
    subjectKey: intermediateSpki,
    issuer: issuer.subject,
    issuerKey: issuer.subjectPublicKeyInfo,
    signingKey: root.signingKey,
  });
  const timestampDer = await buildCertificate({
    ...dates,
    use: 'timestamp',
    subject: names.timestamp,
    subjectKey: readPublicKey(timestamp.spki),
    issuer: names.intermediate,
    issuerKey: intermediateSpki,
    signingKey: intermediate.pair.privateKey,
  });
  const rootRevocationList = await buildRevocationList({
    issuer,
    signingKey: root.signingKey,
    revocations: rootList.revocations,
    number: rootList.number,
    thisUpdate: now,
    nextUpdate: issuer.notAfter.value,
  });
  return {
    root: base64(root.der),
    intermediate: base64(intermediateDer),
    intermediateKey: await wrapKey(intermediate.pkcs8, passphrase, cost),
    timestamp: base64(timestampDer),
    timestampKey: await wrapKey(timestamp.pkcs8, passphrase, cost),
    rootRevocationList: base64(rootRevocationList),
    former,
  };
}

/**
 * The founding: a root (20 years), an intermediate in use (10) and a time-stamping certificate (10).
 * @param parts.passphrases the root's is another than the server's, known to another person
 * @param parts.cost of the slow hash; only tests lower it
 * @returns the record for the server, and the root's sealed key, which never stays there
 */
export async function foundAuthority(
  parts: Names & { readonly passphrases: { readonly root: string; readonly server: string } },
): Promise<{ readonly authority: AuthorityRecord; readonly rootKey: RootKeyRecord }> {
  const { organisation, now, passphrases, cost } = parts;
  const root = await newKey();
  const name = namesOf(organisation).root;
  const spki = readPublicKey(root.spki);
  const der = await buildCertificate({
    use: 'authority',
    pathLength: 1,
    subject: name,
    subjectKey: spki,
    issuer: name,
    issuerKey: spki,
    signingKey: root.pair.privateKey,
    notBefore: now,
    notAfter: addYears(now, 20),
  });
  const inUse = { der, signingKey: root.pair.privateKey };
  return {
    authority: await newServerSide(parts, inUse, passphrases.server, { number: 1, revocations: [] }, []),
    rootKey: { root: base64(der), rootKey: await wrapKey(root.pkcs8, passphrases.root, cost) },
  };
}

/**
 * A new intermediate and time-stamping certificate under the same root, from the safe: before they end, or when the
 * server's key may have got out. Without that the former intermediate comes along, so that what it has issued can still
 * be revoked; with it, it and all before it, whose keys lay beside its own, stand on the root's list. What stood on the
 * root's list before stays there.
 * @param parts.listNumber above that of the root's last list
 * @throws CodedError 'certificate.passphraseWrong'
 */
export async function renewAuthority(
  parts: Names & {
    readonly rootKey: RootKeyRecord;
    readonly former: AuthorityRecord;
    /** `former` opens the former record, and is not needed where its keys count for nothing any more. */
    readonly passphrases: { readonly root: string; readonly server: string; readonly former: string };
    readonly listNumber: number;
    readonly isCompromised: boolean;
  },
): Promise<AuthorityRecord> {
  const { former, passphrases, now, cost, isCompromised } = parts;
  const signingKey = await openKey(parts.rootKey.rootKey, passphrases.root);
  const all = [former, ...former.former].map(({ intermediate, intermediateKey }) => ({
    intermediate,
    intermediateKey,
  }));
  const compromised = all.map(({ intermediate }) => ({
    serialNumber: getSerialNumber(readCertificate(bytesOf(intermediate))),
    revokedAt: now,
    reason: 'keyCompromise' as const,
  }));
  const sealAnew = async ({ intermediate, intermediateKey }: (typeof all)[number]) => ({
    intermediate,
    intermediateKey: await wrapKey(
      await unwrap(intermediateKey, passphrases.former),
      passphrases.server,
      cost,
    ),
  });
  return newServerSide(
    parts,
    { der: bytesOf(parts.rootKey.root), signingKey },
    passphrases.server,
    {
      number: parts.listNumber,
      revocations: [...listRevoked(former.rootRevocationList), ...(isCompromised ? compromised : [])],
    },
    isCompromised ? [] : await Promise.all(all.map(sealAnew)),
  );
}

/** Nothing but a key that got out ever brings an intermediate onto the root's list. */
function listRevoked(rootRevocationList: string): Revocation[] {
  const { revoked } = readRevocationList(bytesOf(rootRevocationList));
  return Array.from(revoked, ([serialNumber, revokedAt]) => ({
    serialNumber,
    revokedAt,
    reason: 'keyCompromise',
  }));
}

async function unwrap(wrapped: WrappedKey, passphrase: string): Promise<Uint8Array> {
  const pkcs8 = await findUnwrappedKey(wrapped, passphrase);
  if (pkcs8 === null) throw new CodedError('certificate.passphraseWrong');
  return pkcs8;
}

async function openKey(wrapped: WrappedKey, passphrase: string): Promise<AuthorityKey> {
  const pkcs8 = await unwrap(wrapped, passphrase);
  return crypto.subtle.importKey('pkcs8', toBuffer(pkcs8), importAlgorithm, false, ['sign']);
}

/** An intermediate that can still revoke what it has issued. */
export type RevokingIssuer = {
  /** DER. */
  readonly intermediate: Uint8Array;
  /** The list of all revoked certificates, signed; DER. */
  readonly revocationList: (
    revocations: readonly Revocation[],
    list: { readonly number: number; readonly now: Date; readonly nextUpdate: Date },
  ) => Promise<Uint8Array>;
};

export type Authority = RevokingIssuer & {
  /** DER. */
  readonly root: Uint8Array;
  /** Those in use before renewals. */
  readonly former: readonly RevokingIssuer[];
  /** The root's own list, DER. */
  readonly rootRevocationList: Uint8Array;
  /**
   * A mediator's certificate from a request that an administrator approved. What the request calls itself
   * is not read: the subject comes from the register.
   * @throws CodedError 'certificate.requestInvalid', 'certificate.keyTooWeak',
   *   'certificate.alreadyExpired', 'certificate.subjectIncomplete'
   */
  readonly issueCertificate: (
    request: Uint8Array,
    approved: { readonly subject: CertificateSubject; readonly notAfter: Date; readonly now: Date },
  ) => Promise<Uint8Array>;
  /** Signs time-stamp tokens; see timestamp.ts. */
  readonly timestampSigner: ContentSigner;
};

function createRevokingIssuer(intermediate: Uint8Array, signingKey: AuthorityKey): RevokingIssuer {
  const issuer = readCertificate(intermediate);
  return {
    intermediate,
    revocationList: (revocations, { number, now, nextUpdate }) =>
      buildRevocationList({ issuer, signingKey, revocations, number, thisUpdate: now, nextUpdate }),
  };
}

/** Opens the authority with the server's passphrase. @throws CodedError 'certificate.passphraseWrong' */
export async function openAuthority(record: AuthorityRecord, passphrase: string): Promise<Authority> {
  const [signingKey, timestampKey, former] = await Promise.all([
    openKey(record.intermediateKey, passphrase),
    openKey(record.timestampKey, passphrase),
    Promise.all(
      record.former.map(async (one) =>
        createRevokingIssuer(bytesOf(one.intermediate), await openKey(one.intermediateKey, passphrase)),
      ),
    ),
  ]);
  const intermediate = bytesOf(record.intermediate);
  const issuer = readCertificate(intermediate);
  return {
    ...createRevokingIssuer(intermediate, signingKey),
    root: bytesOf(record.root),
    former,
    rootRevocationList: bytesOf(record.rootRevocationList),
    issueCertificate: (request, approved) => issue(issuer, signingKey, request, approved),
    timestampSigner: {
      certificateChain: [bytesOf(record.timestamp), intermediate],
      sign: async (data) =>
        new Uint8Array(await crypto.subtle.sign(importAlgorithm, timestampKey, toBuffer(data))),
    },
  };
}

/**
 * SHA-256 of the key that a request asks for, hex, after its proof of holding it was checked.
 * @throws CodedError 'certificate.requestInvalid'
 */
export async function readRequestedKey(der: Uint8Array): Promise<string> {
  const { subjectPublicKeyInfo } = await readRequest(der);
  return createHash('sha256').update(new Uint8Array(subjectPublicKeyInfo.toSchema().toBER())).digest('hex');
}

async function readRequest(der: Uint8Array): Promise<CertificationRequest> {
  try {
    const request = CertificationRequest.fromBER(toBuffer(der));
    // Proof that the one who asks holds the key.
    if (await request.verify(nodeEngine)) return request;
  } catch {
    // Said below: nothing of the bytes belongs into a message.
  }
  throw new CodedError('certificate.requestInvalid');
}

async function issue(
  issuer: Certificate,
  signingKey: AuthorityKey,
  der: Uint8Array,
  approved: { readonly subject: CertificateSubject; readonly notAfter: Date; readonly now: Date },
): Promise<Uint8Array> {
  const { commonName, organisation, officeId } = approved.subject;
  if ([commonName, organisation, officeId].some((one) => one.trim() === ''))
    throw new CodedError('certificate.subjectIncomplete');
  const request = await readRequest(der);
  const key = await request.getPublicKey(undefined, nodeEngine);
  const { algorithm } = key;
  const isStrong = 'modulusLength' in algorithm && Number(algorithm.modulusLength) >= 2048;
  if (!isStrong) throw new CodedError('certificate.keyTooWeak');
  // Never longer than the one who issues it: readers take the shortest of a chain.
  const notAfter = new Date(Math.min(approved.notAfter.getTime(), issuer.notAfter.value.getTime()));
  if (notAfter <= approved.now) throw new CodedError('certificate.alreadyExpired');
  return buildCertificate({
    use: 'signer',
    subject: writeSubject(approved.subject),
    subjectKey: request.subjectPublicKeyInfo,
    issuer: issuer.subject,
    issuerKey: issuer.subjectPublicKeyInfo,
    signingKey,
    notBefore: approved.now,
    notAfter,
  });
}
