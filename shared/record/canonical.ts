import canonicalize from 'canonicalize';

/** Any value that JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * RFC 8785 canonical JSON text of a value: the only text that is ever hashed.
 * Throws a TypeError for values that JSON cannot hold (NaN, functions, lone surrogates).
 */
export function canonicalText(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('record.notCanonical');
  return text;
}

/** Whether two JSON values are the same value, whatever the order of their keys. */
export function isSameJson(left: unknown, right: unknown): boolean {
  return left === right || canonicalText(left) === canonicalText(right);
}
