import { z } from 'zod';
import { Done, defineContract, Nothing } from './ipc.ts';

/** The desk itself: language, looks, the office's people, local copies. */
export const DeskSettings = z.object({
  language: z.enum(['zh-CN', 'en']),
  theme: z.enum(['light', 'dark']),
  isLargePrint: z.boolean(),
});
export type DeskSettings = z.infer<typeof DeskSettings>;

export const Mediator = z.object({
  id: z.string(),
  name: z.string(),
  certificateNumber: z.string(),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
});
export type Mediator = z.infer<typeof Mediator>;

export const deskContract = defineContract({
  area: 'desk',
  queries: {
    /** Readable before unlocking: holds nothing about anybody. */
    settings: { request: Nothing, response: DeskSettings },
    mediators: { request: Nothing, response: z.object({ mediators: z.array(Mediator) }) },
    /** What is safe: actions saved on this desk, actions not sent (no server yet), the newest local copy. */
    safety: {
      request: Nothing,
      response: z.object({
        savedActions: z.number().int(),
        isServerConfigured: z.boolean(),
        lastBackupAt: z.string().nullable(),
      }),
    },
  },
  commands: {
    changeSettings: { request: DeskSettings.partial(), response: DeskSettings },
    recordMediator: { request: Mediator, response: Done },
    backUpNow: { request: Nothing, response: z.object({ at: z.string() }) },
  },
});
