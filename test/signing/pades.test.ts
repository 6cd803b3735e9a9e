import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findObject, listPages, type PdfFile, readPdf } from '../../shared/pdf/file.ts';
import { writeValue } from '../../shared/pdf/syntax.ts';
import { signDocument } from '../../src-main/signing/pades.ts';
import {
  appendReceipt,
  createCheckers,
  enrol,
  foundOffice,
  signaturesIn,
  subjectOf,
  toPem,
  typesetAgreement,
} from './office.ts';

let office: Awaited<ReturnType<typeof foundOffice>>;
let checkers: ReturnType<typeof createCheckers>;
let agreement: Uint8Array;
/** The agreement with no, one, two and three signatures, and with the receipt after them. */
let versions: Uint8Array[];
let receipted: Uint8Array;

beforeAll(async () => {
  office = await foundOffice();
  checkers = createCheckers(office.open.root);
  agreement = (await typesetAgreement()).pdf;
  versions = [agreement];
  for (const subject of [
    subjectOf('王建国', '京劳调证2024第0187号'),
    subjectOf('李秀兰', '京劳调证2023第0042号'),
    subjectOf('柳林街道劳动争议调解委员会（电子印章）', ''),
  ]) {
    const signer = await enrol(office.open, subject);
    versions.push(await signer.sign(versions.at(-1) ?? agreement));
  }
  receipted = await appendReceipt(office.open, versions[3] ?? agreement);
});
afterAll(() => rmSync(checkers.folder, { recursive: true, force: true }));

const count = (text: string, part: string) => text.split(part).length - 1;
describe('signatures in the PDF', () => {
  it.each([1, 2, 3])(
    '%i of them are valid and trusted for pdfsig, with a file that qpdf accepts',
    (signed) => {
      const pdf = versions[signed] ?? agreement;
      const output = checkers.pdfsig(pdf);
      expect(count(output, 'Signature is Valid')).toBe(signed);
      expect(count(output, 'Certificate is Trusted')).toBe(signed);
      expect(count(output, 'ETSI.CAdES.detached')).toBe(signed);
      expect(count(output, 'Total document signed')).toBe(1);
      const { status, output: check } = checkers.run('qpdf', ['--check', checkers.write('check.pdf', pdf)]);
      expect(check).toContain('No syntax or stream encoding errors');
      expect(status).toBe(0);
    },
  );

  it('stay valid and trusted after the receipt was appended, which pdfsig lists as of an unknown type', () => {
    const output = checkers.pdfsig(receipted);
    expect(count(output, 'Signature is Valid')).toBe(3);
    expect(count(output, 'Certificate is Trusted')).toBe(3);
    expect(output).toContain('Signature #4');
    expect(checkers.run('qpdf', ['--check', checkers.at('checked.pdf')]).status).toBe(0);
  });

  it('are not taken from a device that answers with anything but the certificate’s own signature', async () => {
    const device = await enrol(office.open, subjectOf('王建国', '京劳调证2024第0187号'));
    const another = await enrol(office.open, subjectOf('李秀兰', '京劳调证2023第0042号'));
    const statement = { name: '王建国', reason: '', location: '', at: '2026-04-19T10:00:00.000Z' };
    for (const sign of [(await another.open()).sign, async () => new Uint8Array(256)]) {
      const faulty = { ...(await device.open()), sign };
      await expect(signDocument(agreement, faulty, statement)).rejects.toMatchObject({
        code: 'signing.deviceFailed',
      });
    }
  });

  it('never touch a byte of what stood before', () => {
    const line = [...versions, receipted];
    for (const [index, earlier] of line.slice(0, -1).entries()) {
      const later = line[index + 1] ?? earlier;
      expect(Buffer.compare(later.subarray(0, earlier.length), earlier)).toBe(0);
    }
  });

  it('leave the pages as they looked, to the last pixel', () => {
    for (const [name, pdf] of [
      ['before', agreement],
      ['after', receipted],
    ] as const)
      checkers.run('pdftoppm', [
        '-r',
        '60',
        '-singlefile',
        checkers.write(`${name}.pdf`, pdf),
        checkers.at(name),
      ]);
    expect(checkers.run('cmp', [checkers.at('before.ppm'), checkers.at('after.ppm')]).status).toBe(0);
  });

  it('change nothing of a page but its list of annotations', () => {
    const contents = (file: PdfFile) =>
      listPages(file).map((page) => {
        const value = findObject(file, page)?.value;
        return value?.kind === 'dictionary'
          ? [...value.entries]
              .filter(([name]) => name !== 'Annots')
              .map(([name, one]) => name + writeValue(one))
          : [];
      });
    expect(contents(readPdf(receipted))).toEqual(contents(readPdf(agreement)));
  });
});

describe('OpenSSL accepts', () => {
  it('the CMS of each signature over the bytes of its range', () => {
    const signatures = signaturesIn(receipted).filter((one) => !one.isTimestamp);
    expect(signatures).toHaveLength(3);
    for (const { cms, data } of signatures) {
      const { status, output } = checkers.run('openssl', [
        ...['cms', '-verify', '-binary', '-inform', 'DER', '-in', checkers.write('one.cms', cms)],
        ...['-content', checkers.write('one.data', data), '-CAfile', checkers.at('root.pem')],
        ...['-purpose', 'any', '-cades', '-out', checkers.at('out')],
      ]);
      expect(output).toContain('successful');
      expect(status).toBe(0);
    }
  });

  it('the time-stamp token, and not over other bytes', () => {
    const receipt = signaturesIn(receipted).find((one) => one.isTimestamp);
    if (receipt === undefined) throw new Error('no receipt in the file');
    checkers.write('intermediate.pem', toPem(office.open.intermediate));
    const verify = (data: Uint8Array) =>
      checkers.run('openssl', [
        ...['ts', '-verify', '-token_in', '-in', checkers.write('token.der', receipt.cms)],
        ...['-data', checkers.write('token.data', data), '-CAfile', checkers.at('root.pem')],
        ...['-untrusted', checkers.at('intermediate.pem')],
      ]);
    expect(verify(receipt.data).output).toContain('Verification: OK');
    const flipped = receipt.data.slice();
    flipped[1000] = (flipped[1000] ?? 0) ^ 1;
    expect(verify(flipped).output).toContain('Verification: FAILED');
  });

  it('the revocation list', async () => {
    const list = await office.open.revocationList(
      [{ serialNumber: '40aa', revokedAt: new Date(), reason: 'keyCompromise' }],
      { number: 7, now: new Date(), nextUpdate: new Date(Date.now() + 86_400_000) },
    );
    checkers.write('intermediate.pem', toPem(office.open.intermediate));
    const { output } = checkers.run('openssl', [
      ...['crl', '-inform', 'DER', '-in', checkers.write('list.crl', list), '-noout', '-text'],
      ...['-CAfile', checkers.at('intermediate.pem')],
    ]);
    expect(output).toContain('verify OK');
    expect(output).toContain('40AA');
    expect(output).toContain('Key Compromise');
  });
});
