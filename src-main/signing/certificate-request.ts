import { createPublicKey } from 'node:crypto';
import { BitString, fromBER, Null } from 'asn1js';
import { AlgorithmIdentifier, CertificationRequest, PublicKeyInfo } from 'pkijs';
import { toBuffer } from '../../shared/signatures/cms.ts';
import { type CertificateSubject, writeSubject } from '../../shared/signatures/names.ts';
import { oids } from '../../shared/signatures/oids.ts';
import type { SignatureDevice } from './signature-device.ts';

/**
 * A certificate request (PKCS#10, DER), signed by the key as proof of holding it. The subject is only a
 * proposal: the register decides.
 * @param publicKey SPKI, DER, of an RSA key
 */
export async function buildCertificateRequest(
  publicKey: Uint8Array,
  subject: CertificateSubject,
  sign: SignatureDevice['sign'],
): Promise<Uint8Array> {
  const request = new CertificationRequest({ version: 0, subject: writeSubject(subject), attributes: [] });
  request.subjectPublicKeyInfo = new PublicKeyInfo({ schema: fromBER(toBuffer(publicKey)).result });
  request.signatureAlgorithm = new AlgorithmIdentifier({
    algorithmId: oids.sha256WithRsa,
    algorithmParams: new Null(),
  });
  const [toBeSigned] = request.toSchema(true).valueBlock.value;
  if (toBeSigned === undefined) throw new Error('a request has something to sign');
  const signature = await sign(new Uint8Array(toBeSigned.toBER()));
  request.signatureValue = new BitString({ valueHex: toBuffer(signature) });
  return new Uint8Array(request.toSchema(true).toBER());
}

/** SPKI, DER, of an RSA key given by its numbers, as a token tells them. */
export function rsaPublicKey(key: { readonly modulus: Buffer; readonly publicExponent: Buffer }): Uint8Array {
  const jwk = {
    kty: 'RSA',
    n: key.modulus.toString('base64url'),
    e: key.publicExponent.toString('base64url'),
  };
  return new Uint8Array(createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'der' }));
}
