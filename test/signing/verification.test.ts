import { createHash, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findObject, readPdf } from '../../shared/pdf/file.ts';
import { appendObjects, getNextNumber } from '../../shared/pdf/increment.ts';
import { latin1Bytes, pdfDictionary, pdfNumber, pdfText } from '../../shared/pdf/syntax.ts';
import { readCertificate } from '../../shared/signatures/cms.ts';
import { writeSubject } from '../../shared/signatures/names.ts';
import { newSm2Key, sealWithSm2 } from '../../shared/signatures/sm2.ts';
import { findKnownRevocations } from '../../shared/verification/known-revocations.ts';
import { type VerificationRequest, verifyPdf } from '../../shared/verification/verify-pdf.ts';
import { buildCertificateRequest } from '../../src-main/signing/certificate-request.ts';
import { signDocument } from '../../src-main/signing/pades.ts';
import type { SignatureDevice } from '../../src-main/signing/signature-device.ts';
import { openAuthority, renewAuthority } from '../../src-server/certificates/authority.ts';
import { buildCertificate, readPublicKey } from '../../src-server/certificates/certificate-builder.ts';
import { getSerialNumber } from '../../src-server/certificates/revocation-list.ts';
import {
  appendReceipt,
  createCheckers,
  daysFromNow,
  enrol,
  foundedAt,
  foundOffice,
  signedAt,
  subjectOf,
  toPem,
  typesetAgreement,
} from './office.ts';

let office: Awaited<ReturnType<typeof foundOffice>>;
let mediator: Awaited<ReturnType<typeof enrol>>;
let checkers: ReturnType<typeof createCheckers>;
let agreement: Uint8Array;
let once: Uint8Array;
let twice: Uint8Array;
let receipted: Uint8Array;
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

beforeAll(async () => {
  office = await foundOffice();
  checkers = createCheckers(office.open.root);
  agreement = (await typesetAgreement()).pdf;
  mediator = await enrol(office.open, subjectOf('王建国', '京劳调证2024第0187号'));
  const second = await enrol(office.open, subjectOf('李秀兰', '京劳调证2023第0042号'));
  once = await mediator.sign(agreement);
  twice = await second.sign(once);
  receipted = await appendReceipt(office.open, twice);
});
afterAll(() => rmSync(checkers.folder, { recursive: true, force: true }));

const check = (pdf: Uint8Array, more: Partial<VerificationRequest> = {}) =>
  verifyPdf(
    {
      pdf,
      trustedRoots: [office.open.root],
      revocationLists: [],
      recordSha256: sha256(agreement),
      now: new Date(),
      ...more,
    },
    crypto,
  );

describe('an untouched document', () => {
  it('says who signed, when, by which certificate, and that a receipt proves the time', async () => {
    const report = await check(receipted);
    expect(report).toMatchObject({
      verdict: 'valid',
      file: 'readable',
      equalsRecord: true,
      otherChanges: [],
    });
    expect(
      report.signatures.map((one) => [one.kind, one.subject?.commonName, one.isIntact, one.isTrusted]),
    ).toEqual([
      ['signature', '王建国', true, true],
      ['signature', '李秀兰', true, true],
      ['timestamp', '北京市朝阳区劳动争议调解中心 时间戳', true, true],
    ]);
    const [first, , receipt] = report.signatures;
    expect(first?.subject).toEqual(mediator.subject);
    expect(first?.at).toBe(signedAt);
    expect(first?.provenAt).toBe(receipt?.at);
    expect(first?.fingerprint).toBe(sha256(mediator.certificate));
    expect(report.signatures.map((one) => one.coversWholeFile)).toEqual([false, false, true]);
  });

  it('is as valid by its earlier revisions alone', async () => {
    const signed = await check(twice);
    expect(signed.verdict).toBe('valid');
    expect(signed.signatures.map((one) => one.provenAt)).toEqual([null, null]);
  });

  it('unsigned, is unsigned and the record’s', async () => {
    expect(await check(agreement)).toMatchObject({ verdict: 'unsigned', equalsRecord: true, signatures: [] });
  });

  it('is trusted with the root as PEM, and by no other root', async () => {
    expect((await check(twice, { trustedRoots: [latin1Bytes(toPem(office.open.root))] })).verdict).toBe(
      'valid',
    );
    const stranger = await foundOffice();
    expect((await check(twice, { trustedRoots: [stranger.open.root] })).verdict).toBe('untrusted');
    expect((await check(twice, { trustedRoots: [] })).verdict).toBe('untrusted');
  });

  it('carries an SM2 signature beside it that is checked over the finalised revision', async () => {
    const key = newSm2Key();
    const seal = sealWithSm2(agreement, key, { name: '王建国', certificateNumber: '0187' });
    const sm2 = async (pdf: Uint8Array, value: unknown) =>
      (await check(pdf, { sm2: { seal: value, knownKeys: [key.publicKey] } })).sm2;
    expect(await sm2(receipted, seal)).toBe('valid');
    expect(await sm2(agreement, seal)).toBe('valid');
    expect(await sm2(receipted, { ...seal, sm3: '00'.repeat(32) })).toBe('otherDocument');
    expect(await sm2(receipted, 'nothing')).toBe('malformed');
  });

  it('is another document for another record', async () => {
    const report = await check(twice, { recordSha256: sha256(twice) });
    expect(report).toMatchObject({ verdict: 'otherDocument', equalsRecord: false });
  });
});

