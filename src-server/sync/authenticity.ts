import { isCaseActionType } from '../../shared/case/actions.ts';
import { findBody, isKnown } from '../../shared/case/reducer.ts';
import type { Role } from '../../shared/contract/sync.ts';
import {
  hasPermission,
  permissionToWrite,
  permissionToWriteRisks,
} from '../../shared/directory/permissions.ts';
import { type Action, readAction, StoredAction } from '../../shared/record/action.ts';
import { deskOfClock } from '../../shared/record/hybrid-clock.ts';
import { isRiskActionType } from '../../shared/risk/actions.ts';
import { findRiskBody, isKnownRiskAction } from '../../shared/risk/reducer.ts';
import { isRiskId } from '../../shared/risk/risk-id.ts';
import { anyOf } from '../database/any-of.ts';
import { compiledOnce } from '../database/compiled-once.ts';
import type { Database } from '../database/open-database.ts';
import type { Visitor } from '../directory/access.ts';
import { isSignedByKey, openPublicKey } from '../directory/secrets.ts';
import { selectKeysOfPeople } from '../directory/signing-keys.ts';
import { serverHashing } from './hashing.ts';
import { isStorable } from './storable.ts';

/** One pushed action after everything that can be said of it alone. */
export type CheckedAction =
  /** Nothing of it is kept but its id: nobody can rely on what no known key signed. */
  | { readonly kind: 'refused'; readonly id: string; readonly code: string }
  /** Not to be judged yet; the desk keeps it. */
  | { readonly kind: 'waiting'; readonly id: string; readonly code: string }
  | AuthenticAction;

/** What a known key of the visitor's desk signed. */
export type AuthenticAction = {
  readonly kind: 'authentic';
  readonly stored: StoredAction;
  readonly action: Action;
  /** Its author had no right to it; it stays in the chain, out of force. */
  readonly rejection: string | null;
};

type KnownKey = {
  readonly public_key: string;
  readonly desk_id: string;
  readonly local_person_id: string;
  readonly isRevoked: boolean;
  readonly roles: readonly Role[];
};

/** What can be said without knowing anybody's key: its shape, its hashes and the desk that it names. */
type WholeAction = { readonly kind: 'whole'; readonly stored: StoredAction; readonly action: Action };

/** Reads keys once a batch, and checks shape, hash, signature, author and rights of each action by itself. */
export function createAuthenticityCheck(database: Database) {
  return async (visitor: Visitor, pushed: readonly unknown[]): Promise<CheckedAction[]> => {
    const opened = pushed.map((one) => openAction(one, visitor));
    const signers = new Set(opened.flatMap((one) => (one.kind === 'whole' ? [one.stored.signer] : [])));
    const keys = await findKeys(database, visitor, [...signers]);
    return Promise.all(opened.map((one) => (one.kind === 'whole' ? checkAuthor(one, visitor, keys) : one)));
  };
}

async function findKeys(
  database: Database,
  visitor: Visitor,
  fingerprints: readonly string[],
): Promise<ReadonlyMap<string, KnownKey>> {
  if (fingerprints.length === 0) return new Map();
  const found = await askKeys(database, visitor.officeId, fingerprints);
  return new Map(
    found.map((key) => [
      key.fingerprint,
      { ...key, isRevoked: key.key_revoked_at !== null || key.person_revoked_at !== null },
    ]),
  );
}

const askKeys = compiledOnce((database, officeId: string, fingerprints: readonly string[]) =>
  selectKeysOfPeople(database)
    .select(['fingerprint', 'public_key', 'desk_id', 'local_person_id', 'roles'])
    .select(['signing_keys.revoked_at as key_revoked_at', 'people.revoked_at as person_revoked_at'])
    .where('signing_keys.office_id', '=', officeId)
    .where('fingerprint', '=', anyOf(fingerprints))
    .compile(),
);

/** 256 predecessors are half of it. What stands in a header stays when a body is removed: it is no place for more. */
const longestHeader = 32_768;

