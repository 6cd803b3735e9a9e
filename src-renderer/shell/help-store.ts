import { create } from 'zustand';

const storageKey = 'desk.explained';

type Help = {
  readonly isOpen: boolean;
  /** Screens whose first explanation somebody has read on this PC. Names of screens, nothing of a case. */
  readonly explained: readonly string[];
  readonly toggle: () => void;
  readonly close: () => void;
  readonly markExplained: (screens: readonly string[]) => void;
};

export const useHelp = create<Help>((set, get) => ({
  isOpen: false,
  explained: (localStorage.getItem(storageKey) ?? '').split(' ').filter(Boolean),
  toggle: () => set({ isOpen: !get().isOpen }),
  close: () => set({ isOpen: false }),
  markExplained: (screens) => {
    const explained = [...new Set([...get().explained, ...screens])];
    localStorage.setItem(storageKey, explained.join(' '));
    set({ explained });
  },
}));
