import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import type {
  CertificateBook,
  CertificateOverview,
  CertificateRequest,
  CertificateRevocation,
  IssuedCertificate,
  RegisterEntry,
  RegisterOrder,
  RegisterRevocation,
  RequestDecision,
  RequestLine,
  RevocationReason,
  SuspensionOrder,
} from '../../shared/contract/certificates.ts';
import { CodedError } from '../../shared/contract/ipc.ts';
import { readCertificate } from '../../shared/signatures/cms.ts';
import { checkSm2Seal } from '../../shared/signatures/sm2.ts';
import type { Database } from '../database/open-database.ts';
import type { Tables } from '../database/schema.ts';
import type { Visitor } from '../directory/access.ts';
import { ServerError } from '../http/server-error.ts';
import { type Authority, readRequestedKey } from './authority.ts';
import type { RevocationLists } from './lists.ts';
import { getSerialNumber } from './revocation-list.ts';

/** What issues certificates; null where no authority was founded. */
export type OpenAuthority = { readonly authority: Authority; readonly lists: RevocationLists };

/** Who decides: an administrator's account. */
type Decider = Pick<Visitor, 'personId'>;

/** Clocks of desks go minutes wrong: a certificate is not refused on the day that it came. */
const clockTolerance = 5 * 60_000;
const longestYears = 3;

