import { expect, it } from 'vitest';
import { createRecordNumbers } from '../../../src-main/cases/record-numbers.ts';

/** CRITERIA C6: no line to anyone. The ledger is a double in memory: that the real one is durable is not shown here. */
it('twenty desks that give out ten thousand numbers each without a line never give out one twice', async () => {
  const letters = [...'ABCDEFGHIJKLMNOPQRST'];
  const given = new Set<string>();
  for (const deskLetter of letters) {
    let last = 0;
    const numbers = createRecordNumbers({
      series: 'case',
      officeShortName: '朝柳',
      deskLetter,
      ledger: {
        findLast: async () => last,
        save: async (_year, sequence) => {
          last = sequence;
        },
      },
    });
    for (let count = 0; count < 10_000; count += 1) given.add(await numbers.allot('2026-04-13'));
  }
  expect(given.size).toBe(letters.length * 10_000);
});
