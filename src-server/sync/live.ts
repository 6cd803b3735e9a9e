import type { LiveEvent } from '../../shared/contract/sync.ts';

type Listener = { readonly deskId: string; readonly hear: (event: LiveEvent) => void };

/** Who is connected now, by office; each told that there is something new, never what. */
export function createLiveHub() {
  const listeners = new Map<string, Set<Listener>>();
  return {
    /** @param byDeskId whose own doing it is: that desk knows of it, and would only ask for what it has sent */
    tell: (officeId: string, event: LiveEvent, byDeskId: string | null = null): void => {
      for (const { deskId, hear } of listeners.get(officeId) ?? []) if (deskId !== byDeskId) hear(event);
    },
    tellAll: (event: LiveEvent): void => {
      for (const ofOffice of listeners.values()) for (const { hear } of ofOffice) hear(event);
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
