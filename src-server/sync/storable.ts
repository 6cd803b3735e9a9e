/** PostgreSQL has no place for a NUL or half a sign in a text. */
export function isStorable(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}
