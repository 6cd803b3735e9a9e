import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** What only a desk that was set up has; one of them is enough, for the others may be lost. */
const desksOwn = ['vault.json', 'vault.json.copy', 'desk.db'];

/**
 * Where a desk lies that nobody chose a folder for. Electron's own place roams on Windows: a domain may copy it from PC to
 * PC at every sign-in, which would make one desk of two (CRITERIA A6). A desk that was set up there already stays; a folder of
 * which nobody made a desk does not keep it there.
 * @param local Windows' folder for what belongs to this PC; undefined elsewhere
 */
export function findDeskFolder(userData: string, local: string | undefined, product: string): string {
  const own = join(userData, 'desk');
  const isDesk = desksOwn.some((name) => existsSync(join(own, name)));
  return !local || isDesk ? own : join(local, product, 'desk');
}
