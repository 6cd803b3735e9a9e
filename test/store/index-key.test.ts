import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toIndexKey, toPaddedIndexKey } from '../../src-main/store/sqlite-storage/index-key.ts';

/** Texts that differ around runs of spaces, controls below the space and characters beyond U+FFFF. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '',
        ' ',
        '  ',
        '   ',
        ' '.repeat(40),
        '\u0000',
        '\u001f',
        '!',
        'a',
        '马',
        '𠮷',
        '\uffff',
        '\ud800',
      ),
      fc.integer({ min: 1, max: 30_000 }).map((length) => ' '.repeat(length)),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

describe.each([
  ['keys', toIndexKey],
  ['padded keys of the first file version', toPaddedIndexKey],
])('index %s', (_, toKey) => {
  it('sort as JavaScript sorts the texts', () => {
    fc.assert(
      fc.property(text, text, (left, right) => {
        const order = Math.sign(Buffer.compare(toKey(left), toKey(right)));
        expect(order).toBe(left < right ? -1 : left > right ? 1 : 0);
      }),
      { numRuns: 500 },
    );
  });
});

it('an index key does not grow with the padding of its fields', () => {
  expect(toIndexKey(`0${'wage'.padEnd(128, ' ')}${'case-1'.padEnd(64, ' ')}`).length).toBeLessThan(20);
});