/** Places in a signed range, so many bytes apart: only the last signature's own room is in none. */
function bytesInSignedRange(pdf: Uint8Array, distance: number): number[] {
  const { start, end } = findLastRoom(pdf);
  return Array.from({ length: Math.ceil(pdf.length / distance) }, (_, index) => index * distance).filter(
    (at) => at < start || at >= end,
  );
}
/** The room of the last signature's own bytes. */
function findLastRoom(pdf: Uint8Array): { readonly start: number; readonly end: number } {
  const start = Buffer.from(pdf).lastIndexOf('/Contents <') + 10;
  return { start, end: Buffer.from(pdf).indexOf('>', start) + 1 };
}
function flip(pdf: Uint8Array, at: number): Uint8Array {
  const altered = pdf.slice();
  altered[at] = (altered[at] ?? 0) ^ 0x01;
  return altered;
}

describe('a flipped byte', () => {
  it('anywhere in a signed range is reported: every 97th byte of the file', async () => {
    // By night the file with all its signatures and the receipt, which takes a minute.
    const pdf = process.env.NIGHTLY === '1' ? receipted : once;
    const accepted: number[] = [];
    for (const at of bytesInSignedRange(pdf, 97)) {
      const { verdict } = await check(flip(pdf, at), { recordSha256: null });
      if (verdict !== 'altered' && verdict !== 'unreadable') accepted.push(at);
    }
    expect(accepted).toEqual([]);
  }, 300_000);

  it('is reported by pdfsig too: every 97th by night, some of them by day', () => {
    const countValid = (pdf: Uint8Array) => checkers.pdfsig(pdf).split('Signature is Valid').length - 1;
    expect(countValid(twice)).toBe(2);
    const accepted = bytesInSignedRange(twice, process.env.NIGHTLY === '1' ? 97 : 97 * 31).filter(
      (at) => countValid(flip(twice, at)) === 2,
    );
    expect(accepted).toEqual([]);
  }, 900_000);
});

describe('any damage', () => {
  it('of the signed file is reported, and never throws: bytes changed, moved, cut', async () => {
    const start = agreement.length - 2_000;
    const { start: gapStart, end: gapEnd } = findLastRoom(once);
    const place = fc.integer({ min: start, max: once.length - 1 });
    const damage = fc.oneof(
      fc.record({ kind: fc.constant('set' as const), at: place, value: fc.integer({ min: 0, max: 255 }) }),
      fc.record({ kind: fc.constant('copy' as const), at: place, value: place }),
      fc.record({ kind: fc.constant('cut' as const), at: place, value: fc.constant(0) }),
    );
    const apply = (damages: readonly { kind: 'set' | 'copy' | 'cut'; at: number; value: number }[]) => {
      let bytes = once.slice();
      for (const { kind, at, value } of damages) {
        if (kind === 'set') bytes[at] = value;
        else if (kind === 'copy') bytes.copyWithin(at, value, value + 60);
        else bytes = bytes.slice(0, at);
      }
      return bytes;
    };
    const sameOutsideGap = (bytes: Uint8Array) =>
      bytes.length === once.length &&
      bytes.every((one, at) => one === once[at] || (at >= gapStart && at < gapEnd));
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 4 }), async (damages) => {
        const bytes = apply(damages);
        const { verdict } = await check(bytes, { recordSha256: null });
        // Cut back to the finalised revision it is an unsigned document, and says so.
        expect(verdict === 'valid' && !sameOutsideGap(bytes)).toBe(false);
      }),
      { numRuns: process.env.NIGHTLY === '1' ? 5_000 : 400 },
    );
  }, 300_000);
});

