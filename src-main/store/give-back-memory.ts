import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Collects the garbage of this thread. V8 does that when memory is asked for; after a long work, and with nobody at the
 * desk, nothing asks, and an old PC would keep its memory taken. Holds the thread for some tens of milliseconds.
 */
export function giveBackMemory(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
}
