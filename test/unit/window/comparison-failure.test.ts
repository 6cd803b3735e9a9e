import { expect, it, vi } from 'vitest';
import type { SyncStatus } from '../../../shared/contract/desk-sync.ts';

vi.stubGlobal('window', { desk: {}, addEventListener: () => {}, removeEventListener: () => {} });
const { isOvertaken } = await import('../../../src-renderer/exchange/useWaitingText.ts');
vi.unstubAllGlobals();

it('why a comparison failed is said until the centre is reached again, not until somebody presses once more', () => {
  const reachedAt = (lastContactAt: string | null) => ({ lastContactAt }) as SyncStatus;
  const failedAt = '2026-11-30T09:20:30.000Z';
  expect(isOvertaken(failedAt, reachedAt(null))).toBe(false);
  expect(isOvertaken(failedAt, reachedAt('2026-11-30T09:20:00.000Z'))).toBe(false);
  expect(isOvertaken(failedAt, reachedAt('2026-11-30T09:21:00.000Z'))).toBe(true);
  expect(isOvertaken(null, reachedAt('2026-11-30T09:21:00.000Z'))).toBe(false);
});
