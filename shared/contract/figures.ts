import { z } from 'zod';
import { defineContract } from './ipc.ts';
import { Figures } from './sync.ts';

/** Figures as they were at the central server at that moment; `trouble` says why they are not of now, null where they are. */
export const ReadFigures = z.object({
  figures: Figures,
  askedAt: z.string(),
  trouble: z.string().nullable(),
});
export type ReadFigures = z.infer<typeof ReadFigures>;

/** 报表 of an office and of those it is set over, as whoever sees figures asks the central server for them. */
export const figuresContract = defineContract({
  area: 'figures',
  queries: {
    read: { request: z.object({}), response: ReadFigures },
  },
  commands: {},
});
