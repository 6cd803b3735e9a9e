import { z } from 'zod';
import { ParameterTable } from '../law/calculators/parameters.ts';
import { CertificateRule, FollowUpRule, PersonnelRule, RetentionRule } from '../law/office-rules.ts';
import { LawTableAdded } from '../law/office-tables.ts';
import { CalendarTable } from '../law/working-days.ts';
import { singleLine } from '../text/controls.ts';
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
  name: z.string().overwrite(singleLine),
  certificateNumber: z.string().overwrite(singleLine),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  /** 居民身份证号码, for the check of interests alone: no paper and no case file holds it. */
  idNumber: z.string().max(64).optional(),
});
export type Mediator = z.infer<typeof Mediator>;

/** A newer program that a folder or stick holds, signed by the publisher. */
export const OfferedUpdate = z.object({
  version: z.string(),
  publishedOn: z.string(),
  /** Bytes of the installer. */
  size: z.number().int(),
  installedVersion: z.string(),
});
export type OfferedUpdate = z.infer<typeof OfferedUpdate>;

/** Where the checked installer lies, for the person to start. */
export const TakenUpdate = z.object({
  file: z.string(),
  folder: z.string(),
  kind: z.enum(['nsis', 'deb', 'appImage', 'dmg']),
  backedUpAt: z.string(),
});
export type TakenUpdate = z.infer<typeof TakenUpdate>;

export const deskContract = defineContract({
  area: 'desk',
  queries: {
    /** Readable before unlocking: holds nothing about anybody. */
    settings: { request: Nothing, response: DeskSettings },
    mediators: { request: Nothing, response: z.object({ mediators: z.array(Mediator) }) },
    /** The tables that the law is reckoned with: figures by decree and the calendars of the years that are known. */
    lawTables: {
      request: Nothing,
      response: z.object({
        parameters: ParameterTable,
        calendars: z.array(CalendarTable),
        followUp: FollowUpRule,
        certificate: CertificateRule,
        personnel: PersonnelRule,
        retention: RetentionRule,
        /** What the office added, the oldest first, with who brought it in and when. */
        office: z.array(z.object({ id: z.string(), at: z.string(), by: z.string(), added: LawTableAdded })),
      }),
    },
    /** What is safe: actions saved on this desk, the newest local copy. */
    safety: {
      request: Nothing,
      response: z.object({
        savedActions: z.number().int(),
        lastBackupAt: z.string().nullable(),
      }),
    },
    /** After an update: how many lines of the lists are folded anew; null when all are. */
    rebuilding: {
      request: Nothing,
      response: z.object({
        progress: z.object({ done: z.number().int(), total: z.number().int() }).nullable(),
      }),
    },
  },
  commands: {
    changeSettings: { request: DeskSettings.partial(), response: DeskSettings },
    /** The holidays of a later year, new figures, or a rule that the office gives itself: for all its desks. */
    addLawTable: { request: LawTableAdded, response: Done },
    recordMediator: { request: Mediator, response: Done },
    backUpNow: { request: Nothing, response: z.object({ at: z.string() }) },
    /** Asks for a folder in the system's dialog; null when it was closed. */
    findUpdate: { request: Nothing, response: z.object({ offered: OfferedUpdate.nullable() }) },
    /** Copies and checks the installer that was found, then copies the data. Starts nothing. */
    takeUpdate: { request: Nothing, response: TakenUpdate },
    /** Opens the folder of the taken installer. */
    showUpdate: { request: Nothing, response: Done },
  },
});
