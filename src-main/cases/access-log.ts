import type { RecordHashing } from '../../shared/record/action.ts';
import { canonicalText } from '../../shared/record/canonical.ts';
import { createTurns } from '../../shared/support/in-turn.ts';
import type { Store } from '../store/open-store.ts';
import { listPages } from '../store/pages.ts';
import type { AccessLogEntry } from '../store/schemas.ts';

type Content = Omit<AccessLogEntry, 'id'>;

/** Where the last id stands by itself, so that nobody takes the newest entries away unseen. */
const headPlace = 'accessLog.head';
const pageSize = 500;
/** Ids of the chain sort behind the random ones of the first releases, in the order in which they were written. */
const chainId = /^n(\d{12})\.[0-9a-f]{48}$/;

/**
 * Who looked into a 副卷, printed or exported, and when (CRITERIA D5). Each entry's id is its number and a hash over what
 * it says and over the id of the one before; that of the first covers what was written before there was a chain.
 */
export function createAccessLog(parts: {
  readonly store: Store;
  readonly hashing: Pick<RecordHashing, 'sha256'>;
  readonly now: () => number;
  readonly person: () => string;
}) {
  const { store } = parts;
  const { accessLog, settings } = store.collections;
  const inTurn = createTurns();

  const idOf = (number: number, former: string, { at, person, what, recordId }: Content): string => {
    const hash = parts.hashing.sha256(canonicalText([former, at, person, what, recordId]));
    return `n${String(number).padStart(12, '0')}.${hash.slice(0, 48)}`;
  };
  const pages = () => listPages(store.guard, accessLog, pageSize);
  const findLast = async (): Promise<AccessLogEntry | null> => {
    const [last] = await store.guard(
      accessLog.find({ selector: {}, sort: [{ id: 'desc' }], limit: 1 }).exec(),
    );
    return last === undefined || !chainId.test(last.id) ? null : (last.toJSON() as AccessLogEntry);
  };
  const digestUnchained = async (): Promise<string> => {
    let digest = '';
    for await (const page of pages())
      for (const entry of page)
        if (!chainId.test(entry.id)) digest = parts.hashing.sha256(canonicalText([digest, entry]));
    return digest;
  };

  return {
    /** Durable when it returns. */
    note: (what: string, recordId: string): Promise<void> =>
      inTurn(async () => {
        const at = new Date(parts.now()).toISOString();
        const content = { at, person: parts.person(), what, recordId };
        const last = await findLast();
        const former = last === null ? await digestUnchained() : last.id;
        const id = idOf(last === null ? 1 : numberOf(last) + 1, former, content);
        await store.guard(accessLog.insert({ id, ...content }));
        await store.guard(settings.incrementalUpsert({ id: headPlace, value: id }));
      }),
    /** At how many places an entry was changed, added or taken away. */
    countBreaks: async (): Promise<number> => {
      // Read before the entries: what is noted meanwhile only comes behind it.
      const head = (await store.guard(settings.findOne(headPlace).exec()))?.toJSON().value;
      let digest = '';
      let former: AccessLogEntry | null = null;
      let isHeadMet = head === undefined;
      let breaks = 0;
      for await (const page of pages()) {
        for (const entry of page) {
          if (!chainId.test(entry.id)) {
            digest = parts.hashing.sha256(canonicalText([digest, entry]));
            continue;
          }
          const number: number = former === null ? 1 : numberOf(former) + 1;
          if (entry.id !== idOf(number, former?.id ?? digest, entry)) breaks += 1;
          if (entry.id === head) isHeadMet = true;
          former = entry;
        }
      }
      return isHeadMet ? breaks : breaks + 1;
    },
  };
}

function numberOf({ id }: AccessLogEntry): number {
  return Number(chainId.exec(id)?.[1]);
}