const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));
const base64Of = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** The register of mediators, requests and certificates: what desks are told and what an administrator decides. */
export function createRegister(parts: {
  readonly database: Database;
  readonly authority: OpenAuthority | null;
  readonly now: () => number;
  readonly onChanged: (officeId: string) => Promise<void>;
}) {
  const { database } = parts;
  const instant = () => new Date(parts.now()).toISOString();
  const getAuthority = (): OpenAuthority => {
    if (parts.authority === null) throw new ServerError(409, 'certificate.noAuthority');
    return parts.authority;
  };

  const listRegister = async (officeId: string): Promise<RegisterEntry[]> => {
    const rows = await database
      .selectFrom('register')
      .selectAll()
      .where('office_id', '=', officeId)
      .orderBy('name')
      .execute();
    return rows.map(toEntry);
  };
  const listCertificates = async (officeId: string): Promise<IssuedCertificate[]> => {
    const rows = await database
      .selectFrom('certificates')
      .selectAll()
      .where('office_id', '=', officeId)
      .orderBy('valid_from')
      .execute();
    return rows.map(toIssued);
  };
  const listRequests = async (officeId: string, personId: string | null): Promise<RequestLine[]> => {
    const rows = await database
      .selectFrom('certificate_requests')
      .innerJoin('people', (join) =>
        join
          .onRef('people.office_id', '=', 'certificate_requests.office_id')
          .onRef('people.id', '=', 'certificate_requests.person_id'),
      )
      .innerJoin('desks', (join) =>
        join
          .onRef('desks.office_id', '=', 'certificate_requests.office_id')
          .onRef('desks.id', '=', 'certificate_requests.desk_id'),
      )
      .selectAll('certificate_requests')
      .select(['people.name as person_name', 'desks.letter as desk_letter'])
      .where('certificate_requests.office_id', '=', officeId)
      .$if(personId !== null, (query) => query.where('person_id', '=', personId ?? ''))
      .orderBy('asked_at')
      .execute();
    return rows.map((row) => ({
      id: row.id,
      capacity: row.capacity,
      personId: row.person_id,
      personName: row.person_name,
      deskLetter: row.desk_letter,
      askedAt: row.asked_at,
      state: row.state,
      decidedAt: row.decided_at,
      reason: row.reason,
      keyFingerprint: row.key_fingerprint,
    }));
  };

  const getLine = async (officeId: string, registerId: string) => {
    const line = await database
      .selectFrom('register')
      .selectAll()
      .where('office_id', '=', officeId)
      .where('id', '=', registerId)
      .executeTakeFirst();
    if (line === undefined) throw new ServerError(404, 'certificate.registerUnknown');
    return line;
  };
  const changeLine = async (
    officeId: string,
    registerId: string,
    change: Partial<Selectable<Tables['register']>>,
  ): Promise<void> => {
    await getLine(officeId, registerId);
    const { trainings: _trainings, appraisals: _appraisals, ...columns } = change;
    await database
      .updateTable('register')
      .set(columns)
      .where('office_id', '=', officeId)
      .where('id', '=', registerId)
      .execute();
    await parts.onChanged(officeId);
  };

  const approve = async (
    visitor: Decider,
    request: Selectable<Tables['certificate_requests']>,
    registerId: string,
  ): Promise<void> => {
    const { authority } = getAuthority();
    const officeId = request.office_id;
    const line = await getLine(officeId, registerId);
    if (line.person_id !== request.person_id || line.capacity !== request.capacity) {
      throw new ServerError(409, 'certificate.registerMismatch');
    }
    const office = await database
      .selectFrom('offices')
      .select('name')
      .where('id', '=', officeId)
      .executeTakeFirstOrThrow();
    const subject = {
      commonName: line.name,
      organisation: office.name,
      officeId,
      certificateNumber: line.certificate_number,
    };
    if (line.capacity === 'mediator' && line.certificate_number === '') {
      throw new ServerError(422, 'certificate.subjectIncomplete');
    }
    const der = await coded(() =>
      authority.issueCertificate(bytesOf(request.request), {
        subject,
        notAfter: lastMoment(line, parts.now()),
        now: new Date(parts.now() - clockTolerance),
      }),
    );
    const certificate = readCertificate(der);
    await database.transaction().execute(async (change) => {
      await settle(change, visitor, request, 'approved', '');
      await change
        .insertInto('certificates')
        .values({
          office_id: officeId,
          serial_number: getSerialNumber(certificate),
          register_id: line.id,
          capacity: line.capacity,
          person_id: line.person_id,
          desk_id: request.desk_id,
          certificate_number: line.certificate_number,
          valid_from: certificate.notBefore.value.toISOString(),
          valid_until: certificate.notAfter.value.toISOString(),
          certificate: base64Of(der),
          key_fingerprint: request.key_fingerprint,
          sm2_public_key: request.sm2_public_key,
          revoked_at: null,
          revocation_reason: null,
          revoked_by: null,
        })
        .execute();
    });
  };
  /** Decided once, however many windows show it. */
  const settle = async (
    change: Database,
    visitor: Decider,
    request: Selectable<Tables['certificate_requests']>,
    state: 'approved' | 'refused',
    reason: string,
  ): Promise<void> => {
    const done = await change
      .updateTable('certificate_requests')
      .set({ state, reason, decided_at: instant(), decided_by: visitor.personId })
      .where('office_id', '=', request.office_id)
      .where('id', '=', request.id)
      .where('state', '=', 'open')
      .executeTakeFirst();
    if (done.numUpdatedRows === 0n) throw new ServerError(409, 'certificate.requestDecided');
  };

  return {
    /** Everything about certificates that a desk of the office works with while it has no line. */
    book: async (visitor: Visitor): Promise<CertificateBook> => {
      const { officeId, personId } = visitor;
      const open = parts.authority;
      return {
        authority:
          open === null
            ? null
            : { root: base64Of(open.authority.root), intermediate: base64Of(open.authority.intermediate) },
        revocationLists: open === null ? [] : (await open.lists.current(database)).map(base64Of),
        // Training and appraisal are the administrator's business.
        register: (await listRegister(officeId)).map(({ trainings: _, appraisals: __, ...line }) => line),
        certificates: await listCertificates(officeId),
        requests: await listRequests(officeId, personId),
      };
    },
    overview: async (officeId: string): Promise<CertificateOverview> => ({
      officeId,
      hasAuthority: parts.authority !== null,
      requests: await listRequests(officeId, null),
      register: await listRegister(officeId),
      certificates: await listCertificates(officeId),
    }),

    /**
     * Takes a request whose keys (a token has no SM2 key) are shown to be held. The same once more gets the same
     * answer; another one of the same desk replaces what was not decided.
     */
    ask: async (visitor: Visitor, order: z.output<typeof CertificateRequest>): Promise<string> => {
      getAuthority();
      const { officeId, personId, deskId } = visitor;
      const der = bytesOf(order.request);
      const fingerprint = await coded(() => readRequestedKey(der));
      const publicKey = order.sm2Proof?.publicKey ?? '';
      if (order.sm2Proof !== null && checkSm2Seal(order.sm2Proof, der, [publicKey]) !== 'valid') {
        throw new ServerError(422, 'certificate.proofInvalid');
      }
      const own = database
        .selectFrom('certificate_requests')
        .select('id')
        .where('office_id', '=', officeId)
        .where('person_id', '=', personId);
      const known = await own.where('key_fingerprint', '=', fingerprint).executeTakeFirst();
      if (known !== undefined) return known.id;
      const id = randomUUID();
      await database.transaction().execute(async (change) => {
        await change
          .updateTable('certificate_requests')
          .set({ state: 'replaced', decided_at: instant() })
          .where('office_id', '=', officeId)
          .where('person_id', '=', personId)
          .where('desk_id', '=', deskId)
          .where('capacity', '=', order.capacity)
          .where('state', '=', 'open')
          .execute();
        await change
          .insertInto('certificate_requests')
          .values({
            office_id: officeId,
            id,
            capacity: order.capacity,
            person_id: personId,
            desk_id: deskId,
            request: order.request,
            key_fingerprint: fingerprint,
            sm2_public_key: publicKey,
            asked_at: instant(),
            state: 'open',
            decided_at: null,
            decided_by: null,
            reason: '',
          })
          .execute();
      });
      await parts.onChanged(officeId);
      return id;
    },

    /** Nobody decides about himself. Throws ServerError. */
    decide: async (visitor: Decider, order: z.output<typeof RequestDecision>): Promise<void> => {
      const request = await database
        .selectFrom('certificate_requests')
        .selectAll()
        .where('office_id', '=', order.officeId)
        .where('id', '=', order.requestId)
        .executeTakeFirst();
      if (request === undefined) throw new ServerError(404, 'certificate.requestUnknown');
      if (request.state !== 'open') throw new ServerError(409, 'certificate.requestDecided');
      if (request.person_id === visitor.personId) throw new ServerError(409, 'sync.notYourself');
      if (order.decision === 'approve') await approve(visitor, request, order.registerId);
      else await settle(database, visitor, request, 'refused', order.reason);
      await parts.onChanged(order.officeId);
    },

    saveEntry: async (order: z.output<typeof RegisterOrder>): Promise<string> => {
      const { officeId, entry } = order;
      const person = await database
        .selectFrom('people')
        .select('id')
        .where('office_id', '=', officeId)
        .where('id', '=', entry.personId)
        .executeTakeFirst();
      if (person === undefined) throw new ServerError(404, 'sync.personUnknown');
      const columns = toColumns(entry);
      const others = await database
        .selectFrom('register')
        .select('id')
        .where('office_id', '=', officeId)
        .where('person_id', '=', entry.personId)
        .where('capacity', '=', entry.capacity)
        .executeTakeFirst();
      if (others !== undefined && others.id !== order.id) {
        throw new ServerError(409, 'certificate.registerTaken');
      }
      const id = order.id ?? randomUUID();
      if (order.id === null) {
        await database
          .insertInto('register')
          .values({
            office_id: officeId,
            id,
            ...columns,
            suspended_from: null,
            suspended_until: null,
            suspension_reason: '',
            revoked_on: null,
            revocation_reason: '',
          })
          .execute();
      } else {
        await getLine(officeId, id);
        await database
          .updateTable('register')
          .set(columns)
          .where('office_id', '=', officeId)
          .where('id', '=', id)
          .execute();
      }
      await parts.onChanged(officeId);
      return id;
    },
    suspend: (order: z.output<typeof SuspensionOrder>): Promise<void> =>
      changeLine(order.officeId, order.registerId, {
        suspended_from: order.from,
        suspended_until: order.from === null ? null : order.until,
        suspension_reason: order.reason,
      }),
    /** 撤销: the line stays readable, and its certificates end with it. */
    revokeEntry: async (visitor: Visitor, order: z.output<typeof RegisterRevocation>): Promise<void> => {
      await changeLine(order.officeId, order.registerId, {
        revoked_on: order.on,
        revocation_reason: order.reason,
      });
      await revokeCertificates(database, {
        officeId: order.officeId,
        column: 'register_id',
        value: order.registerId,
        at: instant(),
        reason: 'cessationOfOperation',
        by: visitor.personId,
      });
      await parts.onChanged(order.officeId);
    },
    revokeCertificate: async (
      visitor: Visitor,
      order: z.output<typeof CertificateRevocation>,
    ): Promise<void> => {
      const revoked = await revokeCertificates(database, {
        officeId: order.officeId,
        column: 'serial_number',
        value: order.serialNumber,
        // Never of the future: whoever revokes does it now, or says since when the key was in wrong hands.
        at: new Date(Math.min(Date.parse(order.revokedAt), parts.now())).toISOString(),
        reason: order.reason,
        by: visitor.personId,
      });
      if (revoked === 0) {
        const certificates = await listCertificates(order.officeId);
        const isKnown = certificates.some((one) => one.serialNumber === order.serialNumber);
        throw new ServerError(
          isKnown ? 409 : 404,
          isKnown ? 'certificate.revokedAlready' : 'certificate.unknown',
        );
      }
      await parts.onChanged(order.officeId);
    },
  };
}
export type Register = ReturnType<typeof createRegister>;

