import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { CodedError } from '../../shared/contract/ipc.ts';
import type { SyncSettings } from './sync-settings.ts';

const place = 'sync.authority';

/**
 * 中心证书: the one authority that the centre's certificate has to come from (ARCHITECTURE 7). A person chooses its file,
 * the encrypted store keeps it, and from then on nothing that the system trusts besides can stand in between.
 * @param usual how the centre is reached while no authority was chosen: as the system trusts
 */
export async function openPinnedLine(settings: SyncSettings, usual: typeof fetch) {
  const use = async (pem: string) => ({
    fingerprint: new X509Certificate(pem).fingerprint256,
    fetcher: await createPinnedFetch(pem),
  });
  const kept = await settings.find(place, z.string());
  let pinned = kept === null ? null : await use(kept);
  return {
    fetcher: ((address, request) => (pinned?.fetcher ?? usual)(address, request)) satisfies typeof fetch,
    /** SHA-256 of the chosen authority, as certificates' fingerprints are written; null while none was chosen. */
    fingerprint: (): string | null => pinned?.fingerprint ?? null,
    /** Used at once for every connection from then on. Throws 'sync.authorityMalformed'. */
    choose: async (file: Uint8Array): Promise<void> => {
      const pem = readCertificate(file);
      const next = await use(pem);
      await settings.save(place, pem);
      pinned = next;
    },
  };
}

/** One certificate, in PEM or DER, as PEM. */
function readCertificate(file: Uint8Array): string {
  try {
    return new X509Certificate(file).toString();
  } catch {
    throw new CodedError('sync.authorityMalformed');
  }
}

/** Loaded only where it is needed: Node's own `fetch` cannot be told whom to trust. */
async function createPinnedFetch(authority: string): Promise<typeof fetch> {
  const { Agent, fetch: fetchBy } = await import('undici');
  const dispatcher = new Agent({ connect: { ca: authority, minVersion: 'TLSv1.2' } });
  // The same library as Node's own, whose types Node repeats under other names.
  const pinned = (address: string, request: object) => fetchBy(address, { ...request, dispatcher });
  return (address, request) => pinned(String(address), request ?? {}) as unknown as Promise<Response>;
}
