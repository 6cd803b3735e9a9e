import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findLayerFaults } from '../../scripts/layers.mjs';

const root = join(import.meta.dirname, '../..');

describe('the layering check', () => {
  it('finds nothing in the project', () => {
    expect(findLayerFaults(root)).toEqual([]);
  });

  it('bites: static, dynamic, re-exported and computed imports that break a rule are found', () => {
    const faults = findLayerFaults(join(root, 'test/fixtures/bad-imports'));
    expect(faults.map((fault) => fault.split(':')[0])).toEqual([
      'shared/reads-disk.ts → node',
      'src-main/cases/loads-electron.ts → electron',
      'src-renderer/computed.ts → computed import',
      'src-renderer/reaches-main.tsx → src-main/store/open-store.ts',
      'src-server/reaches-main.ts → src-main/session/key-wrap.ts',
      'src-verifier/reads-disk.ts → node',
    ]);
  });
});

function listSources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('sources', () => {
  it('make windows in one place only', () => {
    const makers = listSources('src-main').filter((path) =>
      /new\s+(Base|Browser)Window\s*\(|new\s+WebContentsView/.test(readFileSync(path, 'utf8')),
    );
    expect(makers.map((path) => path.slice(root.length + 1))).toEqual(['src-main/window/guarded-window.ts']);
  });

  it('take what makes windows, and what leaves the program, from Electron in one place only', () => {
    const imported =
      /import (?!type)[^;]*\b(BrowserWindow|BaseWindow|WebContentsView|BrowserView)\b[^;]*from 'electron'/;
    for (const path of listSources('src-main')) {
      const text = readFileSync(path, 'utf8');
      // By name and at the head: of a namespace, or of what is loaded later, nobody sees what is taken.
      const mentions = text.match(/['"]electron['"]/g) ?? [];
      const heads = text.match(/^import (type )?\{[^}]*\} from 'electron';$/gm) ?? [];
      expect(mentions.length, path).toBe(heads.length);
      const names = imported.exec(text.replaceAll(/\btype \w+,?/g, ''))?.[1];
      if (names !== undefined) expect(path, names).toMatch(/window\/guarded-window\.ts$/);
      expect(text, path).not.toMatch(/openExternal|openPath|executeJavaScript|\beval\(|new Function\(/);
    }
  });

  it('never leave a replicated collection to RxDB’s default conflict handler', () => {
    const opener = readFileSync(join(root, 'src-main/store/open-store.ts'), 'utf8');
    expect(opener).toMatch(/conflictHandler: keepStored/);
    // What the rehearsal opens is a store of nobody, and nothing of it is replicated.
    expect(readFileSync(join(root, 'src-main/store/rehearsal.ts'), 'utf8')).not.toMatch(/replicat/);
    for (const path of listSources('src-main')) {
      if (!/(open-store|rehearsal)\.ts$/.test(path))
        expect(readFileSync(path, 'utf8'), path).not.toMatch(/addCollections/);
    }
  });

  it('switch on no way around the types', () => {
    for (const path of ['shared', 'src-main', 'src-renderer', 'src-server', 'src-verifier'].flatMap(
      listSources,
    )) {
      expect(readFileSync(path, 'utf8'), path).not.toMatch(/@ts-ignore|@ts-expect-error|: any\b|as any\b/);
    }
  });
});
