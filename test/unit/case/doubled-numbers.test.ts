import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  listDoubledNumbers,
  listNumbersAnew,
  type NumberedEntry,
} from '../../../shared/case/doubled-numbers.ts';

const entry = (id: string, number: number, heldAt: string, isFinal = false): NumberedEntry => ({
  id,
  number,
  heldAt,
  isFinal,
});

test('of two that were begun apart the one held first keeps its number', () => {
  const entries = [
    entry('a', 1, '2026-04-01'),
    entry('late', 2, '2026-04-09'),
    entry('early', 2, '2026-04-08'),
  ];
  expect(listDoubledNumbers(entries)).toEqual([2]);
  expect(listNumbersAnew(entries)).toEqual([{ id: 'late', number: 3 }]);
});

test('a record that is final keeps the number that stands on its paper', () => {
  const entries = [entry('early', 1, '2026-04-08'), entry('final', 1, '2026-04-09', true)];
  expect(listNumbersAnew(entries)).toEqual([{ id: 'early', number: 2 }]);
  expect(listNumbersAnew([entry('a', 1, '', true), entry('b', 1, '', true)])).toEqual([]);
});

test('afterwards no two share a number, unless both are final, and nothing else has moved', () => {
  const anyEntry = fc.record({
    id: fc.uuid(),
    number: fc.integer({ min: 1, max: 4 }),
    heldAt: fc.constantFrom('', '2026-04-01', '2026-04-02'),
    isFinal: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.uniqueArray(anyEntry, { selector: ({ id }) => id, maxLength: 8 }), (entries) => {
      const anew = new Map(listNumbersAnew(entries).map(({ id, number }) => [id, number]));
      const after = entries.map((one) => ({ ...one, number: anew.get(one.id) ?? one.number }));
      for (const { id, isFinal } of entries) if (isFinal) expect(anew.has(id)).toBe(false);
      const doubled = listDoubledNumbers(after);
      for (const number of doubled)
        expect(after.filter((one) => one.number === number).every(({ isFinal }) => isFinal)).toBe(true);
      if (listDoubledNumbers(entries).length === 0) expect(anew.size).toBe(0);
    }),
  );
});
