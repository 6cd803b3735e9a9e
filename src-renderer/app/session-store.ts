import { create } from 'zustand';
import type { DeskSettings } from '../../shared/contract/desk.ts';
import type { SessionStatus } from '../../shared/contract/session.ts';
import { call, desk } from './desk.ts';

type SessionStore = {
  readonly status: SessionStatus | null;
  readonly settings: DeskSettings | null;
  /** Of which instant the copy is that was just put in the place of damaged files; null when none was. */
  readonly restoredFrom: string | null;
  /** Another recovery key, shown in the place of the window until it is kept or dropped; 'replaced' when it counts. */
  readonly otherRecoveryKey: { readonly shown: string } | 'replaced' | null;
  readonly refresh: () => Promise<void>;
  readonly setStatus: (status: SessionStatus) => void;
  readonly setSettings: (settings: DeskSettings) => void;
  readonly setRestored: (from: string) => void;
  readonly setOtherRecoveryKey: (key: SessionStore['otherRecoveryKey']) => void;
};

/** What was shown to whoever was at the desk is not shown to the next one. */
const ofStatus = (status: SessionStatus) =>
  status.state === 'unlocked' ? { status } : { status, otherRecoveryKey: null };

/** Who is at the desk, and how the desk looks. */
export const useSession = create<SessionStore>((set) => ({
  status: null,
  settings: null,
  restoredFrom: null,
  otherRecoveryKey: null,
  refresh: async () => {
    const [status, settings] = await Promise.all([
      call(desk.session.status({})),
      call(desk.desk.settings({})),
    ]);
    set({ ...ofStatus(status), settings });
  },
  setStatus: (status) => set(ofStatus(status)),
  setSettings: (settings) => set({ settings }),
  setRestored: (restoredFrom) => set({ restoredFrom }),
  setOtherRecoveryKey: (otherRecoveryKey) => set({ otherRecoveryKey }),
}));
