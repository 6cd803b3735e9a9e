import { createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';
import { CodedError } from '../../shared/contract/ipc.ts';
import { isReleaseVersion } from './release-version.ts';

/** The two files that stand beside the installers, in a folder or on a stick. */
export const manifestName = 'update.json';
export const signatureName = 'update.json.sig';

export const InstallerKind = z.enum(['nsis', 'deb', 'appImage', 'dmg']);
export type InstallerKind = z.infer<typeof InstallerKind>;

const Installer = z.object({
  kind: InstallerKind,
  arch: z.enum(['x64', 'arm64']),
  /** A bare file name, so that nothing outside the folder can be named. */
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/),
  /** Bytes. */
  size: z.number().int().positive(),
  /** Hexadecimal. */
  sha512: z.string().regex(/^[0-9a-f]{128}$/),
});

/** What one release consists of. Loose, because a later release may say more than this one reads. */
export const UpdateManifest = z.looseObject({
  product: z.literal('mediation-desk'),
  version: z.string().refine(isReleaseVersion),
  publishedOn: z.iso.date(),
  installers: z.array(Installer).min(1).max(32),
});
export type UpdateManifest = z.infer<typeof UpdateManifest>;

/**
 * The manifest whose exact bytes one of the trusted keys signed (Ed25519). Nothing is parsed before that is known.
 * Keys are SPKI DER and signatures raw, both base64. Throws 'update.noTrustedKey', 'update.signatureInvalid',
 * 'update.manifestMalformed'.
 */
export function readSignedManifest(
  bytes: Uint8Array,
  signature: string,
  trustedKeys: readonly string[],
): UpdateManifest {
  if (trustedKeys.length === 0) throw new CodedError('update.noTrustedKey');
  if (!trustedKeys.some((key) => isSignedBy(key, bytes, signature)))
    throw new CodedError('update.signatureInvalid');
  try {
    return UpdateManifest.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch {
    throw new CodedError('update.manifestMalformed');
  }
}

function isSignedBy(publicKey: string, bytes: Uint8Array, signature: string): boolean {
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), type: 'spki', format: 'der' });
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('A trusted update key is not an Ed25519 key.');
  return verify(null, bytes, key, Buffer.from(signature.trim(), 'base64'));
}
