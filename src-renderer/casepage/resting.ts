/** Somebody rests on a line that they are about to open; whoever passes over it is gone sooner. In milliseconds. */
const resting = 80;

/** Tells of the line that somebody rests on, with the pointer or the keyboard, and not of those that are passed. */
export function createResting(tell: (id: string) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const leave = () => clearTimeout(timer);
  const rest = (id: string) => {
    leave();
    timer = setTimeout(tell, resting, id);
  };
  return { rest, leave };
}
