import { create } from 'zustand';
import { createResting, type Line } from './resting.ts';

/** The line of a case that somebody rests on: the page is drawn out of sight meanwhile, so that it opens at once. */
export const useRestedLine = create<{ readonly line: Line | null }>(() => ({ line: null }));

const { rest, press, leave, end } = createResting((line) => useRestedLine.setState({ line }));

export const endResting = end;

/** For the line of a case; of one that is not on this desk nothing is fetched before it is opened. */
export function asRestedOn({ isHere, ...line }: Line & { readonly isHere: boolean }) {
  if (!isHere) return {};
  return {
    onPointerEnter: () => rest(line),
    onPointerDown: () => press(line),
    onPointerLeave: () => leave(line),
    onFocus: () => rest(line),
    onBlur: () => leave(line),
  };
}
