import { Dexie, type EntityTable } from 'dexie';
import { create } from 'zustand';
import { createDraftKeeper } from './draft-keeper.ts';

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

/** Whether everything that was typed lies on the disk. */
export const useDraftStanding = create<{ readonly isKept: boolean }>(() => ({ isKept: true }));

/** Milliseconds until the disk is asked again. */
const retryPause = 3_000;

const keeper = createDraftKeeper<DraftRow>({
  write: (_, row) => withOpenDatabase(() => database.drafts.put(row)),
  remove: (id) => withOpenDatabase(() => database.drafts.delete(id)),
  onStanding: (isKept) => useDraftStanding.setState({ isKept }),
  later: (again) => window.setTimeout(again, retryPause),
});

/** A disk that was full for a moment shuts the database for good: opened anew, it goes on. */
async function withOpenDatabase(work: () => PromiseLike<unknown>): Promise<void> {
  try {
    await work();
  } catch {
    database.close({ disableAutoOpen: false });
    await work();
  }
}

/** While the PIN is typed, as nobody waits then. What cannot be opened now is tried again when it is wanted. */
export async function prepareDrafts(): Promise<void> {
  await database.open().catch(() => database.close({ disableAutoOpen: false }));
}

let key: Promise<CryptoKey> | null = null;
let owner = '';

/** Called after unlocking. @param keyBase64 32 bytes */
export function openDrafts(personId: string, keyBase64: string): void {
  const bytes = Uint8Array.from(atob(keyBase64), (character) => character.charCodeAt(0));
  owner = personId;
  key = crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

const idOf = (name: string) => `${owner}:${name}`;

/** What is being encrypted: whoever comes back to a form at once finds it, and what was typed or taken away since wins. */
const beingSealed = new Map<string, unknown>();

export async function saveDraft(name: string, value: unknown): Promise<void> {
  if (key === null) return;
  const id = idOf(name);
  beingSealed.set(id, value);
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(value));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, await key, text);
  if (beingSealed.get(id) !== value) return;
  beingSealed.delete(id);
  await keeper.save(id, { id, nonce, sealed });
}

/** The draft of this name, or null when there is none or it is not this person's to open. */
export async function findDraft(name: string): Promise<unknown> {
  if (key === null) return null;
  const id = idOf(name);
  if (beingSealed.has(id)) return beingSealed.get(id);
  try {
    const pending = keeper.findPending(id);
    const row = pending === undefined ? await database.drafts.get(id) : pending;
    if (row === undefined || row === null) return null;
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

/** What this person's drafts are called, of what the disk has and of what is on its way there. */
export async function listDraftNames(): Promise<string[]> {
  const prefix = idOf('');
  const onDisk = await database.drafts
    .where('id')
    .startsWith(prefix)
    .primaryKeys()
    .catch(() => []);
  const ids = new Set([...onDisk, ...beingSealed.keys()]);
  return [...ids].filter((id) => id.startsWith(prefix)).map((id) => id.slice(prefix.length));
}

export async function deleteDraft(name: string): Promise<void> {
  beingSealed.delete(idOf(name));
  await keeper.remove(idOf(name));
}
