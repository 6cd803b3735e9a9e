import type { DeskHandlers } from '../../shared/contract/desk-api.ts';
import { Figures } from '../../shared/contract/sync.ts';
import type { OpenDesk } from '../open-desk.ts';

/** Answers the channels of `figures`: only the central server knows those of other offices. */
export function createFiguresHandlers(parts: {
  readonly getOpenDesk: () => OpenDesk;
}): DeskHandlers['figures'] {
  return {
    read: () => parts.getOpenDesk().sync.ask(Figures, { method: 'GET', path: '/v1/figures' }),
  };
}
