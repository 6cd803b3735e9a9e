import { DeskError } from './desk.ts';

/** Milliseconds. */
const lookAgain = 3_000;
const codes: readonly string[] = ['document.bytesMissing', 'scan.bytesMissing'];

/** `refetchInterval` of a query for a file: of another desk the entry comes first and the file after it. */
export function whileOnItsWay({
  state,
}: {
  readonly state: { readonly error: Error | null };
}): number | false {
  return state.error instanceof DeskError && codes.includes(state.error.code) ? lookAgain : false;
}
