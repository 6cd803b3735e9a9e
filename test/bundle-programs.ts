import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'rolldown';
import { asModules } from '../scripts/lib/as-modules.mjs';
import { bundleVariable, programs } from './fixtures/programs.ts';

const root = join(import.meta.dirname, '..');
const cache = join(root, 'node_modules/.cache');
const sources = [
  'shared/**/*.ts',
  'src-main/**/*.ts',
  'src-server/**/*.ts',
  'scripts/lib/as-modules.mjs',
  'test/bundle-programs.ts',
  'test/{fixtures,server,session,store,sync}/**/*.ts',
];
const aDay = 86_400_000;
/** Native modules, and what looks for files of its own, stay outside. */
const external = /^(koffi|libsql|fastify)$|^@(libsql|myriaddreamin|node-rs|electric-sql|fastify)\//;

/** Set-up of every run of vitest: bundles the programs that tests start, once for each state of their sources. */
export default async function bundlePrograms(): Promise<void> {
  const folder = join(cache, `programs-${stateOfSources()}`);
  process.env[bundleVariable] = folder;
  // What one process has compiled, the next one reads.
  process.env.NODE_COMPILE_CACHE = join(cache, 'compile');
  if (existsSync(folder)) return;
  mkdirSync(cache, { recursive: true });
  const unfinished = mkdtempSync(join(cache, 'bundling-'));
  await build({
    cwd: root,
    input: Object.fromEntries(programs.map((path) => [path.replace(/\.ts$/, ''), path])),
    platform: 'node',
    external,
    plugins: [asModules, wherePlaced],
    logLevel: 'warn',
    output: {
      dir: unfinished,
      format: 'es',
      entryFileNames: '[name].js',
      chunkFileNames: '[name]-[hash].js',
    },
  });
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    // Another run was quicker.
    rmSync(unfinished, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
  // A run beside this one may still start from what it has bundled.
  for (const former of globSync('programs-*', { cwd: cache }).map((name) => join(cache, name)))
    if (statSync(former).mtimeMs < Date.now() - aDay) rmSync(former, { recursive: true, force: true });
}

/** A source in the bundle still finds what lies beside it. */
const wherePlaced: Plugin = {
  name: 'where-placed',
  transform: {
    filter: { id: /\.ts$/, code: /import\.meta\./ },
    handler: (code, id) =>
      code
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(id)))
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href)),
  },
};

function stateOfSources(): string {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  for (const path of globSync(sources, { cwd: root }).sort()) {
    if (!path.endsWith('.test.ts')) hash.update(path).update(readFileSync(join(root, path)));
  }
  return hash.digest('hex').slice(0, 16);
}
