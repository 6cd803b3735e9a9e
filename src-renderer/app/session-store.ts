import { create } from 'zustand';
import type { DeskSettings } from '../../shared/contract/desk.ts';
import type { SessionStatus } from '../../shared/contract/session.ts';
import { call, desk } from './desk.ts';

type SessionStore = {
  readonly status: SessionStatus | null;
  readonly settings: DeskSettings | null;
  /** Of which instant the copy is that was just put in the place of damaged files; null when none was. */
  readonly restoredFrom: string | null;
  readonly refresh: () => Promise<void>;
  readonly setStatus: (status: SessionStatus) => void;
  readonly setSettings: (settings: DeskSettings) => void;
  readonly setRestored: (from: string) => void;
};

/** Who is at the desk, and how the desk looks. */
export const useSession = create<SessionStore>((set) => ({
  status: null,
  settings: null,
  restoredFrom: null,
  refresh: async () => {
    const [status, settings] = await Promise.all([
      call(desk.session.status({})),
      call(desk.desk.settings({})),
    ]);
    set({ status, settings });
  },
  setStatus: (status) => set({ status }),
  setSettings: (settings) => set({ settings }),
  setRestored: (restoredFrom) => set({ restoredFrom }),
}));
