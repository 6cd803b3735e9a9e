// `npm run package`: the app for this platform. With the official Electron the installers of electron-builder.yml,
// else the unpacked folder with the Electron at hand (for trying out only).
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { electronEnvironment, getElectronFolder, isOfficialElectron } from './lib/electron.mjs';
import { ensureOwnNode, root, run, say, withProgress } from './lib/run.mjs';
import { ensureSystemPackages, windowPackages } from './lib/system-packages.mjs';

ensureOwnNode();
if (!(await ensureSystemPackages(windowPackages))) process.exit(1);
const folder = await getElectronFolder();
const isOfficial = isOfficialElectron(folder);
rmSync(join(root, 'dist'), { recursive: true, force: true });
// `--built`: the tests package what they were built from, while other tests run it.
if (
  !process.argv.includes('--built') &&
  (await withProgress('building the desk', () => run('electron-vite', ['build', '--logLevel', 'warn']))) !== 0
)
  process.exit(1);
const version = readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
const args = isOfficial
  ? []
  : ['--dir', `--config.electronDist=${folder}`, `--config.electronVersion=${version}`];
const code = await withProgress('packaging', () =>
  run('electron-builder', args, { env: electronEnvironment(folder) }),
);
if (code === 0) writeBillOfMaterials(join(root, 'dist', 'sbom.cdx.json'));
if (code === 0)
  say(
    isOfficial
      ? 'The installers are in dist/.'
      : 'The unpacked app is in dist/. It is for trying out: installers need the official Electron.',
  );
process.exit(code);

/** Every package of the lock file with its licence and hash, as CycloneDX, by npm itself. */
function writeBillOfMaterials(path) {
  const npm = process.env.npm_execpath;
  const order = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only'];
  const [command, args] = npm ? [process.execPath, [npm, ...order]] : ['npm', order];
  const made = spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (made.status !== 0) throw new Error('The bill of materials could not be made: run `npm run package`.');
  JSON.parse(made.stdout);
  writeFileSync(path, made.stdout);
}
