import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '../../shared/contract/ipc.ts';
import {
  type InstallerKind,
  manifestName,
  readSignedManifest,
  signatureName,
  type UpdateManifest,
} from './manifest.ts';
import { isLaterVersion } from './release-version.ts';

/** What an update is measured against: this program, on this computer. */
export type InstalledRelease = {
  readonly version: string;
  readonly kind: InstallerKind;
  readonly arch: string;
  /** Public keys of the publisher (trusted-keys.json), SPKI DER in base64. */
  readonly trustedKeys: readonly string[];
};

export type OfferedUpdate = {
  readonly version: string;
  /** Calendar day. */
  readonly publishedOn: string;
  readonly installer: UpdateManifest['installers'][number];
};

const largestManifest = 64 * 1024;
const pieceSize = 1024 * 1024;

/**
 * The update that a folder or stick offers to this desk; reads two small files and writes nothing. Throws
 * 'update.notFound', the codes of `readSignedManifest`, 'update.notNewer' (details: its version), so that an old
 * signed release is no way back, and 'update.notForThisComputer'.
 */
export async function getOfferedUpdate(folder: string, installed: InstalledRelease): Promise<OfferedUpdate> {
  const bytes = await readSmallFile(join(folder, manifestName));
  const signature = await readSmallFile(join(folder, signatureName));
  const manifest = readSignedManifest(bytes, signature.toString('utf8'), installed.trustedKeys);
  if (!isLaterVersion(manifest.version, installed.version))
    throw new CodedError('update.notNewer', { version: manifest.version });
  const installer = manifest.installers.find(
    ({ kind, arch }) => kind === installed.kind && arch === installed.arch,
  );
  if (installer === undefined) throw new CodedError('update.notForThisComputer');
  return { version: manifest.version, publishedOn: manifest.publishedOn, installer };
}

/**
 * Copies the offered installer into `keptFolder` and answers its path there. The copied bytes themselves are hashed,
 * and only the copy may be started: a stick that changes between the check and the start gains nothing. Throws what
 * `getOfferedUpdate` throws, and 'update.fileMissing', 'update.fileDamaged', 'update.copyFailed'; then no copy is left.
 */
export async function takeOfferedUpdate(
  folder: string,
  installed: InstalledRelease,
  keptFolder: string,
): Promise<string> {
  const { installer } = await getOfferedUpdate(folder, installed);
  const source = await openPlainFile(join(folder, installer.name), 'update.fileMissing');
  const kept = join(keptFolder, installer.name);
  const unchecked = `${kept}.unchecked`;
  try {
    if ((await source.stat()).size !== installer.size) throw new CodedError('update.fileDamaged');
    await rm(keptFolder, { recursive: true, force: true });
    await mkdir(keptFolder, { recursive: true, mode: 0o700 });
    if ((await copyHashed(source, unchecked)) !== installer.sha512)
      throw new CodedError('update.fileDamaged');
    await rename(unchecked, kept);
    return kept;
  } catch (error) {
    await rm(unchecked, { force: true }).catch(() => {});
    throw error instanceof CodedError ? error : new CodedError('update.copyFailed');
  } finally {
    await source.close();
  }
}

/** Copies to the end of the source, waits until the bytes are on the disk, answers their SHA-512 in hexadecimal. */
async function copyHashed(source: FileHandle, target: string): Promise<string> {
  const hash = createHash('sha512');
  const copy = await open(target, 'wx', 0o700);
  try {
    const piece = Buffer.alloc(pieceSize);
    for (;;) {
      const { bytesRead } = await source.read(piece, 0, pieceSize, null);
      if (bytesRead === 0) break;
      hash.update(piece.subarray(0, bytesRead));
      await copy.writeFile(piece.subarray(0, bytesRead));
    }
    await copy.sync();
  } finally {
    await copy.close();
  }
  return hash.digest('hex');
}

async function readSmallFile(path: string): Promise<Buffer> {
  const file = await openPlainFile(path, 'update.notFound');
  try {
    if ((await file.stat()).size > largestManifest) throw new CodedError('update.manifestMalformed');
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/** A link is not followed (Windows has no such flag), and a device or pipe is not waited for. */
async function openPlainFile(path: string, missingCode: string): Promise<FileHandle> {
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const file = await open(path, flags).catch(() => null);
  if (file === null) throw new CodedError(missingCode);
  if ((await file.stat()).isFile()) return file;
  await file.close();
  throw new CodedError(missingCode);
}
