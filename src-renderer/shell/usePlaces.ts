import { hasPermission, type Permission } from '../../shared/directory/permissions.ts';
import { useSyncStatus } from '../exchange/useSyncStatus.ts';

/** The pages of the window, in the order of the navigation, with the right that each takes. */
const placePermissions = {
  today: 'readCases',
  cases: 'readCases',
  schedule: 'readCases',
  visits: 'readCases',
  ledger: 'readCases',
  risks: 'readCases',
  figures: 'readFigures',
  administration: 'administer',
  settings: 'belong',
} as const satisfies Readonly<Record<string, Permission>>;
export type Place = keyof typeof placePermissions;

export const places: readonly Place[] = [
  'today',
  'cases',
  'schedule',
  'visits',
  'ledger',
  'risks',
  'figures',
  'administration',
  'settings',
];

/** What only the centre knows. */
const placesOfCentre: readonly Place[] = ['figures', 'administration'];

/** Where somebody may go. A desk that works alone knows no roles: everything is allowed, but there is no centre. */
export function usePlaces(): readonly Place[] {
  const roles = useSyncStatus()?.roles ?? null;
  return places.filter((place) =>
    roles === null ? !placesOfCentre.includes(place) : hasPermission(roles, placePermissions[place]),
  );
}
