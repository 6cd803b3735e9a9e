import { createHash } from 'node:crypto';
import { getCaseStanding } from '../../shared/case/case-standing.ts';
import type { CaseDocument, CaseState } from '../../shared/case/state.ts';
import {
  type CertificateBook,
  type IssuedCertificate,
  RequestTaken,
  SigningCapacity,
} from '../../shared/contract/certificates.ts';
import type { CertificateHolding, CertificateStanding } from '../../shared/contract/desk-certificates.ts';
import { CodedError } from '../../shared/contract/ipc.ts';
import {
  type KnownRevocations,
  listSigningRefusals,
  listStandingWarnings,
} from '../../shared/directory/mediator-standing.ts';
import { toRegistration } from '../../shared/directory/registration.ts';
import { readPdf } from '../../shared/pdf/file.ts';
import { listRevisions } from '../../shared/pdf/revisions.ts';
import { PdfError } from '../../shared/pdf/syntax.ts';
import { sealWithSm2 } from '../../shared/signatures/sm2.ts';
import { toShanghaiDate } from '../../shared/text/dates.ts';
import { findKnownRevocations } from '../../shared/verification/known-revocations.ts';
import type { VerificationReport } from '../../shared/verification/report.ts';
import { verifyPdf } from '../../shared/verification/verify-pdf.ts';
import { type FiledSignature, readSignedFile } from '../documents/signed-files.ts';
import type { Session } from '../session/session.ts';
import type { Store } from '../store/open-store.ts';
import type { DeskSync } from '../sync/desk-sync.ts';
import { createDocumentKeys, type DocumentKeys } from './document-keys.ts';
import { createKeyHolders } from './key-holders.ts';
import { signDocument } from './pades.ts';
import type { Tokens } from './tokens.ts';

type RegisterLine = CertificateBook['register'][number];
type Holder = {
  readonly entry: RegisterLine;
  /** The one to sign with: its key is here, and of several the one that lasts longest, then the newest; else one without a key. */
  readonly certificate: IssuedCertificate | null;
  readonly keys: DocumentKeys | null;
};

/** Why somebody signed, as every reader of the file shows it, in the language of the document. */
const reasons: Readonly<Record<SigningCapacity, string>> = {
  mediator: '调解员签名',
  organisation: '调解组织盖章',
};

