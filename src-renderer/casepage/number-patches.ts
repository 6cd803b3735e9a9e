import type { EntityPatch } from '../../shared/case/actions.ts';

/** A meeting or a visit and the 次数 that it is to have. */
export type Numbered = { readonly id: string; readonly number: number };

/** Gives each its number, and changes nothing else of it. */
export const numberPatches = (kind: 'meeting' | 'visit', numbered: readonly Numbered[]): EntityPatch[] =>
  numbered.map(({ id, number }) => ({ kind, id, fields: { number } }));
