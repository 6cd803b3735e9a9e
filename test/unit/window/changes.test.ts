import { describe, expect, it } from 'vitest';
import {
  type Changes,
  isAnythingTyped,
  listIds,
  listOvertaken,
  listPatches,
  type Saved,
  valueIn,
  withoutTyped,
  withSaved,
  withTyped,
} from '../../../src-renderer/editing/changes.ts';

const kind = 'party';
const savedAs =
  (fields: Readonly<Record<string, unknown>>): Saved =>
  (_, id, field) =>
    id === 'P1' ? fields[field] : undefined;
const old = savedAs({ phone: '1', name: '王小明' });
const type = (fields: Readonly<Record<string, unknown>>, changes: Changes = {}, saved = old) =>
  withTyped(changes, { kind, id: 'P1', fields }, saved);

describe('what is typed over what is saved', () => {
  it('is seen, and sent exactly where it differs', () => {
    const changes = type({ phone: '2', name: '王小明', job: '' });
    expect(valueIn(changes, old)(kind, 'P1', 'phone')).toBe('2');
    expect(listPatches(changes, old)).toEqual([{ kind, id: 'P1', fields: { phone: '2' } }]);
    expect(listIds(changes, kind)).toEqual(['P1']);
    expect(listOvertaken(changes, old)).toEqual([]);
    // Told without what is saved: typed, typed back, and saved meanwhile.
    expect(isAnythingTyped(changes)).toBe(true);
    expect(isAnythingTyped(type({ phone: '1', job: '' }))).toBe(false);
    expect(isAnythingTyped(withSaved(changes, changes))).toBe(false);
  });

  it('says both values of a field that somebody else has saved since the typing began', () => {
    const changes = type({ phone: '22' }, type({ phone: '2' }));
    expect(listOvertaken(changes, savedAs({ phone: '3', name: '别的' }))).toEqual([
      { kind, id: 'P1', field: 'phone', savedSince: '3' },
    ]);
  });

  it('says nothing where both wrote the same, and nothing of a draft that does not know where it began', () => {
    expect(listOvertaken(type({ phone: '3' }), savedAs({ phone: '3' }))).toEqual([]);
    expect(listOvertaken({ 'party/P1': { phone: '2' } }, savedAs({ phone: '3' }))).toEqual([]);
  });

  it('goes on saying it while the typing goes on, until one of the two values is taken', () => {
    const newer = savedAs({ phone: '3' });
    const changes = type({ phone: '222', job: '厨师' }, type({ phone: '2' }), newer);
    expect(listOvertaken(changes, newer)).toHaveLength(1);
    const taken = withoutTyped(changes, kind, 'P1', 'phone');
    expect(listOvertaken(taken, newer)).toEqual([]);
    expect(listPatches(taken, newer)).toEqual([{ kind, id: 'P1', fields: { job: '厨师' } }]);
    expect(withoutTyped(taken, kind, 'P1', 'job')).toEqual({});
  });

  it('is not overtaken by its own saving, during which somebody went on typing', () => {
    const sent = type({ phone: '2' });
    const typedOn = type({ phone: '23' }, sent);
    const saved = savedAs({ phone: '2' });
    expect(listOvertaken(typedOn, saved)).toHaveLength(1);
    expect(listOvertaken(withSaved(typedOn, sent), saved)).toEqual([]);
  });
});
