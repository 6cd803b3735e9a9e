import canonicalize from 'canonicalize';

/** Any value that JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * RFC 8785 canonical JSON text of a value: the only text that is ever hashed.
 * Throws a TypeError for values that JSON cannot hold (NaN, functions, lone surrogates).
 */
export function canonicalText(value: unknown): string {
  try {
    const text = canonicalize(value);
    if (text !== undefined) return text;
  } catch {
    // The library's own words quote the value, which may be somebody's.
  }
  throw new TypeError('record.notCanonical');
}

const deepest = 64;

/** Whether a JSON text is nested no deeper than any form is. */
export function isShallow(text: string): boolean {
  let depth = 0;
  let isInString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (isInString) {
      if (character === '\\') index += 1;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === '[' || character === '{') {
      depth += 1;
      if (depth > deepest) return false;
    } else if (character === ']' || character === '}') depth -= 1;
  }
  return true;
}

/** Whether two JSON values are the same value, whatever the order of their keys. */
export function isSameJson(left: unknown, right: unknown): boolean {
  return left === right || canonicalText(left) === canonicalText(right);
}
