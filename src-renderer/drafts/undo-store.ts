import { create } from 'zustand';

/** A step back to what stood in a form before the last change that is not saved yet. */
export type UndoStep = { readonly name: string; readonly restore: () => void };

type UndoStore = {
  readonly steps: readonly UndoStep[];
  readonly add: (step: UndoStep) => void;
  readonly undo: () => void;
  /** The form was saved or left: there is nothing of it to take back. */
  readonly forget: (name: string) => void;
};

const longest = 200;

/** What was typed and not saved, over all forms on the screen; the last change is taken back first. */
export const useUndo = create<UndoStore>((set, get) => ({
  steps: [],
  add: (step) => set({ steps: [...get().steps.slice(-longest), step] }),
  undo: () => {
    const step = get().steps.at(-1);
    set({ steps: get().steps.slice(0, -1) });
    step?.restore();
  },
  forget: (name) => {
    if (get().steps.some((step) => step.name === name))
      set({ steps: get().steps.filter((step) => step.name !== name) });
  },
}));
