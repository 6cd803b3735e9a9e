import { create } from 'zustand';

/** A file as the scanner's folder lists it. */
export type ScannedFile = { readonly name: string; readonly at: string; readonly size: number };

const nameOf = ({ name, at, size }: ScannedFile) => `${name}\n${at}\n${String(size)}`;

type TakenFiles = {
  readonly names: ReadonlySet<string>;
  readonly add: (file: ScannedFile) => void;
  readonly has: (file: ScannedFile) => boolean;
};

/** What was taken out of the scanner's folder since the desk was opened: the files themselves stay there. */
export const useTakenFiles = create<TakenFiles>((set, get) => ({
  names: new Set(),
  add: (file) => set(({ names }) => ({ names: new Set(names).add(nameOf(file)) })),
  has: (file) => get().names.has(nameOf(file)),
}));
