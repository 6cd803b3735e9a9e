import type { CaseActionType } from './actions.ts';

type Upcaster = (body: unknown) => unknown;

/** For each type, what lifts version n to n + 1, at index n - 1. Old versions stay readable for ever. */
const upcasters: Partial<Record<CaseActionType, readonly Upcaster[]>> = {};

/** The body of an older version in the shape of today's. */
export function upcastBody(type: CaseActionType, version: number, body: unknown): unknown {
  return (upcasters[type] ?? []).slice(version - 1).reduce((lifted, upcast) => upcast(lifted), body);
}
