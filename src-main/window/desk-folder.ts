import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Where a desk lies that nobody chose a folder for. Electron's own place roams on Windows: a domain may copy it from PC to
 * PC at every sign-in, which would make one desk of two (CRITERIA A6). A desk that stands there already stays.
 * @param local Windows' folder for what belongs to this PC; undefined elsewhere
 */
export function findDeskFolder(userData: string, local: string | undefined, product: string): string {
  const own = join(userData, 'desk');
  return !local || existsSync(own) ? own : join(local, product, 'desk');
}
