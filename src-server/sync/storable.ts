/** PostgreSQL has no place for a NUL or half a sign in a text. */
export function isStorable(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}

/** What is read out of a body for a column of its own; of a text that has no place there, nothing. */
export function toStorable(text: string): string {
  return isStorable(text) ? text : '';
}
