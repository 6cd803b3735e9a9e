import { SyncFailure } from './server-client.ts';

const first = 1_000;
const smallest = 20;
/** Also what RxDB is told: no page is asked for that is longer. */
export const largestPage = 2_000;
/** Milliseconds. A line that answers late is no better served by smaller pages: only one that is long about a page is slow. */
const quick = 1_000;
const slow = 5_000;

/**
 * How many actions, or lines of the list, are asked for at once. Each page costs some durable writes of its own, so of a
 * fast line they are many; of a slow one few, and fewer each time that it breaks off: a line that never holds for as long
 * as a page takes would otherwise bring nothing, ever.
 */
export function createPageSize() {
  let size = first;
  const noteTaken = (took: number): void => {
    if (took < quick) size = Math.min(largestPage, size * 2);
    if (took > slow) size = Math.max(smallest, Math.floor(size / 2));
  };
  return {
    /** A page as long as the line bears it, which each page tells anew. Throws as the question does. */
    ask: async <Page>(
      most: number,
      question: (limit: number) => Promise<Page>,
      lengthOf: (page: Page) => number,
    ): Promise<Page> => {
      const limit = Math.min(size, most);
      const began = performance.now();
      try {
        const page = await question(limit);
        if (lengthOf(page) === limit) noteTaken(performance.now() - began);
        return page;
      } catch (error) {
        if (error instanceof SyncFailure && error.kind === 'offline') {
          size = Math.max(smallest, Math.floor(size / 4));
        }
        throw error;
      }
    },
  };
}