const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));
const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** The unlocked person's certificates: asking for one, how they stand, and signing with them. Works without a line. */
export function createCertificates(parts: {
  readonly session: Pick<Session, 'openDocumentSecret' | 'findDocumentSecretId'>;
  readonly store: Store;
  readonly tokens: Tokens;
  readonly sync: Pick<DeskSync, 'ask' | 'certificates' | 'accountId' | 'officeId' | 'officeName'>;
  readonly person: { readonly id: string; readonly name: string };
  readonly now: () => number;
}) {
  const { session, sync, person } = parts;
  const documentKeys = createDocumentKeys(parts.store, person.id);
  const keyHolders = createKeyHolders({ session, tokens: parts.tokens });
  const instant = () => new Date(parts.now()).toISOString();

  const findRevocations = (book: CertificateBook): Promise<KnownRevocations | null> =>
    book.authority === null
      ? Promise.resolve(null)
      : findKnownRevocations(book.revocationLists.map(bytesOf), bytesOf(book.authority.intermediate), crypto);

  const findHolder = async (book: CertificateBook, capacity: SigningCapacity): Promise<Holder | null> => {
    const entry = book.register.find((one) => one.capacity === capacity && one.personId === sync.accountId());
    if (entry === undefined) return null;
    const usable = await documentKeys.listUsable(await session.findDocumentSecretId());
    const ranked = book.certificates
      .filter((one) => one.registerId === entry.id)
      .map((certificate) => ({
        certificate,
        keys: usable.find((one) => one.fingerprint === certificate.keyFingerprint) ?? null,
      }))
      .sort(
        (left, right) =>
          rank(right) - rank(left) ||
          Date.parse(right.certificate.validFrom) - Date.parse(left.certificate.validFrom),
      );
    const [best] = ranked;
    return { entry, certificate: best?.certificate ?? null, keys: best?.keys ?? null };
  };
  /** With a key here before without, not revoked before revoked, then the one that ends last. */
  const rank = ({ certificate, keys }: Pick<Holder, 'keys'> & { readonly certificate: IssuedCertificate }) =>
    (keys === null ? 0 : 4e15) +
    (certificate.revokedAt === null ? 2e15 : 0) +
    Date.parse(certificate.validUntil);

  const toHolding = async (book: CertificateBook, capacity: SigningCapacity): Promise<CertificateHolding> => {
    const holder = await findHolder(book, capacity);
    const request = book.requests.findLast((one) => one.capacity === capacity && one.state !== 'replaced');
    const asked = {
      capacity,
      requestedAt: request?.askedAt ?? null,
      reason: request?.state === 'refused' ? request.reason : '',
      keyFingerprint: request?.keyFingerprint ?? '',
    };
    if (holder === null || holder.certificate === null) {
      const state =
        request?.state === 'open' ? 'requested' : request?.state === 'refused' ? 'refused' : 'none';
      const dates = { serialNumber: null, validFrom: null, validUntil: null, token: null };
      return { ...asked, ...dates, state, refusals: [], warnings: [] };
    }
    const { entry, certificate, keys } = holder;
    const officeId = sync.officeId();
    const mediator = toRegistration(entry, certificate, { officeId, id: entry.id });
    const revocations = await findRevocations(book);
    const question = { mediator, revocations, now: instant() };
    const inOffice = { officeId, appointedMediatorIds: [entry.id], excludedMediatorIds: [] };
    const refusals = listSigningRefusals({ ...question, case: inOffice });
    return {
      ...asked,
      state: stateOf(refusals, keys !== null, request?.state === 'open'),
      serialNumber: certificate.serialNumber,
      validFrom: certificate.validFrom,
      validUntil: certificate.validUntil,
      token: tokenLabel(keys),
      refusals: [...refusals],
      warnings: [...listStandingWarnings(question)],
    };
  };

  const getBook = async (): Promise<CertificateBook> => {
    const book = await sync.certificates.findBook();
    if (book === null || book.authority === null) throw new CodedError('certificate.noAuthority');
    return book;
  };

  /** Why this person may not sign in this case now; with what he would sign, where something is there. */
  const judge = async (state: CaseState, capacity: SigningCapacity) => {
    const book = await sync.certificates.findBook();
    const holder = book === null ? null : await findHolder(book, capacity);
    if (book === null || holder === null) {
      return { refusals: ['standing.certificateMissing'], warnings: [], token: null, ready: null };
    }
    const { entry, certificate, keys } = holder;
    const { signerId, standing } = getCaseStanding(
      state,
      capacity,
      { id: person.id, certificateNumber: entry.certificateNumber },
      sync.officeId(),
    );
    const mediator = toRegistration(entry, certificate, { officeId: sync.officeId(), id: signerId });
    const question = { mediator, revocations: await findRevocations(book), now: instant() };
    const refusals: string[] = [...listSigningRefusals({ ...question, case: standing })];
    if (certificate !== null && keys === null) refusals.push('signing.keyForgotten');
    const warnings = [...listStandingWarnings(question)];
    const { authority } = book;
    if (refusals.length > 0 || certificate === null || keys === null || authority === null) {
      return { refusals, warnings, token: null, ready: null };
    }
    const intermediate = bytesOf(authority.intermediate);
    const ready = { entry, certificate, keys, signerId, intermediate };
    return { refusals, warnings, token: tokenLabel(keys), ready };
  };

  const hasSigned = (
    chain: readonly FiledSignature[],
    capacity: SigningCapacity,
    signerId: string,
  ): boolean => chain.some((one) => one.certificate.capacity === capacity && one.signerId === signerId);

  return {
    standing: async (): Promise<CertificateStanding> => {
      const book = await sync.certificates.findBook();
      if (book === null)
        return { authority: sync.accountId() === null ? 'notEnrolled' : 'notFounded', holdings: [] };
      const holdings = await Promise.all(SigningCapacity.options.map((one) => toHolding(book, one)));
      return { authority: book.authority === null ? 'notFounded' : 'founded', holdings };
    },

    /**
     * Takes keys of this desk, or of the token with this serial number, kept before they are told of, and asks the
     * server. Throws 'certificate.noAuthority', 'session.*', 'signing.*', 'sync.*'.
     */
    request: async (capacity: SigningCapacity, pin: string, tokenSerial: string | null) => {
      const book = await getBook();
      const subject = {
        commonName: person.name,
        organisation: sync.officeName(),
        officeId: sync.officeId(),
        certificateNumber: '',
      };
      const known = new Set([...book.certificates, ...book.requests].map((one) => one.keyFingerprint));
      const order = { capacity, pin, subject };
      const { keys, request, sm2Proof } =
        tokenSerial === null
          ? await keyHolders.makeOnDesk(order)
          : await keyHolders.makeOnToken(order, tokenSerial, known);
      await documentKeys.add(keys);
      const body = { capacity, request: Buffer.from(request).toString('base64'), sm2Proof };
      await sync.ask(RequestTaken, { method: 'POST', path: '/v1/certificate-requests', body });
      await sync.certificates.refreshBook();
      return { state: 'open' as const, keyFingerprint: keys.fingerprint };
    },

    judge,

    /**
     * Appends the person's signature to a finalised document and keeps the file durably; answers the body of its
     * 'document.signedByCertificate'. Throws the first reason against it, 'certificate.alreadySigned', 'session.wrongPin',
     * or what a token throws.
     */
    sign: async (order: {
      readonly state: CaseState;
      readonly document: CaseDocument;
      readonly capacity: SigningCapacity;
      readonly pin: string;
    }) => {
      const { state, document, capacity, pin } = order;
      const { refusals, ready } = await judge(state, capacity);
      if (ready === null) throw new CodedError(refusals[0] ?? 'certificate.noAuthority', { refusals });
      const { entry, certificate, keys, signerId } = ready;
      const { blobs } = parts.store;
      const { findReceipt } = sync.certificates;
      const { pdf, chain } = await readSignedFile(document, { blobs, findReceipt });
      if (hasSigned(chain, capacity, signerId)) throw new CodedError('certificate.alreadySigned');
      const finalised = getFinalised(pdf, document.pdfSha256);
      const { device, sm2 } = await keyHolders.open(keys, pin, [
        bytesOf(certificate.certificate),
        ready.intermediate,
      ]);
      // Whole seconds: that is all the file can say.
      const signedAt = new Date(Math.floor(parts.now() / 1000) * 1000).toISOString();
      const signed = await signDocument(pdf, device, {
        name: entry.name,
        reason: reasons[capacity],
        location: sync.officeName(),
        at: signedAt,
      });
      const signer = { name: entry.name, certificateNumber: entry.certificateNumber };
      return {
        documentId: document.documentId,
        capacity,
        signerId,
        signerName: entry.name,
        certificateNumber: entry.certificateNumber,
        ...(capacity === 'mediator' ? { licence: licenceOf(entry) } : {}),
        serialNumber: certificate.serialNumber,
        signedAt,
        date: toShanghaiDate(signedAt),
        pdfSha256: await blobs.put(signed),
        continues: chain.at(-1)?.authorship.actionId ?? null,
        sm2Seal: sm2 === null ? null : sealWithSm2(finalised, sm2, signer),
      };
    },

    /** What any document is checked by; empty where no authority is known. */
    trust: async () => {
      const book = await sync.certificates.findBook();
      return {
        roots: book?.authority ? [book.authority.root] : [],
        revocationLists: book?.revocationLists ?? [],
        sm2PublicKeys: (book?.certificates ?? []).flatMap((one) => one.sm2PublicKey || []),
      };
    },

    /** Checks any file with what this desk knows of certificates, like the checker page. */
    check: async (pdf: Uint8Array, recordSha256: string | null): Promise<VerificationReport> => {
      const book = await sync.certificates.findBook();
      return verifyPdf(
        {
          pdf,
          trustedRoots: book?.authority ? [bytesOf(book.authority.root)] : [],
          revocationLists: (book?.revocationLists ?? []).map(bytesOf),
          recordSha256,
          now: new Date(parts.now()),
        },
        crypto,
      );
    },
  };
}
export type Certificates = ReturnType<typeof createCertificates>;

