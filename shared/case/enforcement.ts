import type { AgreementView } from './agreement.ts';
import type { Enforcement, EnforcementRoute, EntityOf } from './entities.ts';

type Standing = Pick<AgreementView, 'route' | 'enforcement'>;

/** What is registered of one application: the other body has seen none of it. */
const courseFields = [
  'appliedOn',
  'acceptedOn',
  'lengthenedOn',
  'decidedOn',
  'result',
  'documentNumber',
  'servedOn',
] as const satisfies readonly (keyof Enforcement)[];

/** The application was refused, or the parties took it back: the other way is open again while its days last. */
export function isRouteOver({ enforcement }: Standing): boolean {
  return enforcement?.result === 'refused' || enforcement?.result === 'withdrawn';
}

export function hasCourse({ enforcement }: Standing): boolean {
  return courseFields.some((field) => Boolean(enforcement?.[field]));
}

/**
 * The patch that chooses a way. The course of the way before is emptied with it: left standing, an application to the
 * commission would read as one to the court, and end the thirty days in which nobody has gone there.
 */
export function choosingRoute(
  { version, enforcement }: Pick<AgreementView, 'version' | 'enforcement'>,
  route: EnforcementRoute,
  chosenOn: string,
): { readonly kind: 'enforcement'; readonly id: string; readonly fields: Partial<EntityOf<'enforcement'>> } {
  const emptied = courseFields.filter((field) => Boolean(enforcement?.[field]));
  const chosen =
    route === 'notarisation'
      ? ({ route: 'none', otherRoute: route } as const)
      : { route, ...(enforcement?.otherRoute ? { otherRoute: null } : {}) };
  return {
    kind: 'enforcement',
    id: version,
    fields: { ...chosen, chosenOn, ...Object.fromEntries(emptied.map((field) => [field, null])) },
  };
}
