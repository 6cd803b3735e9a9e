import { z } from 'zod';
import { GraceStanding } from '../directory/offline-grace.ts';
import { defineContract, Nothing } from './ipc.ts';
import { Role } from './sync.ts';

/** What waits for somebody: an action that the central server did not accept, with its reason. */
export const ParkedItem = z.object({
  id: z.string(),
  recordId: z.string(),
  caseNumber: z.string(),
  type: z.string(),
  code: z.string(),
  at: z.string(),
  /** Whether it may simply be sent again: it waits for something, it was not refused. */
  mayResend: z.boolean(),
  /** Refused, or waiting for so long that somebody should look. */
  needsSomebody: z.boolean(),
});
export type ParkedItem = z.infer<typeof ParkedItem>;

/** An open case in which two desks have written different things in one place: somebody has to say which holds. */
export const ConflictItem = z.object({
  recordId: z.string(),
  caseNumber: z.string(),
  count: z.number().int(),
});
export type ConflictItem = z.infer<typeof ConflictItem>;

/** What somebody wrote in vain: to be seen beside the case, and to be recorded anew. */
export const ParkedContent = z.object({ type: z.string(), body: z.unknown() });
export type ParkedContent = z.infer<typeof ParkedContent>;

/** What the last daily verification of all records on this desk found. */
export const Verification = z.object({
  verifiedOn: z.string(),
  records: z.number().int(),
  faulty: z.array(z.object({ recordId: z.string(), caseNumber: z.string(), count: z.number().int() })),
  /** At how many places the log of views, prints and exports was changed. */
  accessLogBreaks: z.number().int(),
});
export type Verification = z.infer<typeof Verification>;

/** How the desk stands to the central server: one word for the indicator, and what is behind it. */
export const SyncStatus = z.object({
  state: z.enum(['notEnrolled', 'allSent', 'waiting', 'offline', 'needsYou']),
  /** What the person may do by the server's word, nothing before the first sign-in; null while the desk works alone. */
  roles: z.array(Role).nullable(),
  officeName: z.string().nullable(),
  address: z.string().nullable(),
  /** SHA-256 of the authority that the centre's certificate has to come from; null where the system's are trusted. */
  authority: z.string().nullable(),
  /** Actions and scans of this desk that have not left it, or that wait at the centre for something else. */
  waiting: z.number().int(),
  oldestWaitingAt: z.string().nullable(),
  lastContactAt: z.string().nullable(),
  /** Why the person is needed. */
  needs: z.array(
    z.enum([
      'signIn',
      'parked',
      'conflicts',
      'protocolTooOld',
      /** Whoever runs the centre is needed: this program is newer. */
      'centreTooOld',
      'revoked',
      'damagedRecords',
      /** The centre has lost this desk. */
      'enrolAgain',
    ]),
  ),
  /** Why the server is not reached, as a code; null while it is. */
  trouble: z.string().nullable(),
  /** Why the centre, though it is reached, takes no scans just now, as a code. */
  scansHeldBy: z.string().nullable(),
  /** How fast the line was last; null where nothing has told it yet. */
  speed: z.object({ answerTime: z.number().nullable(), bytesPerSecond: z.number().nullable() }),
  /** Rows received since the exchange began, while the first one is still coming in. */
  receiving: z.number().int().nullable(),
  parked: z.array(ParkedItem),
  /** Empty for whoever may not settle them. */
  conflicts: z.array(ConflictItem),
  /** Differences to the server that a comparison found and mended. */
  repaired: z.number().int(),
  comparedAt: z.string().nullable(),
  /** 离线使用期限; null where the office has set none, and on a desk that knows no server. */
  grace: GraceStanding.nullable(),
  /** Null before the first one has run to its end. */
  verification: Verification.nullable(),
});
export type SyncStatus = z.infer<typeof SyncStatus>;

export const deskSyncContract = defineContract({
  area: 'sync',
  queries: {
    status: { request: Nothing, response: SyncStatus },
    /** What was recorded in a parked action; null where it is 副卷 or no longer here. */
    parked: {
      request: z.object({ id: z.string().max(64) }),
      response: z.object({ content: ParkedContent.nullable() }),
    },
    /** Offices that a case can be handed over to. */
    offices: {
      request: Nothing,
      response: z.object({
        offices: z.array(z.object({ id: z.string(), name: z.string(), district: z.string() })),
      }),
    },
  },
  commands: {
    enrol: {
      request: z.object({ address: z.url().max(300), code: z.string().trim().min(6).max(64) }),
      response: SyncStatus,
    },
    /** Asks for the file of 中心证书 in the system's dialog; nothing changes when it was closed. */
    chooseAuthority: { request: Nothing, response: SyncStatus },
    signIn: {
      request: z.object({
        account: z.string().trim().min(1).max(128),
        password: z.string().min(1).max(256),
        /** Where the account is in another name: whoever signs in says that it is theirs all the same. */
        isSamePerson: z.boolean().optional(),
      }),
      response: SyncStatus,
    },
    resend: { request: z.object({ id: z.string().max(64) }), response: SyncStatus },
    /** Somebody has dealt with it: recorded it anew, or found it needless. It stays in the timeline. */
    settle: { request: z.object({ id: z.string().max(64) }), response: SyncStatus },
    /** Compares every case with the server now, and fetches what is missing. */
    compareNow: { request: Nothing, response: SyncStatus },
    /** Saves a file for whoever helps: counts, codes, versions; nothing about anybody. */
    saveSupportBundle: { request: Nothing, response: z.object({ isSaved: z.boolean() }) },
  },
});
