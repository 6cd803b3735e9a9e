// System packages that a bare Debian lacks. As root on Debian they are installed, elsewhere the command is printed.
import { existsSync } from 'node:fs';
import { capture, run, say, withProgress } from './run.mjs';

/** What a real Electron window needs (ARCHITECTURE 9.6), and a font so that the window shows Chinese. */
export const windowPackages = [
  'xvfb',
  'xauth',
  'dbus',
  'libnss3',
  'libgtk-3-0',
  'libgbm1',
  'libasound2',
  'libatk-bridge2.0-0',
  'libatk1.0-0',
  'libcups2',
  'libdrm2',
  'libxkbcommon0',
  'libxcomposite1',
  'libxdamage1',
  'libxrandr2',
  'libxss1',
  'libxtst6',
  'libnotify4',
  'libsecret-1-0',
  'unzip',
  'fonts-noto-cjk',
];
/**
 * What the tests need besides: a print queue, PDF text and signatures as others read them, a token in
 * software, a keyring, a database server, a compiler for the fault-injecting shim.
 */
export const testPackages = [
  ...windowPackages,
  'cups',
  'cups-client',
  'cups-ipp-utils',
  'poppler-utils',
  'libnss3-tools',
  'openssl',
  'qpdf',
  'softhsm2',
  'gnome-keyring',
  'gcc',
  'libc6-dev',
  'postgresql',
];

/** From Debian 13 and Ubuntu 24.04 on, libraries that hold times have another name. */
const renamed = (name) => `${name}t64`;

/** Those of the packages that are there under neither name. */
export function listMissing(packages, installed) {
  return packages.filter((name) => !installed.has(name) && !installed.has(renamed(name)));
}

/** What the packages are called where these names are known. */
export function nameAsKnown(packages, known) {
  return packages.map((name) => (known.has(renamed(name)) ? renamed(name) : name));
}

function findMissing(packages) {
  const { output } = capture('dpkg-query', [
    '-W',
    '-f',
    '${Package} ${db:Status-Status}\n',
    ...packages,
    ...packages.map(renamed),
  ]);
  const installed = output
    .split('\n')
    .filter((line) => line.endsWith(' installed'))
    .map((line) => line.split(' ')[0]);
  return listMissing(packages, new Set(installed));
}

/** The packages as this system's lists call them. */
function nameHere(packages) {
  const { output } = capture('apt-cache', ['policy', ...packages.map(renamed)]);
  return nameAsKnown(packages, new Set([...output.matchAll(/^(\S+):$/gm)].map(([, name]) => name)));
}

/** Installs what is missing or prints how; answers whether everything is there. */
export async function ensureSystemPackages(packages) {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/dpkg-query')) return true;
  let missing = findMissing(packages);
  if (missing.length === 0) return true;
  const isRoot = typeof process.getuid === 'function' && process.getuid() === 0;
  if (!isRoot) {
    say(`Missing system packages. Run:\n  sudo apt-get install -y ${nameHere(missing).join(' ')}`);
    return false;
  }
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await withProgress(`installing system packages: ${missing.join(' ')}`, async () => {
    for (let attempt = 1; attempt <= 3 && missing.length > 0; attempt += 1) {
      await run('apt-get', ['update', '-q'], { stdio: 'ignore', env });
      await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...nameHere(missing)], {
        stdio: 'ignore',
        env,
      });
      missing = findMissing(missing);
    }
  });
  if (missing.length > 0)
    say(`Could not install: ${missing.join(' ')}. Run:\n  apt-get install -y ${nameHere(missing).join(' ')}`);
  return missing.length === 0;
}