describe('what was appended after the signatures', () => {
  const pageOf = (pdf: Uint8Array) => {
    const file = readPdf(pdf);
    for (const section of file.sections)
      for (const number of section.places.keys()) {
        const object = findObject(file, number);
        if (object?.value.kind !== 'dictionary') continue;
        const type = object.value.entries.get('Type');
        if (type?.kind === 'name' && type.value === 'Page') return { file, number, page: object.value };
      }
    throw new Error('no page');
  };

  it('a visible change of a page is reported, though each signature still matches its bytes', async () => {
    const { file, number, page } = pageOf(twice);
    const entries = [...page.entries, ['Rotate', pdfNumber(180)]] as const;
    const report = await check(appendObjects(file, [{ number, value: pdfDictionary(entries) }]));
    expect(report.verdict).toBe('altered');
    expect(report.otherChanges).toEqual([3]);
    expect(report.signatures.every((one) => one.isIntact)).toBe(true);
  });

  it('an object that nothing refers to, a new title, a comment or blanks are reported', async () => {
    const { file } = pageOf(twice);
    const next = getNextNumber(file);
    const info = file.trailer.entries.get('Info');
    if (info?.kind !== 'reference') throw new Error('no title');
    const note = pdfDictionary([['Title', pdfText('另一份协议')]]);
    for (const pdf of [
      appendObjects(file, [{ number: next, value: note }]),
      appendObjects(file, [{ number: info.number, value: note }]),
      Buffer.concat([twice, latin1Bytes('% a note\n')]),
      Buffer.concat([twice, latin1Bytes('\n\n')]),
    ])
      expect(['altered', 'unreadable']).toContain((await check(pdf)).verdict);
  });

  it('a change slipped in between two signatures is reported', async () => {
    const { file, number, page } = pageOf(once);
    const entries = [...page.entries, ['Rotate', pdfNumber(90)]] as const;
    const changed = await mediator.sign(appendObjects(file, [{ number, value: pdfDictionary(entries) }]));
    expect(await check(changed)).toMatchObject({ verdict: 'altered', otherChanges: [2] });
  });
});

