/** A released version: three plain numbers. Trial versions ('1.0.0-beta') are never offered to a desk. */
const pattern = /^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})$/;

export function isReleaseVersion(text: string): boolean {
  return pattern.test(text);
}

/** Whether `candidate` is a later release than `current`. Anything that is no released version is not. */
export function isLaterVersion(candidate: string, current: string): boolean {
  const left = numbersOf(candidate);
  const right = numbersOf(current);
  if (left === null || right === null) return false;
  for (const [index, number] of left.entries()) {
    const other = right[index] ?? 0;
    if (number !== other) return number > other;
  }
  return false;
}

function numbersOf(version: string): readonly number[] | null {
  return isReleaseVersion(version) ? version.split('.').map(Number) : null;
}
