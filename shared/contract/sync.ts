import { z } from 'zod';
import { GraceDays } from '../directory/offline-grace.ts';
import { StoredAction } from '../record/action.ts';

/**
 * What desks and the central server say to each other: JSON over HTTPS. A desk is enrolled once with a one-time code;
 * from then on its own key and its people's keys answer a challenge. Errors are a code, never personal data.
 */

/**
 * Raised when an older desk can no longer be understood; it is told so and keeps what it has not sent. So is a newer one
 * at a centre that is older.
 */
export const syncProtocolVersion = 1;
export const protocolHeader = 'x-desk-protocol';
/** Bytes of an answer that comes packed, once it is unpacked. */
export const wholeLengthHeader = 'x-whole-length';

/** The most actions in one request, and the most bytes of one request's body. */
export const largestBatch = 500;
export const largestRequest = 8 * 1024 * 1024;
/** The largest scan or document that is passed on. */
export const largestBlob = 64 * 1024 * 1024;
/** How much of a blob is sent at a time. */
export const blobPieceSize = 512 * 1024;

const Id = z.string().min(1).max(64);
/** Ed25519, SPKI DER, base64. */
const PublicKey = z.string().min(1).max(256);
const Signature = z.string().min(1).max(256);

export const SyncError = z.object({
  code: z.string().max(128),
  details: z.record(z.string(), z.unknown()).optional(),
});
export type SyncError = z.infer<typeof SyncError>;

/** 登记本机: the code comes from an administrator and works once. */
export const Enrolment = z.object({
  code: z.string().min(6).max(64),
  deskId: Id,
  deskLetter: z.string().regex(/^[A-Z]$/),
  deskPublicKey: PublicKey,
  /** What the desk called its office while it worked alone: its earlier actions name it so. */
  localOfficeId: Id,
  /** The office to which the desk belonged before the server lost it: a code of another one is not for it. */
  officeId: Id.optional(),
});
export type Enrolment = z.infer<typeof Enrolment>;
export const EnrolmentAnswer = z.object({ officeId: Id, officeName: z.string() });

export const Challenge = z.object({ nonce: z.string().min(16).max(128) });

/** What is signed to answer a challenge: never anything that could be an action's id. */
export function challengeText(nonce: string, deskId: string, personId: string): string {
  return `mediation-desk-session:${nonce}:${deskId}:${personId}`;
}

/** Desk and person answer a challenge with their keys. */
export const SessionOpening = z.object({
  deskId: Id,
  personId: Id,
  nonce: z.string().min(16).max(128),
  deskSignature: Signature,
  fingerprint: z.string().max(128),
  personSignature: Signature,
});
export type SessionOpening = z.infer<typeof SessionOpening>;

/** A key that was lost, with the header of something it signed, which names its desk and person. */
export const FormerKey = z.object({
  publicKey: PublicKey,
  header: z.string().max(32_768),
  signature: Signature,
});
export type FormerKey = z.infer<typeof FormerKey>;

/** The first sign-in of a person on a desk, with account and password: registers the person's key there. */
export const SignIn = SessionOpening.extend({
  account: z.string().min(1).max(128),
  password: z.string().min(1).max(256),
  personPublicKey: PublicKey,
  /** Of programs before `formerKeys`: a key without proof could be anybody's, and is not heeded. */
  formerPublicKeys: z.array(PublicKey).max(20),
  /** Keys this person used here before a recovery: what they signed still counts. */
  formerKeys: z.array(FormerKey).max(20).default([]),
  /** Whoever has unlocked the desk, as the desk calls them; an older program says nothing. */
  personName: z.string().max(256).optional(),
  /** Somebody has read that the account is in another name, and says that both are the same person. */
  isSamePerson: z.boolean().default(false),
});
export type SignIn = z.infer<typeof SignIn>;

export const Role = z.enum([
  'registrar',
  'mediator',
  'officeHead',
  'archivist',
  'statistician',
  'supervisor',
  'administrator',
]);
export type Role = z.infer<typeof Role>;

export const SyncSession = z.object({
  token: z.string(),
  expiresAt: z.iso.datetime(),
  officeId: Id,
  roles: z.array(Role),
});
export type SyncSession = z.infer<typeof SyncSession>;

export const Push = z.object({ actions: z.array(z.unknown()).max(largestBatch) });
export const PushResult = z.object({
  id: z.string().max(64),
  /** 'waiting': a predecessor is not here yet; to be sent again after it. */
  status: z.enum(['accepted', 'known', 'rejected', 'waiting']),
  code: z.string().max(128).optional(),
});
export type PushResult = z.infer<typeof PushResult>;
export const PushAnswer = z.object({ results: z.array(PushResult) });

