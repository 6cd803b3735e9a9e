import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import type { CertificateRequest, RequestDecision, RequestLine } from '../../shared/contract/certificates.ts';
import { CodedError } from '../../shared/contract/ipc.ts';
import { readCertificate } from '../../shared/signatures/cms.ts';
import { checkSm2Seal } from '../../shared/signatures/sm2.ts';
import type { Database } from '../database/open-database.ts';
import type { Tables } from '../database/schema.ts';
import type { Visitor } from '../directory/access.ts';
import { ServerError } from '../http/server-error.ts';
import { readRequestedKey } from './authority.ts';
import type { OpenAuthority, RegisterParts } from './register.ts';
import { getRegisterLine } from './register-lines.ts';
import { base64Of, bytesOf } from './register-rows.ts';
import { getSerialNumber } from './revocation-list.ts';

/** Who decides: an administrator's account. */
type Decider = Pick<Visitor, 'personId'>;

/** Clocks of desks go minutes wrong: a certificate is not refused on the day that it came. */
const clockTolerance = 5 * 60_000;
const longestYears = 3;

/** Requests for certificates: asked by a desk, decided once, by somebody else. */
export function createRequests(parts: RegisterParts) {
  const { database } = parts;
  const instant = () => new Date(parts.now()).toISOString();
  const getAuthority = (): OpenAuthority => {
    if (parts.authority === null) throw new ServerError(409, 'certificate.noAuthority');
    return parts.authority;
  };

  const approve = async (
    visitor: Decider,
    request: Selectable<Tables['certificate_requests']>,
    registerId: string,
  ): Promise<void> => {
    const { authority } = getAuthority();
    const officeId = request.office_id;
    const line = await getRegisterLine(database, officeId, registerId);
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
      if (!(await isInRights(change, request, line.id)))
        throw new ServerError(409, 'certificate.requesterRevoked');
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
    /** @param personId of one person only; null for all of the office */
    list: async (officeId: string, personId: string | null): Promise<RequestLine[]> => {
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
    },

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
  };
}

/**
 * Whether nobody took the rights of the person, the desk or the line of the register while the request lay open: such a
 * revocation ended the certificates that were there, and a new one would outlive it. Held until the certificate stands, so
 * that a revocation at the same moment finds it.
 */
async function isInRights(
  change: Database,
  request: Selectable<Tables['certificate_requests']>,
  registerId: string,
): Promise<boolean> {
  const { office_id: officeId, person_id: personId, desk_id: deskId } = request;
  const found = await change
    .selectFrom(['people', 'desks', 'register'])
    .select('people.id')
    .where((where) => where.and({ 'people.office_id': officeId, 'people.id': personId }))
    .where((where) => where.and({ 'desks.office_id': officeId, 'desks.id': deskId }))
    .where((where) => where.and({ 'register.office_id': officeId, 'register.id': registerId }))
    .where('people.revoked_at', 'is', null)
    .where('desks.revoked_at', 'is', null)
    .where('register.revoked_on', 'is', null)
    .forShare()
    .executeTakeFirst();
  return found !== undefined;
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
