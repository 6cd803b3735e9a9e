import { z } from 'zod';
import { singleLine } from '../text/controls.ts';
import { Done, defineContract, Nothing } from './ipc.ts';

/** Printed on every paper, where a control could not be set. */
const Line = z.string().overwrite(singleLine);

export const OfficeSettings = z.object({
  name: Line.trim().min(2).max(100),
  shortName: Line.trim().min(1).max(8),
  type: Line.max(64),
  district: Line.max(32),
  districtCode: Line.max(16),
  street: Line.max(64),
  address: Line.max(200),
  phone: Line.max(64),
  officeHead: Line.max(64),
  arbitrationCommission: Line.max(100),
  court: Line.max(100),
});
export type OfficeSettings = z.infer<typeof OfficeSettings>;

/** A person of the office: the mediators that may be appointed, with their certificates. */
export const PersonSettings = z.object({
  name: Line.trim().min(1).max(100),
  certificateNumber: Line.max(100),
  validFrom: z.iso.date().nullable(),
  validTo: z.iso.date().nullable(),
});
export type PersonSettings = z.infer<typeof PersonSettings>;

const Pin = z.string().min(1).max(128);

/** What the window may know before anybody has unlocked the desk. */
export const SessionStatus = z.object({
  state: z.enum(['needsSetUp', 'locked', 'unlocked', 'blocked']),
  /** Why the desk cannot be opened: 'store.damaged', 'store.newerSchema', 'session.vaultDamaged', ... */
  blockedBy: z.string().nullable(),
  officeName: z.string().nullable(),
  deskLetter: z.string().nullable(),
  isDemo: z.boolean(),
  /** Whoever's rights the office has ended stays in the list: the desk says so before any PIN. */
  people: z.array(z.object({ id: z.string(), name: z.string(), isRevoked: z.boolean() })),
  person: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** 32 bytes, base64, for the drafts in the window; null while locked. */
  draftKey: z.string().nullable(),
  isKeyringUsed: z.boolean(),
  /** Whether the data folder lies where other programs or PCs change its files; null on a plain disk. */
  folderRisk: z.enum(['synced', 'network', 'roaming']).nullable(),
  autoLockMinutes: z.number(),
});
export type SessionStatus = z.infer<typeof SessionStatus>;

export const sessionContract = defineContract({
  area: 'session',
  queries: {
    status: { request: Nothing, response: SessionStatus },
  },
  commands: {
    /** First run: office, first mediator, PIN. Answers the recovery key, shown once. */
    setUp: {
      request: z.object({
        office: OfficeSettings,
        deskLetter: z.string().regex(/^[A-Z]$/),
        person: PersonSettings,
        pin: Pin,
      }),
      response: z.object({ recoveryKey: z.string() }),
    },
    /** First run with the demo office and its published PIN. */
    setUpDemo: { request: Nothing, response: z.object({ recoveryKey: z.string(), pin: z.string() }) },
    unlock: { request: z.object({ personId: z.string().max(64), pin: Pin }), response: SessionStatus },
    lock: { request: Nothing, response: Done },
    /** Any key or click in the window; moves the automatic locking on. */
    touch: { request: Nothing, response: Done },
    addPerson: {
      request: z.object({ person: PersonSettings, pin: Pin }),
      response: z.object({ personId: z.string() }),
    },
    changePin: { request: z.object({ oldPin: Pin, newPin: Pin }), response: Done },
    /** PIN, keyring or PC lost: the recovery key opens the desk and sets a new PIN. */
    recover: {
      request: z.object({ recoveryKey: z.string().max(200), personId: z.string().max(64), newPin: Pin }),
      response: SessionStatus,
    },
    /** Whether the key that the office head keeps would open this desk. */
    checkRecoveryKey: {
      request: z.object({ recoveryKey: z.string().max(200) }),
      response: z.object({ isRight: z.boolean() }),
    },
    /** A key that opens nothing yet: it is shown, kept on paper, and then put in the place of the former one. */
    newRecoveryKey: { request: Nothing, response: z.object({ recoveryKey: z.string() }) },
    /** From now on this key opens the desk, and the former one nothing. */
    replaceRecoveryKey: {
      request: z.object({ recoveryKey: z.string().max(200), pin: Pin }),
      response: Done,
    },
    /** The newest good local copy replaces a damaged store, which is kept aside. */
    restoreBackup: { request: Nothing, response: z.object({ restoredFrom: z.string() }) },
  },
});
