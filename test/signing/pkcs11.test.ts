import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyPdf } from '../../shared/verification/verify-pdf.ts';
import { buildCertificateRequest, rsaPublicKey } from '../../src-main/signing/certificate-request.ts';
import { signDocument } from '../../src-main/signing/pades.ts';
import {
  codeOfWrongPin,
  listTokens,
  openPkcs11Device,
  takeTokenKey,
} from '../../src-main/signing/pkcs11-device.ts';
import { openPlainDesk } from '../fixtures/plain-desk.ts';
import { authoritySettings } from '../server/certified.ts';
import { startServer } from '../server/parties.ts';
import { until } from '../sync/desk-process.ts';
import { joinOffice, makePaper, patience } from './certified-desk.ts';
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
    const { status, output } = checkers.run('softhsm2-util', [
      ...['--init-token', '--free', '--label', 'mediator', '--so-pin', '12345678', '--pin', tokenPin],
    ]);
    if (status !== 0) throw new Error(output);
    slot = (await listTokens(path)).find(({ label }) => label === 'mediator')?.slot ?? -1;
    const key = await takeTokenKey({ modulePath: path, slot, pin: tokenPin, isFree: () => false });
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

  it('is listed by its label; a slot whose token nobody prepared is not', async () => {
    expect((await listTokens(path)).map(({ label }) => label)).toEqual(['mediator']);
  });

  it('makes a key where none is free, and gives one that a request never arrived with once more', async () => {
    const take = (isFree: boolean) =>
      takeTokenKey({ modulePath: path, slot, pin: tokenPin, isFree: () => isFree });
    const made = await take(false);
    expect(made.modulus.length).toBe(256);
    const taken = await take(true);
    const next = await take(false);
    expect(next.modulus.equals(made.modulus) || next.modulus.equals(taken.modulus)).toBe(false);
  });

  it('says what the standard tells of a wrong PIN: the last try, and that there is none left', () => {
    const [initialized, countLow, lastTry, locked] = [0x400, 0x10000, 0x20000, 0x40000];
    expect(codeOfWrongPin(initialized | countLow)).toBe('signing.pinWrong');
    expect(codeOfWrongPin(initialized | countLow | lastTry)).toBe('signing.pinLastTry');
    expect(codeOfWrongPin(initialized | lastTry | locked)).toBe('signing.pinLocked');
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

  it('is chosen at a desk, asked with, approved at the server and signs, the seal by the desk’s own key beside it', async () => {
    const pin = '246813';
    const folder = mkdtempSync(checkers.at('desk-'));
    const server = await startServer(null, authoritySettings(office));
    let chosen: string | null = checkers.write('driver.so', 'no library');
    const desk = await openPlainDesk(folder, {
      chooseFile: async () => chosen,
      slowHashMemory: 1024,
      pauses: { polling: 500, retry: 5_000 },
    });
    try {
      const person = await joinOffice(desk, server, pin);
      const { certificates, documents } = desk.handlers;
      const ask = (
        typed: string,
        tokenSerial: string | null,
        capacity: 'mediator' | 'organisation' = 'mediator',
      ) => certificates.request({ capacity, pin: typed, tokenSerial });

      expect(await certificates.tokens({})).toEqual({ library: null, problem: null, tokens: [] });
      await expect(ask(tokenPin, 'any')).rejects.toMatchObject({ code: 'signing.moduleMissing' });
      await expect(certificates.chooseTokenLibrary({})).rejects.toMatchObject({
        code: 'signing.moduleMissing',
      });
      expect((await certificates.tokens({})).library).toBeNull();
      chosen = path;
      await certificates.chooseTokenLibrary({});
      const { library, problem, tokens } = await certificates.tokens({});
      expect({ library, problem, labels: tokens.map(({ label }) => label) }).toEqual({
        library: 'libsofthsm2.so',
        problem: null,
        labels: ['mediator'],
      });
      const serialNumber = tokens[0]?.serialNumber ?? '';
      await expect(ask(tokenPin, 'another')).rejects.toMatchObject({ code: 'signing.deviceMissing' });
      await expect(ask('00000000', serialNumber)).rejects.toMatchObject({ code: 'signing.pinWrong' });
      expect(await person.holding('mediator')).toMatchObject({ state: 'none', token: null });

      await ask(tokenPin, serialNumber);
      await ask(pin, null, 'organisation');
      await person.approve('mediator');
      await person.approve('organisation');
      expect(await person.holding('mediator')).toMatchObject({ state: 'inForce', token: 'mediator' });
      expect(await person.holding('organisation')).toMatchObject({ state: 'inForce', token: null });

      const paper = await makePaper(desk, person.mediator);
      const sign = (typed: string, capacity: 'mediator' | 'organisation' = 'mediator') =>
        documents.signWithCertificate({ ...paper, capacity, pin: typed });
      expect((await documents.certificateState(paper)).mySigning).toMatchObject([
        { capacity: 'mediator', token: 'mediator', refusals: [] },
        { capacity: 'organisation', token: null, refusals: [] },
      ]);
      // The person's own PIN opens no token, and a wrong PIN leaves nothing behind.
      await expect(sign(pin)).rejects.toMatchObject({ code: 'signing.pinWrong' });
      expect((await documents.certificateState(paper)).signatures).toEqual([]);
      // All at once: each continues the file of the one before, and nobody signs a second time.
      const pressed = [sign(tokenPin), sign(pin, 'organisation'), sign(pin, 'organisation')];
      const refused = (await Promise.allSettled(pressed)).flatMap((one) =>
        one.status === 'rejected' ? [one.reason.code] : [],
      );
      expect(refused).toEqual(['certificate.alreadySigned']);
      await until(
        'both have the server’s receipt',
        async () =>
          (await documents.certificateState(paper)).signatures.every((one) => one.receiptAt !== null),
        patience,
      );

      const { pdf, sm2Seals } = await documents.readSigned(paper);
      const output = checkers.pdfsig(Buffer.from(pdf, 'base64'));
      expect(output.split('Signature is Valid').length - 1).toBe(2);
      expect(output.split('Certificate is Trusted').length - 1).toBe(2);
      expect(sm2Seals).toHaveLength(1);
      expect((await documents.check({ pdf })).report).toMatchObject({ verdict: 'valid', equalsRecord: true });
    } finally {
      await desk.close();
      await server.end();
    }
  }, 240_000);
});
