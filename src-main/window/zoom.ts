import type { Event, Input, WebContents } from 'electron';

/** Steps of the page's size; CRITERIA J asks for 200 %. */
const factors = [0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5] as const;

/** Ctrl with + and − make everything larger and smaller. Ctrl+0 belongs to the minutes: a step of the procedure. */
export function followZoomKeys(contents: WebContents): void {
  contents.on('before-input-event', (event: Event, input: Input) => {
    if (input.type !== 'keyDown' || !(input.control || input.meta) || input.alt) return;
    const next = nextFactor(input.key, contents.getZoomFactor());
    if (next === null) return;
    event.preventDefault();
    contents.setZoomFactor(next);
  });
}

/** The factor after a key, or null when the key is not about size. */
export function nextFactor(key: string, now: number): number | null {
  switch (key) {
    case '+':
    case '=':
      return factors.find((one) => one > now + 0.01) ?? now;
    case '-':
    case '_':
      return factors.findLast((one) => one < now - 0.01) ?? now;
    default:
      return null;
  }
}
