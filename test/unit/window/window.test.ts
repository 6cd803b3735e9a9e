import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';

/** Electron itself is not loaded here; that real windows are isolated is shown by the end-to-end tests. */
vi.mock('electron', () => ({ protocol: {}, BrowserWindow: class {} }));
const { findDeskFile, contentSecurityPolicy } = await import('../../../src-main/window/app-protocol.ts');
const { assertIsolated } = await import('../../../src-main/window/guarded-window.ts');

const folder = mkdtempSync(join(tmpdir(), 'window-'));
mkdirSync(join(folder, 'renderer/assets'), { recursive: true });
writeFileSync(join(folder, 'renderer/index.html'), 'page');
writeFileSync(join(folder, 'renderer/assets/a b.js'), 'code');
writeFileSync(join(folder, 'secret'), 'secret');
symlinkSync(join(folder, 'secret'), join(folder, 'renderer/assets/link'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('serving the window’s files', () => {
  it('finds what is inside', async () => {
    expect(await findDeskFile(join(folder, 'renderer'), 'app://desk/')).toMatch(/index\.html$/);
    expect(await findDeskFile(join(folder, 'renderer'), 'app://desk/assets/a%20b.js')).toMatch(/a b\.js$/);
  });
  it.each([
    'app://desk/../secret',
    'app://desk/%2e%2e/secret',
    'app://desk/..%2fsecret',
    'app://desk/assets/..%2f..%2fsecret',
    'app://desk/assets/link',
    'app://desk/assets%00.js',
    'app://desk/..%5csecret',
    'app://desk//etc/passwd',
    'app://other/index.html',
    'app://desk/%ff',
    'app://desk/nothing',
  ])('finds nothing for %s', async (address) => {
    expect(await findDeskFile(join(folder, 'renderer'), address)).toBeNull();
  });
});

describe('the guards of a window', () => {
  it('allow no script but the desk’s own, and no inline one', () => {
    const policy = contentSecurityPolicy('n');
    expect(policy).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });
  it.each([
    { sandbox: false },
    { contextIsolation: false },
    { nodeIntegration: true },
    { webSecurity: false },
    { webviewTag: true },
    { enableBlinkFeatures: 'x' },
  ])('refuse %o', (preferences) => {
    expect(() => assertIsolated(preferences)).toThrow(/isolationLost/);
  });
});
