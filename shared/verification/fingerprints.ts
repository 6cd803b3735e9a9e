import { findCertificate, type WebCrypto } from './verify-pdf.ts';

/** SHA-256 of each root in pairs of digits, as it is published and read out. @param roots DER or PEM */
export function fingerprintsOf(roots: readonly Uint8Array[], crypto: WebCrypto): Promise<string[]> {
  return Promise.all(
    roots.map(async (root) => {
      const der = findCertificate(root)?.toSchema().toBER() ?? new ArrayBuffer(0);
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', der));
      return Array.from(hash, (one) => one.toString(16).padStart(2, '0')).join(' ');
    }),
  );
}
