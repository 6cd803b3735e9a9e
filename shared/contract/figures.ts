import { z } from 'zod';
import { defineContract } from './ipc.ts';
import { Figures } from './sync.ts';

/** 报表 of an office and of those it is set over, as whoever sees figures asks the central server for them. */
export const figuresContract = defineContract({
  area: 'figures',
  queries: {
    read: { request: z.object({}), response: Figures },
  },
  commands: {},
});
