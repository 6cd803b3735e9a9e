import { generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { readCertificate } from '../../shared/signatures/cms.ts';
import { readSubject } from '../../shared/signatures/names.ts';
import { checkSm2Seal, sealWithSm2 } from '../../shared/signatures/sm2.ts';
import { readRevocationList } from '../../shared/verification/revocation-list.ts';
import { verifyPdf } from '../../shared/verification/verify-pdf.ts';
import { buildCertificateRequest } from '../../src-main/signing/certificate-request.ts';
import { newDeskSigningKey, openDeskDevice, requestCertificate } from '../../src-main/signing/desk-device.ts';
import { newDeskSm2Key, openDeskSm2Key } from '../../src-main/signing/sm2-key.ts';
import { AuthorityRecord, openAuthority, renewAuthority } from '../../src-server/certificates/authority.ts';
import {
  daysFromNow,
  enrol,
  foundedAt,
  foundOffice,
  lowCost,
  subjectOf,
  typesetAgreement,
} from './office.ts';

let office: Awaited<ReturnType<typeof foundOffice>>;
let request: Uint8Array;
const secret = randomBytes(32);
const subject = subjectOf('王建国', '京劳调证2024第0187号');
const approved = { subject, now: foundedAt, notAfter: daysFromNow(300) };
const asX509 = (der: Uint8Array | string) =>
  new X509Certificate(typeof der === 'string' ? Buffer.from(der, 'base64') : der);

beforeAll(async () => {
  office = await foundOffice();
  request = await requestCertificate(await newDeskSigningKey(secret), secret, subject);
});

describe('the founding', () => {
  it('makes root, intermediate and time-stamping certificates that sign one another', () => {
    const { root, intermediate, timestamp } = office.authority;
    expect(asX509(root).verify(asX509(root).publicKey)).toBe(true);
    expect(asX509(intermediate).verify(asX509(root).publicKey)).toBe(true);
    expect(asX509(timestamp).verify(asX509(intermediate).publicKey)).toBe(true);
    expect([root, intermediate, timestamp].map((one) => asX509(one).ca)).toEqual([true, true, false]);
    expect(asX509(timestamp).keyUsage).toEqual(['1.3.6.1.5.5.7.3.8']);
  });

  it('keeps no key in the clear, and none of the root on the server', () => {
    const record = JSON.stringify(office.authority);
    expect(AuthorityRecord.parse(JSON.parse(record))).toEqual(office.authority);
    expect(record).not.toContain(office.rootKey.rootKey.sealed);
    for (const wrapped of [office.authority.intermediateKey, office.rootKey.rootKey]) {
      // PKCS#8 of an RSA key names rsaEncryption; sealed bytes do not.
      const bytes = Buffer.from(wrapped.sealed, 'base64');
      expect(bytes.includes(Buffer.from('2a864886f70d010101', 'hex'))).toBe(false);
    }
  });

  it('opens only with its passphrase, and not when a sealed byte changed', async () => {
    const opening = (record: AuthorityRecord, passphrase: string) => openAuthority(record, passphrase);
    const wrong = { code: 'certificate.passphraseWrong' };
    await expect(opening(office.authority, 'another')).rejects.toMatchObject(wrong);
    await expect(opening(office.authority, office.passphrases.root)).rejects.toMatchObject(wrong);
    const sealed = Buffer.from(office.authority.intermediateKey.sealed, 'base64');
    sealed[100] = (sealed[100] ?? 0) ^ 1;
    const intermediateKey = { ...office.authority.intermediateKey, sealed: sealed.toString('base64') };
    const changed = { ...office.authority, intermediateKey };
    await expect(opening(changed, office.passphrases.server)).rejects.toMatchObject(wrong);
  });
});

describe('the renewal', () => {
  it('puts a new intermediate under the same root and revokes the former one for good', async () => {
    const renewed = await renewAuthority({
      organisation: '北京市朝阳区劳动争议调解中心',
      now: new Date(),
      cost: lowCost,
      rootKey: office.rootKey,
      former: office.authority,
      passphrases: { root: office.passphrases.root, server: 'another phrase', former: '' },
      listNumber: 2,
      isCompromised: true,
    });
    expect(renewed.former).toEqual([]);
    expect(renewed.root).toBe(office.authority.root);
    const open = await openAuthority(renewed, 'another phrase');
    const mediator = await enrol(open, subject);
    const old = await enrol(office.open, subject);
    const { pdf } = await typesetAgreement();
    const check = async (signed: Uint8Array, lists: readonly string[]) =>
      (
        await verifyPdf(
          {
            pdf: signed,
            trustedRoots: [open.root],
            revocationLists: lists.map((one) => new Uint8Array(Buffer.from(one, 'base64'))),
            recordSha256: null,
            now: new Date(),
          },
          crypto,
        )
      ).verdict;
    const lists = [renewed.rootRevocationList];
    const now = () => new Date(Date.now() + 1_000).toISOString();
    expect(await check(await mediator.sign(pdf, now()), lists)).toBe('valid');
    expect(await check(await old.sign(pdf, now()), lists)).toBe('certificateInvalid');
    expect(await check(await old.sign(pdf, now()), [])).toBe('valid');
    // Renewed once more, in the ordinary way: who got out stays out, and the second intermediate comes along.
    const again = await renewAuthority({
      ...{ organisation: 'x', now: new Date(), cost: lowCost, rootKey: office.rootKey, former: renewed },
      passphrases: { root: office.passphrases.root, server: 'a third phrase', former: 'another phrase' },
      listNumber: 3,
      isCompromised: false,
    });
    expect(await check(await old.sign(pdf, now()), [again.rootRevocationList])).toBe('certificateInvalid');
    const { former } = await openAuthority(again, 'a third phrase');
    expect(former.map((one) => one.intermediate)).toEqual([open.intermediate]);
    // And when the keys of that record get out, both that lay in it stand on the root's list.
    const last = await renewAuthority({
      ...{ organisation: 'x', now: new Date(), cost: lowCost, rootKey: office.rootKey, former: again },
      passphrases: { root: office.passphrases.root, server: 'a fourth phrase', former: '' },
      listNumber: 4,
      isCompromised: true,
    });
    expect(readRevocationList(Buffer.from(last.rootRevocationList, 'base64')).revoked.size).toBe(3);
    expect(await check(await mediator.sign(pdf, now()), [last.rootRevocationList])).toBe(
      'certificateInvalid',
    );
  });

  it('needs the root’s own passphrase', async () => {
    const renewing = renewAuthority({
      organisation: 'x',
      now: new Date(),
      cost: lowCost,
      rootKey: office.rootKey,
      former: office.authority,
      passphrases: { root: office.passphrases.server, server: 'x', former: office.passphrases.server },
      listNumber: 2,
      isCompromised: false,
    });
    await expect(renewing).rejects.toMatchObject({ code: 'certificate.passphraseWrong' });
  });
});

describe('a mediator’s certificate', () => {
  it('names the mediator as the register does, whatever the request says', async () => {
    const boast = subjectOf('另一个人', '京劳调证2024第9999号');
    const key = await newDeskSigningKey(secret);
    const der = await office.open.issueCertificate(await requestCertificate(key, secret, boast), approved);
    expect(readSubject(readCertificate(der).subject)).toEqual(subject);
    const certificate = asX509(der);
    expect(certificate.verify(asX509(office.open.intermediate).publicKey)).toBe(true);
    expect(certificate.ca).toBe(false);
    expect(certificate.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')).toBe(
      key.publicKey,
    );
  });

  it('ends with the licence, and never after the authority itself', async () => {
    const der = await office.open.issueCertificate(request, approved);
    expect(new Date(asX509(der).validTo)).toEqual(approved.notAfter);
    const long = await office.open.issueCertificate(request, {
      ...approved,
      notAfter: new Date('2099-01-01'),
    });
    expect(asX509(long).validTo).toBe(asX509(office.open.intermediate).validTo);
  });

  it('has its own unguessable serial number each time', async () => {
    const issued = await Promise.all([1, 2, 3].map(() => office.open.issueCertificate(request, approved)));
    const serials = new Set(issued.map((one) => asX509(one).serialNumber));
    expect(serials.size).toBe(3);
    for (const serial of serials) expect(serial).toMatch(/^[4-7][0-9A-F]{31}$/);
  });

  it('is refused for a request that is none, not signed by its key, weak, too late or without a name', async () => {
    const refuse = (der: Uint8Array, more = {}) =>
      expect(office.open.issueCertificate(der, { ...approved, ...more })).rejects;
    await refuse(new Uint8Array([1, 2, 3])).toMatchObject({ code: 'certificate.requestInvalid' });
    const flipped = request.slice();
    flipped[flipped.length - 3] = (flipped[flipped.length - 3] ?? 0) ^ 1;
    await refuse(flipped).toMatchObject({ code: 'certificate.requestInvalid' });
    const weak = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const weakRequest = await buildCertificateRequest(
      weak.publicKey.export({ type: 'spki', format: 'der' }),
      subject,
      async (data) => new Uint8Array(sign('sha256', data, weak.privateKey)),
    );
    await refuse(weakRequest).toMatchObject({ code: 'certificate.keyTooWeak' });
    await refuse(request, { notAfter: foundedAt }).toMatchObject({ code: 'certificate.alreadyExpired' });
    await refuse(request, { subject: { ...subject, commonName: ' ' } }).toMatchObject({
      code: 'certificate.subjectIncomplete',
    });
  });
});

describe('the desk’s own keys', () => {
  it('open with their secret alone, for one signing', async () => {
    const key = await newDeskSigningKey(secret);
    expect(() => openDeskDevice(key, randomBytes(32), [])).toThrow('signing.keyForgotten');
    const device = openDeskDevice(key, secret, []);
    expect(await device.sign(new Uint8Array([1]))).toHaveLength(256);
    await device.close();
    await expect(device.sign(new Uint8Array([1]))).rejects.toMatchObject({ code: 'signing.deviceClosed' });
  });

  it('hold an SM2 key sealed in the same way', () => {
    const key = newDeskSm2Key(secret);
    expect(() => openDeskSm2Key(key, randomBytes(32))).toThrow('signing.keyForgotten');
    const bytes = Buffer.from('a document');
    const seal = sealWithSm2(bytes, openDeskSm2Key(key, secret), { name: '王', certificateNumber: '1' });
    expect(checkSm2Seal(seal, bytes, [key.publicKey])).toBe('valid');
  });
});
