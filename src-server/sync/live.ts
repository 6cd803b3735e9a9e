import type { LiveEvent } from '../../shared/contract/sync.ts';

type Listener = (event: LiveEvent) => void;

/** Who is connected now, by office; each told that there is something new, never what. */
export function createLiveHub() {
  const listeners = new Map<string, Set<Listener>>();
  return {
    tell: (officeId: string, event: LiveEvent): void => {
      for (const listener of listeners.get(officeId) ?? []) listener(event);
    },
    tellAll: (event: LiveEvent): void => {
      for (const ofOffice of listeners.values()) for (const listener of ofOffice) listener(event);
    },
    listen: (officeId: string, listener: Listener): (() => void) => {
      const ofOffice = listeners.get(officeId) ?? new Set();
      listeners.set(officeId, ofOffice.add(listener));
      return () => {
        ofOffice.delete(listener);
      };
    },
    count: (): number => [...listeners.values()].reduce((sum, ofOffice) => sum + ofOffice.size, 0),
  };
}
export type LiveHub = ReturnType<typeof createLiveHub>;