const licenceOf = ({ certificateNumber, licensedFrom, licensedUntil }: RegisterLine) => ({
  certificateNumber,
  validFrom: licensedFrom,
  validTo: licensedUntil,
});

const tokenLabel = (keys: DocumentKeys | null) =>
  keys !== null && 'token' in keys ? keys.token.label : null;

/** The document as it was before the first signature: every signed file begins with it. */
function getFinalised(pdf: Uint8Array, sha256: string): Uint8Array {
  const found = listEnds(pdf)
    .map((end) => pdf.subarray(0, end))
    .find((one) => sha256Of(one) === sha256);
  if (found === undefined) throw new CodedError('signing.documentUnreadable');
  return found;
}

function listEnds(pdf: Uint8Array): number[] {
  try {
    return [pdf.length, ...listRevisions(readPdf(pdf)).map(({ end }) => end)];
  } catch (error) {
    if (error instanceof PdfError) return [];
    throw error;
  }
}

function stateOf(
  refusals: readonly string[],
  hasKey: boolean,
  isAsked: boolean,
): CertificateHolding['state'] {
  const has = (...codes: readonly string[]) => codes.some((code) => refusals.includes(`standing.${code}`));
  if (has('revoked', 'certificateRevoked')) return isAsked ? 'requested' : 'revoked';
  if (has('suspended')) return 'suspended';
  if (has('certificateExpired', 'licenceExpired', 'appointmentEnded'))
    return isAsked ? 'requested' : 'expired';
  if (refusals.length > 0) return 'notInForce';
  if (hasKey) return 'inForce';
  return isAsked ? 'requested' : 'keyMissing';
}
