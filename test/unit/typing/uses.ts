import { z } from 'zod';
import { entitySchemas } from '../../../shared/case/entities.ts';
import type { CaseState } from '../../../shared/case/state.ts';
import { type CaseView, getCaseView } from '../../../shared/case/view.ts';
import { buildDocument } from '../../../shared/documents/build.ts';
import { listPaperSlots } from '../../../shared/documents/slots.ts';
import { addDays } from '../../../shared/text/dates.ts';
import { foldWholeCase } from '../../fixtures/fold-whole-case.ts';

const today = '2026-12-31';
const facts = { mediationEndsOn: '2026-05-06', today };

/** Every paper that a case can have, by its form, as data. One that cannot be built says why. */
function papersOf(view: CaseView): Map<string, string> {
  const papers = new Map<string, string>();
  for (const { form, subjectId } of listPaperSlots(view, today)) {
    try {
      papers.set(`${form}.${subjectId}`, JSON.stringify(buildDocument(view, form, subjectId, facts)));
    } catch (error) {
      papers.set(`${form}.${subjectId}`, String(error));
    }
  }
  return papers;
}

const samples = { date: '2026-03-05', money: '1234.56', text: '样本' };

/** Another value that the same field could hold; undefined where none of these does. */
export function otherValue(schema: z.ZodType, value: unknown): unknown {
  const candidates: unknown[] = [
    ...(typeof value === 'boolean' ? [!value] : []),
    ...(typeof value === 'number' ? [value + 1] : []),
    ...(typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? [addDays(value, 1)] : []),
    ...(Array.isArray(value) && value.length > 0 ? [value.slice(1), [...value, value[0]]] : []),
    ...(typeof value === 'string' && value !== '' && !/^\d/.test(value) ? [`${value}改`] : []),
    ...(schema instanceof z.ZodEnum ? schema.options : []),
    true,
    2,
    samples.date,
    '09:31',
    samples.money,
    '6543.21',
    '2026-03-05T09:31:00+08:00',
    samples.text,
    [samples.text],
    [{ date: samples.date, ground: 'filedLawsuit', proof: samples.text }],
    [{ from: '09:31', to: '09:41', reason: samples.text }],
  ];
  return candidates.find(
    (one) => JSON.stringify(one) !== JSON.stringify(value) && schema.safeParse(one).success,
  );
}

/** The case as it would be if every entity of this kind held something else in this field. */
function withOther(state: CaseState, kind: string, field: string, schema: z.ZodType): CaseState | null {
  const ofKind = state.entities[kind];
  if (ofKind === undefined) return null;
  const changed = Object.entries(ofKind).map(([id, entity]) => {
    const value = otherValue(schema, entity.fields[field]?.at(-1)?.value);
    return [id, value === undefined ? entity : { fields: { ...entity.fields, [field]: register(value) } }];
  });
  return { ...state, entities: { ...state.entities, [kind]: Object.fromEntries(changed) } };
}

const author = { action: 'x', person: 'x', desk: 'x', at: '2026-01-01T00:00:00Z' };
const register = (value: unknown) => [{ ...author, value }];

/** Entities that the example cases lack, under the ids that the window gives them. */
const lacking: Partial<Record<keyof typeof entitySchemas, string>> = {
  negotiation: 'negotiation',
  challenge: 'H1',
  disclosure: 'D1',
  enforcement: '1',
  immediatePerformance: 'I1',
};

/** The case with clauses that the desk writes from the fields, and with one of everything that the others lack. */
function withWrittenByDesk(state: CaseState): CaseState {
  const entities: Record<string, CaseState['entities'][string]> = { ...state.entities };
  for (const kind of ['obligation', 'claim'])
    entities[kind] = Object.fromEntries(
      Object.entries(entities[kind] ?? {}).map(([id, { fields }]) => [
        id,
        { fields: { ...fields, text: register(null) } },
      ]),
    );
  for (const [kind, id] of Object.entries(lacking)) {
    const shape = entitySchemas[kind as keyof typeof entitySchemas].shape as Record<string, z.ZodType>;
    const known: Record<string, unknown> = {
      isWithdrawn: false,
      isMonetary: true,
      meetingId: Object.keys(state.entities.meeting ?? {})[0],
      mediatorId: 'M1',
      debtorIds: ['P2'],
      creditorIds: ['P1'],
    };
    const fields = Object.entries(shape).map(([field, schema]) => [
      field,
      register(known[field] ?? otherValue(schema, undefined)),
    ]);
    entities[kind] = { [id]: { fields: Object.fromEntries(fields) } };
  }
  return { ...state, entities };
}

/**
 * Which forms say something else when a field holds something else: 'party.name' → forms. Found by changing each
 * field of the example cases in turn, so a value that is only reckoned with counts too. What none of the cases has is
 * not found.
 */
export function findUses(): Map<string, string[]> {
  const uses = new Map<string, Set<string>>();
  const states = [
    foldWholeCase('01-restaurant-wage-arrears').fold.state,
    foldWholeCase('02-construction-collective-wages', { end: 'paid', paidUntil: '2026-08-01' }).fold.state,
    foldWholeCase('04-no-contract-double-wage-failed').fold.state,
    withWrittenByDesk(foldWholeCase('01-restaurant-wage-arrears').fold.state),
  ];
  for (const state of states) {
    const before = papersOf(getCaseView('case-1', state));
    for (const [kind, { shape }] of Object.entries(entitySchemas)) {
      for (const [field, schema] of Object.entries(shape as Record<string, z.ZodType>)) {
        const other = withOther(state, kind, field, schema);
        if (other === null) continue;
        const after = papersOf(getCaseView('case-1', other));
        const key = `${kind}.${field}`;
        const forms = uses.get(key) ?? new Set();
        for (const [name, paper] of before)
          if (after.get(name) !== paper) forms.add(name.split('.')[0] ?? '');
        uses.set(key, forms);
      }
    }
  }
  return new Map([...uses].map(([key, forms]) => [key, [...forms].sort()]));
}
