import { CryptoEngine } from 'pkijs';
import type { KnownRevocations } from '../directory/mediator-standing.ts';
import { findCertificate, findRevocationList, type WebCrypto } from './verify-pdf.ts';

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
    const { nextUpdate, thisUpdate } = list?.header ?? {};
    if (list === null || nextUpdate === undefined || thisUpdate === undefined) continue;
    const isIssuers = await list.header.verify({ issuerCertificate: certificate }, engine).catch(() => false);
    if (!isIssuers || (newest !== null && newest.madeAt >= thisUpdate.value)) continue;
    newest = {
      madeAt: thisUpdate.value,
      known: {
        nextUpdate: nextUpdate.value.toISOString(),
        revoked: Array.from(list.revoked, ([serialNumber, at]) => ({
          serialNumber,
          revokedAt: at.toISOString(),
        })),
      },
    };
  }
  return newest?.known ?? null;
}
