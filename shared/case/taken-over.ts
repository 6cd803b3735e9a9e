import { isMobile } from '../law/validators.ts';
import type { EntityKind } from './entities.ts';

type Get = (kind: EntityKind, id: string, field: string) => unknown;

/**
 * What follows from a field that was just filled, so that no value is typed twice: each only while its own field is
 * still empty, and free to be changed. `docs/typing.md` counts on it.
 */
export function findTakenOver(
  kind: EntityKind,
  id: string,
  fields: Readonly<Record<string, unknown>>,
  get: Get,
): Readonly<Record<string, unknown>> {
  const into = (field: string, value: unknown) => {
    const isFilled = Boolean(get(kind, id, field)) || Object.hasOwn(fields, field);
    return isFilled || !value ? {} : { [field]: value };
  };
  switch (kind) {
    case 'party': {
      const phone = String(get(kind, id, 'phone') ?? '');
      // Nobody receives a paper on a telephone with a cord.
      return fields.isElectronicServiceAgreed === true && isMobile(phone)
        ? into('electronicServiceAccount', phone)
        : {};
    }
    case 'agent':
      return into('validFrom', fields.authorisedOn);
    case 'obligation':
      return fields.isMonetary === true || get(kind, id, 'isMonetary') === true
        ? into('accountName', findPayee(fields.creditorIds, get))
        : {};
    case 'service':
      return into('receivedBy', findPersonOf(findOnly(fields.partyIds), get));
    case 'visit':
      return into('visitedPerson', findPersonOf(fields.visitedPartyId, get));
    default:
      return {};
  }
}

/** Money goes to the account of the one who is owed it; several have accounts of their own in the annex. */
export function findPayee(creditorIds: unknown, get: Get): string {
  const [only, ...others] = Array.isArray(creditorIds) ? creditorIds : [];
  return typeof only === 'string' && others.length === 0 ? String(get('party', only, 'name') ?? '') : '';
}

const findOnly = (ids: unknown): unknown => (Array.isArray(ids) && ids.length === 1 ? ids[0] : undefined);

/** Whom one speaks with at a party: a worker himself, an employer's contact. */
function findPersonOf(partyId: unknown, get: Get): string {
  if (typeof partyId !== 'string' || partyId === '') return '';
  const names =
    get('party', partyId, 'kind') === 'employer' ? ['contactPerson', 'legalRepresentative'] : ['name'];
  return String(names.map((field) => get('party', partyId, field)).find(Boolean) ?? '');
}
