import { setImmediate as nextTurn } from 'node:timers/promises';
import { Zip, ZipPassThrough } from 'fflate';

export type ZipEntry = { readonly name: string; readonly bytes: Uint8Array };

/** Small enough that the main loop is never held for long. */
const chunkSize = 1 << 20;
/** The days that a zip can say, with one to spare for the time zone; a PC whose battery is empty starts in 1970. */
const firstDay = Date.UTC(1980, 0, 2);
const lastDay = Date.UTC(2099, 11, 30);

/**
 * One zip of files that are compressed already (PDF, pictures), so they are stored as they are. Names in UTF-8.
 * @param at the time that stands beside every file, epoch milliseconds
 */
export async function createZip(entries: readonly ZipEntry[], at: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let failure: Error | null = null;
  const zip = new Zip((error, chunk) => {
    if (error) failure = error;
    else chunks.push(chunk);
  });
  for (const { name, bytes } of entries) {
    const file = new ZipPassThrough(name);
    file.mtime = Math.min(Math.max(at, firstDay), lastDay);
    zip.add(file);
    for (let from = 0; from < bytes.length; from += chunkSize) {
      const until = Math.min(bytes.length, from + chunkSize);
      file.push(bytes.subarray(from, until), until === bytes.length);
      await nextTurn();
    }
    if (bytes.length === 0) file.push(bytes, true);
  }
  zip.end();
  if (failure !== null) throw failure;
  return Buffer.concat(chunks);
}
