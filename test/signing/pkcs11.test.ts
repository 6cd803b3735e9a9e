import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyPdf } from '../../shared/verification/verify-pdf.ts';
import { buildCertificateRequest, rsaPublicKey } from '../../src-main/signing/certificate-request.ts';
import { signDocument } from '../../src-main/signing/pades.ts';
import { listTokenKeys, listTokens, openPkcs11Device } from '../../src-main/signing/pkcs11-device.ts';
import {
  createCheckers,
  daysFromNow,
  foundedAt,
  foundOffice,
  signedAt,
  subjectOf,
  typesetAgreement,
} from './office.ts';

/**
 * SoftHSM2 stands for a UKey: it speaks the same interface in software. It does not prove that a maker's
 * driver keeps to the standard, nor anything about a slow or loose token.
 */
const modulePath = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so',
].find((path) => existsSync(path));
const tokenPin = '87654321';
const subject = subjectOf('陈静', '京劳调证2025第0311号');

describe.skipIf(modulePath === undefined)('a token in the USB port', () => {
  const path = modulePath ?? '';
  let office: Awaited<ReturnType<typeof foundOffice>>;
  let checkers: ReturnType<typeof createCheckers>;
  let slot = -1;
  let certificate: Uint8Array;

  beforeAll(async () => {
    office = await foundOffice();
    checkers = createCheckers(office.open.root);
    mkdirSync(checkers.at('tokens'));
    process.env.SOFTHSM2_CONF = checkers.write(
      'softhsm2.conf',
      `directories.tokendir = ${checkers.at('tokens')}\nobjectstore.backend = file\nlog.level = ERROR\n`,
    );
    checkers.write('token-key.pem', '');
    for (const [command, ...args] of [
      [
        'softhsm2-util',
        '--init-token',
        '--free',
        '--label',
        'mediator',
        '--so-pin',
        '12345678',
        '--pin',
        tokenPin,
      ],
      [
        'openssl',
        'genpkey',
        '-algorithm',
        'RSA',
        '-pkeyopt',
        'rsa_keygen_bits:2048',
        '-out',
        checkers.at('token-key.pem'),
      ],
      [
        'softhsm2-util',
        '--import',
        checkers.at('token-key.pem'),
        '--token',
        'mediator',
        '--label',
        'sign',
        '--id',
        '01',
        '--pin',
        tokenPin,
      ],
    ] as const) {
      const { status, output } = checkers.run(command, args);
      if (status !== 0) throw new Error(output);
    }
    slot = (await listTokens(path)).find(({ label }) => label === 'mediator')?.slot ?? -1;
    const [key] = await listTokenKeys(path, slot, tokenPin);
    if (key === undefined) throw new Error('no key on the token');
    const device = await openPkcs11Device({ modulePath: path, slot, pin: tokenPin, key });
    const request = await buildCertificateRequest(rsaPublicKey(key), subject, device.sign);
    await device.close();
    certificate = await office.open.issueCertificate(request, {
      subject,
      now: foundedAt,
      notAfter: daysFromNow(1000),
    });
  });
  afterAll(() => rmSync(checkers.folder, { recursive: true, force: true }));

  const open = (pin: string) =>
    openPkcs11Device({
      modulePath: path,
      slot,
      pin,
      key: { certificateChain: [certificate, office.open.intermediate] },
    });

  it('is listed by its label', async () => {
    expect((await listTokens(path)).map(({ label }) => label)).toContain('mediator');
  });

  it('signs a document that pdfsig and the checker hold valid and trusted', async () => {
    const { pdf } = await typesetAgreement();
    const signed = await signDocument(pdf, await open(tokenPin), {
      name: subject.commonName,
      reason: '调解员签名',
      location: subject.organisation,
      at: signedAt,
    });
    const output = checkers.pdfsig(signed);
    expect(output).toContain('Signature is Valid');
    expect(output).toContain('Certificate is Trusted');
    const report = await verifyPdf(
      {
        pdf: signed,
        trustedRoots: [office.open.root],
        revocationLists: [],
        recordSha256: null,
        now: new Date(),
      },
      crypto,
    );
    expect(report.verdict).toBe('valid');
    expect(report.signatures[0]?.subject).toEqual(subject);
  });

  it('refuses a wrong PIN, a closed device, a certificate whose key it has not, and a missing driver', async () => {
    await expect(open('00000000')).rejects.toMatchObject({ code: 'signing.pinWrong' });
    const device = await open(tokenPin);
    await expect(open('00000000')).rejects.toMatchObject({ code: 'signing.pinWrong' });
    await device.close();
    await expect(device.sign(new Uint8Array(3))).rejects.toMatchObject({ code: 'signing.deviceClosed' });
    const other = openPkcs11Device({
      modulePath: path,
      slot,
      pin: tokenPin,
      key: { certificateChain: [office.open.intermediate] },
    });
    await expect(other).rejects.toMatchObject({ code: 'signing.deviceKeyMissing' });
    await expect(listTokens('/nowhere/driver.so')).rejects.toMatchObject({ code: 'signing.moduleMissing' });
  });
});