/** One row of an office's feed. A rejected action travels without its body: only its place in the chain counts. */
export const FeedRow = z.object({
  sequence: z.number().int(),
  action: StoredAction,
  rejection: z.string().nullable(),
});
export type FeedRow = z.infer<typeof FeedRow>;
export const PullAnswer = z.object({
  rows: z.array(FeedRow),
  /** What the asking desk has written itself: named only, it has them unless it was restored from a copy. */
  own: z.array(z.object({ id: z.string(), recordId: z.string() })),
  /** Where to go on. */
  sequence: z.number().int(),
  /** The action that stands there; asked with, it shows a feed that is another one now. */
  mark: z.string().default(''),
  isComplete: z.boolean(),
  /** The server was restored from a backup: what stood where the desk has read to is not there. To be read anew. */
  isOtherFeed: z.boolean().default(false),
});
export type PullAnswer = z.infer<typeof PullAnswer>;

export const RecordAnswer = z.object({
  rows: z.array(FeedRow),
  /** Whether the record ends here; what follows is asked for after the last row. An older server gives all at once. */
  isComplete: z.boolean().default(true),
});
export type RecordAnswer = z.infer<typeof RecordAnswer>;

/** A line of the first screen of a desk that has not received the case yet. */
export const RemoteSummary = z.object({
  caseId: Id,
  updatedSequence: z.number().int(),
  summary: z.unknown(),
});

/** How many cases of an office stand so; for those who see figures and no case file. */
export const FigureRow = z.object({
  officeId: Id,
  /** When they were opened, '2026-04'. */
  month: z.string(),
  stage: z.string(),
  /** '' while there is no outcome. */
  outcomeCode: z.string(),
  isClosed: z.boolean(),
  cases: z.number().int(),
});
export type FigureRow = z.infer<typeof FigureRow>;
/** How many risks of an office stand so (风险台账). */
export const RiskFigureRow = z.object({
  officeId: Id,
  /** When they were found, '2026-04'. */
  month: z.string(),
  /** Code list 'riskLevels'; '' where nobody judged it. */
  level: z.string(),
  status: z.string(),
  risks: z.number().int(),
});
export type RiskFigureRow = z.infer<typeof RiskFigureRow>;
export const Figures = z.object({
  offices: z.array(z.object({ id: Id, name: z.string(), kind: z.string(), district: z.string() })),
  rows: z.array(FigureRow),
  /** None of an older server. */
  risks: z.array(RiskFigureRow).default([]),
});
export type Figures = z.infer<typeof Figures>;

export const DigestQuestion = z.object({ recordIds: z.array(Id).max(2_000) });
export const RecordDigest = z.object({
  recordId: Id,
  count: z.number().int(),
  /** SHA-256 over the sorted ids of the actions, hex. */
  digest: z.string(),
  /** The same over those that are in force; an older server does not say it. */
  inForce: z.string().optional(),
});
export type RecordDigest = z.infer<typeof RecordDigest>;
export const DigestAnswer = z.object({
  digests: z.array(RecordDigest),
  /** Scans that the server had and has lost; whoever has one sends it again. */
  wantedScans: z.array(z.string().max(64)).default([]),
});

/** Offices, people and keys, as far as a desk of this office needs them. */
export const Directory = z.object({
  offices: z.array(z.object({ id: Id, name: z.string(), kind: z.string(), district: z.string() })),
  people: z.array(
    z.object({ id: Id, officeId: Id, name: z.string(), roles: z.array(Role), isRevoked: z.boolean() }),
  ),
  keys: z.array(
    z.object({
      fingerprint: z.string(),
      publicKey: PublicKey,
      /** As the person's desk names it in its actions. */
      personId: Id,
      /** The same person in `people`. */
      accountId: Id,
      deskId: Id,
      isRevoked: z.boolean(),
    }),
  ),
  desks: z.array(z.object({ id: Id, letter: z.string(), isRevoked: z.boolean() })),
  /** How long a desk of the office shows case files without contact; an older server knows no limit. */
  graceDays: GraceDays.default(0),
});
export type Directory = z.infer<typeof Directory>;

/** What the live stream tells; RESYNC stands at the start of every connection. */
export const LiveEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('RESYNC'),
    /** Milliseconds within which something is always heard of the server; an older one promises nothing. */
    beat: z.number().int().positive().optional(),
  }),
  z.object({
    type: z.literal('changed'),
    sequence: z.number().int(),
    /** What kinds of record the news are of; an older server does not say it. */
    kinds: z.array(z.string()).optional(),
  }),
  z.object({ type: z.literal('directory') }),
]);
export type LiveEvent = z.infer<typeof LiveEvent>;
