import { type Kysely, sql } from 'kysely';
import type { Migration, MigrationProvider } from 'kysely/migration';
import { countRisksKept } from './risks-kept.ts';

/** Forward only: a migration that was released is never changed; a mistake is mended by a further one. */
const migrations: Readonly<Record<string, Migration>> = {
  '0001-offices-actions-feed': {
    up: async (database: Kysely<unknown>) => {
      for (const statement of firstStatements) await sql.raw(statement).execute(database);
    },
  },
  '0003-figures-and-directory': {
    up: async (database: Kysely<unknown>) => {
      for (const statement of directoryStatements) await sql.raw(statement).execute(database);
    },
  },
  '0004-certificates': {
    up: async (database: Kysely<unknown>) => {
      for (const statement of certificateStatements) await sql.raw(statement).execute(database);
    },
  },
  '0005-offline-grace': {
    up: async (database: Kysely<unknown>) => {
      const statement = 'alter table offices add column grace_days integer not null default 0';
      await sql.raw(statement).execute(database);
    },
  },
  '0006-sessions-by-token': {
    up: async (database: Kysely<unknown>) => {
      for (const statement of sessionStatements) await sql.raw(statement).execute(database);
    },
  },
  '0007-contact-of-desks': {
    up: async (database: Kysely<unknown>) => {
      const columns = 'add column heard_at text, add column streams_since text';
      const statement = `alter table desks ${columns}, add column streams integer not null default 0`;
      await sql.raw(statement).execute(database);
    },
  },
  '0008-tries-at-passwords': {
    up: async (database: Kysely<unknown>) => {
      const columns = 'office_id text not null, account_hash text not null, count integer not null';
      const key = 'until bigint not null, primary key (office_id, account_hash)';
      await sql.raw(`create table sign_in_tries (${columns}, ${key})`).execute(database);
    },
  },
  // A record is read by the feed; nothing asked for it by this index, and each action was written into it.
  '0009-no-index-that-nobody-asks': {
    up: async (database: Kysely<unknown>) => {
      await sql.raw('drop index actions_of_record').execute(database);
    },
  },
  // 风险台账: what figures are counted by.
  '0010-figures-of-risks': {
    up: async (database: Kysely<unknown>) => {
      const columns = 'found_month text not null, level text not null, status text not null';
      await sql
        .raw(
          `create table risks (
             office_id text not null references offices (id), record_id text not null, ${columns},
             is_withdrawn boolean not null, primary key (office_id, record_id))`,
        )
        .execute(database);
    },
  },
  '0011-risks-kept-uncounted': { up: countRisksKept },
};

/** Every request finds its session by the token alone. */
const sessionStatements = ['create index sessions_token on sessions (token_hash)'];

const certificateStatements = [
  // 调解员登记簿: who may sign as mediator, or with the organisation's seal (18号文 13).
  `create table register (
     office_id text not null references offices (id), id text not null, capacity text not null, person_id text not null,
     name text not null, certificate_number text not null, issuer text not null, licensed_from text,
     licensed_until text, appointed_from text, appointed_until text, employment text not null, trainings jsonb not null,
     appraisals jsonb not null, suspended_from text, suspended_until text, suspension_reason text not null,
     revoked_on text, revocation_reason text not null, primary key (office_id, id))`,
  'create unique index register_person on register (office_id, person_id, capacity)',
  `create table certificate_requests (
     office_id text not null references offices (id), id text not null, capacity text not null, person_id text not null,
     desk_id text not null, request text not null, key_fingerprint text not null, sm2_public_key text not null,
     asked_at text not null, state text not null, decided_at text, decided_by text, reason text not null,
     primary key (office_id, id))`,
  'create index certificate_requests_person on certificate_requests (office_id, person_id)',
  `create table certificates (
     office_id text not null references offices (id), serial_number text not null, register_id text not null,
     capacity text not null, person_id text not null, desk_id text not null, certificate_number text not null,
     valid_from text not null, valid_until text not null, certificate text not null, key_fingerprint text not null,
     sm2_public_key text not null, revoked_at text, revocation_reason text, revoked_by text,
     primary key (office_id, serial_number))`,
  // The authority is the server's, not an office's, and so is its list.
  `create table revocation_lists (
     issuer text not null, number bigint not null, revoked integer not null, made_at text not null, list text not null,
     primary key (issuer, number))`,
  `create table receipts (
     office_id text not null references offices (id), action_id text not null, record_id text not null,
     signed_sha256 text not null, stamped_sha256 text not null, appended text not null, stamped_at text not null,
     primary key (office_id, action_id))`,
];

