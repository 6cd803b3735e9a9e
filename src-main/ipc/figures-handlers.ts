import type { DeskHandlers } from '../../shared/contract/desk-api.ts';
import type { OpenDesk } from '../open-desk.ts';

/** Answers the channels of `figures`: only the central server knows those of other offices. */
export function createFiguresHandlers(parts: {
  readonly getOpenDesk: () => OpenDesk;
}): DeskHandlers['figures'] {
  return {
    read: () => parts.getOpenDesk().sync.figures.read(),
  };
}
