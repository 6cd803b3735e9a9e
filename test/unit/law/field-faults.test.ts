import { describe, expect, it } from 'vitest';
import type { EntityKind } from '../../../shared/case/entities.ts';
import { findFieldFaults } from '../../../shared/law/field-faults.ts';

const faults = (kind: EntityKind, values: Record<string, unknown>) =>
  findFieldFaults(kind, (field) => values[field], '2026-06-01').map(
    ({ field, severity, code }) => `${field} ${severity} ${code}`,
  );

describe('dates and times in an impossible order', () => {
  it('are said beside the later of the two', () => {
    expect(faults('party', { entryDate: '2026-03-01', leaveDate: '2026-02-01' })).toEqual([
      'leaveDate error leftBeforeEntry',
    ]);
    expect(faults('meeting', { startTime: '10:00', endTime: '09:30' })).toEqual([
      'endTime error endsBeforeStart',
    ]);
    expect(faults('negotiation', { requestedOn: '2026-05-02', answeredOn: '2026-05-01' })).toEqual([
      'answeredOn error answeredBeforeAsked',
    ]);
  });

  it('are none where a field is empty or both days are the same', () => {
    expect(faults('party', { entryDate: '2026-03-01', leaveDate: null })).toEqual([]);
    expect(faults('party', { entryDate: '2026-03-01', leaveDate: '2026-03-01' })).toEqual([]);
  });

  it('only warn of what a wrong clock could explain, and of a child at work', () => {
    expect(faults('response', { askedOn: '2026-06-02' })).toEqual(['askedOn warning inFuture']);
    expect(faults('party', { birthDate: '2012-01-01', entryDate: '2025-12-31' })).toEqual([
      'entryDate warning employedUnderSixteen',
    ]);
    expect(faults('party', { birthDate: '2010-01-01', entryDate: '2026-01-01' })).toEqual([]);
  });
});
