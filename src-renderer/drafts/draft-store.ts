import { Dexie, type EntityTable } from 'dexie';

type DraftRow = { readonly id: string; readonly nonce: Uint8Array; readonly sealed: ArrayBuffer };

/**
 * What is being typed, encrypted on this PC until its action is saved. The key comes from main after unlocking
 * and cannot be read out again.
 */
// Written through to the disk: a power cut takes no more than a kill does.
const database = new Dexie('drafts', { chromeTransactionDurability: 'strict' }) as Dexie & {
  drafts: EntityTable<DraftRow, 'id'>;
};
database.version(1).stores({ drafts: 'id' });

let key: Promise<CryptoKey> | null = null;
let owner = '';

/** Called after unlocking. @param keyBase64 32 bytes */
export function openDrafts(personId: string, keyBase64: string): void {
  const bytes = Uint8Array.from(atob(keyBase64), (character) => character.charCodeAt(0));
  owner = personId;
  key = crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

const idOf = (name: string) => `${owner}:${name}`;

export async function saveDraft(name: string, value: unknown): Promise<void> {
  if (key === null) return;
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(value));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, await key, text);
  await database.drafts.put({ id: idOf(name), nonce, sealed });
}

/** The draft of this name, or null when there is none or it is not this person's to open. */
export async function findDraft(name: string): Promise<unknown> {
  const row = key === null ? undefined : await database.drafts.get(idOf(name));
  if (row === undefined || key === null) return null;
  try {
    const text = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: new Uint8Array(row.nonce) },
      await key,
      row.sealed,
    );
    return JSON.parse(new TextDecoder().decode(text));
  } catch {
    return null;
  }
}

export async function deleteDraft(name: string): Promise<void> {
  await database.drafts.delete(idOf(name));
}