/** Revokes what is in force of somebody's certificates; answers how many. A revocation is never taken back. */
export async function revokeCertificates(
  database: Database,
  order: {
    readonly officeId: string;
    readonly column: 'serial_number' | 'register_id' | 'person_id' | 'desk_id';
    readonly value: string;
    readonly at: string;
    readonly reason: RevocationReason;
    readonly by: string | null;
  },
): Promise<number> {
  const done = await database
    .updateTable('certificates')
    .set({ revoked_at: order.at, revocation_reason: order.reason, revoked_by: order.by })
    .where('office_id', '=', order.officeId)
    .where(order.column, '=', order.value)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return Number(done.numUpdatedRows);
}

/** With the licence and the appointment, and never longer than three years. */
function lastMoment(line: Selectable<Tables['register']>, now: number): Date {
  const longest = new Date(now);
  longest.setUTCFullYear(longest.getUTCFullYear() + longestYears);
  const ends = [line.licensed_until, line.appointed_until]
    .flatMap((one) => one ?? [])
    .map((one) => Date.parse(`${one}T23:59:59+08:00`));
  return new Date(Math.min(longest.getTime(), ...ends));
}

/** A refusal of the authority is one of the request. */
async function coded<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CodedError) throw new ServerError(422, error.code);
    throw error;
  }
}

