import type { DeskHandlers } from '../../shared/contract/desk-api.ts';
import { type AreaContract, CodedError } from '../../shared/contract/ipc.ts';
import type { DeskLog } from './desk-log.ts';

/** What only asks changes nothing. */
export function listQuestions(contracts: readonly AreaContract[]): string[] {
  return contracts.flatMap(({ area, queries }) => Object.keys(queries).map((name) => `${area}.${name}`));
}

/** What says that somebody is there is said all the time. */
const presence = 'session.touch';

/** Notes every order that was carried out and every code that something was refused with; never what was said. */
export function logAnswers(
  handlers: DeskHandlers,
  log: Pick<DeskLog, 'note'>,
  isQuestion: (channel: string) => boolean,
): DeskHandlers {
  const logged =
    (channel: string, handler: (request: never) => Promise<unknown>) => async (request: never) => {
      try {
        const answer = await handler(request);
        if (channel !== presence && !isQuestion(channel)) log.note('done', { channel });
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
