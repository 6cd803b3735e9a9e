import { create } from 'zustand';
import type { DeskSettings } from '../../shared/contract/desk.ts';
import type { SessionStatus } from '../../shared/contract/session.ts';
import { call, desk } from './desk.ts';

type SessionStore = {
  readonly status: SessionStatus | null;
  readonly settings: DeskSettings | null;
  readonly refresh: () => Promise<void>;
  readonly setStatus: (status: SessionStatus) => void;
  readonly setSettings: (settings: DeskSettings) => void;
};

/** Who is at the desk, and how the desk looks. */
export const useSession = create<SessionStore>((set) => ({
  status: null,
  settings: null,
  refresh: async () => {
    const [status, settings] = await Promise.all([
      call(desk.session.status({})),
      call(desk.desk.settings({})),
    ]);
    set({ status, settings });
  },
  setStatus: (status) => set({ status }),
  setSettings: (settings) => set({ settings }),
}));
