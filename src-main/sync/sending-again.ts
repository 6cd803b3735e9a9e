import { listNamedFiles } from '../../shared/case/named-files.ts';
import type { StoredAction } from '../../shared/record/action.ts';
import type { ParkedAction } from '../store/schemas.ts';
import { sleep } from './live-stream.ts';
import { waitingCodes } from './pushing.ts';

/** What may have come about: the id of a record of which the server has more, the SHA-256 of a file, or one of these. */
export type News = ReadonlySet<string>;
export const lineIsBack = 'lineIsBack';
export const directoryRead = 'directoryRead';

/** Whether what an action waits for at the server may have come about. */
export function isAwaited(news: News, { code }: Pick<ParkedAction, 'code'>, action: StoredAction): boolean {
  if (!waitingCodes.has(code)) return false;
  return news.has(lineIsBack) || listAwaited(code, action).some((one) => news.has(one));
}

function listAwaited(code: string, action: StoredAction): readonly string[] {
  switch (code) {
    case 'sync.historyMissing':
      return [action.recordId];
    case 'sync.fileMissing':
      return listFiles(action);
    case 'sync.signerUnknown':
      return [directoryRead];
    default:
      // The server has to be put right, and tells nobody when it is: whatever comes of it may be the sign.
      return [action.recordId, directoryRead];
  }
}

/** The files that an action names. */
export function listFiles(action: StoredAction): string[] {
  return listNamedFiles(action.type, JSON.parse(action.body ?? 'null'));
}

/**
 * Sends what waits as soon as its cause is gone: for all news that come close after one another once, and then not for a
 * while, so that what goes on waiting costs the server little however much happens.
 */
export function createSendingAgain(parts: {
  /** Answers whether there was anything to send. */
  readonly send: (news: News) => Promise<boolean>;
  /** Milliseconds between two sendings; a tenth of it before the first. */
  readonly rest: number;
  readonly end: AbortSignal;
}) {
  const { send, rest, end } = parts;
  let gathered = new Set<string>();
  let isUnderWay = false;
  const goOn = async (): Promise<void> => {
    while (gathered.size > 0) {
      await sleep(rest / 10, end);
      if (end.aborted) return;
      const news = gathered;
      gathered = new Set();
      if (await send(news)) await sleep(rest, end);
    }
  };
  return {
    note: (news: Iterable<string>): void => {
      for (const one of news) gathered.add(one);
      if (isUnderWay || end.aborted) return;
      isUnderWay = true;
      void goOn().finally(() => {
        isUnderWay = false;
      });
    },
  };
}
