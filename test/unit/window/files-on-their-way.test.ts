import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';

// The page's modules take their door to main, and the library that there is a page, from the window as they are loaded.
vi.stubGlobal('window', { desk: {}, addEventListener: () => {}, removeEventListener: () => {} });
const { QueryClient, QueryObserver } = await import('@tanstack/react-query');
const { DeskError } = await import('../../../src-renderer/app/desk.ts');
const { whileOnItsWay } = await import('../../../src-renderer/app/files-on-their-way.ts');

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
afterAll(() => void vi.unstubAllGlobals());

/** As a paper or a scan is asked for: without tries of the library's own. Answers how often, and what came. */
function ask(answers: readonly (string | Error)[]) {
  let asked = 0;
  const observer = new QueryObserver(new QueryClient(), {
    queryKey: ['file'],
    queryFn: () => {
      const answer = answers[Math.min(asked, answers.length - 1)];
      asked += 1;
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    retry: false,
    refetchInterval: whileOnItsWay,
  });
  observer.subscribe(() => {});
  return { asked: () => asked, data: () => observer.getCurrentResult().data };
}

test('a file of another desk is asked for again until it has come, and then no more', async () => {
  const missing = new DeskError('scan.bytesMissing');
  const file = ask([missing, missing, 'bytes']);
  await vi.advanceTimersByTimeAsync(7_000);
  expect(file.data()).toBe('bytes');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(file.asked()).toBe(3);
});

test('what is wrong otherwise is not asked for again', async () => {
  const file = ask([new DeskError('document.damaged')]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(file.asked()).toBe(1);
});
