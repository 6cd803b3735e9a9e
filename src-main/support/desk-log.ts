import { appendFile, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { plainWord } from './plain-word.ts';

/** One line: what happened, with ids, codes and counts. */
export type LogDetails = Readonly<Record<string, string | number | boolean>>;

/** After that many bytes the log begins anew; the one before is kept. */
const largest = 256 * 1024;

/**
 * What happened on this desk, in the order in which it did, for whoever helps (CRITERIA I4). It lies open beside the
 * encrypted store, so nothing about anybody fits into a line: every text passes `plainWord`.
 */
export function createDeskLog(folder: string, now: () => number) {
  const path = join(folder, 'desk.log');
  const formerPath = join(folder, 'desk.log.former');
  let writing: Promise<void> = Promise.resolve();
  /** Lines that are noted while others are being written go together after them. */
  let waiting: string[] = [];

  const writeWaiting = async (): Promise<void> => {
    if (waiting.length === 0) return;
    const lines = waiting.join('');
    waiting = [];
    const size = await stat(path).then(
      (found) => found.size,
      () => 0,
    );
    if (size > largest) await rename(path, formerPath);
    await appendFile(path, lines, { mode: 0o600 });
  };

  return {
    /** Never fails and never waits: a full disk or a read-only folder must not hinder the work. */
    note: (event: string, details: LogDetails = {}): void => {
      const words = Object.entries(details).map(
        ([name, value]) => `${name}=${typeof value === 'string' ? plainWord(value) : value}`,
      );
      waiting.push(`${[new Date(now()).toISOString(), plainWord(event), ...words].join(' ')}\n`);
      writing = writing.then(writeWaiting).catch(() => {});
    },
    /** Everything kept, the oldest first. */
    read: async (): Promise<string> => {
      await writing;
      const texts = await Promise.all([formerPath, path].map((one) => readFile(one, 'utf8').catch(() => '')));
      return texts.join('');
    },
    settle: (): Promise<void> => writing,
  };
}
export type DeskLog = ReturnType<typeof createDeskLog>;
