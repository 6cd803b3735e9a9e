import type {
  CertificateBook,
  CertificateOverview,
  IssuedCertificate,
  Qualification,
  RegisterEntry,
} from '../../shared/contract/certificates.ts';
import { hasPermission } from '../../shared/directory/permissions.ts';
import type { Database } from '../database/open-database.ts';
import type { Visitor } from '../directory/access.ts';
import type { Authority } from './authority.ts';
import type { RevocationLists } from './lists.ts';
import { createRegisterLines } from './register-lines.ts';
import { base64Of, toIssued } from './register-rows.ts';
import { createRequests } from './requests.ts';
import { createRevocation } from './revocation.ts';

/** What issues certificates; null where no authority was founded. */
export type OpenAuthority = { readonly authority: Authority; readonly lists: RevocationLists };

export type RegisterParts = {
  readonly database: Database;
  readonly authority: OpenAuthority | null;
  readonly now: () => number;
  readonly onChanged: (officeId: string) => Promise<void>;
};

/** The register of mediators, requests and certificates: what desks are told and what an administrator decides. */
export function createRegister(parts: RegisterParts) {
  const { database } = parts;
  const lines = createRegisterLines(parts);
  const requests = createRequests(parts);
  const listCertificates = async (officeId: string): Promise<IssuedCertificate[]> => {
    const rows = await database
      .selectFrom('certificates')
      .selectAll()
      .where('office_id', '=', officeId)
      .orderBy('valid_from')
      .execute();
    return rows.map(toIssued);
  };
  return {
    /** Everything about certificates that a desk of the office works with while it has no line. */
    book: async (visitor: Visitor): Promise<CertificateBook> => {
      const { officeId, personId } = visitor;
      const open = parts.authority;
      const register = await lines.list(officeId);
      return {
        authority:
          open === null
            ? null
            : { root: base64Of(open.authority.root), intermediate: base64Of(open.authority.intermediate) },
        revocationLists: open === null ? [] : (await open.lists.current(database)).map(base64Of),
        // Training and appraisal are the administrator's business; their figures that of whoever reports them.
        register: register.map(({ trainings: _, appraisals: __, ...line }) => line),
        ...(hasPermission(visitor.roles, 'readFigures')
          ? { qualifications: listQualifications(register) }
          : {}),
        certificates: await listCertificates(officeId),
        requests: await requests.list(officeId, personId),
      };
    },
    overview: async (officeId: string): Promise<CertificateOverview> => ({
      officeId,
      hasAuthority: parts.authority !== null,
      requests: await requests.list(officeId, null),
      register: await lines.list(officeId),
      certificates: await listCertificates(officeId),
    }),

    ask: requests.ask,
    decide: requests.decide,
    saveEntry: lines.saveEntry,
    suspend: lines.suspend,
    revokeEntry: lines.revokeEntry,
    revokeCertificate: createRevocation(parts),
  };
}

function listQualifications(register: readonly RegisterEntry[]): Qualification[] {
  return register
    .filter(({ capacity }) => capacity === 'mediator')
    .map(({ id, trainings, appraisals }) => ({
      registerId: id,
      trainings: trainings.map(({ heldOn, hours }) => ({ heldOn, hours })),
      appraisals: appraisals.map(({ year, grade }) => ({ year, grade })),
    }));
}
export type Register = ReturnType<typeof createRegister>;
