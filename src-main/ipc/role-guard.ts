import type { DeskHandlers } from '../../shared/contract/desk-api.ts';
import { CodedError } from '../../shared/contract/ipc.ts';
import { channelPermissions, type Permission } from '../../shared/directory/permissions.ts';

/** Puts the permission table before every channel. Throws 'session.notAllowed'. */
export function guardByRole(handlers: DeskHandlers, may: (permission: Permission) => boolean): DeskHandlers {
  const areas = Object.entries(handlers).map(([area, channels]) => [
    area,
    Object.fromEntries(
      Object.entries(channels).map(([name, handler]) => [name, guarded(`${area}.${name}`, handler, may)]),
    ),
  ]);
  return Object.fromEntries(areas) as DeskHandlers;
}

type Handler = (request: never) => Promise<unknown>;

function guarded(channel: string, handler: Handler, may: (permission: Permission) => boolean): Handler {
  const permission = channelPermissions[channel];
  if (permission === undefined) throw new Error(`ipc.permissionMissing ${channel}`);
  if (permission === 'anyone') return handler;
  return async (request) => {
    if (!may(permission)) throw new CodedError('session.notAllowed');
    return handler(request);
  };
}
