import { expect, it } from 'vitest';
import type { RiskView } from '../../../shared/risk/view.ts';
import { isKeyDateNear } from '../../../src-renderer/risks/key-date.ts';

const withKeyDate = (keyDate: string | null, ended: Partial<RiskView> = {}) =>
  ({ risk: { keyDate }, endedOn: '', isWithdrawn: false, ...ended }) as unknown as RiskView;

it.each([
  ['a week before', withKeyDate('2026-02-12'), true],
  ['eight days before', withKeyDate('2026-02-13'), false],
  ['after it has passed', withKeyDate('2026-01-01'), true],
  ['of a settled risk', withKeyDate('2026-02-05', { endedOn: '2026-02-01' }), false],
  ['of one taken out of the register', withKeyDate('2026-02-05', { isWithdrawn: true }), false],
  ['that nobody named', withKeyDate(null), false],
])('a key date %s is spoken of: %#', (_when, view, isSpokenOf) => {
  expect(isKeyDateNear(view, '2026-02-05')).toBe(isSpokenOf);
});
