import {
  AdministrationOverview,
  AdministrationQuestion,
  CodeMade,
  CodeOrder,
  GraceChange,
  NewOffice,
  NewPerson,
  OfficeMade,
  PasswordChange,
  PersonMade,
  Revocation,
  RoleChange,
} from '../../shared/contract/administration.ts';
import type { Visitor } from '../directory/access.ts';
import { createOfficeScope } from './office-scope.ts';
import { type Route, route, type ServerParts } from './routes.ts';
import { ServerError } from './server-error.ts';

/** What an administrator changes: in the own office, and in those that it is set over. */
export function createAdministrationRoutes(parts: ServerParts): readonly Route[] {
  const { administration, listOfficesBelow } = parts;
  const { assertOver, officeOrder } = createOfficeScope(listOfficesBelow);
  /** Nobody locks himself out: somebody else has to do it. Throws ServerError 409 'sync.notYourself'. */
  const assertOther = (visitor: Visitor, id: string): void => {
    if (id === visitor.personId || id === visitor.deskId) throw new ServerError(409, 'sync.notYourself');
  };

  return [
    route({
      method: 'GET',
      path: '/v1/administration',
      summary: 'People and desks of an office, and the offices it is set over',
      query: AdministrationQuestion,
      answer: AdministrationOverview,
      handle: async ({ visitor, query }) => {
        const officeId = query.officeId ?? visitor.officeId;
        await assertOver(visitor, officeId);
        const offices = await listOfficesBelow(visitor.officeId);
        const staff = await administration.staff(officeId);
        return { officeId, offices, mayAddOffices: isSetOverOthers(offices, visitor), ...staff };
      },
    }),
    route({
      method: 'POST',
      path: '/v1/administration/offices',
      summary: 'Adds an office: a city’s anywhere, a district’s in its district',
      body: NewOffice,
      answer: OfficeMade,
      handle: async ({ visitor, body }) => {
        const offices = await listOfficesBelow(visitor.officeId);
        const own = offices.find(({ id }) => id === visitor.officeId);
        const isInReach = own?.kind === 'cityCentre' || own?.district === body.district;
        const isNoCentre = own?.kind === 'cityCentre' || !centres.includes(body.kind);
        if (!isSetOverOthers(offices, visitor) || !isInReach || !isNoCentre) {
          throw new ServerError(403, 'sync.notYourOffice');
        }
        return { officeId: await administration.addOffice(body) };
      },
    }),
    officeOrder({
      path: '/v1/administration/people',
      summary: 'Adds a person to an office',
      body: NewPerson,
      answer: PersonMade,
      obey: async ({ officeId, ...person }) => ({
        personId: await administration.addPerson(officeId, person),
      }),
    }),
    officeOrder({
      path: '/v1/administration/roles',
      summary: 'Changes what a person may do',
      body: RoleChange,
      obey: async ({ officeId, personId, roles }, visitor) => {
        if (!roles.includes('administrator')) assertOther(visitor, personId);
        await administration.changeRoles(officeId, personId, roles);
      },
    }),
    officeOrder({
      path: '/v1/administration/passwords',
      summary: 'Gives a person a new password',
      body: PasswordChange,
      obey: ({ officeId, personId, password }) => administration.resetPassword(officeId, personId, password),
    }),
    officeOrder({
      path: '/v1/administration/enrolment-codes',
      summary: 'A one-time code for one desk of an office',
      body: CodeOrder,
      answer: CodeMade,
      obey: ({ officeId }) => administration.makeEnrolmentCode(officeId),
    }),
    officeOrder({
      path: '/v1/administration/revocations',
      summary: 'Ends the rights of a desk or of a person',
      body: Revocation,
      obey: async (body, visitor) => {
        if ('deskId' in body) {
          assertOther(visitor, body.deskId);
          await administration.revokeDesk(body.officeId, body.deskId);
        } else {
          assertOther(visitor, body.personId);
          await administration.revokePerson(body.officeId, body.personId);
        }
      },
    }),
    officeOrder({
      path: '/v1/administration/grace',
      summary: 'Sets how long a desk of the office shows case files without contact; 0 is no limit',
      body: GraceChange,
      obey: ({ officeId, days }) => administration.setGrace(officeId, days),
    }),
  ];
}

const centres: readonly string[] = ['cityCentre', 'districtCentre'];

function isSetOverOthers(
  offices: readonly { readonly id: string; readonly kind: string }[],
  visitor: Visitor,
): boolean {
  const own = offices.find(({ id }) => id === visitor.officeId);
  return own !== undefined && centres.includes(own.kind);
}
