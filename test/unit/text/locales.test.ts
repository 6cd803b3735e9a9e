import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const locales = join(import.meta.dirname, '../../../shared/text/locales');
const read = (language: string, name: string): Record<string, string> =>
  JSON.parse(readFileSync(join(locales, language, name), 'utf8'));

describe.each(readdirSync(join(locales, 'zh-CN')))('%s', (name) => {
  it('has the same keys in both languages, none empty, with the same values to fill in; English has a singular too', () => {
    const [chinese, english] = [read('zh-CN', name), read('en', name)];
    const gaps = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, gap]) => gap).sort();
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

describe('the window', () => {
  const sources = readdirSync(join(import.meta.dirname, '../../../src-renderer'), {
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
