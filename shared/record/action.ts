import { z } from 'zod';
import { canonicalText, isShallow } from './canonical.ts';
import { isHybridClock } from './hybrid-clock.ts';

const Sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);
const Identifier = z.string().min(1).max(64);

/** More heads than that are joined by several actions, one after the other. */
const mostPredecessors = 256;

export const RecordKind = z.enum(['case', 'sideFile', 'risk', 'employerVisit', 'wording']);
export type RecordKind = z.infer<typeof RecordKind>;

/** What an action's id is the hash of. Unknown keys of newer versions are kept, never stripped. */
export const ActionHeader = z.looseObject({
  format: z.literal(1),
  recordKind: RecordKind,
  recordId: Identifier,
  type: z.string().min(1).max(64),
  version: z.number().int().positive(),
  office: Identifier,
  desk: Identifier,
  person: Identifier,
  signer: z.string().min(1).max(128),
  at: z.iso.datetime({ offset: true }),
  clock: z.string().refine(isHybridClock),
  after: z.array(Sha256Hex).max(mostPredecessors),
  bodyDigest: Sha256Hex,
});
export type ActionHeader = z.infer<typeof ActionHeader>;

/**
 * An action as it lies in the store and travels: the exact texts that were hashed.
 * `recordId`, `recordKind`, `type`, `clock` and `signer` repeat the header for indexes and are checked
 * against it. `salt` and `body` are null after an approved redaction; the chain still verifies.
 */
export const StoredAction = z.object({
  id: Sha256Hex,
  recordId: Identifier,
  recordKind: RecordKind,
  type: z.string().min(1).max(64),
  clock: z.string().max(64),
  header: z.string(),
  salt: z.string().nullable(),
  body: z.string().nullable(),
  signature: z.string().max(256),
  signer: z.string().min(1).max(128),
});
export type StoredAction = z.infer<typeof StoredAction>;

/** An action after its hashes were checked. `body` is undefined when it was redacted. */
export type Action = {
  readonly id: string;
  readonly header: ActionHeader;
  readonly body: unknown;
  readonly isRedacted: boolean;
  /**
   * Why the central server put it out of force, or null. It stays in the chain, so that what was written after it
   * keeps its history, and is judged without it.
   */
  readonly rejection: string | null;
};

/** Hash functions given by the program around: Node's crypto, or WebCrypto's in the checker page. */
export type RecordHashing = {
  /** SHA-256 of the UTF-8 bytes of a text, as 64 lower-case hex digits. */
  readonly sha256: (text: string) => string;
  /** 32 fresh random hex digits. */
  readonly randomSalt: () => string;
};

/** The key of one person on one desk, unlocked. */
export type ActionSigner = {
  readonly fingerprint: string;
  /** Ed25519 signature over an action's id, base64. */
  readonly sign: (id: string) => string;
};

/** Whether `signature` over `id` was made by the key with this fingerprint; false for unknown keys. */
export type SignatureVerifier = (fingerprint: string, id: string, signature: string) => Promise<boolean>;

/** What somebody did, before it is hashed and signed. */
export type ActionDraft = {
  readonly recordKind: RecordKind;
  readonly recordId: string;
  readonly type: string;
  readonly version: number;
  readonly office: string;
  readonly desk: string;
  readonly person: string;
  readonly at: string;
  readonly clock: string;
  /** The heads that this desk knew. */
  readonly after: readonly string[];
  readonly body: unknown;
};

/** The salt has a fixed length, so salt and body cannot be shifted against each other. */
function bodyDigest(hashing: Pick<RecordHashing, 'sha256'>, salt: string, body: string): string {
  return hashing.sha256(`${salt}:${body}`);
}

/**
 * Makes the immutable, signed form of an action. Throws TypeError 'record.notCanonical' and RangeError
 * 'record.tooDeep' for a body that could not be read again.
 */
export function writeAction(draft: ActionDraft, hashing: RecordHashing, signer: ActionSigner): StoredAction {
  const { body: bodyValue, ...rest } = draft;
  const body = canonicalText(bodyValue);
  if (!isShallow(body)) throw new RangeError('record.tooDeep');
  const salt = hashing.randomSalt();
  const header = ActionHeader.parse({
    ...rest,
    format: 1,
    signer: signer.fingerprint,
    after: [...draft.after].sort().slice(0, mostPredecessors),
    bodyDigest: bodyDigest(hashing, salt, body),
  });
  const headerText = canonicalText(header);
  const id = hashing.sha256(headerText);
  return {
    id,
    recordId: header.recordId,
    recordKind: header.recordKind,
    type: header.type,
    clock: header.clock,
    header: headerText,
    salt,
    body,
    signature: signer.sign(id),
    signer: signer.fingerprint,
  };
}

export type ActionFault = 'malformed' | 'idMismatch' | 'envelopeMismatch' | 'bodyMismatch';

export type ReadActionResult =
  | { readonly ok: true; readonly action: Action }
  | { readonly ok: false; readonly id: string; readonly fault: ActionFault };

/**
 * Checks every hash of a stored action and opens it. Any changed byte shows as a fault.
 * @param rejection the central server's reason for putting it out of force, when it did
 */
export function readAction(
  stored: StoredAction,
  hashing: Pick<RecordHashing, 'sha256'>,
  rejection: string | null = null,
): ReadActionResult {
  const fault = (name: ActionFault): ReadActionResult => ({ ok: false, id: stored.id, fault: name });
  if (hashing.sha256(stored.header) !== stored.id) return fault('idMismatch');
  const header = findHeader(stored.header);
  if (header === undefined) return fault('malformed');
  const isEnvelopeTrue =
    header.recordId === stored.recordId &&
    header.recordKind === stored.recordKind &&
    header.type === stored.type &&
    header.clock === stored.clock &&
    header.signer === stored.signer;
  if (!isEnvelopeTrue) return fault('envelopeMismatch');
  if (stored.salt === null || stored.body === null) {
    if (stored.salt !== null || stored.body !== null) return fault('bodyMismatch');
    return { ok: true, action: { id: stored.id, header, body: undefined, isRedacted: true, rejection } };
  }
  if (bodyDigest(hashing, stored.salt, stored.body) !== header.bodyDigest) return fault('bodyMismatch');
  const body = parseJson(stored.body);
  if (body === undefined) return fault('malformed');
  return { ok: true, action: { id: stored.id, header, body, isRedacted: false, rejection } };
}

/** The header of an action as its text says; undefined for what is none. Who signed it is another question. */
export function findHeader(text: string): ActionHeader | undefined {
  const parsed = ActionHeader.safeParse(parseJson(text));
  return parsed.success ? parsed.data : undefined;
}

/** Undefined for what is no JSON or nested deeper than any form: deep values would exhaust whoever walks them. */
export function parseJson(text: string): unknown {
  if (!isShallow(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The same action without its content; its id, and so the chain, stay as they were. */
export function redactAction(stored: StoredAction): StoredAction {
  return { ...stored, salt: null, body: null };
}