const firstStatements = [
  `create table offices (
     id text primary key, name text not null, kind text not null, district text not null,
     feed_sequence bigint not null default 0)`,
  `create table people (
     office_id text not null references offices (id), id text not null, name text not null, account text not null,
     password_hash text not null, roles jsonb not null, revoked_at text, primary key (office_id, id))`,
  'create unique index people_account on people (office_id, account)',
  `create table desks (
     office_id text not null references offices (id), id text not null, letter text not null,
     public_key text not null, local_office_id text not null, revoked_at text, primary key (office_id, id))`,
  `create table signing_keys (
     office_id text not null references offices (id), fingerprint text not null, public_key text not null,
     desk_id text not null, person_id text not null, local_person_id text not null, revoked_at text,
     primary key (office_id, fingerprint))`,
  `create table enrolment_codes (
     office_id text not null references offices (id), code_hash text not null, expires_at text not null,
     used_at text, primary key (office_id, code_hash))`,
  'create table challenges (nonce text primary key, expires_at text not null)',
  `create table sessions (
     office_id text not null references offices (id), token_hash text not null, desk_id text not null,
     fingerprint text not null, expires_at text not null, primary key (office_id, token_hash))`,
  `create table records (
     office_id text not null references offices (id), id text not null, kind text not null,
     holder_office_id text not null, action_count integer not null default 0, primary key (office_id, id, kind))`,
  'create index records_id on records (id, kind)',
  `create table actions (
     office_id text not null references offices (id), id text not null, record_id text not null,
     record_kind text not null, type text not null, clock text not null, header text not null, salt text,
     body text, signature text not null, signer text not null, received_at text not null, rejection text,
     primary key (office_id, id))`,
  'create index actions_of_record on actions (office_id, record_id)',
  `create table refusals (
     office_id text not null references offices (id), action_id text not null, code text not null,
     refused_at text not null, primary key (office_id, action_id))`,
  `create table feed (
     office_id text not null references offices (id), sequence bigint not null, action_office_id text not null,
     action_id text not null, record_id text not null, audience text, primary key (office_id, sequence))`,
  'create unique index feed_action on feed (office_id, action_id)',
  'create index feed_record on feed (office_id, record_id)',
  `create table summaries (
     office_id text not null references offices (id), record_id text not null, sequence bigint not null,
     is_closed boolean not null, summary text not null, primary key (office_id, record_id))`,
  'create index summaries_order on summaries (office_id, is_closed, sequence)',
  `create table blobs (
     office_id text not null references offices (id), sha256 text not null, size bigint not null,
     media_type text not null, is_complete boolean not null, received_at text not null,
     primary key (office_id, sha256))`,
  'create table server_secrets (id text primary key, value text not null, made_at text not null default now()::text)',
];

const directoryStatements = [
  `alter table summaries
     add column opened_month text not null default '', add column stage text not null default '',
     add column outcome_code text not null default '', add column conflicts integer not null default 0`,
  // A session is opened by the desk's id alone.
  'create unique index desks_id on desks (id)',
  // Offices whose people stand in files of this one: only rows that were handed over are in it.
  'create index feed_handed_over on feed (office_id, action_office_id) where action_office_id <> office_id',
];

export const migrationProvider: MigrationProvider = {
  getMigrations: () => Promise.resolve({ ...migrations }),
};