describe('certificates', () => {
  const revoke = async (revokedAt: Date) => [
    await office.open.revocationList(
      [
        {
          serialNumber: getSerialNumber(readCertificate(mediator.certificate)),
          revokedAt,
          reason: 'keyCompromise',
        },
      ],
      { number: 2, now: new Date(), nextUpdate: daysFromNow(7) },
    ),
    new Uint8Array(Buffer.from(office.authority.rootRevocationList, 'base64')),
  ];

  it('revoked before signing: invalid; after it: valid only where a receipt proves the order', async () => {
    const before = await check(receipted, { revocationLists: await revoke(daysFromNow(-2)) });
    expect(before).toMatchObject({ verdict: 'certificateInvalid' });
    expect(before.signatures.map((one) => one.certificate)).toEqual(['revoked', 'good', 'good']);
    const lists = await revoke(daysFromNow(-0.5));
    expect((await check(twice, { revocationLists: lists })).verdict).toBe('unproven');
    const early = await appendReceipt(office.open, twice, daysFromNow(-0.9));
    expect(await check(early, { revocationLists: lists })).toMatchObject({
      verdict: 'valid',
      signatures: [{ certificate: 'endedAfterwards', hasRevocationLists: true }, {}, {}],
    });
    expect((await check(receipted, { revocationLists: lists })).verdict).toBe('unproven');
  });

  it('revoked among thousands is found, by the checker and by the desk, and nobody waits for it', async () => {
    const serialNumber = getSerialNumber(readCertificate(mediator.certificate));
    const reason = 'keyCompromise' as const;
    const others = Array.from({ length: 3_000 }, (_, index) => ({
      serialNumber: `40${index.toString(16).padStart(30, '0')}`,
      revokedAt: daysFromNow(-9),
      reason,
    }));
    const list = await office.open.revocationList(
      [...others, { serialNumber, revokedAt: daysFromNow(-2), reason }],
      { number: 4, now: new Date(), nextUpdate: daysFromNow(7) },
    );
    const known = await findKnownRevocations([list], office.open.intermediate, crypto);
    expect(known?.revoked).toHaveLength(3_001);
    expect(known?.revoked.at(-1)?.serialNumber).toBe(serialNumber);
    const began = process.cpuUsage();
    expect(await check(receipted, { revocationLists: [list] })).toMatchObject({
      verdict: 'certificateInvalid',
    });
    // The library that reads the rest takes several seconds for as many.
    expect(process.cpuUsage(began).user / 1_000).toBeLessThan(2_000);
    const cut = list.subarray(0, list.length - 400);
    expect(await findKnownRevocations([cut], office.open.intermediate, crypto)).toBeNull();
    const changed = Uint8Array.from(list);
    changed[list.length >> 1] = (changed[list.length >> 1] ?? 0) ^ 1;
    expect(await findKnownRevocations([changed], office.open.intermediate, crypto)).toBeNull();
  });

  it('a list that is out of date and older than the signature says nothing', async () => {
    const stale = await office.open.revocationList([], {
      number: 3,
      now: daysFromNow(-20),
      nextUpdate: daysFromNow(-10),
    });
    const root = new Uint8Array(Buffer.from(office.authority.rootRevocationList, 'base64'));
    const has = async (lists: readonly Uint8Array[], now = new Date()) =>
      (await check(twice, { revocationLists: lists, now })).signatures[0]?.hasRevocationLists;
    expect(await has([stale, root])).toBe(false);
    expect(await has([root])).toBe(false);
    expect(await has([...(await revoke(daysFromNow(-0.1))), stale])).toBe(true);
  });

  it('a receipt whose certificate has ended still proves, when a later receipt proves it', async () => {
    const far = new Date(foundedAt);
    far.setUTCFullYear(far.getUTCFullYear() + 11);
    const alone = await check(receipted, { now: far });
    expect(alone.verdict).toBe('unproven');
    const renewed = await renewAuthority({
      organisation: '北京市朝阳区劳动争议调解中心',
      now: daysFromNow(9 * 365),
      cost: 2 ** 10,
      rootKey: office.rootKey,
      former: office.authority,
      passphrases: { ...office.passphrases, former: office.passphrases.server },
      listNumber: 2,
      isCompromised: false,
    });
    const later = await openAuthority(renewed, office.passphrases.server);
    const twiceReceipted = await appendReceipt(later, receipted, daysFromNow(9.5 * 365));
    expect(await check(twiceReceipted, { now: far })).toMatchObject({
      verdict: 'valid',
      signatures: [
        { certificate: 'endedAfterwards' },
        { certificate: 'endedAfterwards' },
        { certificate: 'endedAfterwards' },
        { certificate: 'good' },
      ],
    });
  });

  it('a list that the issuer did not sign revokes nothing', async () => {
    const [list] = await revoke(daysFromNow(-2));
    const forged = (list ?? new Uint8Array()).slice();
    forged[forged.length - 5] = (forged[forged.length - 5] ?? 0) ^ 0xff;
    const report = await check(twice, { revocationLists: [forged] });
    expect(report).toMatchObject({ verdict: 'valid', signatures: [{ hasRevocationLists: false }, {}] });
  });

  it('expired or not yet valid at the time of signing: invalid', async () => {
    const short = { now: foundedAt, notAfter: daysFromNow(-10) };
    const expired = await enrol(office.open, subjectOf('赵敏', '京劳调证2020第0003号'), short);
    expect((await check(await expired.sign(agreement))).verdict).toBe('certificateInvalid');
    const earlier = await expired.sign(agreement, daysFromNow(-20).toISOString());
    expect((await check(earlier)).verdict).toBe('unproven');
    const future = await mediator.sign(agreement, daysFromNow(-40).toISOString());
    expect((await check(future)).verdict).toBe('certificateInvalid');
  });

  it('the key for receipts signs no documents', async () => {
    const device = { ...office.open.timestampSigner, kind: 'desk' as const, close: async () => {} };
    const statement = { name: '时间戳', reason: '', location: '', at: signedAt };
    expect((await check(await signDocument(agreement, device, statement))).verdict).toBe('untrusted');
  });

  it('a mediator’s certificate issues none, so a forged chain is untrusted', async () => {
    const stranger = await foundOffice();
    const forger = await enrol(stranger.open, subjectOf('王建国', '京劳调证2024第0187号'));
    expect((await check(await forger.sign(agreement))).verdict).toBe('untrusted');
    // Below a real mediator's certificate, with that mediator's own key: no authority, so no path.
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' });
    const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
    const own = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
    const request = await buildCertificateRequest(
      own,
      mediator.subject,
      async (data) => new Uint8Array(sign('sha256', data, privateKey)),
    );
    const dates = { now: foundedAt, notAfter: daysFromNow(300) };
    const issuer = await office.open.issueCertificate(request, { subject: mediator.subject, ...dates });
    const forged = await buildCertificate({
      use: 'signer',
      subject: writeSubject(subjectOf('赵敏', '京劳调证2020第0003号')),
      subjectKey: readPublicKey(own),
      issuer: readCertificate(issuer).subject,
      issuerKey: readPublicKey(own),
      signingKey: await crypto.subtle.importKey('pkcs8', new Uint8Array(pkcs8), algorithm, false, ['sign']),
      notBefore: dates.now,
      notAfter: dates.notAfter,
    });
    const device: SignatureDevice = {
      kind: 'desk',
      certificateChain: [forged, issuer, office.open.intermediate],
      sign: async (data) => new Uint8Array(sign('sha256', data, privateKey)),
      close: async () => {},
    };
    const statement = { name: '赵敏', reason: '', location: '', at: signedAt };
    expect(await check(await signDocument(agreement, device, statement))).toMatchObject({
      verdict: 'untrusted',
      signatures: [{ isIntact: true }],
    });
  });
});

