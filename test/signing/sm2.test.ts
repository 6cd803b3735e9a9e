import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkSm2Seal, newSm2Key, sealWithSm2, sm3Of } from '../../shared/signatures/sm2.ts';
import type { Sm2Seal } from '../../shared/signatures/sm2-seal.ts';
import { createCheckers, foundOffice, toPem } from './office.ts';

const document = Buffer.from('%PDF-1.7 the finalised revision of an agreement');
const key = newSm2Key();
const signer = { name: '王建国', certificateNumber: '京劳调证2024第0187号' };
let checkers: ReturnType<typeof createCheckers>;

beforeAll(async () => {
  checkers = createCheckers((await foundOffice()).open.root);
});
afterAll(() => rmSync(checkers.folder, { recursive: true, force: true }));

/** The key as OpenSSL reads it: an SPKI of an SM2 point (GB/T 35276). */
const spkiOf = (publicKey: string) =>
  Buffer.from(`3059301306072a8648ce3d020106082a811ccf5501822d034200${publicKey}`, 'hex');

describe('the SM2 signature beside the document', () => {
  it('has the SM3 digest of the standard', () => {
    // GB/T 32905-2016, appendix A.1.
    expect(sm3Of(Buffer.from('abc'))).toBe(
      '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    );
  });

  it('is valid for the document and a known key, and for OpenSSL', () => {
    const seal = sealWithSm2(document, key, signer);
    expect(checkSm2Seal(seal, document, [key.publicKey])).toBe('valid');
    checkers.write('sm2.pem', toPem(spkiOf(key.publicKey), 'PUBLIC KEY'));
    checkers.write('digest', Buffer.from(seal.sm3, 'hex'));
    checkers.write('signature', Buffer.from(seal.signature, 'hex'));
    const verify = () =>
      checkers.run('openssl', [
        ...['pkeyutl', '-verify', '-pubin', '-inkey', checkers.at('sm2.pem'), '-rawin', '-digest', 'sm3'],
        ...['-pkeyopt', 'distid:1234567812345678', '-in', checkers.at('digest')],
        ...['-sigfile', checkers.at('signature')],
      ]);
    expect(verify().output).toContain('Signature Verified Successfully');
    checkers.write('digest', Buffer.alloc(32));
    expect(verify().status).not.toBe(0);
  });

  it('is not valid for another document, another key, a changed signature or anything else', () => {
    const seal = sealWithSm2(document, key, signer);
    const check = (change: Partial<Sm2Seal>, pdf: Uint8Array = document) =>
      checkSm2Seal({ ...seal, ...change }, pdf, [key.publicKey]);
    const other = Buffer.from('another document');
    expect(check({}, other)).toBe('otherDocument');
    expect(check({ sm3: sm3Of(other) }, other)).toBe('invalid');
    expect(check({ publicKey: newSm2Key().publicKey })).toBe('invalid');
    expect(check({ publicKey: `04${'11'.repeat(64)}` })).toBe('invalid');
    const changed = seal.signature.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    expect(check({ signature: changed })).toBe('invalid');
    expect(check({ signature: '3000' })).toBe('invalid');
    expect(checkSm2Seal(seal, document, [])).toBe('unknownKey');
    expect(checkSm2Seal('no seal', document, [])).toBe('malformed');
  });

  it('holds for a hundred documents, each with a new nonce', () => {
    const signatures = new Set<string>();
    for (let one = 0; one < 100; one += 1) {
      const bytes = Buffer.from(`document ${one % 3}`);
      const seal = sealWithSm2(bytes, key, signer);
      expect(checkSm2Seal(seal, bytes, [key.publicKey])).toBe('valid');
      signatures.add(seal.signature);
    }
    expect(signatures.size).toBe(100);
  });
});
