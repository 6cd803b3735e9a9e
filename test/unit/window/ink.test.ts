import { describe, expect, it } from 'vitest';
import { OnScreenSignature } from '../../../shared/case/actions.ts';
import {
  beginStroke,
  drawStroke,
  goOn,
  isFull,
  isWritten,
  noInk,
  type Touch,
} from '../../../src-renderer/signing/ink.ts';

const touch = (x: number, y: number, at: number): Touch => ({ x, y, at, pressure: 0.5, pointer: 'pen' });
const write = (touches: readonly Touch[], ink = noInk) => {
  const [first, ...others] = touches;
  return first === undefined ? ink : others.reduce(goOn, beginStroke(ink, first));
};
const line = Array.from({ length: 40 }, (_, index) => touch(10 + index, 20, 1_000 + index * 8));

describe('what is written on the screen', () => {
  it('is kept with the time since the first touch and the pressure, as the case file takes it', () => {
    const ink = write([touch(5, 5, 2_000), touch(9.256, 5, 2_016)], write(line));
    expect(ink.pointer).toBe('pen');
    expect(ink.strokes[0]?.slice(0, 8)).toEqual([1_000, 2_000, 0, 500, 1_100, 2_000, 8, 500]);
    expect(ink.strokes[1]).toEqual([500, 500, 1_000, 500, 926, 500, 1_016, 500]);
    const kept = {
      consentText: 'x',
      consentedAt: '2026-03-05T10:00:00.000Z',
      width: 500,
      height: 200,
      pointer: ink.pointer,
      strokes: ink.strokes,
    };
    expect(OnScreenSignature.parse(kept)).toEqual(kept);
  });

  it('is a signature only when it is more than a tap or a slip', () => {
    expect(isWritten(noInk)).toBe(false);
    expect(isWritten(write([touch(1, 1, 0)]))).toBe(false);
    expect(isWritten(write(line.slice(0, 9)))).toBe(false);
    expect(isWritten(write(line))).toBe(true);
  });

  it('leaves out a resting hand, and stays light however long somebody draws', () => {
    expect(write([touch(1, 1, 0), touch(1.1, 1.1, 9), touch(1.2, 1, 18)]).strokes[0]).toHaveLength(4);
    const long = write(
      Array.from({ length: 10_000 }, (_, index) => touch(index % 500, (index * 7) % 200, index)),
    );
    expect(isFull(long)).toBe(true);
    expect(JSON.stringify(long.strokes).length).toBeLessThan(200_000);
  });

  it('is drawn broader where the hand was harder', () => {
    const [soft = [], hard = []] = [0.1, 0.9].map((pressure) =>
      write(line.map((one) => ({ ...one, pressure }))).strokes.at(0),
    );
    expect(drawStroke(hard).width).toBeGreaterThan(drawStroke(soft).width);
    expect(drawStroke([100, 200, 0, 500]).path).toBe('M 1 2 L 1 2');
  });
});
