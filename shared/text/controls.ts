/** Controls that no paper can show, but for tab and line ends; and halves of signs. */
const controls = /(?![\t\n\v\f\r])\p{Cc}|\p{Cs}/gu;

/**
 * The same value without what nobody sees and nobody typed: it comes along when text is copied out of a PDF or a table,
 * and no paper with it could be set.
 */
export function withoutControls<Value>(value: Value): Value {
  return strip(value) as Value;
}

/** A name or address as one line: line ends and tabs out of a table become spaces, what nobody sees is gone. */
export function singleLine(text: string): string {
  return withoutControls(text).replace(/\s+/g, ' ');
}

function strip(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(controls, '');
  if (Array.isArray(value)) return value.map(strip);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, strip(one)]));
}
