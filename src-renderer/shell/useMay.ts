import { hasPermission, type Permission } from '../../shared/directory/permissions.ts';
import { useSyncStatus } from '../exchange/useSyncStatus.ts';

/** Whether whoever works here may do something, so that it is not offered in vain. A desk that works alone knows no roles. */
export function useMay(): (permission: Permission) => boolean {
  const roles = useSyncStatus()?.roles ?? null;
  return (permission) => roles === null || hasPermission(roles, permission);
}
