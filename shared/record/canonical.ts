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

const quote = 0x22;
const backslash = 0x5c;

/** Whether a JSON text is nested no deeper than any form is. */
export function isShallow(text: string): boolean {
  let depth = 0;
  let isInString = false;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (isInString) {
      if (unit === backslash) index += 1;
      else if (unit === quote) isInString = false;
    } else if (unit === quote) isInString = true;
    else if (unit === 0x5b || unit === 0x7b) {
      depth += 1;
      if (depth > deepest) return false;
    } else if (unit === 0x5d || unit === 0x7d) depth -= 1;
  }
  return true;
}

/** Whether two JSON values are the same value, whatever the order of their keys. */
export function isSameJson(left: unknown, right: unknown): boolean {
  return left === right || canonicalText(left) === canonicalText(right);
}