export function toEntry(row: Selectable<Tables['register']>): RegisterEntry {
  return {
    id: row.id,
    capacity: row.capacity,
    personId: row.person_id,
    name: row.name,
    certificateNumber: row.certificate_number,
    issuer: row.issuer,
    licensedFrom: row.licensed_from,
    licensedUntil: row.licensed_until,
    appointedFrom: row.appointed_from,
    appointedUntil: row.appointed_until,
    employment: row.employment,
    trainings: row.trainings,
    appraisals: row.appraisals,
    suspendedFrom: row.suspended_from,
    suspendedUntil: row.suspended_until,
    suspensionReason: row.suspension_reason,
    revokedOn: row.revoked_on,
    revocationReason: row.revocation_reason,
  };
}

function toColumns(entry: z.output<typeof RegisterOrder>['entry']) {
  return {
    capacity: entry.capacity,
    person_id: entry.personId,
    name: entry.name,
    certificate_number: entry.certificateNumber,
    issuer: entry.issuer,
    licensed_from: entry.licensedFrom,
    licensed_until: entry.licensedUntil,
    appointed_from: entry.appointedFrom,
    appointed_until: entry.appointedUntil,
    employment: entry.employment,
    trainings: JSON.stringify(entry.trainings),
    appraisals: JSON.stringify(entry.appraisals),
  };
}

export function toIssued(row: Selectable<Tables['certificates']>): IssuedCertificate {
  return {
    serialNumber: row.serial_number,
    officeId: row.office_id,
    registerId: row.register_id,
    capacity: row.capacity,
    certificateNumber: row.certificate_number,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    certificate: row.certificate,
    keyFingerprint: row.key_fingerprint,
    sm2PublicKey: row.sm2_public_key,
    revokedAt: row.revoked_at,
    revocationReason: row.revocation_reason,
  };
}
