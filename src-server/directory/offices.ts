import type { Database } from '../database/open-database.ts';

export type Office = {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly district: string;
};

/**
 * Which offices one is set over: a 市 centre over all, a 区 centre over its district's, every other over itself alone.
 * It itself is among them.
 */
export async function listOfficesBelow(database: Database, officeId: string): Promise<Office[]> {
  const offices = await database
    .selectFrom('offices')
    .select(['id', 'name', 'kind', 'district'])
    .orderBy('district')
    .orderBy('name')
    .execute();
  const own = offices.find(({ id }) => id === officeId);
  if (own === undefined) return [];
  switch (own.kind) {
    case 'cityCentre':
      return offices;
    case 'districtCentre':
      // A district does not stand over the city's own centre, wherever that has its seat.
      return offices.filter(
        (one) => one.id === officeId || (one.district === own.district && one.kind !== 'cityCentre'),
      );
    default:
      return [own];
  }
}
