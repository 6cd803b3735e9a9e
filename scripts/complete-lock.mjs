// `node scripts/complete-lock.mjs`, after every change of dependencies: adds the platform packages that npm left out
// of package-lock.json because the registry at hand did not carry them. Without them `npm ci` refuses the lock file on
// every platform; with them each platform fetches its own, and the others are passed over by their os and cpu.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, say } from './lib/run.mjs';

const path = join(root, 'package-lock.json');
const lock = JSON.parse(readFileSync(path, 'utf8'));
const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const processors = ['arm64', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64', 'arm'];

/** What a platform package runs on, as its name says: '…-linux-arm64-musl', '…-win32-x64-msvc'. */
function platformOf(name) {
  const words = name.split(/[-/]/);
  const os = systems.find((one) => words.includes(one));
  const cpu = processors.find((one) =>
    words.some((word) => word === one || (one === 'arm' && /^arm(?!64)/.test(word))),
  );
  if (os === undefined || cpu === undefined) return null;
  const libc = words.some((word) => /^musl/.test(word))
    ? 'musl'
    : words.some((word) => /^gnu/.test(word))
      ? 'glibc'
      : null;
  return { os: [os], cpu: [cpu], ...(os === 'linux' && libc ? { libc: [libc] } : {}) };
}

let added = 0;
for (const [owner, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const isThere = lock.packages[`node_modules/${name}`] ?? lock.packages[`${owner}/node_modules/${name}`];
    const platform = platformOf(name);
    if (isThere || platform === null || !/^\d/.test(version)) continue;
    lock.packages[`node_modules/${name}`] = {
      version,
      ...platform,
      ...(entry.dev ? { dev: true } : {}),
      optional: true,
    };
    added += 1;
  }
}
const [top, ...others] = Object.entries(lock.packages);
lock.packages = Object.fromEntries([top, ...others.sort(([left], [right]) => (left < right ? -1 : 1))]);
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
say(`${added} platform packages added`);
