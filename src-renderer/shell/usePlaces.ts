import { hasPermission, type Permission } from '../../shared/directory/permissions.ts';
import { useSyncStatus } from '../exchange/useSyncStatus.ts';

/** The pages of the window, in the order of the navigation, with the right that each takes. */
const placePermissions = {
  today: 'readCases',
  cases: 'readCases',
  schedule: 'readCases',
  visits: 'readCases',
  ledger: 'readCases',
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
  'administration',
  'settings',
];

/** Where somebody may go. A desk that works alone knows no roles: everything is allowed, and there is no centre to administer. */
export function usePlaces(): readonly Place[] {
  const roles = useSyncStatus()?.roles ?? null;
  return places.filter((place) =>
    roles === null ? place !== 'administration' : hasPermission(roles, placePermissions[place]),
  );
}
