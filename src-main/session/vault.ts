import { rm } from 'node:fs/promises';
import { z } from 'zod';
import { CodedError } from '../../shared/contract/ipc.ts';
import { OfficeSettings } from '../../shared/contract/session.ts';
import { maskInnerName } from '../../shared/text/names.ts';
import { findFileText, writeDurably } from '../files/durable.ts';
import { parseJson } from '../support/parse-json.ts';
import { deriveFromSecret, findUnwrapped, SlowHash, wrapSecret } from './key-wrap.ts';

const PublicKey = z.object({ fingerprint: z.string(), publicKey: z.base64() });

/** Somebody who may unlock this desk. The unlock screen offers the masked name before any key is there. */
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

/** What is said of the office and its people; it lies under the data key. */
export const VaultDetails = z.object({
  office: OfficeSettings.extend({ id: z.string() }),
  /** Full names by the ids of the people. */
  names: z.record(z.string(), z.string()),
});
export type VaultDetails = z.infer<typeof VaultDetails>;

/** The desk's identity and its wrapped keys; no secret lies in it open, and of people only masked names. */
const Vault = z.object({
  format: z.literal(3),
  desk: z.object({ id: z.string(), letter: z.string() }),
  office: z.object({ id: z.string(), name: z.string() }),
  isDemo: z.boolean(),
  people: z.array(VaultPerson).min(1),
  /** `VaultDetails` under the data key; null in a vault of the first release until somebody unlocks it. */
  detailsWrap: z.base64().nullable(),
  recoveryWrap: z.base64(),
});
export type Vault = z.infer<typeof Vault>;

/** The same, with the slow hash of the first release. */
const SecondVault = Vault.extend({ format: z.literal(2) });

/** The first release wrote office and names in the open. */
const FirstVault = Vault.omit({ detailsWrap: true }).extend({
  format: z.literal(1),
  office: VaultDetails.shape.office,
});

/** A vault as it is read; `openDetails` where a first release's still lies open. */
export type FoundVault = { readonly vault: Vault; readonly openDetails: VaultDetails | null };

const purpose = 'vault:details';

export function sealDetails(details: VaultDetails, dataKey: Uint8Array): string {
  const text = JSON.stringify(VaultDetails.parse(details));
  return wrapSecret(Buffer.from(text, 'utf8'), deriveFromSecret(dataKey, purpose), purpose);
}

/** Throws 'session.vaultDamaged'. */
export function openSealedDetails(vault: Vault, dataKey: Uint8Array): VaultDetails {
  const bytes = findUnwrapped(vault.detailsWrap ?? '', deriveFromSecret(dataKey, purpose), purpose);
  const parsed = VaultDetails.safeParse(parseJson(bytes?.toString('utf8') ?? ''));
  if (!parsed.success) throw new CodedError('session.vaultDamaged');
  return parsed.data;
}

/** Without the vault no key opens the case files, so its text stands twice. */
const copyOf = (path: string): string => `${path}.copy`;

/**
 * The vault of a data folder, or null before the first set-up; from its copy when the file is lost or damaged. Throws
 * 'session.vaultDamaged', 'session.vaultNewer'.
 */
export async function findVault(path: string): Promise<FoundVault | null> {
  let damage: CodedError | null = null;
  for (const file of [path, copyOf(path)]) {
    // A place of the disk that cannot be read is a damage like any other.
    const text = await findFileText(file).catch(() => '');
    if (text === null) continue;
    const parsed = parseVault(text);
    if (!(parsed instanceof CodedError)) return parsed;
    if (parsed.code === 'session.vaultNewer') throw parsed;
    damage = parsed;
  }
  if (damage !== null) throw damage;
  return null;
}

function parseVault(text: string): FoundVault | CodedError {
  const content = parseJson(text);
  const format = z.object({ format: z.number() }).safeParse(content);
  if (format.success && format.data.format > 3) return new CodedError('session.vaultNewer');
  const parsed = Vault.safeParse(content);
  if (parsed.success) return { vault: parsed.data, openDetails: null };
  const second = SecondVault.safeParse(content);
  if (second.success) return { vault: { ...second.data, format: 3 }, openDetails: null };
  const first = FirstVault.safeParse(content);
  return first.success ? fromFirst(first.data) : new CodedError('session.vaultDamaged');
}

function fromFirst(first: z.infer<typeof FirstVault>): FoundVault {
  const { office, people } = first;
  return {
    vault: {
      ...first,
      format: 3,
      office: { id: office.id, name: office.name },
      people: people.map((one) => ({ ...one, name: maskInnerName(one.name) })),
      detailsWrap: null,
    },
    openDetails: { office, names: Object.fromEntries(people.map(({ id, name }) => [id, name])) },
  };
}

async function findWholeText(file: string): Promise<string | null> {
  const text = await findFileText(file).catch(() => null);
  return text === null || parseVault(text) instanceof CodedError ? null : text;
}

/** A damage, a kill or a full disk has left one of the two: written again, before something happens to the other. */
export async function mendVault(path: string): Promise<void> {
  const text = await findWholeText(path);
  const copied = await findWholeText(copyOf(path));
  if (text === copied) return;
  if (text !== null) await writeDurably(copyOf(path), text);
  else if (copied !== null) await writeDurably(path, copied);
}

/**
 * A wrap that was taken away must not live on in a former text: the copy goes first, and no `.previous` stays. Where only
 * the copy is whole it is all there is, until the new text stands.
 */
export async function saveVault(
  path: string,
  vault: Vault & { readonly detailsWrap: string },
): Promise<void> {
  const text = `${JSON.stringify(Vault.parse(vault), null, 2)}\n`;
  if ((await findWholeText(path)) !== null) await rm(copyOf(path), { force: true });
  await writeDurably(path, text);
  await writeDurably(copyOf(path), text);
  await rm(`${path}.previous`, { force: true }); // written by the first release
}
