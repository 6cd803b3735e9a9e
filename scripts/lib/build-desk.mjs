// A desk that is open reads its files when it wants them, so each command that keeps one open has a build of its own: what
// tests, benchmarks and packaging build anew in out/ is nothing of it.
import { cpSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, withProgress } from './run.mjs';

/** Where the desk lies that this command opens. */
export const placeOfDesk = (command) => join(root, '.cache/built', command);

/** Builds the desk for this command; answers whether it could be built. */
export async function buildDesk(command) {
  const place = placeOfDesk(command);
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  cpSync(join(root, 'package.json'), join(place, 'package.json'));
  // Windows lets anybody make a junction, a link only whom it trusts.
  symlinkSync(join(root, 'assets'), join(place, 'assets'), 'junction');
  const build = ['build', '--logLevel', 'warn', '--outDir', join(place, 'out')];
  return (await withProgress('building the desk', () => run('electron-vite', build))) === 0;
}
