import { randomBytes } from 'node:crypto';
import {
  challengeText,
  type Enrolment,
  type FormerKey,
  type Role,
  type SessionOpening,
  type SignIn,
  type SyncSession,
} from '../../shared/contract/sync.ts';
import { findHeader } from '../../shared/record/action.ts';
import { normaliseName } from '../../shared/text/names.ts';
import { compiledOnce } from '../database/compiled-once.ts';
import type { Database } from '../database/open-database.ts';
import { ServerError } from '../http/server-error.ts';
import { serverHashing } from '../sync/hashing.ts';
import { enrolDesk } from './enrolment.ts';
import { readDirectory } from './office-directory.ts';
import { digestOf, fingerprintOf, isPasswordRight, isSignedBy, newSecret } from './secrets.ts';
import { selectKeysOfPeople } from './signing-keys.ts';
import { createTries } from './tries.ts';

/** Who asks: a person of an office, at one of its desks. */
export type Visitor = {
  readonly officeId: string;
  readonly deskId: string;
  /** What the desk called its office before it was enrolled. */
  readonly localOfficeId: string;
  readonly personId: string;
  /** What the desk calls this person in its actions. */
  readonly localPersonId: string;
  readonly fingerprint: string;
  readonly roles: readonly Role[];
  /** ISO 8601. */
  readonly sessionEndsAt: string;
};

const mostSessions = 8;
const sessionLifetime = 12 * 3600 * 1000;
const challengeLifetime = 2 * 60 * 1000;

