import { z } from 'zod';
import { GraceDays } from '../directory/offline-grace.ts';
import { singleLine } from '../text/controls.ts';
import { Done, defineContract } from './ipc.ts';
import { Role } from './sync.ts';

/** What an administrator asks of the central server, from the window and over the line. */

const Id = z.string().min(1).max(64);
const Name = z.string().overwrite(singleLine).trim().min(1).max(100);
/** Typed rarely, and guarded by a slow hash and a wait after wrong tries. */
export const shortestPassword = 10;
const Password = z.string().min(shortestPassword).max(256);
const Roles = z.array(Role).min(1).max(Role.options.length);

export const AdministeredOffice = z.object({
  id: Id,
  name: z.string(),
  kind: z.string(),
  district: z.string(),
});
export type AdministeredOffice = z.infer<typeof AdministeredOffice>;

export const AdministeredPerson = z.object({
  id: Id,
  name: z.string(),
  account: z.string(),
  roles: z.array(Role),
  isRevoked: z.boolean(),
});
export type AdministeredPerson = z.infer<typeof AdministeredPerson>;

export const AdministeredDesk = z.object({
  id: Id,
  letter: z.string(),
  isRevoked: z.boolean(),
  /** Who has signed in there: by them an office knows which of its desks it is. */
  personIds: z.array(Id),
  /** When the server last heard of it; an older server does not say so. */
  heardAt: z.string().nullable().optional(),
  /** How often it began to listen anew within the hour. */
  restarts: z.number().int().optional(),
});
export type AdministeredDesk = z.infer<typeof AdministeredDesk>;

export const AdministrationQuestion = z.object({
  /** One of the offices below one's own; left out, one's own. */
  officeId: Id.optional(),
});
export const AdministrationOverview = z.object({
  officeId: Id,
  /** One's own and those it is set over. */
  offices: z.array(AdministeredOffice),
  mayAddOffices: z.boolean(),
  people: z.array(AdministeredPerson),
  desks: z.array(AdministeredDesk),
  /** An older centre knows no limit. */
  graceDays: GraceDays.default(0),
});
export type AdministrationOverview = z.infer<typeof AdministrationOverview>;

export const NewOffice = z.object({
  name: z.string().trim().min(2).max(100),
  /** A desk of another release may know other kinds; one that nobody knows is set over itself alone. */
  kind: z.string().min(1).max(64),
  district: z.string().min(1).max(32),
});
export type NewOffice = z.infer<typeof NewOffice>;
export const OfficeMade = z.object({ officeId: Id });

const OfOffice = z.object({ officeId: Id });
export const NewPerson = OfOffice.extend({
  name: Name,
  account: z.string().trim().min(2).max(128),
  password: Password,
  roles: Roles,
});
export const PersonMade = z.object({ personId: Id });
export const RoleChange = OfOffice.extend({ personId: Id, roles: Roles });
export const PasswordChange = OfOffice.extend({ personId: Id, password: Password });
export const GraceChange = OfOffice.extend({ days: GraceDays });
export const CodeOrder = OfOffice;
export const CodeMade = z.object({ code: z.string(), expiresAt: z.iso.datetime() });
export type CodeMade = z.infer<typeof CodeMade>;
export const OfficeOfDesk = OfOffice.extend({ deskId: Id });
export const OfficeOfPerson = OfOffice.extend({ personId: Id });
export const Revocation = z.union([OfficeOfDesk.strict(), OfficeOfPerson.strict()]);

/** The central server's administration, as the window of a 管理员 asks for it. Nothing of it is kept on the desk. */
export const administrationContract = defineContract({
  area: 'administration',
  queries: {
    overview: { request: AdministrationQuestion, response: AdministrationOverview },
  },
  commands: {
    addOffice: { request: NewOffice, response: OfficeMade },
    addPerson: { request: NewPerson, response: PersonMade },
    changeRoles: { request: RoleChange, response: Done },
    givePassword: { request: PasswordChange, response: Done },
    /** A code for one desk, shown once; it is read out to whoever sits there. */
    makeCode: { request: CodeOrder, response: CodeMade },
    revoke: { request: Revocation, response: Done },
    /** 离线使用期限 of the office's desks, in force as soon as each hears of it. */
    setGrace: { request: GraceChange, response: Done },
  },
});
