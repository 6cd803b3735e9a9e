import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, extname, join, sep } from 'node:path';
import { CodedError } from '../../shared/contract/ipc.ts';
import { largestBlob } from '../../shared/contract/sync.ts';
import { findMediaType, type MediaType } from '../../shared/record/media-type.ts';
import { isPictureTooLarge } from '../../shared/record/picture-size.ts';

const extensions = new Set(['.pdf', '.png', '.jpg', '.jpeg']);
const mostListed = 60;

export type ScannerFile = { readonly name: string; readonly at: string; readonly size: number };

/** What a scanner has put into its folder, newest first. An unreadable folder is said: 'scan.folderUnreadable'. */
export async function listScannerFiles(folder: string): Promise<ScannerFile[]> {
  const names = await readdir(folder).catch(() => {
    throw new CodedError('scan.folderUnreadable');
  });
  const files = await Promise.all(
    names
      .filter((name) => extensions.has(extname(name).toLowerCase()))
      .map(async (name) => {
        const found = await stat(join(folder, name)).catch(() => null);
        return found?.isFile() ? { name, at: found.mtime.toISOString(), size: found.size } : null;
      }),
  );
  return files
    .filter((file) => file !== null)
    .sort((left, right) => (left.at < right.at ? 1 : -1))
    .slice(0, mostListed);
}

/** One file of the folder, and nothing outside of it. Throws 'scan.unknown', 'scan.tooLarge', 'scan.typeUnknown'. */
export async function readScannerFile(
  folder: string,
  name: string,
): Promise<{ bytes: Uint8Array; mediaType: MediaType }> {
  if (name !== basename(name) || name.includes('\\') || name.includes('\0'))
    throw new CodedError('scan.unknown');
  const home = await realpath(folder).catch(() => folder);
  const path = await realpath(join(home, name)).catch(() => null);
  if (path === null || !path.startsWith(home + sep)) throw new CodedError('scan.unknown');
  const found = await stat(path);
  if (!found.isFile()) throw new CodedError('scan.unknown');
  if (found.size > largestBlob) throw new CodedError('scan.tooLarge');
  const bytes = await readFile(path);
  if (isPictureTooLarge(bytes)) throw new CodedError('scan.tooLarge');
  const mediaType = findMediaType(bytes);
  if (mediaType === null) throw new CodedError('scan.typeUnknown');
  return { bytes, mediaType };
}
