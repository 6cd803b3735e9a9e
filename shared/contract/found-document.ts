import { z } from 'zod';
import { FormId } from '../case/actions.ts';

/** The document that a page or a file belongs to. */
export const FoundDocument = z.object({
  caseId: z.string(),
  caseNumber: z.string(),
  documentId: z.string(),
  form: FormId,
  number: z.string(),
});
export type FoundDocument = z.infer<typeof FoundDocument>;
