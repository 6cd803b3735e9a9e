import { z } from 'zod';
import { OfficeFormId } from '../documents/catalogue.ts';
import { defineContract } from './ipc.ts';

/**
 * 调解台账 or 统计报表 of a period, both days included; masked for a copy that leaves the office. 呈报表: of one risk, on the day
 * on which it is reported.
 */
const OfficePaperOrder = z
  .object({
    form: OfficeFormId,
    from: z.iso.date(),
    to: z.iso.date(),
    isMasked: z.boolean(),
    riskId: z.string().min(1).max(64).optional(),
  })
  .refine(({ from, to }) => from <= to)
  .refine(({ form, riskId }) => (form === 'riskReport') === (riskId !== undefined));
export type OfficePaperOrder = z.infer<typeof OfficePaperOrder>;

/** Papers of the office about all its cases (DOMAIN 2.2, row 35). Made from the case files, kept nowhere. */
export const ledgerContract = defineContract({
  area: 'ledger',
  queries: {
    preview: {
      request: OfficePaperOrder,
      /** PDF in base64, and how many cases the period has. */
      response: z.object({ pdf: z.string(), pages: z.number().int(), cases: z.number().int() }),
    },
  },
  commands: {
    print: {
      request: z.object({
        paper: OfficePaperOrder,
        printer: z.string().max(200),
        copies: z.number().int().min(1).max(99),
        isTwoSided: z.boolean().default(false),
      }),
      response: z.object({ jobId: z.string() }),
    },
    /** Saves the PDF where the person chooses. */
    exportPdf: { request: OfficePaperOrder, response: z.object({ isSaved: z.boolean() }) },
    /** The same as a sheet (.xlsx), for whoever reckons on. */
    exportSheet: { request: OfficePaperOrder, response: z.object({ isSaved: z.boolean() }) },
  },
});
