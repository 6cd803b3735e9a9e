import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { caseActions, sideFileActions } from '../../../shared/case/actions.ts';
import { entitySchemas } from '../../../shared/case/entities.ts';
import * as administration from '../../../shared/contract/administration.ts';
import * as certificates from '../../../shared/contract/certificates.ts';
import * as sync from '../../../shared/contract/sync.ts';
import { WordingReplaced } from '../../../shared/documents/wording/versions.ts';
import { LawTableAdded } from '../../../shared/law/office-tables.ts';
import { ActionHeader, StoredAction } from '../../../shared/record/action.ts';
import { findNarrowings } from './narrowings.ts';

/**
 * CRITERIA E2. What a desk has written stays readable for ever, and desks of an older release speak to a newer server:
 * shapes may only be added to. They are compared with the frozen copy of the first release.
 *
 * `npx vitest run test/unit/record/additive-only.test.ts --mode freeze` adds to the copy what was added since, once a
 * release is shipped; it never takes anything out. A new meaning is a new version of the action with an upcaster; only
 * then is its old body taken out of the copy by hand, where a reviewer sees it.
 */
const { env } = import.meta as unknown as { readonly env: { readonly MODE: string } };
const isFreezing = env.MODE === 'freeze';
const path = join(import.meta.dirname, '../../fixtures/schemas-v1.json');

type Shapes = Readonly<Record<string, unknown>>;
type Frozen = { readonly stored: Shapes; readonly spoken: Shapes };

const schemaOf = (schema: z.ZodType) =>
  JSON.parse(JSON.stringify(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }))) as unknown;
const named = (prefix: string, given: Readonly<Record<string, unknown>>) =>
  Object.entries(given).flatMap(([name, value]) =>
    value instanceof z.ZodType ? [[`${prefix}${name}`, schemaOf(value)] as const] : [],
  );

/** What lies in records: a field of an entity for itself, since an action may carry any of them. */
const stored: Shapes = Object.fromEntries([
  ...Object.entries(entitySchemas).flatMap(([kind, { shape }]) => named(`${kind}.`, shape)),
  ...Object.entries({ ...caseActions, ...sideFileActions }).map(
    ([type, { version, body }]) => [`${type} v${version}`, schemaOf(body)] as const,
  ),
  ...named('', { ActionHeader, LawTableAdded, StoredAction, WordingReplaced }),
]);
/** What desks and the central server say to each other. */
const spoken: Shapes = Object.fromEntries([
  ...named('sync.', sync),
  ...named('certificates.', certificates),
  ...named('administration.', administration),
]);

const read = (): Frozen =>
  existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { stored: {}, spoken: {} };
/** One shape to a line, so that a reviewer sees which one changed. */
const lines = (shapes: Shapes) =>
  `{\n${Object.entries(shapes)
    .map(([name, shape]) => `${JSON.stringify(name)}: ${JSON.stringify(shape)}`)
    .join(',\n')}\n}`;
const narrowed = (before: Shapes, after: Shapes) =>
  Object.entries(before).flatMap(([name, shape]) => findNarrowings(shape, after[name], name));

describe('the shapes of the first release', () => {
  it('lose no field, type or value, and ask for nothing that was not asked for', () => {
    const frozen = read();
    expect(narrowed(frozen.stored, stored)).toEqual([]);
    expect(narrowed(frozen.spoken, spoken)).toEqual([]);
    if (isFreezing) writeFileSync(path, `{\n"stored": ${lines(stored)},\n"spoken": ${lines(spoken)}\n}\n`);
    expect(Object.keys(read().stored).length).toBeGreaterThan(250);
    expect(Object.keys(read().spoken).length).toBeGreaterThan(40);
  });
});

describe('the comparison', () => {
  const before = z.object({
    name: z.string().max(10),
    side: z.enum(['applicant', 'respondent']),
    note: z.string().nullable(),
    rows: z.array(z.object({ amount: z.string().optional() })),
  });
  const losses = (after: z.ZodType) => findNarrowings(schemaOf(before), schemaOf(after));

  it('lets fields, values and room be added', () => {
    const more = { later: z.string().optional(), name: z.string().max(20) };
    expect(losses(before.extend(more))).toEqual([]);
    expect(losses(before.extend({ side: z.enum(['applicant', 'respondent', 'third']) }))).toEqual([]);
    expect(losses(before.partial())).toEqual([]);
  });

  it.each([
    ['a field that is gone', before.omit({ note: true }), '.note: gone'],
    ['a field that must be there now', before.extend({ later: z.string() }), '.later: must be there now'],
    ['less room', before.extend({ name: z.string().max(9) }), '.name: maxLength is tighter'],
    [
      'a limit that was none',
      before.extend({ note: z.string().max(9).nullable() }),
      '.note: maxLength is tighter',
    ],
    ['a value that is gone', before.extend({ side: z.enum(['applicant']) }), '.side: no longer respondent'],
    ['no empty value any more', before.extend({ note: z.string() }), '.note: null is now string'],
    ['another type', before.extend({ name: z.number() }), '.name: string is now number'],
    ['another pattern', before.extend({ name: z.string().max(10).regex(/^a/) }), '.name: another pattern'],
    [
      'a field deep inside',
      before.extend({ rows: z.array(z.object({ sum: z.string().optional() })) }),
      '.rows[].amount: gone',
    ],
    ['other fields that are refused', before.strict(), ': other fields are refused'],
  ])('finds %s', (_name, after, loss) => {
    expect(losses(after)).toEqual([loss]);
  });
});
