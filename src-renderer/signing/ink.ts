import type { OnScreenSignature } from '../../shared/case/actions.ts';

type Strokes = OnScreenSignature['strokes'];

/** One touch of the pen as the browser tells it: pixels, milliseconds, pressure from 0 to 1. */
export type Touch = {
  readonly x: number;
  readonly y: number;
  readonly at: number;
  readonly pressure: number;
  readonly pointer: OnScreenSignature['pointer'];
};

export type Ink = {
  readonly strokes: Strokes;
  readonly pointer: OnScreenSignature['pointer'];
  /** When the first stroke began, on the clock of the events. */
  readonly begunAt: number;
};

export const noInk: Ink = { strokes: [], pointer: 'mouse', begunAt: 0 };

/** Numbers of one touch: x, y, time and pressure, as OnScreenSignature keeps them. */
const perTouch = 4;
/** Below this in both directions nothing was written: the hand only rests. In hundredths of a pixel. */
const leastStep = 40;
/** Enough for a long name written slowly, about a minute of it; more would make the action heavy for the line. */
const mostTouches = 6_000;

export function beginStroke(ink: Ink, touch: Touch): Ink {
  const first = ink.strokes.length === 0;
  const begunAt = first ? touch.at : ink.begunAt;
  const pointer = first ? touch.pointer : ink.pointer;
  return { begunAt, pointer, strokes: [...ink.strokes, numbersOf(touch, begunAt)] };
}

export function goOn(ink: Ink, touch: Touch): Ink {
  const last = ink.strokes.at(-1);
  if (last === undefined || isFull(ink)) return ink;
  const [x = 0, y = 0, time = 0, pressure = 0] = numbersOf(touch, ink.begunAt);
  const [formerX = 0, formerY = 0] = last.slice(-perTouch);
  if (Math.abs(x - formerX) < leastStep && Math.abs(y - formerY) < leastStep) return ink;
  return { ...ink, strokes: [...ink.strokes.slice(0, -1), [...last, x, y, time, pressure]] };
}

function numbersOf(touch: Touch, begunAt: number): number[] {
  return [
    Math.round(touch.x * 100),
    Math.round(touch.y * 100),
    Math.max(0, Math.round(touch.at - begunAt)),
    Math.round(touch.pressure * 1000),
  ];
}

/** No more is taken: the signer is asked to write again. */
export function isFull({ strokes }: Ink): boolean {
  return strokes.reduce((sum, stroke) => sum + stroke.length / perTouch, 0) >= mostTouches;
}

/** Whether somebody wrote: a slip of the pen or one tap is no signature. In hundredths of a pixel. */
const leastExtent = 2_000;
export function isWritten({ strokes }: Pick<Ink, 'strokes'>): boolean {
  const xs = strokes.flatMap((stroke) => stroke.filter((_, index) => index % perTouch === 0));
  const ys = strokes.flatMap((stroke) => stroke.filter((_, index) => index % perTouch === 1));
  if (xs.length < 8) return false;
  const extent = (all: readonly number[]) =>
    all.reduce((most, one) => Math.max(most, one), Number.NEGATIVE_INFINITY) -
    all.reduce((least, one) => Math.min(least, one), Number.POSITIVE_INFINITY);
  return Math.max(extent(xs), extent(ys)) >= leastExtent;
}

/** A stroke as the path of a picture, and how broad it is: a harder hand writes broader. */
export function drawStroke(stroke: Strokes[number]): {
  /** When it began: no two strokes of one hand begin together. */
  readonly begunAt: number;
  readonly path: string;
  readonly width: number;
} {
  const points: string[] = [];
  let pressure = 0;
  for (let at = 0; at + perTouch <= stroke.length; at += perTouch) {
    points.push(`${(stroke[at] ?? 0) / 100} ${(stroke[at + 1] ?? 0) / 100}`);
    pressure += stroke[at + 3] ?? 0;
  }
  const [first = '0 0'] = points;
  // One point alone is a dot.
  const path = `M ${first} L ${(points.length > 1 ? points.slice(1) : [first]).join(' L ')}`;
  const mean = points.length === 0 ? 0 : pressure / points.length / 1000;
  return { begunAt: stroke[2] ?? 0, path, width: 1.5 + 3 * mean };
}
