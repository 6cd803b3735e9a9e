/**
 * What no paper can show and nobody sees: controls but for tab and line ends, halves of signs, marks of width nothing
 * (U+200B, U+FEFF, of direction, that join) but for the soft hyphen, and those that choose the shape of a sign.
 */
const controls = /(?![\t\n\v\f\r])\p{Cc}|\p{Cs}|(?!\u00ad)\p{Cf}|\p{Variation_Selector}/gu;
/** Line ends that only some programs write. */
const lineEnds = /[\u2028\u2029]/g;

/**
 * The same value without what nobody sees and nobody typed: it comes along when text is copied out of a PDF, a table
 * or a chat, and no paper with it could be set.
 */
export function withoutControls<Value>(value: Value): Value {
  return strip(value) as Value;
}

/** A name or address as one line: line ends and tabs out of a table become spaces, what nobody sees is gone. */
export function singleLine(text: string): string {
  return withoutControls(text).replace(/\s+/g, ' ');
}

function strip(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(lineEnds, '\n').replace(controls, '');
  if (Array.isArray(value)) return value.map(strip);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, strip(one)]));
}
