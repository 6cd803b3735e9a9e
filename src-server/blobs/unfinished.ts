import { createHash } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Of one desk. It sends one file after the other, and now and then one that somebody waits for. */
const mostUnfinished = 8;
/** Milliseconds after which nobody goes on with one. */
const longestRest = 7 * 24 * 3_600_000;

/** The beginnings of files that desks are sending, each desk's apart: none is in the way of another's. */
export function createUnfinished({ folder, now }: { readonly folder: string; readonly now: () => number }) {
  const folderOf = (officeId: string) => join(folder, officeId, 'unfinished');
  // A desk chooses its id itself; a hash of it leads nowhere else.
  const nameOf = (deskId: string) => createHash('sha256').update(deskId).digest('hex').slice(0, 32);
  const list = async (one: string) => {
    const names = await readdir(one).catch(() => []);
    const found = names.map(async (name) => {
      const path = join(one, name);
      const { mtimeMs: touchedAt } = await stat(path).catch(() => ({ mtimeMs: 0 }));
      return { path, touchedAt };
    });
    return (await Promise.all(found)).sort((left, right) => left.touchedAt - right.touchedAt);
  };

  return {
    pathOf: (officeId: string, deskId: string, sha256: string): string =>
      join(folderOf(officeId), nameOf(deskId), sha256),
    /**
     * Before another one is begun: takes away what nobody has gone on with for long, and of this desk what is too much. A
     * desk that comes back to such a file sends it from the start.
     */
    makeRoom: async (officeId: string, path: string): Promise<void> => {
      for (const name of await readdir(folderOf(officeId)).catch(() => [])) {
        const ofDesk = join(folderOf(officeId), name);
        const others = (await list(ofDesk)).filter((one) => one.path !== path);
        const most = ofDesk === dirname(path) ? mostUnfinished - 1 : Number.POSITIVE_INFINITY;
        for (const [index, { path: other, touchedAt }] of others.entries()) {
          const isTooMuch = others.length - index > most;
          if (isTooMuch || touchedAt < now() - longestRest) await rm(other, { force: true });
        }
      }
    },
  };
}