/** Enrolment of desks, sign-in of people, and who stands behind a token. */
export function createAccess(parts: { readonly database: Database; readonly now: () => number }) {
  const { database } = parts;
  const takeTry = createTries(parts);
  const instant = (later = 0) => new Date(parts.now() + later).toISOString();

  const takeChallenge = async (nonce: string): Promise<void> => {
    const taken = await database
      .deleteFrom('challenges')
      .where('nonce', '=', nonce)
      .returning('expires_at')
      .executeTakeFirst();
    if (taken === undefined || taken.expires_at < instant())
      throw new ServerError(401, 'sync.challengeStale');
  };
  const getDesk = async (deskId: string) => {
    const desk = await database.selectFrom('desks').selectAll().where('id', '=', deskId).executeTakeFirst();
    if (desk === undefined) throw new ServerError(401, 'sync.deskUnknown');
    if (desk.revoked_at !== null) throw new ServerError(403, 'sync.deskRevoked');
    return desk;
  };
  const assertDeskAnswers = (publicKey: string, opening: SessionOpening): void => {
    const text = challengeText(opening.nonce, opening.deskId, opening.personId);
    if (!isSignedBy(publicKey, text, opening.deskSignature))
      throw new ServerError(401, 'sync.signatureWrong');
  };
  /** A desk needs one session of its person; those of programs that were ended are left behind, and no more of them. */
  const endOldest = async (owner: {
    readonly office_id: string;
    readonly desk_id: string;
    readonly fingerprint: string;
  }): Promise<void> => {
    const newest = database
      .selectFrom('sessions')
      .select('token_hash')
      .where(({ and }) => and(owner))
      .orderBy('expires_at', 'desc')
      .limit(mostSessions);
    await database
      .deleteFrom('sessions')
      .where(({ and }) => and(owner))
      .where('token_hash', 'not in', newest)
      .execute();
  };
  const openSession = async (
    officeId: string,
    deskId: string,
    fingerprint: string,
    roles: readonly Role[],
  ): Promise<SyncSession> => {
    const { secret, digest } = newSecret();
    const expiresAt = instant(sessionLifetime);
    await database
      .insertInto('sessions')
      .values({
        office_id: officeId,
        token_hash: digest,
        desk_id: deskId,
        fingerprint,
        expires_at: expiresAt,
      })
      .execute();
    await database.deleteFrom('sessions').where('expires_at', '<', instant()).execute();
    await endOldest({ office_id: officeId, desk_id: deskId, fingerprint });
    return { token: secret, expiresAt, officeId, roles: [...roles] };
  };

  /**
   * A key belongs to one account for good, and so does what desks call its person: by that name actions have their
   * author, and 副卷 its only reader. A key that was revoked is not taken back.
   */
  const registerKey = async (
    change: Database,
    desk: { readonly id: string; readonly office_id: string },
    personId: string,
    localPersonId: string,
    publicKey: string,
  ): Promise<void> => {
    const fingerprint = fingerprintOf(publicKey);
    const known = await change
      .selectFrom('signing_keys')
      .select(['fingerprint', 'person_id', 'desk_id', 'revoked_at'])
      .where('office_id', '=', desk.office_id)
      .where((where) =>
        where.or([where('fingerprint', '=', fingerprint), where('local_person_id', '=', localPersonId)]),
      )
      .execute();
    if (known.some((key) => key.person_id !== personId)) throw new ServerError(403, 'sync.otherAccount');
    const former = known.find((key) => key.fingerprint === fingerprint);
    if (former !== undefined) {
      const isSame = former.revoked_at === null && former.desk_id === desk.id;
      if (!isSame) throw new ServerError(403, 'sync.keyRevoked');
      return;
    }
    await change
      .insertInto('signing_keys')
      .values({
        office_id: desk.office_id,
        fingerprint,
        public_key: publicKey,
        desk_id: desk.id,
        person_id: personId,
        local_person_id: localPersonId,
        revoked_at: null,
      })
      .execute();
  };

  /** What is tied at the first sign-in stays tied: an account in another name wants a person's word. */
  const assertNameFits = async (
    change: Database,
    officeId: string,
    accountName: string,
    { personId, personName, isSamePerson }: SignIn,
  ): Promise<void> => {
    if (personName === undefined || isSamePerson) return;
    if (normaliseName(personName) === normaliseName(accountName)) return;
    const tied = await change
      .selectFrom('signing_keys')
      .select('fingerprint')
      .where('office_id', '=', officeId)
      .where('local_person_id', '=', personId)
      .executeTakeFirst();
    if (tied === undefined) throw new ServerError(409, 'sync.otherName');
  };

  return {
    enrol: (order: Enrolment) => enrolDesk(database, order, instant()),

    challenge: async (): Promise<{ nonce: string }> => {
      const nonce = randomBytes(24).toString('base64url');
      await database.deleteFrom('challenges').where('expires_at', '<', instant()).execute();
      await database
        .insertInto('challenges')
        .values({ nonce, expires_at: instant(challengeLifetime) })
        .execute();
      return { nonce };
    },

    signIn: async (order: SignIn): Promise<SyncSession> => {
      await takeChallenge(order.nonce);
      const desk = await getDesk(order.deskId);
      assertDeskAnswers(desk.public_key, order);
      const text = challengeText(order.nonce, order.deskId, order.personId);
      const isOwnKey =
        fingerprintOf(order.personPublicKey) === order.fingerprint &&
        isSignedBy(order.personPublicKey, text, order.personSignature);
      if (!isOwnKey) throw new ServerError(401, 'sync.signatureWrong');
      const succeeded = await takeTry(desk.office_id, order.account, desk.id);
      const person = await database
        .selectFrom('people')
        .selectAll()
        .where('office_id', '=', desk.office_id)
        .where('account', '=', order.account)
        .executeTakeFirst();
      const isRight = await isPasswordRight(person?.password_hash ?? null, order.password);
      if (person === undefined || !isRight) throw new ServerError(401, 'sync.passwordWrong');
      await succeeded();
      if (person.revoked_at !== null) throw new ServerError(403, 'sync.personRevoked');
      await database.transaction().execute(async (change) => {
        // Two that claim one name at once: the second sees the first.
        await change
          .selectFrom('offices')
          .select('id')
          .where('id', '=', desk.office_id)
          .forUpdate()
          .executeTakeFirstOrThrow();
        await assertNameFits(change, desk.office_id, person.name, order);
        const former = order.formerKeys.filter((key) => isFormerKeyOf(order, key));
        for (const { publicKey } of [{ publicKey: order.personPublicKey }, ...former]) {
          await registerKey(change, desk, person.id, order.personId, publicKey);
        }
      });
      return openSession(desk.office_id, desk.id, order.fingerprint, person.roles);
    },

    openSession: async (order: SessionOpening): Promise<SyncSession> => {
      await takeChallenge(order.nonce);
      const desk = await getDesk(order.deskId);
      assertDeskAnswers(desk.public_key, order);
      const key = await selectKeysOfPeople(database)
        .select(['signing_keys.public_key', 'signing_keys.revoked_at', 'signing_keys.desk_id'])
        .select(['people.roles', 'people.revoked_at as person_revoked_at'])
        .where('signing_keys.office_id', '=', desk.office_id)
        .where('signing_keys.fingerprint', '=', order.fingerprint)
        .executeTakeFirst();
      if (key === undefined || key.desk_id !== desk.id) throw new ServerError(401, 'sync.signInNeeded');
      if (key.revoked_at !== null || key.person_revoked_at !== null)
        throw new ServerError(403, 'sync.personRevoked');
      const text = challengeText(order.nonce, order.deskId, order.personId);
      if (!isSignedBy(key.public_key, text, order.personSignature)) {
        throw new ServerError(401, 'sync.signatureWrong');
      }
      return openSession(desk.office_id, desk.id, order.fingerprint, key.roles);
    },

    /** Who stands behind a token. Throws ServerError 401 'sync.sessionEnded'. */
    getVisitor: async (token: string): Promise<Visitor> => {
      const [found] = await askSession(database, digestOf(token));
      if (found === undefined || found.expires_at < instant())
        throw new ServerError(401, 'sync.sessionEnded');
      return {
        officeId: found.office_id,
        deskId: found.desk_id,
        localOfficeId: found.local_office_id,
        personId: found.person_id,
        localPersonId: found.local_person_id,
        fingerprint: found.fingerprint,
        roles: found.roles,
        sessionEndsAt: found.expires_at,
      };
    },

    directory: (officeId: string) => readDirectory(database, officeId),
  };
}
export type Access = ReturnType<typeof createAccess>;

