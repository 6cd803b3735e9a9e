/** Milliseconds of silence on top of the server's beat after which the line counts as gone. */
const tolerance = 800;
/** Before the server has told its beat; an answer to the first request is due by then. */
const firstBeat = 1_000;
/** After so long a silence whatever waits for an answer is given up, to be asked again on a new connection. */
const givingUp = 10_000;
const lookEvery = 200;
/** Less than this says nothing about how fast a line is. */
const tellingBytes = 4_096;
/** Less than this may lie in the system's buffers before anybody reads it, and then seems to come in no time. */
const surelyTellingBytes = 128 * 1024;
/** Bytes a second from which packing an answer takes longer than carrying what it spares. */
const fast = 20_000_000;

/** How fast the line was last: milliseconds to an answer, bytes a second of what was long enough to tell. */
export type LineSpeed = { readonly answerTime: number | null; readonly bytesPerSecond: number | null };

/**
 * Knows whether anything is heard of the server. A cable that was pulled tells nobody: only the missing beats of the live
 * stream show it. An older server promises none, and then silence means nothing.
 * @param now milliseconds of a clock that only goes on
 */
export function createLineWatch(now: () => number = () => performance.now()) {
  let beat: number | null = firstBeat;
  /** Milliseconds of listening in which nothing was heard. */
  let silence = 0;
  let givenUpAfter = 0;
  let listenedAt = now();
  let isSilent = false;
  let pending = new AbortController();
  let timer: NodeJS.Timeout | null = null;
  let speed: LineSpeed = { answerTime: null, bytesPerSecond: null };
  let isFast = false;
  let onChange: () => void = () => {};
  const giveUp = (): void => {
    pending.abort();
    pending = new AbortController();
  };
  const listenAnew = (): void => {
    silence = 0;
    givenUpAfter = 0;
    listenedAt = now();
  };
  const look = (): void => {
    const at = now();
    // While this program did not run, nothing could be heard: that is no silence. What came meanwhile is read after this.
    silence += Math.min(at - listenedAt, 2 * lookEvery);
    listenedAt = at;
    if (beat === null || silence < beat + tolerance) return;
    if (!isSilent) {
      isSilent = true;
      onChange();
    }
    if (silence - givenUpAfter < givingUp) return;
    givenUpAfter = silence;
    giveUp();
  };
  return {
    /** @param told called when silence begins and when it ends */
    begin: (told: () => void): void => {
      listenAnew();
      onChange = told;
      timer ??= setInterval(look, lookEvery);
    },
    /** Something came from the server, whatever it was. */
    heard: (): void => {
      listenAnew();
      if (!isSilent) return;
      isSilent = false;
      onChange();
    },
    /** So many bytes went over the line one way, or an answer came to a question that carried none. */
    moved: (bytes: number, milliseconds: number): void => {
      if (bytes === 0) speed = { ...speed, answerTime: milliseconds };
      else if (bytes >= tellingBytes) speed = { ...speed, bytesPerSecond: (bytes / milliseconds) * 1_000 };
      if (bytes >= surelyTellingBytes) isFast = (bytes / milliseconds) * 1_000 >= fast;
    },
    speed: (): LineSpeed => speed,
    /** Whether the centre stands so near that answers are not worth packing; false until something long has come. */
    isFast: (): boolean => isFast,
    /** How often the server lets itself be heard while nothing happens; null when it does not say. */
    expectBeat: (every: number | null): void => {
      beat = every;
    },
    isSilent: (): boolean => isSilent,
    /** Aborted when nothing has been heard for so long that no answer can be hoped for. */
    signal: (): AbortSignal => pending.signal,
    end: (): void => {
      if (timer !== null) clearInterval(timer);
      timer = null;
      giveUp();
    },
  };
}
export type LineWatch = ReturnType<typeof createLineWatch>;
