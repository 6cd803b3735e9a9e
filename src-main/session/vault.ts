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

/** The vault of a data folder, or null before the first set-up. Throws 'session.vaultDamaged', 'session.vaultNewer'. */
export async function findVault(path: string): Promise<Vault | null> {
  const text = await findFileText(path);
  if (text === null) return null;
  const content = parseJson(text);
  const format = z.object({ format: z.number() }).safeParse(content);
  if (format.success && format.data.format > 1) throw new CodedError('session.vaultNewer');
  const parsed = Vault.safeParse(content);
  if (!parsed.success) throw new CodedError('session.vaultDamaged');
  return parsed.data;
}

export async function saveVault(path: string, vault: Vault): Promise<void> {
  await writeFileAtomically(path, `${JSON.stringify(Vault.parse(vault), null, 2)}\n`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
