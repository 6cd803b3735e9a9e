import { rm } from 'node:fs/promises';
import { z } from 'zod';
import { CodedError } from '../../shared/contract/ipc.ts';
import { OfficeSettings } from '../../shared/contract/session.ts';
import { findFileText, writeFileAtomically } from './atomic-file.ts';
import { SlowHash } from './key-wrap.ts';

const PublicKey = z.object({ fingerprint: z.string(), publicKey: z.base64() });

/**
 * Somebody who may unlock this desk. The name stands here in clear because the unlock screen offers it before
 * any key is there; nothing else about people does.
 */
const VaultPerson = z.object({
  id: z.string(),
  name: z.string(),
  slowHash: SlowHash,
  /** Which keyring seals the data key under this PIN; null: the PIN alone. */
  keyringBackend: z.string().nullable(),
  dataKeyWrap: z.base64(),
  signingKeyWrap: z.base64(),
  signingKey: PublicKey,
  /** Keys of before a recovery: what they signed stays verifiable. */
  formerKeys: z.array(PublicKey),
  /**
   * What seals this person's keys for documents, under the PIN as well; made at the first need. Without it, after a
   * recovery or a revocation, those keys are forgotten. The id is made anew with the secret.
   */
  documentSecret: z.object({ id: z.string(), wrap: z.base64() }).optional(),
  /** The central server took this person's rights; only the recovery key opens the desk for another. */
  isRevoked: z.boolean().optional(),
});
export type VaultPerson = z.infer<typeof VaultPerson>;

/** The desk's identity and its wrapped keys; no secret lies in it open. */
export const Vault = z.object({
  format: z.literal(1),
  desk: z.object({ id: z.string(), letter: z.string() }),
  office: OfficeSettings.extend({ id: z.string() }),
  isDemo: z.boolean(),
  people: z.array(VaultPerson).min(1),
  recoveryWrap: z.base64(),
});
export type Vault = z.infer<typeof Vault>;

/** Without the vault no key opens the case files, so its text stands twice. */
const copyOf = (path: string): string => `${path}.copy`;

/**
 * The vault of a data folder, or null before the first set-up; from its copy when the file is lost or damaged. Throws
 * 'session.vaultDamaged', 'session.vaultNewer'.
 */
export async function findVault(path: string): Promise<Vault | null> {
  const texts = [await findFileText(path), await findFileText(copyOf(path))];
  let damage: CodedError | null = null;
  for (const text of texts) {
    if (text === null) continue;
    const parsed = parseVault(text);
    if (!(parsed instanceof CodedError)) return parsed;
    if (parsed.code === 'session.vaultNewer') throw parsed;
    damage = parsed;
  }
  if (damage !== null) throw damage;
  return null;
}

function parseVault(text: string): Vault | CodedError {
  const content = parseJson(text);
  const format = z.object({ format: z.number() }).safeParse(content);
  if (format.success && format.data.format > 1) return new CodedError('session.vaultNewer');
  const parsed = Vault.safeParse(content);
  return parsed.success ? parsed.data : new CodedError('session.vaultDamaged');
}

/** A wrap that was taken away must not live on in a former text: the copy goes first, and no `.previous` stays. */
export async function saveVault(path: string, vault: Vault): Promise<void> {
  const text = `${JSON.stringify(Vault.parse(vault), null, 2)}\n`;
  await rm(copyOf(path), { force: true });
  await writeFileAtomically(path, text);
  await writeFileAtomically(copyOf(path), text);
  await rm(`${path}.previous`, { force: true }); // written by the first release
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
