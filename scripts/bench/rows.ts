import type { RxJsonSchema } from 'rxdb';

export type BenchRow = { readonly id: string; readonly rank: string; readonly text: string };

/** Documents of about 2 KB with one index, as actions have. */
export const benchSchema: RxJsonSchema<BenchRow> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 64 },
    rank: { type: 'string', maxLength: 32 },
    text: { type: 'string' },
  },
  required: ['id', 'rank', 'text'],
  indexes: ['rank'],
};

export function benchRows(from: number, count: number): BenchRow[] {
  return Array.from({ length: count }, (_, index) => {
    const id = `row-${String(from + index).padStart(8, '0')}`;
    return {
      id,
      rank: String(((from + index) * 7919) % 1_000_003).padStart(10, '0'),
      text: `${id} `.repeat(140),
    };
  });
}
