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

export const typesNamingFiles = [
  'document.finalised',
  'document.signedByCertificate',
  'document.signed',
  'scan.recorded',
] as const satisfies readonly CaseActionType[];

/** The files an action names, by SHA-256: they go where the action goes. Of a body that does not fit: none. */
export function listNamedFiles(type: string, body: unknown): string[] {
  switch (type as CaseActionType) {
    case 'document.finalised':
    case 'document.signedByCertificate':
      return found(Finalised, body, ({ pdfSha256 }) => [pdfSha256]);
    case 'document.signed':
      return found(Signed, body, ({ scanSha256 }) => [scanSha256]);
    case 'scan.recorded':
      return found(Scanned, body, ({ patches }) =>
        patches.flatMap(({ fields }) => [fields.sha256, fields.originalSha256]),
      );
    default:
      return [];
  }
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
