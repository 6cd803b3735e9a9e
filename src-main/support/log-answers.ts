import { contracts, type DeskHandlers } from '../../shared/contract/desk-api.ts';
import { CodedError } from '../../shared/contract/ipc.ts';
import type { DeskLog } from './desk-log.ts';

/** What only asks changes nothing; what says that somebody is there is said all the time. */
const quiet: ReadonlySet<string> = new Set([
  'session.touch',
  ...contracts.flatMap(({ area, queries }) => Object.keys(queries).map((name) => `${area}.${name}`)),
]);

/** Notes every order that was carried out and every code that something was refused with; never what was said. */
export function logAnswers(handlers: DeskHandlers, log: Pick<DeskLog, 'note'>): DeskHandlers {
  const logged =
    (channel: string, handler: (request: never) => Promise<unknown>) => async (request: never) => {
      try {
        const answer = await handler(request);
        if (!quiet.has(channel)) log.note('done', { channel });
        return answer;
      } catch (error) {
        const code = error instanceof CodedError ? error.code : 'unexpected';
        const name = error instanceof Error ? error.name : 'unknown';
        log.note('refused', { channel, code, name });
        throw error;
      }
    };
  const areas = Object.entries(handlers).map(([area, channels]) => [
    area,
    Object.fromEntries(
      Object.entries(channels).map(([name, handler]) => [name, logged(`${area}.${name}`, handler)]),
    ),
  ]);
  return Object.fromEntries(areas) as DeskHandlers;
}
