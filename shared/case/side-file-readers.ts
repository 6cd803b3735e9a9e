import { z } from 'zod';

const Held = z.object({ heldById: z.string() });

/** 副卷: the only people who may read an entry, its writer and the mediator who held the talk apart. */
export function listSideFileReaders(writer: string, body: unknown): string[] {
  const held = Held.safeParse(body);
  return [...new Set([writer, ...(held.success ? [held.data.heldById] : [])])];
}