describe('bad input is named, never thrown', () => {
  it('other files, cut files, encrypted and foreign ones', async () => {
    const foreign = readFileSync(new URL('../fixtures/one-page.pdf', import.meta.url));
    const source = checkers.write('source.pdf', agreement);
    checkers.run('qpdf', ['--encrypt', 'a', 'b', '256', '--', source, checkers.at('encrypted.pdf')]);
    checkers.run('qpdf', ['--object-streams=generate', source, checkers.at('compressed.pdf')]);
    checkers.run('qpdf', ['--linearize', source, checkers.at('linear.pdf')]);
    const stateOf = async (pdf: Uint8Array) => (await check(pdf)).file;
    expect(await stateOf(new Uint8Array())).toBe('notPdf');
    expect(await stateOf(latin1Bytes('PK\u0003\u0004 a zip'))).toBe('notPdf');
    expect(await stateOf(twice.subarray(0, twice.length - 300))).toBe('truncated');
    expect(await stateOf(agreement.subarray(0, 60_000))).toBe('truncated');
    expect(await stateOf(readFileSync(checkers.at('encrypted.pdf')))).toBe('encrypted');
    expect(await stateOf(readFileSync(checkers.at('compressed.pdf')))).toBe('unsupported');
    expect(['unsupported', 'malformed']).toContain(await stateOf(readFileSync(checkers.at('linear.pdf'))));
    expect(['readable', 'unsupported']).toContain(await stateOf(foreign));
  });

  it('200 MB are not read at all', async () => {
    const large = new Uint8Array(200 * 1024 * 1024);
    expect((await check(large)).file).toBe('notPdf');
    large.set(latin1Bytes('%PDF-1.7\n'));
    expect((await check(large)).file).toBe('tooLarge');
  });

  it('random bytes after a PDF head, deep nesting and loops', async () => {
    const ends = (body: string, at = 9) => latin1Bytes(`%PDF-1.7\n${body}\nstartxref\n${at}\n%%EOF`);
    const trailer = '<</Size 3 /Root 1 0 R>>';
    const table = (offset: number, prev = '') =>
      `xref\n1 1\n${String(offset).padStart(10, '0')} 00000 n \ntrailer\n<</Size 3 /Root 1 0 R${prev}>>`;
    for (const pdf of [
      ends(`${'['.repeat(100_000)}`),
      ends(table(9, ' /Prev 9')),
      ends(table(9)),
      ends(`xref\n0 4000000000\ntrailer\n${trailer}`),
      ends('xref\n1 1\n9999999999 00000 n \ntrailer <<'),
    ])
      expect(await check(pdf)).toMatchObject({ verdict: 'unreadable' });
  });
});
