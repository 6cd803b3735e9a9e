// Imports point one way (ARCHITECTURE 3): each folder may reach only what stands here. Static and dynamic imports.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { parseAst } from 'rolldown/parseAst';

const electronFolders = ['src-main/window/', 'src-main/preload/', 'src-main/main.ts'];
const storeFolders = ['src-main/store/', 'src-main/sync/'];
const pureLibraries = ['zod', 'canonicalize', 'decimal.js', 'pinyin-pro', 'asn1js', 'pkijs', 'sm-crypto-v2'];

/** Rules by the beginning of a file's path; a rule answers what is wrong with an import, or null. */
const rules = [
  {
    from: 'shared/',
    check: (target) => {
      if (target.startsWith('shared/') || pureLibraries.includes(target)) return null;
      return 'shared is pure: it reaches only itself and a few pure libraries';
    },
  },
  {
    from: 'src-main/',
    check: (target, file) => {
      if (target.startsWith('src-renderer/') || target.startsWith('src-server/'))
        return 'main reaches neither window nor server';
      if (target === 'electron' && !electronFolders.some((one) => file.startsWith(one)))
        return 'only window, preload and main.ts import electron';
      if (/^(rxdb|libsql)(\/|$)/.test(target) && !storeFolders.some((one) => file.startsWith(one)))
        return 'only store and sync import rxdb and libsql';
      return null;
    },
  },
  {
    from: 'src-main/store/',
    check: (target) =>
      /^src-main\/(cases|ipc|documents|window)\//.test(target)
        ? 'store stands below cases, documents and ipc'
        : null,
  },
  {
    from: 'src-main/session/',
    check: (target) =>
      /^src-main\/(cases|ipc|documents|store|window)\//.test(target) ? 'session stands alone' : null,
  },
  {
    from: 'src-main/cases/',
    check: (target) => (/^src-main\/(ipc|window)\//.test(target) ? 'cases stand below ipc' : null),
  },
  {
    from: 'src-main/documents/',
    check: (target) => (/^src-main\/(ipc|window|cases)\//.test(target) ? 'documents stand below ipc' : null),
  },
  {
    from: 'src-server/',
    check: (target) =>
      /^src-(main|renderer|verifier)\//.test(target) ? 'the server reaches only itself and shared' : null,
  },
  {
    from: 'src-main/signing/',
    check: (target) => (/^src-main\/(ipc|window|cases)\//.test(target) ? 'signing stands below ipc' : null),
  },
  {
    from: 'src-verifier/',
    check: (target) =>
      /^src-(main|server|renderer)\//.test(target) || target.startsWith('node:')
        ? 'the checker page reaches only shared'
        : null,
  },
  {
    from: 'src-renderer/',
    check: (target) => {
      if (target === 'electron' || target.startsWith('node:') || /^(rxdb|libsql)(\/|$)/.test(target))
        return 'the window reaches neither electron, Node nor the store';
      return /^src-(main|server)\//.test(target) ? 'the window reaches main only through its contract' : null;
    },
  },
];

function listFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : listFiles(path);
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : [];
  });
}

function listImports(path) {
  const found = [];
  const visit = (node) => {
    if (typeof node !== 'object' || node === null) return;
    if (Array.isArray(node)) return node.forEach(visit);
    const isImport = [
      'ImportDeclaration',
      'ExportNamedDeclaration',
      'ExportAllDeclaration',
      'ImportExpression',
    ].includes(node.type);
    if (isImport && node.source)
      found.push(typeof node.source.value === 'string' ? node.source.value : '<computed>');
    for (const value of Object.values(node)) visit(value);
  };
  visit(
    parseAst(readFileSync(path, 'utf8'), { lang: path.endsWith('x') ? 'tsx' : 'ts', sourceType: 'module' }),
  );
  return found;
}

/** Every import below `root` that breaks a rule, as 'file → target: why'. */
export function findLayerFaults(root) {
  const folders = ['shared', 'src-main', 'src-renderer', 'src-server', 'src-verifier']
    .map((name) => join(root, name))
    .filter((folder) => existsSync(folder));
  const faults = [];
  for (const path of folders.flatMap(listFiles)) {
    const file = relative(root, path).split(sep).join('/');
    for (const specifier of listImports(path)) {
      const isOwn = specifier.startsWith('.');
      const target = isOwn
        ? relative(root, resolve(dirname(path), specifier))
            .split(sep)
            .join('/')
        : specifier;
      if (target === '<computed>') faults.push(`${file} → computed import: a layer cannot be told`);
      for (const rule of rules.filter((one) => file.startsWith(one.from))) {
        const why = rule.check(target, file);
        if (why !== null) faults.push(`${file} → ${target}: ${why}`);
      }
    }
  }
  return faults;
}

if (process.argv[1] && resolve(process.argv[1]) === import.meta.filename) {
  const faults = findLayerFaults(resolve(import.meta.dirname, '..'));
  for (const fault of faults) process.stdout.write(`${fault}\n`);
  process.exit(faults.length === 0 ? 0 : 1);
}
