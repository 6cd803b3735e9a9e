import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const locales = join(root, 'shared/text/locales');
const read = (language: string, name: string): Record<string, string> =>
  JSON.parse(readFileSync(join(locales, language, name), 'utf8'));

describe.each(readdirSync(join(locales, 'zh-CN')))('%s', (name) => {
  it('has the same keys in both languages, none empty, with the same values to fill in; English has a singular too', () => {
    const [chinese, english] = [read('zh-CN', name), read('en', name)];
    const gaps = (text: string) =>
      [...text.matchAll(/\{\{(\w+(?:, day)?)\}\}/g)].map(([, gap]) => gap).sort();
    const [singulars, others] = [true, false].map((isSingular) =>
      Object.keys(english).filter((key) => key.endsWith('_one') === isSingular),
    );
    expect(others?.sort()).toEqual(Object.keys(chinese).sort());
    for (const key of singulars ?? []) {
      expect(english).toHaveProperty([key.replace(/_one$/, '')]);
      expect(gaps(english[key] ?? ''), key).toEqual(gaps(chinese[key.replace(/_one$/, '')] ?? ''));
    }
    for (const [key, text] of Object.entries(chinese)) {
      expect(text.trim(), key).not.toBe('');
      expect(gaps(english[key] ?? ''), key).toEqual(gaps(text));
    }
  });
});

describe('the programs', () => {
  const code = ['shared', 'src-main', 'src-renderer', 'src-server', 'src-verifier']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((path) => /\.tsx?$/.test(path))
        .map((path) => readFileSync(join(root, folder, path), 'utf8')),
    )
    .join('\n');
  const words = new Set([...(code.match(/\w+/g) ?? []), ...(code.match(/[\w-]+/g) ?? [])]);
  /** What a name is put together with: `${side}Missing`, or nothing. */
  const endings = [...code.matchAll(/\}([A-Z]\w+)|'([A-Z]\w+)' : ''/g)].map(
    ([, one, other]) => one ?? other ?? '',
  );
  const isSaid = (part: string): boolean =>
    words.has(part) ||
    endings.some((ending) => part.endsWith(ending) && words.has(part.slice(0, -ending.length)));
  // i18next's endings: of a number, and of the seal's own words.
  const isNamed = (key: string): boolean =>
    key
      .replace(/_(zero|one|other|seal)$/, '')
      .split(/[./]/)
      .every(isSaid);

  it.each(readdirSync(join(locales, 'zh-CN')))('name every part of each key of %s', (name) => {
    expect(Object.keys(read('zh-CN', name)).filter((key) => !isNamed(key))).toEqual([]);
  });
});

describe('the window', () => {
  const sources = readdirSync(join(root, 'src-renderer'), {
    recursive: true,
    withFileTypes: true,
  })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));

  it('has words for every key that it names', () => {
    const known = {
      ...read('zh-CN', 'window.json'),
      ...read('zh-CN', 'law.json'),
      ...read('zh-CN', 'verifier.json'),
    };
    for (const path of sources) {
      for (const [, key = ''] of readFileSync(path, 'utf8').matchAll(/\bt\('([a-zA-Z]+\.[\w.]+)'/g)) {
        expect(known, `${path} ${key}`).toHaveProperty([key]);
      }
    }
  });

  it('tells of a trouble with the centre by its code alone: nothing that comes with an answer to a form is filled in', () => {
    const answersToForms = ['errors.sync.deskLetterTaken', 'errors.sync.tooManyTries'];
    const asking = Object.entries(read('zh-CN', 'window.json'))
      .filter(([key, text]) => key.startsWith('errors.sync.') && text.includes('{{'))
      .map(([key]) => key);
    expect(asking).toEqual(answersToForms);
  });

  it('has words for every field of every entity', async () => {
    const { entitySchemas } = await import('../../../shared/case/entities.ts');
    const known = read('zh-CN', 'window.json');
    for (const [kind, schema] of Object.entries(entitySchemas)) {
      for (const field of Object.keys(schema.shape))
        expect(known, `${kind}.${field}`).toHaveProperty([`field.${kind}.${field}`]);
    }
  });

  it('has words for every field of every action that the timeline shows', async () => {
    const { caseActions } = await import('../../../shared/case/actions.ts');
    const known = read('zh-CN', 'window.json');
    for (const [type, { body }] of Object.entries(caseActions)) {
      for (const [field, schema] of Object.entries(body.shape)) {
        if (isShown(field, schema)) expect(known, `${type} ${field}`).toHaveProperty([`body.${field}`]);
      }
    }
  });
});

/** Lists and content that only machines read are left out of the timeline; ids that have a name beside them too. */
function isShown(field: string, schema: unknown): boolean {
  if (field === 'consents') return true;
  const hasParts = ['object', 'array', 'record'].includes(kindOf(schema as Schema));
  return !hasParts && !['signerId', 'toOfficeId'].includes(field);
}

type Schema = { readonly def: { readonly type: string; readonly innerType?: Schema } };

const kindOf = ({ def }: Schema): string => (def.innerType === undefined ? def.type : kindOf(def.innerType));
