import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { entitySchemas } from '../../shared/case/entities.ts';

/** What the pages for people say of the project is looked up in it, so that they cannot grow old unseen. */
const root = join(import.meta.dirname, '../..');
const programs = ['shared', 'src-main', 'src-renderer', 'src-server', 'src-verifier', 'scripts'];

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const listFiles = (folder: string, ending: RegExp): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => ending.test(path))
    .map((path) => join(folder, path));
const listFolders = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

const pages = ['README.md', 'README.zh-CN.md', ...listFiles('docs', /\.md$/)];
const readMes = ['README.md', 'README.zh-CN.md'];
const listMarked = (text: string): string[] =>
  [...text.matchAll(/`([^`\n]+)`/g)].flatMap(([, marked]) => marked ?? []);

describe('the pages', () => {
  const findMissing = (find: (text: string, page: string) => string[]): string[] =>
    pages.flatMap((page) => find(read(page), page).map((missing) => `${page}: ${missing}`));

  it('name only files and folders that exist', () => {
    const missing = findMissing((text) =>
      listMarked(text)
        .filter((marked) => /^(assets|docs|scripts|shared|src-\w+|test)\/[\w./-]+$/.test(marked))
        .filter((path) => !existsSync(join(root, path))),
    );
    expect(missing).toEqual([]);
  });

  it('lead only to pages that exist', () => {
    const broken = findMissing((text, page) =>
      [...text.matchAll(/\]\(([^)#]+)\)/g)]
        .flatMap(([, link]) => link ?? [])
        .filter((link) => !/^https?:/.test(link) && !existsSync(join(root, dirname(page), link))),
    );
    expect(broken).toEqual([]);
  });

  it('name only orders of npm that exist', () => {
    const unknown = findMissing((text) =>
      [...text.matchAll(/npm run ([\w:-]+)/g)]
        .flatMap(([, name]) => name ?? [])
        .filter((name) => !Object.hasOwn(manifest.scripts, name)),
    );
    expect(unknown).toEqual([]);
  });
});

describe('the read-me', () => {
  it.each(readMes)('%s names every folder of the project', (page) => {
    const marked = new Set(listMarked(read(page)));
    const missing = ['shared', 'src-main', 'src-server', 'test'].flatMap((home) =>
      listFolders(home).filter((folder) => !marked.has(folder) && !marked.has(`${home}/${folder}`)),
    );
    expect(missing).toEqual([]);
  });
});

describe('the paper on operations', () => {
  it('names every setting of the server, and no other', () => {
    const told = [...read('docs/operations.md').matchAll(/^\| (`[A-Z_]+`(?:, `[A-Z_]+`)*) /gm)]
      .flatMap(([, names]) => listMarked(names ?? ''))
      .sort();
    const taken = [
      ...read('src-server/settings.ts').matchAll(/^ {2}([A-Z_]+): z\./gm),
      ...read('src-server/helper-threads.ts').matchAll(/^process\.env\.([A-Z_]+)/gm),
    ]
      .map(([, name]) => name)
      .sort();
    expect(told).toEqual(taken);
  });
});

describe('the glossary', () => {
  const terms = read('docs/glossary.md')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .flatMap((line) => (line.split('|')[1] ?? '').replace(/\([^)]*\)/g, '').split(','))
    .map((term) => term.trim());

  it('holds only terms that the code uses', () => {
    const code = programs.flatMap((folder) => listFiles(folder, /\.tsx?$/)).map(read);
    const isUsed = (term: string) => {
      const capital = `${term.charAt(0).toUpperCase()}${term.slice(1)}`;
      const word = new RegExp(`(?:\\b${term}|${capital})(?![a-rt-z])`);
      return code.some((text) => word.test(text));
    };
    expect(terms.filter((term) => !isUsed(term))).toEqual([]);
  });

  it('holds every kind of thing that a case file is made of, and each term once', () => {
    expect(Object.keys(entitySchemas).filter((kind) => !terms.includes(kind))).toEqual([]);
    expect(terms.filter((term, place) => terms.indexOf(term) !== place)).toEqual([]);
  });
});
