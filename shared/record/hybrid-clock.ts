/**
 * Hybrid logical clock: a text that sorts as time does and never repeats on one desk.
 * It only orders actions; dates with legal meaning never come from it.
 * Shape: `<instant ISO-8601, 24 characters>-<counter, 5 hex digits>-<desk id>`.
 */
export type HybridClock = string;

const hybridClockPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z-[0-9a-f]{5}-[A-Za-z0-9_-]{1,32}$/;

const counterLimit = 0xfffff;

/** The instants that a clock text can say. */
const firstInstant = Date.parse('0000-01-01T00:00:00.000Z');
const lastInstant = Date.parse('9999-12-31T23:59:59.999Z');

type ClockParts = { readonly milliseconds: number; readonly counter: number };

/** Whether a text is a hybrid clock with an instant that exists: no 30 February, no 24 o'clock. */
export function isHybridClock(text: string): boolean {
  return findInstant(text) !== null;
}

/** Time and counter of a clock text. Throws RangeError when the text is not a hybrid clock. */
export function clockParts(clock: HybridClock): ClockParts {
  const milliseconds = findInstant(clock);
  if (milliseconds === null) throw new RangeError('record.clockMalformed');
  return { milliseconds, counter: Number.parseInt(clock.slice(25, 30), 16) };
}

/** Whose clock it is: the desk that wrote it. */
export function deskOfClock(clock: HybridClock): string {
  return clock.slice(31);
}

function findInstant(text: string): number | null {
  if (!hybridClockPattern.test(text)) return null;
  const milliseconds = Date.parse(text.slice(0, 24));
  // 30 February and 24 o'clock are taken for a moment of the next day; no time at all is of no day.
  return new Date(milliseconds).getUTCDate() === Number(text.slice(8, 10)) ? milliseconds : null;
}

function clockText({ milliseconds, counter }: ClockParts, desk: string): HybridClock {
  return `${new Date(milliseconds).toISOString()}-${counter.toString(16).padStart(5, '0')}-${desk}`;
}

/**
 * The clock of the next action of this desk.
 * @param last the last clock this desk wrote, '' when there is none; a received one never moves it (CRITERIA A7): what was
 * written after it says so, and is placed behind it (docs/decisions/001-order-from-own-history.md)
 * @param machineTime the machine's time in milliseconds since 1970; may run backwards or be no time at all, the result
 * never does. Throws RangeError 'record.clockExhausted' after the last instant of the year 9999.
 */
export function nextClock(last: HybridClock, machineTime: number, desk: string): HybridClock {
  const now = Number.isNaN(machineTime) ? 0 : Math.min(Math.max(machineTime, firstInstant), lastInstant);
  if (last === '') return clockText({ milliseconds: now, counter: 0 }, desk);
  const previous = clockParts(last);
  if (now > previous.milliseconds) return clockText({ milliseconds: now, counter: 0 }, desk);
  if (previous.counter < counterLimit) {
    return clockText({ milliseconds: previous.milliseconds, counter: previous.counter + 1 }, desk);
  }
  if (previous.milliseconds >= lastInstant) throw new RangeError('record.clockExhausted');
  return clockText({ milliseconds: previous.milliseconds + 1, counter: 0 }, desk);
}
