import { z } from 'zod';
import { FormId } from '../case/actions.ts';
import { OfficeFormId } from './catalogue.ts';
import type { Paper } from './paper.ts';

const Field = z.tuple([z.string(), z.string()]);
const Place = z.object({
  label: z.string(),
  name: z.string(),
  isSeal: z.boolean(),
  hasFingerprint: z.boolean().optional(),
});
const Table = z.object({
  widths: z.array(z.number()),
  head: z.array(z.string()),
  rows: z.array(z.array(z.string())),
});
const Part = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), text: z.string() }),
  z.object({ kind: z.literal('paragraph'), text: z.string() }),
  z.object({ kind: z.literal('point'), heading: z.string(), text: z.string() }),
  z.object({ kind: z.literal('caption'), text: z.string() }),
  z.object({
    kind: z.literal('party'),
    block: z.object({ heading: z.string(), fields: z.array(Field) }),
  }),
  z.object({ kind: z.literal('fields'), fields: z.array(Field) }),
  Table.extend({ kind: z.literal('table') }),
  z.object({
    kind: z.literal('choices'),
    label: z.string(),
    options: z.array(z.object({ text: z.string(), isChosen: z.boolean() })),
  }),
  z.object({ kind: z.literal('ruled'), lines: z.number() }),
  z.object({
    kind: z.literal('entry'),
    number: z.number(),
    time: z.string(),
    speaker: z.string(),
    role: z.string(),
    text: z.string(),
    note: z.string(),
  }),
]);

/** A paper as a finalised document keeps it; one of an early template, which had another shape, does not fit. */
export const StoredPaper: z.ZodType<Paper> = z.object({
  form: z.union([FormId, OfficeFormId]),
  formNumber: z.number(),
  title: z.string(),
  office: z.string(),
  number: z.string(),
  caseNumber: z.string(),
  places: z.array(Place),
  isOfParties: z.boolean(),
  isSignedOnEachPage: z.boolean(),
  isLandscape: z.boolean(),
  addressee: z.string(),
  parts: z.array(Part),
  closing: z.array(z.string()),
  handedTo: z.string(),
  letterDate: z.string().nullable(),
  enclosures: z.array(z.string()),
  slips: z.array(z.object({ title: z.string(), paragraphs: z.array(z.string()), places: z.array(Place) })),
  annexes: z.array(z.object({ title: z.string(), table: Table })),
});