function openAction(pushed: unknown, visitor: Visitor): CheckedAction | WholeAction {
  const parsed = StoredAction.safeParse(pushed);
  if (!parsed.success) return { kind: 'refused', id: idOf(pushed), code: 'sync.actionMalformed' };
  const stored = parsed.data;
  if (stored.header.length > longestHeader) {
    return { kind: 'refused', id: stored.id, code: 'sync.actionMalformed' };
  }
  // One such action must not fail the others of its push.
  if (Object.values(stored).some((value) => value !== null && !isStorable(value))) {
    return { kind: 'refused', id: idOf(pushed), code: 'sync.actionMalformed' };
  }
  // A type has the rights, the judgement and the effects of its kind of record there only. Elsewhere it would be asked
  // for another right and judged by nothing. Nor do a risk and a case share an id: what is done with the one would be done
  // with the other, a handing over as well.
  const isAstray =
    (stored.recordKind === 'risk') !== isRiskId(stored.recordId) ||
    (stored.recordKind !== 'case' && isCaseActionType(stored.type)) ||
    (stored.recordKind !== 'risk' && isRiskActionType(stored.type));
  if (isAstray) {
    return { kind: 'refused', id: stored.id, code: 'sync.actionMalformed' };
  }
  const read = readAction(stored, serverHashing);
  if (!read.ok) return { kind: 'refused', id: stored.id, code: `sync.${read.fault}` };
  // A desk sends what was made at it; what it received from elsewhere the server has already. By the clock, too, desks
  // tell what is their own: under another's name the action would be withheld from that desk, and sent by it.
  const { desk, clock } = read.action.header;
  if (desk !== visitor.deskId || deskOfClock(clock) !== desk) {
    return { kind: 'refused', id: stored.id, code: 'sync.authorWrong' };
  }
  return { kind: 'whole', stored, action: read.action };
}

async function checkAuthor(
  { stored, action }: WholeAction,
  visitor: Visitor,
  keys: ReadonlyMap<string, KnownKey>,
): Promise<CheckedAction> {
  const key = keys.get(stored.signer);
  if (key === undefined) return { kind: 'waiting', id: stored.id, code: 'sync.signerUnknown' };
  const opened = openPublicKey(key.public_key);
  if (opened === null || !(await isSignedByKey(opened, stored.id, stored.signature))) {
    return { kind: 'refused', id: stored.id, code: 'sync.signatureWrong' };
  }
  const { person, desk, office } = action.header;
  const isAuthor = person === key.local_person_id && desk === key.desk_id;
  if (!isAuthor || (office !== visitor.officeId && office !== visitor.localOfficeId)) {
    return { kind: 'refused', id: stored.id, code: 'sync.authorWrong' };
  }
  // What it means cannot be judged here, and a record that holds it is shut to every program that does not know it either.
  const { recordKind } = action.header;
  if ((recordKind === 'case' && !isKnown(action)) || (recordKind === 'risk' && !isKnownRiskAction(action))) {
    return { kind: 'waiting', id: stored.id, code: 'sync.typeUnknown' };
  }
  // A header alone is a link of the chain: its content could not be sent, and what came after it is judged without it.
  const rejection = findRightsRejection(action, key) ?? (action.isRedacted ? 'sync.bodyMissing' : null);
  // No desk writes what its own program cannot read: a newer one has added a value, or a kind of entry, to the body.
  if (rejection === null && !isReadable(action)) {
    return { kind: 'waiting', id: stored.id, code: 'sync.typeUnknown' };
  }
  return { kind: 'authentic', stored, action, rejection };
}

function isReadable(action: Action): boolean {
  const { recordKind } = action.header;
  if (recordKind === 'risk') return findRiskBody(action) !== undefined;
  return recordKind !== 'case' || findBody(action) !== undefined;
}

function findRightsRejection({ header, body }: Action, key: KnownKey): string | null {
  if (key.isRevoked) return 'sync.personRevoked';
  if (header.recordKind === 'sideFile') {
    return hasPermission(key.roles, 'writeCaucusNotes') ? null : 'sync.notAllowed';
  }
  if (header.recordKind === 'wording') {
    return hasPermission(key.roles, 'replaceWording') ? null : 'sync.notAllowed';
  }
  if (header.recordKind === 'risk') {
    return hasPermission(key.roles, permissionToWriteRisks) ? null : 'sync.notAllowed';
  }
  // A kind of record of a newer program is kept and passed on; whoever may register cases may write it.
  const permission = isCaseActionType(header.type) ? permissionToWrite(header.type, body) : 'registerCases';
  return hasPermission(key.roles, permission) ? null : 'sync.notAllowed';
}

function idOf(pushed: unknown): string {
  const id = typeof pushed === 'object' && pushed !== null && 'id' in pushed ? pushed.id : '';
  return typeof id === 'string' && /^[0-9a-f]{64}$/.test(id) ? id : '';
}
