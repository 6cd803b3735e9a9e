/** Runs what it is given one after the other: each begins when the one before has ended, well or badly. */
export type InTurn = <Result>(work: () => Promise<Result>) => Promise<Result>;

export function createTurns(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work, work);
    last = result;
    // Whoever ordered it is told of a failure; nobody else.
    result.catch(() => {});
    return result;
  };
}
