import { z } from 'zod';
import { SigningCapacity } from '../../shared/contract/certificates.ts';
import type { Store } from '../store/open-store.ts';
import { SealedSigningKey } from './desk-device.ts';
import { SealedSm2Key } from './sm2-key.ts';

/** One pair of keys for documents that a person has, or had, on this desk. */
const DeskKeys = z.object({
  capacity: SigningCapacity,
  /** SHA-256 of the RSA key (SPKI), hex. */
  fingerprint: z.string(),
  /** Which secret seals them; with another one in force they are forgotten. */
  secretId: z.string(),
  signingKey: SealedSigningKey,
  sm2Key: SealedSm2Key,
});
export type DeskKeys = z.infer<typeof DeskKeys>;

/** Where a key is that never leaves its token. No SM2 key stands beside it: in software it would be the weaker half. */
const TokenKeys = DeskKeys.pick({ capacity: true, fingerprint: true }).extend({
  token: z.object({ serialNumber: z.string(), label: z.string() }),
});
export type TokenKeys = z.infer<typeof TokenKeys>;

const DocumentKeys = z.union([DeskKeys, TokenKeys]);
export type DocumentKeys = z.infer<typeof DocumentKeys>;

const Kept = z.array(DocumentKeys);
/** A request more than that was never decided. */
const mostKept = 12;

/** The sealed keys of one person in the encrypted store. */
export function createDocumentKeys(store: Store, personId: string) {
  const { settings } = store.collections;
  const id = `documentKeys:${personId}`;
  const list = async (): Promise<DocumentKeys[]> => {
    const found = await store.guard(settings.findOne(id).exec());
    const parsed = Kept.safeParse(found?.toJSON().value);
    return parsed.success ? parsed.data : [];
  };
  return {
    /** Those that open with this secret, and those on tokens. */
    listUsable: async (secretId: string | null): Promise<DocumentKeys[]> =>
      (await list()).filter((one) => 'token' in one || one.secretId === secretId),
    /** Durable when it returns. The keys of another secret open no more and go. */
    add: async (keys: DocumentKeys): Promise<void> => {
      const kept = (await list()).filter(
        (one) => 'token' in one || 'token' in keys || one.secretId === keys.secretId,
      );
      await store.guard(settings.upsert({ id, value: [...kept.slice(-mostKept), keys] }));
    },
  };
}
