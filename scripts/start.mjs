// `npm start`: builds the desk and opens it.
import { join } from 'node:path';
import { hasDisplay } from './lib/display.mjs';
import { electronEnvironment, electronFlags, getElectronFolder } from './lib/electron.mjs';
import { ensureOwnNode, root, run, say, withProgress } from './lib/run.mjs';
import { ensureSystemPackages, windowPackages } from './lib/system-packages.mjs';

ensureOwnNode();
if (!hasDisplay()) {
  say(
    'This machine has no display, so no window can be opened.\nTo see a whole case worked through without one, run:  npm run demo',
  );
  process.exit(2);
}
if (!(await ensureSystemPackages(windowPackages))) process.exit(1);
const folder = await getElectronFolder();
if (
  (await withProgress('building the desk', () => run('electron-vite', ['build', '--logLevel', 'warn']))) !== 0
)
  process.exit(1);
say('Opening the desk.');
const electron = join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron');
process.exit(await run(electron, [...electronFlags(), root], { env: electronEnvironment(folder) }));
