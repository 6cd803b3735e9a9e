import { z } from 'zod';
import type { CaseActionType } from './actions.ts';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Finalised = z.object({ pdfSha256: Hash });
const Signed = z.object({ scanSha256: Hash.nullable().optional() });
const Scanned = z.object({
  patches: z.array(
    z.object({ fields: z.object({ sha256: Hash.optional(), originalSha256: z.string().optional() }) }),
  ),
});

/** Which files an action of each type names. */
const readers = new Map<string, (body: unknown) => string[]>([
  ['document.finalised', (body) => found(Finalised, body, ({ pdfSha256 }) => [pdfSha256])],
  ['document.signedByCertificate', (body) => found(Finalised, body, ({ pdfSha256 }) => [pdfSha256])],
  ['document.signed', (body) => found(Signed, body, ({ scanSha256 }) => [scanSha256])],
  [
    'scan.recorded',
    (body) =>
      found(Scanned, body, ({ patches }) =>
        patches.flatMap(({ fields }) => [fields.sha256, fields.originalSha256]),
      ),
  ],
] satisfies [CaseActionType, (body: unknown) => string[]][]);

export const typesNamingFiles: readonly string[] = [...readers.keys()];

/** The files an action names, by SHA-256: they go where the action goes. Of a body that does not fit: none. */
export function listNamedFiles(type: string, body: unknown): string[] {
  return readers.get(type)?.(body) ?? [];
}

function found<Shape extends z.ZodType>(
  shape: Shape,
  body: unknown,
  list: (value: z.output<Shape>) => readonly (string | null | undefined)[],
): string[] {
  const parsed = shape.safeParse(body);
  return parsed.success
    ? list(parsed.data)
        .filter((hash) => Boolean(hash))
        .map(String)
    : [];
}
