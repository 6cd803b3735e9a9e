import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildDocument } from '../../shared/documents/build.ts';
import type { DocumentContent } from '../../shared/documents/content.ts';
import { findObject, readPdf } from '../../shared/pdf/file.ts';
import { writeValue } from '../../shared/pdf/syntax.ts';
import type { CertificateSubject } from '../../shared/signatures/names.ts';
import { signedBytes } from '../../shared/signatures/pdf-signature.ts';
import { timestampPdf } from '../../shared/signatures/sign-pdf.ts';
import { newDeskSigningKey, openDeskDevice, requestCertificate } from '../../src-main/signing/desk-device.ts';
import { signDocument } from '../../src-main/signing/pades.ts';
import type { SignatureDevice } from '../../src-main/signing/signature-device.ts';
import { type Authority, foundAuthority, openAuthority } from '../../src-server/certificates/authority.ts';
import { issueTimestampToken } from '../../src-server/certificates/timestamp.ts';
import { foldCase } from '../fixtures/fold-case.ts';
import { startTypesetter } from '../fixtures/typesetter.ts';

export const nodeDigest = async (data: Uint8Array) =>
  new Uint8Array(createHash('sha256').update(data).digest());

/** A low cost of the slow hash: proves nothing about its strength. */
export const lowCost = 2 ** 10;
const day = 86_400_000;
export const daysFromNow = (days: number) => new Date(Math.floor(Date.now() / 1000) * 1000 + days * day);
/** Relative to today: pdfsig judges certificates by the machine's clock and cannot be told another. */
export const foundedAt = daysFromNow(-30);
export const signedAt = daysFromNow(-1).toISOString();

/** A real authority as the server founds it at set-up. */
export async function foundOffice() {
  const passphrases = { root: 'root phrase in the safe', server: 'server phrase of the office' };
  const founded = await foundAuthority({
    organisation: '北京市朝阳区劳动争议调解中心',
    passphrases,
    now: foundedAt,
    cost: lowCost,
  });
  return { ...founded, passphrases, open: await openAuthority(founded.authority, passphrases.server) };
}

export const subjectOf = (commonName: string, certificateNumber: string): CertificateSubject => ({
  commonName,
  organisation: '柳林街道劳动争议调解委员会',
  officeId: 'bj-cy-liulin',
  certificateNumber,
});

/** A mediator with a desk's key and a certificate; `open` opens it for one signing, as the desk does. */
export async function enrol(
  authority: Authority,
  subject: CertificateSubject,
  dates: { readonly now: Date; readonly notAfter: Date } = { now: foundedAt, notAfter: daysFromNow(1000) },
) {
  const secret = randomBytes(32);
  const key = await newDeskSigningKey(secret);
  const request = await requestCertificate(key, secret, subject);
  const certificate = await authority.issueCertificate(request, { subject, ...dates });
  const open = async (): Promise<SignatureDevice> =>
    openDeskDevice(key, secret, [certificate, authority.intermediate]);
  const sign = async (pdf: Uint8Array, at: string = signedAt) =>
    signDocument(pdf, await open(), {
      name: subject.commonName,
      reason: '调解员签名',
      location: subject.organisation,
      at,
    });
  return { subject, key, certificate, open, sign };
}

/** The content of the restaurant's agreement. */
export function agreementContent(): DocumentContent {
  const { view } = foldCase('01-restaurant-wage-arrears');
  return buildDocument(view, 'agreement', '1', { mediationEndsOn: '2026-05-06', today: '' });
}

export const mark = { documentId: 'D1', copies: 3 };

/** The agreement of the restaurant's case, set by the real typesetter. */
export async function typesetAgreement(): Promise<{ pdf: Uint8Array; contentSha256: string }> {
  const typesetter = startTypesetter();
  try {
    return await typesetter.typeset(agreementContent(), mark);
  } finally {
    await typesetter.close();
  }
}

/** The office server's receipt appended to a signed document. */
export const appendReceipt = (authority: Authority, pdf: Uint8Array, now: Date = new Date()) =>
  timestampPdf(
    pdf,
    (sha256) => issueTimestampToken({ signer: authority.timestampSigner, sha256, now }),
    nodeDigest,
  );

export const toPem = (der: Uint8Array, label = 'CERTIFICATE') =>
  `-----BEGIN ${label}-----\n${(
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  ).join('\n')}\n-----END ${label}-----\n`;

/** A folder with Debian's own checkers set up to trust the office's root. */
export function createCheckers(root: Uint8Array) {
  const folder = mkdtempSync(join(tmpdir(), 'signing-'));
  const nss = join(folder, 'nss');
  mkdirSync(nss);
  const at = (name: string) => join(folder, name);
  const run = (command: string, args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
    return { status, output: `${stdout}\n${stderr}` };
  };
  const write = (name: string, bytes: Uint8Array | string) => {
    writeFileSync(at(name), bytes);
    return at(name);
  };
  write('root.pem', toPem(root));
  for (const args of [
    ['-N', '-d', `sql:${nss}`, '--empty-password'],
    ['-A', '-d', `sql:${nss}`, '-n', 'office-root', '-t', 'CT,C,C', '-i', at('root.pem')],
  ]) {
    const { status, output } = run('certutil', args);
    if (status !== 0) throw new Error(output);
  }
  return {
    folder,
    at,
    run,
    write,
    pdfsig: (pdf: Uint8Array, name = 'checked.pdf') =>
      run('pdfsig', ['-nssdir', `sql:${nss}`, write(name, pdf)]).output,
  };
}

/** The signature dictionaries of a file with their CMS and what it signs, oldest first. */
export function signaturesIn(bytes: Uint8Array) {
  const file = readPdf(bytes);
  return [...new Set(file.sections.flatMap((one) => [...one.places.keys()]))]
    .sort((one, other) => one - other)
    .flatMap((number) => {
      const value = findObject(file, number)?.value;
      if (value?.kind !== 'dictionary') return [];
      const contents = value.entries.get('Contents');
      const range = value.entries.get('ByteRange');
      if (contents?.kind !== 'string' || range?.kind !== 'array') return [];
      const [, , after, length] = range.items.map((one) => (one.kind === 'number' ? one.value : -1));
      const size = 4 + (contents.bytes[2] ?? 0) * 256 + (contents.bytes[3] ?? 0);
      return [
        {
          cms: contents.bytes.subarray(0, size),
          data: signedBytes(bytes, contents, (after ?? 0) + (length ?? 0)),
          isTimestamp: writeValue(value).includes('DocTimeStamp'),
        },
      ];
    });
}
