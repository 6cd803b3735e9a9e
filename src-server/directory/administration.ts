import { randomUUID } from 'node:crypto';
import type { AdministrationOverview, NewOffice } from '../../shared/contract/administration.ts';
import type { Role } from '../../shared/contract/sync.ts';
import { revokeCertificates } from '../certificates/revocation.ts';
import type { Database } from '../database/open-database.ts';
import { ServerError } from '../http/server-error.ts';
import { readContact } from './desk-contacts.ts';
import { hashPassword, newEnrolmentCode } from './secrets.ts';

export type NewPerson = {
  readonly name: string;
  readonly account: string;
  readonly password: string;
  readonly roles: readonly Role[];
};

/** How long a one-time code may lie about. */
const codeLifetime = 7 * 24 * 3600 * 1000;

/** Offices, people, desks and codes: what an administrator changes. */
export function createAdministration(parts: {
  readonly database: Database;
  readonly now: () => number;
  /** Tells everybody who has to know of it. */
  readonly onChanged: (officeId: string) => Promise<void>;
}) {
  const { database } = parts;
  const instant = () => new Date(parts.now()).toISOString();
  /** Throws ServerError 404 'sync.officeUnknown'. */
  const assertOffice = async (id: string): Promise<void> => {
    const found = await database.selectFrom('offices').select('id').where('id', '=', id).executeTakeFirst();
    if (found === undefined) throw new ServerError(404, 'sync.officeUnknown');
  };
  return {
    addOffice: async (office: NewOffice): Promise<string> => {
      const id = randomUUID();
      await database
        .insertInto('offices')
        .values({ id, ...office, feed_sequence: 0 })
        .execute();
      return id;
    },
    /** Offices, people and desks with their ids, for whoever operates the server. */
    list: async () => ({
      offices: await database.selectFrom('offices').select(['id', 'name', 'kind', 'district']).execute(),
      people: await database
        .selectFrom('people')
        .select(['office_id', 'id', 'name', 'account', 'roles', 'revoked_at'])
        .execute(),
      desks: await database.selectFrom('desks').select(['office_id', 'id', 'letter', 'revoked_at']).execute(),
    }),
    /** The people and desks of one office and what is set for them, for its administrator. */
    staff: async (
      officeId: string,
    ): Promise<Pick<AdministrationOverview, 'people' | 'desks' | 'graceDays'>> => {
      const people = await database
        .selectFrom('people')
        .select(['id', 'name', 'account', 'roles', 'revoked_at'])
        .where('office_id', '=', officeId)
        .orderBy('account')
        .execute();
      const desks = await database
        .selectFrom('desks')
        .select(['id', 'letter', 'revoked_at', 'heard_at', 'streams_since', 'streams'])
        .where('office_id', '=', officeId)
        .orderBy('letter')
        .execute();
      const keys = await database
        .selectFrom('signing_keys')
        .select(['desk_id', 'person_id'])
        .distinct()
        .where('office_id', '=', officeId)
        .execute();
      const office = await database
        .selectFrom('offices')
        .select('grace_days')
        .where('id', '=', officeId)
        .executeTakeFirst();
      return {
        graceDays: office?.grace_days ?? 0,
        people: people.map(({ revoked_at, ...person }) => ({ ...person, isRevoked: revoked_at !== null })),
        desks: desks.map(({ id, letter, revoked_at, ...contact }) => ({
          id,
          letter,
          isRevoked: revoked_at !== null,
          ...readContact(contact, parts.now()),
          personIds: keys.filter((key) => key.desk_id === id).map((key) => key.person_id),
        })),
      };
    },
    findOffice: async (name: string): Promise<string | null> => {
      const found = await database
        .selectFrom('offices')
        .select('id')
        .where('name', '=', name)
        .executeTakeFirst();
      return found?.id ?? null;
    },
    addPerson: async (officeId: string, person: NewPerson): Promise<string> => {
      await assertOffice(officeId);
      const id = randomUUID();
      const done = await database
        .insertInto('people')
        .values({
          office_id: officeId,
          id,
          name: person.name,
          account: person.account,
          password_hash: await hashPassword(person.password),
          roles: JSON.stringify(person.roles),
          revoked_at: null,
        })
        .onConflict((conflict) => conflict.columns(['office_id', 'account']).doNothing())
        .executeTakeFirst();
      if (done.numInsertedOrUpdatedRows === 0n) throw new ServerError(409, 'sync.accountTaken');
      await parts.onChanged(officeId);
      return id;
    },
    /** Each desk hears of it with the directory, at its next contact. */
    setGrace: async (officeId: string, days: number): Promise<void> => {
      await database
        .updateTable('offices')
        .set({ grace_days: days })
        .where('id', '=', officeId)
        .executeTakeFirst();
      await parts.onChanged(officeId);
    },
    /** In force at the next sign-in; what is signed in now goes on by its keys. */
    resetPassword: async (officeId: string, personId: string, password: string): Promise<void> => {
      const done = await database
        .updateTable('people')
        .set({ password_hash: await hashPassword(password) })
        .where('office_id', '=', officeId)
        .where('id', '=', personId)
        .executeTakeFirst();
      if (done.numUpdatedRows === 0n) throw new ServerError(404, 'sync.personUnknown');
    },
    /** In force at the person's next request: the server looks roles up each time. */
    changeRoles: async (officeId: string, personId: string, roles: readonly Role[]): Promise<void> => {
      const done = await database
        .updateTable('people')
        .set({ roles: JSON.stringify(roles) })
        .where('office_id', '=', officeId)
        .where('id', '=', personId)
        .executeTakeFirst();
      if (done.numUpdatedRows === 0n) throw new ServerError(404, 'sync.personUnknown');
      await parts.onChanged(officeId);
    },
    /** A code for one desk of the office. It is shown once; only its digest is kept. */
    makeEnrolmentCode: async (officeId: string): Promise<{ code: string; expiresAt: string }> => {
      await assertOffice(officeId);
      const { code, digest } = newEnrolmentCode();
      const expiresAt = new Date(parts.now() + codeLifetime).toISOString();
      await database
        .insertInto('enrolment_codes')
        .values({ office_id: officeId, code_hash: digest, expires_at: expiresAt, used_at: null })
        .execute();
      return { code, expiresAt };
    },
    /** Ends a desk's right to anything, with the keys of everybody on it. */
    revokeDesk: async (officeId: string, deskId: string): Promise<void> => {
      await database.transaction().execute(async (change) => {
        const done = await change
          .updateTable('desks')
          .set({ revoked_at: instant() })
          .where('office_id', '=', officeId)
          .where('id', '=', deskId)
          .executeTakeFirst();
        if (done.numUpdatedRows === 0n) throw new ServerError(404, 'sync.deskUnknown');
        await change
          .updateTable('signing_keys')
          .set({ revoked_at: instant() })
          .where('office_id', '=', officeId)
          .where('desk_id', '=', deskId)
          .where('revoked_at', 'is', null)
          .execute();
        // A desk that is gone has keys for documents on it; what they signed before and has a receipt stays valid.
        await revokeCertificates(change, {
          officeId,
          column: 'desk_id',
          value: deskId,
          at: instant(),
          reason: 'keyCompromise',
          by: null,
        });
        await change
          .deleteFrom('sessions')
          .where('office_id', '=', officeId)
          .where('desk_id', '=', deskId)
          .execute();
      });
      await parts.onChanged(officeId);
    },
    /** Ends a person's right to anything, on every desk. */
    revokePerson: async (officeId: string, personId: string): Promise<void> => {
      await database.transaction().execute(async (change) => {
        const done = await change
          .updateTable('people')
          .set({ revoked_at: instant() })
          .where('office_id', '=', officeId)
          .where('id', '=', personId)
          .executeTakeFirst();
        if (done.numUpdatedRows === 0n) throw new ServerError(404, 'sync.personUnknown');
        const keys = await change
          .updateTable('signing_keys')
          .set({ revoked_at: instant() })
          .where('office_id', '=', officeId)
          .where('person_id', '=', personId)
          .where('revoked_at', 'is', null)
          .returning('fingerprint')
          .execute();
        await revokeCertificates(change, {
          officeId,
          column: 'person_id',
          value: personId,
          at: instant(),
          reason: 'cessationOfOperation',
          by: null,
        });
        const fingerprints = keys.map((one) => one.fingerprint);
        if (fingerprints.length > 0) {
          await change
            .deleteFrom('sessions')
            .where('office_id', '=', officeId)
            .where('fingerprint', 'in', fingerprints)
            .execute();
        }
      });
      await parts.onChanged(officeId);
    },
  };
}
export type Administration = ReturnType<typeof createAdministration>;
