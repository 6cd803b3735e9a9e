import { describe, expect, it } from 'vitest';
import { createRebuilding } from '../../src-main/cases/rebuilding.ts';

/** The order of folding anew, with an index and case files that are lists; the real ones: test/session/summaries.test.ts. */
function rebuild(open: readonly string[], closed: readonly (readonly string[])[], failing = '') {
  const folded: string[] = [];
  let pass = (): void => {};
  const gate = new Promise<void>((done) => {
    pass = done;
  });
  const rebuilding = createRebuilding({
    count: async () => open.length + closed.flat().length,
    findOpen: async () => open,
    listClosed: async function* () {
      await gate;
      yield* closed;
    },
    refold: async (caseId) => {
      if (caseId === failing) throw new Error('store.ioError');
      folded.push(caseId);
    },
    onProgress: () => {},
  });
  return { rebuilding, folded, pass };
}

describe('lines of another version', () => {
  it('are made anew for open cases before anything is shown, and for the others behind', async () => {
    const { rebuilding, folded, pass } = rebuild(['a', 'b'], [['c', 'd'], [], ['e']]);
    await rebuilding.begin();
    expect(folded).toEqual(['a', 'b']);
    expect(rebuilding.progress()).toEqual({ done: 2, total: 5 });
    pass();
    await rebuilding.awaitEnd();
    expect(folded).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(rebuilding.progress()).toBeNull();
  });

  it('are left for the next unlocking when the desk is locked meanwhile', async () => {
    const { rebuilding, folded, pass } = rebuild(['a'], [['b']]);
    await rebuilding.begin();
    rebuilding.end();
    pass();
    await rebuilding.awaitEnd();
    expect(folded).toEqual(['a']);
  });

  it('fail the unlocking for an open case, and for another whoever needs all of them', async () => {
    await expect(rebuild(['a', 'b'], [], 'b').rebuilding.begin()).rejects.toThrow('store.ioError');
    const { rebuilding, pass } = rebuild(['a'], [['b']], 'b');
    await rebuilding.begin();
    pass();
    await expect(rebuilding.awaitEnd()).rejects.toThrow('store.ioError');
  });

  it('are not looked for where there are none', async () => {
    const { rebuilding, folded } = rebuild([], []);
    await rebuilding.begin();
    await rebuilding.awaitEnd();
    expect([folded, rebuilding.progress()]).toEqual([[], null]);
  });
});
