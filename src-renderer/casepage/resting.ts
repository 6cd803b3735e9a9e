import type { SectionId } from './section-ids.ts';

/** What the line of a case opens; '' for the section of its next step. */
export type Line = { readonly caseId: string; readonly section: SectionId | '' };

/** Somebody rests on a line that they are about to open; whoever passes over it is gone sooner. In milliseconds. */
const resting = 80;

const isSame = (one: Line | null, other: Line): boolean =>
  one?.caseId === other.caseId && one.section === other.section;

/**
 * Tells of the line that somebody rests on, with the pointer or the keyboard, and not of those that are passed; null once
 * it was left.
 */
export function createResting(tell: (line: Line | null) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let met: Line | null = null;
  let isTold = false;
  const end = () => {
    clearTimeout(timer);
    met = null;
    if (isTold) tell(null);
    isTold = false;
  };
  const tellNow = (line: Line) => {
    clearTimeout(timer);
    if (isTold) return;
    isTold = true;
    tell(line);
  };
  /** Pressing a line puts the focus on it too: on the same line that is one rest. */
  const rest = (line: Line) => {
    if (isSame(met, line)) return;
    end();
    met = line;
    timer = setTimeout(tellNow, resting, line);
  };
  return {
    rest,
    /** The button of the mouse goes down, or a finger: it is opened when that goes up, a tenth of a second later. */
    press: (line: Line) => {
      rest(line);
      tellNow(line);
    },
    /** Of the focus and the pointer, the one that goes away leaves the other's line alone. */
    leave: (line: Line) => {
      if (isSame(met, line)) end();
    },
    /** The lines themselves have gone. */
    end,
  };
}
