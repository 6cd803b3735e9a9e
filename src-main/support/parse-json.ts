/** Null for what is no JSON: whoever reads it asks for a shape next, and null has none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
