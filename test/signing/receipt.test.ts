import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { readCertificate } from '../../shared/signatures/cms.ts';
import { verifyPdf } from '../../shared/verification/verify-pdf.ts';
import { giveReceipt } from '../../src-server/certificates/receipt.ts';
import { getSerialNumber } from '../../src-server/certificates/revocation-list.ts';
import { daysFromNow, enrol, foundOffice, subjectOf, typesetAgreement } from './office.ts';

let office: Awaited<ReturnType<typeof foundOffice>>;
let mediator: Awaited<ReturnType<typeof enrol>>;
let agreement: Uint8Array;
let signed: Uint8Array;
beforeAll(async () => {
  office = await foundOffice();
  mediator = await enrol(office.open, subjectOf('王建国', '京劳调证2024第0187号'));
  agreement = (await typesetAgreement()).pdf;
  signed = await mediator.sign(agreement);
});

const recordSha256 = () => createHash('sha256').update(agreement).digest('hex');
const give = (pdf: Uint8Array, revocationLists: readonly Uint8Array[] = []) =>
  giveReceipt({
    pdf,
    revocationLists,
    now: new Date(),
    authority: office.open,
    recordSha256: recordSha256(),
  });
const listOf = (revokedAt: Date) =>
  office.open.revocationList(
    [
      {
        serialNumber: getSerialNumber(readCertificate(mediator.certificate)),
        revokedAt,
        reason: 'superseded',
      },
    ],
    { number: 2, now: new Date(), nextUpdate: daysFromNow(7) },
  );

describe('the server’s receipt', () => {
  it('is appended to a document signed in order, which stays valid with its time proved', async () => {
    const receipt = await give(signed);
    if (receipt.kind !== 'given') throw new Error('refused');
    expect(Buffer.compare(receipt.pdf.subarray(0, signed.length), signed)).toBe(0);
    const request = {
      trustedRoots: [office.open.root],
      revocationLists: [],
      recordSha256: null,
      now: new Date(),
    };
    const report = await verifyPdf({ pdf: receipt.pdf, ...request }, crypto);
    expect(report.verdict).toBe('valid');
    expect(report.signatures[0]?.provenAt).not.toBeNull();
  });

  it('is refused with the reason for anything else', async () => {
    const altered = signed.slice();
    altered[60_000] = (altered[60_000] ?? 0) ^ 1;
    const stranger = await foundOffice();
    const foreign = await (await enrol(stranger.open, mediator.subject)).sign(agreement);
    const verdictOf = async (pdf: Uint8Array, lists: readonly Uint8Array[] = []) => {
      const receipt = await give(pdf, lists);
      return receipt.kind === 'refused' ? receipt.report.verdict : 'given';
    };
    expect(await verdictOf(agreement)).toBe('unsigned');
    expect(await verdictOf(altered)).toBe('altered');
    expect(await verdictOf(foreign)).toBe('untrusted');
    expect(await verdictOf(new Uint8Array(9))).toBe('unreadable');
    expect(await verdictOf(signed, [await listOf(daysFromNow(-2))])).toBe('certificateInvalid');
  });

  it('is given when the certificate ended after the signature, and proves no more than it can', async () => {
    const lists = [await listOf(daysFromNow(-0.5))];
    const receipt = await give(signed, lists);
    if (receipt.kind !== 'given') throw new Error('refused');
    const request = {
      trustedRoots: [office.open.root],
      revocationLists: lists,
      recordSha256: null,
      now: new Date(),
    };
    expect((await verifyPdf({ pdf: receipt.pdf, ...request }, crypto)).verdict).toBe('unproven');
  });
});
