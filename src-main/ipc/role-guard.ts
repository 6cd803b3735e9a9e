import type { DeskHandlers } from '../../shared/contract/desk-api.ts';
import { CodedError } from '../../shared/contract/ipc.ts';
import {
  channelPermissions,
  channelsBeyondGrace,
  type Permission,
} from '../../shared/directory/permissions.ts';

type Rights = {
  readonly may: (permission: Permission) => boolean;
  /** Whether the desk was without contact for longer than its office allows. */
  readonly isShut: () => boolean;
};

/** Puts the permission table before every channel. Throws 'session.notAllowed', 'session.offlineTooLong'. */
export function guardByRole(handlers: DeskHandlers, rights: Rights): DeskHandlers {
  const areas = Object.entries(handlers).map(([area, channels]) => [
    area,
    Object.fromEntries(
      Object.entries(channels).map(([name, handler]) => [name, guarded(`${area}.${name}`, handler, rights)]),
    ),
  ]);
  return Object.fromEntries(areas) as DeskHandlers;
}

type Handler = (request: never) => Promise<unknown>;

function guarded(channel: string, handler: Handler, { may, isShut }: Rights): Handler {
  const permission = channelPermissions[channel];
  if (permission === undefined) throw new Error(`ipc.permissionMissing ${channel}`);
  const isShutWithTheDesk = !channelsBeyondGrace.has(channel);
  if (permission === 'anyone' && !isShutWithTheDesk) return handler;
  return async (request) => {
    if (isShutWithTheDesk && isShut()) throw new CodedError('session.offlineTooLong');
    if (permission !== 'anyone' && !may(permission)) throw new CodedError('session.notAllowed');
    return handler(request);
  };
}
