import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { buildDesk, placeOfDesk } from '../../../scripts/lib/build-desk.mjs';
import { run } from '../../../scripts/lib/run.mjs';

vi.mock('../../../scripts/lib/run.mjs', () => ({
  root: mkdtempSync(join(tmpdir(), 'build-desk-')),
  run: vi.fn(async () => 0),
  withProgress: (_label: string, work: () => unknown) => work(),
}));
const { root } = await import('../../../scripts/lib/run.mjs');
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('the desk that a command opens lies whole in a place of its own, and no other build reaches it', async () => {
  writeFileSync(join(root, 'package.json'), '{}');
  mkdirSync(join(root, 'assets'));
  writeFileSync(join(root, 'assets/font'), '');
  const places = [placeOfDesk('start'), placeOfDesk('demo')];
  expect(new Set([...places, root]).size).toBe(3);
  for (const command of ['start', 'demo'] as const) {
    // The second time it takes the place of the first, and what was linked into it stays.
    expect(await buildDesk(command)).toBe(true);
    expect(await buildDesk(command)).toBe(true);
    const place = placeOfDesk(command);
    expect(vi.mocked(run).mock.lastCall?.[1]).toContain(join(place, 'out'));
    expect(existsSync(join(place, 'package.json'))).toBe(true);
    expect(existsSync(join(place, 'assets/font'))).toBe(true);
  }
  vi.mocked(run).mockResolvedValueOnce(1);
  expect(await buildDesk('start')).toBe(false);
});
