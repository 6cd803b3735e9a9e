import { create } from 'zustand';

type NewCase = {
  readonly isAsked: boolean;
  readonly ask: () => void;
  readonly close: () => void;
};

/** Whether the panel of a new case is open. Only its own button gives a number: one given by a slip stays a gap for ever. */
export const useNewCaseAsked = create<NewCase>((set) => ({
  isAsked: false,
  ask: () => set({ isAsked: true }),
  close: () => set({ isAsked: false }),
}));
