import { CryptoEngine } from 'pkijs';
import type { KnownRevocations } from '../directory/mediator-standing.ts';
import { findCertificate, findRevocationList, type WebCrypto } from './verify-pdf.ts';

const hexOf = (bytes: Uint8Array) => Array.from(bytes, (one) => one.toString(16).padStart(2, '0')).join('');

/**
 * What the issuer's newest list says, after its signature was checked; null when none of the lists is the issuer's.
 * @param lists DER
 * @param issuer DER
 */
export async function findKnownRevocations(
  lists: readonly Uint8Array[],
  issuer: Uint8Array,
  crypto: WebCrypto,
): Promise<KnownRevocations | null> {
  const certificate = findCertificate(issuer);
  if (certificate === null) return null;
  const engine = new CryptoEngine({ name: 'revocations', crypto, subtle: crypto.subtle });
  let newest: { readonly madeAt: Date; readonly known: KnownRevocations } | null = null;
  for (const one of lists) {
    const list = findRevocationList(one);
    if (list?.nextUpdate === undefined) continue;
    const isIssuers = await list.verify({ issuerCertificate: certificate }, engine).catch(() => false);
    if (!isIssuers || (newest !== null && newest.madeAt >= list.thisUpdate.value)) continue;
    newest = {
      madeAt: list.thisUpdate.value,
      known: {
        nextUpdate: list.nextUpdate.value.toISOString(),
        revoked: (list.revokedCertificates ?? []).map((entry) => ({
          serialNumber: hexOf(new Uint8Array(entry.userCertificate.valueBlock.valueHexView)),
          revokedAt: entry.revocationDate.value.toISOString(),
        })),
      },
    };
  }
  return newest?.known ?? null;
}