const askSession = compiledOnce((database, tokenHash: string) =>
  selectKeysOfPeople(database)
    .innerJoin('sessions', (join) =>
      join
        .onRef('sessions.office_id', '=', 'signing_keys.office_id')
        .onRef('sessions.fingerprint', '=', 'signing_keys.fingerprint'),
    )
    .innerJoin('desks', (join) =>
      join.onRef('desks.office_id', '=', 'sessions.office_id').onRef('desks.id', '=', 'sessions.desk_id'),
    )
    .select(['sessions.office_id', 'sessions.desk_id', 'sessions.fingerprint', 'sessions.expires_at'])
    .select(['signing_keys.person_id', 'signing_keys.local_person_id', 'people.roles'])
    .select('desks.local_office_id')
    .where('sessions.token_hash', '=', tokenHash)
    // A session that was opened while the rights were being taken counts for nothing either.
    .where('desks.revoked_at', 'is', null)
    .where('people.revoked_at', 'is', null)
    .where('signing_keys.revoked_at', 'is', null)
    .compile(),
);

/**
 * Its private half was lost with the PIN, so it cannot answer the challenge. What it signed here as this person proves
 * as much; without that it could be anybody's, who would then be shut out with it.
 */
function isFormerKeyOf({ deskId, personId }: SignIn, { publicKey, header, signature }: FormerKey): boolean {
  const named = findHeader(header);
  return (
    named?.desk === deskId &&
    named.person === personId &&
    named.signer === fingerprintOf(publicKey) &&
    isSignedBy(publicKey, serverHashing.sha256(header), signature)
  );
}
