import { z } from 'zod';
import { CodedError } from '../../shared/contract/ipc.ts';
import { createTurns } from '../../shared/support/in-turn.ts';
import { createHeldText } from '../files/held-text.ts';

const freeTries = 5;
const firstPause = 30_000;
const longestPause = 60 * 60 * 1000;

const Tries = z.record(z.string(), z.object({ failed: z.number().int(), lastFailedAt: z.number() }));
type Tries = z.infer<typeof Tries>;

/** Counts wrong PINs of each person over restarts; after five, each further one doubles the pause. */
export function createPinTries(path: string, now: () => number) {
  // Counted also where the disk takes nothing, and nobody is kept out by it.
  const file = createHeldText(path);
  const load = async (): Promise<Tries> => {
    const text = await file.find();
    if (text === null) return {};
    try {
      return Tries.parse(JSON.parse(text));
    } catch {
      // A damaged counter must not open the door: everybody waits once.
      return { '*': { failed: freeTries, lastFailedAt: now() } };
    }
  };
  const save = (tries: Tries): Promise<void> => file.write(JSON.stringify(tries));

  /** Throws 'session.backOff' with the seconds to wait. A clock set back begins the pause anew. */
  const assertMayTry = async (personId: string): Promise<void> => {
    const tries = await load();
    const one = tries[personId] ?? tries['*'];
    if (one === undefined || one.failed < freeTries) return;
    const pause = Math.min(firstPause * 2 ** (one.failed - freeTries), longestPause);
    if (now() < one.lastFailedAt) await save({ ...tries, [personId]: { ...one, lastFailedAt: now() } });
    const waited = now() < one.lastFailedAt ? 0 : now() - one.lastFailedAt;
    if (waited < pause) {
      throw new CodedError('session.backOff', { retryAfterSeconds: Math.ceil((pause - waited) / 1000) });
    }
  };
  /** Counts a wrong PIN; answers how many tries are left before a pause. */
  const recordFailure = async (personId: string): Promise<number> => {
    const tries = await load();
    const failed = (tries[personId]?.failed ?? 0) + 1;
    await save({ ...tries, [personId]: { failed, lastFailedAt: now() } });
    return Math.max(freeTries - failed, 0);
  };
  const forget = async (personId: string): Promise<void> => {
    const { [personId]: failed, '*': ofAll, ...others } = await load();
    // After a right PIN there is seldom anything to forget, and nobody waits for the disk.
    if (failed === undefined && ofAll === undefined) return;
    await save(others);
  };

  // A thousand tries at once would all begin before the first one is counted.
  const inTurn = createTurns();

  return {
    /**
     * One try of a PIN, when none is under way any more.
     * @param open null when the PIN was wrong
     * @throws CodedError 'session.backOff' with the seconds to wait, 'session.wrongPin' with the tries that are left
     */
    attempt: <Opened>(personId: string, open: () => Promise<Opened | null>): Promise<Opened> =>
      inTurn(async () => {
        await assertMayTry(personId);
        const opened = await open();
        if (opened === null) {
          throw new CodedError('session.wrongPin', { triesLeft: await recordFailure(personId) });
        }
        await forget(personId);
        return opened;
      }),
    /** The PIN was set anew by the recovery key. */
    forget: (personId: string): Promise<void> => inTurn(() => forget(personId)),
  };
}
