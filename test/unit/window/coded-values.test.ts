import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { entitySchemas } from '../../../shared/case/entities.ts';
import { inWords } from '../../../src-renderer/editing/coded-values.ts';

/** A file's own name for its type says more to a reader than a word would. */
const saidAsTheyAre = ['scan.mediaType'];

describe('the timeline', () => {
  it.each(Object.entries(entitySchemas))('says the codes of %s in words', (kind, schema) => {
    for (const [field, inner] of Object.entries(schema.shape)) {
      if (!(inner instanceof z.ZodEnum) || saidAsTheyAre.includes(`${kind}.${field}`)) continue;
      for (const code of inner.options) {
        const said = inWords(kind, field, String(code), 'zh-CN');
        expect(said, `${kind}.${field}: ${code}`).not.toBe(String(code));
        expect(said, `${kind}.${field}: ${code}`).not.toBe('');
      }
    }
  });
});
