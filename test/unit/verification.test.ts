import { describe, expect, it } from 'vitest';
import { findDocumentCode, hasContent } from '../../shared/verification/document-code.ts';
import { judgeCertificate } from '../../shared/verification/signature-check.ts';

describe('the code on a page', () => {
  it('names the document and the beginning of its content’s hash', () => {
    const code = findDocumentCode('mediation-desk:1:D1:0123456789ab');
    expect(code).toEqual({ documentId: 'D1', shortHash: '0123456789ab' });
    if (code === null) throw new Error('not read');
    expect(hasContent(code, `0123456789ab${'0'.repeat(52)}`)).toBe(true);
    expect(hasContent(code, `0123456789ac${'0'.repeat(52)}`)).toBe(false);
  });

  it('is no other code', () => {
    for (const text of [
      '',
      'https://example.org',
      'mediation-desk:2:D1:0123456789ab',
      'mediation-desk:1:D1:xyz',
    ])
      expect(findDocumentCode(text)).toBeNull();
  });
});

describe('how a certificate stood when it signed', () => {
  const day = (number: number) => new Date(Date.UTC(2026, 0, number));
  const judge = (parts: Partial<Parameters<typeof judgeCertificate>[0]>) =>
    judgeCertificate({
      validFrom: day(1),
      validUntil: day(100),
      revokedAt: null,
      claimedAt: day(50),
      provenAt: null,
      now: day(60),
      ...parts,
    });

  it.each([
    ['in force', {}, 'good'],
    ['claimed before it began', { claimedAt: day(0) }, 'notYetValid'],
    ['claimed after it ended', { claimedAt: day(101), now: day(102) }, 'expired'],
    ['revoked before', { revokedAt: day(40) }, 'revoked'],
    ['revoked at that very moment', { revokedAt: day(50) }, 'revoked'],
    ['revoked since, nothing proves the time', { revokedAt: day(55) }, 'unproven'],
    ['revoked since, receipt before that', { revokedAt: day(55), provenAt: day(51) }, 'endedAfterwards'],
    ['revoked since, receipt after that', { revokedAt: day(55), provenAt: day(56) }, 'unproven'],
    ['revocation that lies ahead', { revokedAt: day(61) }, 'good'],
    ['expired since, nothing proves the time', { now: day(120) }, 'unproven'],
    ['expired since, receipt before that', { now: day(120), provenAt: day(90) }, 'endedAfterwards'],
  ] as const)('%s', (_, parts, state) => {
    expect(judge(parts)).toBe(state);
  });
});
