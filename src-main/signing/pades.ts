import { createHash, verify, X509Certificate } from 'node:crypto';
import { CodedError } from '../../shared/contract/ipc.ts';
import { PdfError } from '../../shared/pdf/syntax.ts';
import { type SigningStatement, signPdf } from '../../shared/signatures/sign-pdf.ts';
import type { SignatureDevice } from './signature-device.ts';

/**
 * Signs a finalised document with the mediator's (or the office seal's) certificate and closes the device.
 * The pages stay as they are; signatures already in the file stay valid. A token that answers with anything but a signature
 * by the certificate's key is found here, not weeks later by whoever checks the paper.
 * @returns the whole file with one more signature
 * @throws CodedError 'signing.documentUnreadable' for a file that is none of this desk's, 'signing.deviceFailed'; what the
 *   device throws
 */
export async function signDocument(
  pdf: Uint8Array,
  device: SignatureDevice,
  statement: SigningStatement,
): Promise<Uint8Array> {
  try {
    return await signPdf(
      pdf,
      { certificateChain: device.certificateChain, sign: (data) => signChecked(device, data) },
      statement,
      async (data) => new Uint8Array(createHash('sha256').update(data).digest()),
    );
  } catch (error) {
    if (error instanceof PdfError) throw new CodedError('signing.documentUnreadable', { fault: error.fault });
    throw error;
  } finally {
    await device.close();
  }
}

async function signChecked(device: SignatureDevice, data: Uint8Array): Promise<Uint8Array> {
  const signature = await device.sign(data);
  const { publicKey } = new X509Certificate(device.certificateChain[0] ?? new Uint8Array());
  if (!verify('sha256', data, publicKey, signature)) throw new CodedError('signing.deviceFailed');
  return signature;
}
