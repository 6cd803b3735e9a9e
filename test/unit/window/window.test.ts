import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';

/** Electron itself is not loaded here; that real windows are isolated is shown by the end-to-end tests. */
const made: unknown[] = [];
vi.mock('electron', () => ({
  protocol: {},
  BrowserWindow: class {
    constructor(options: unknown) {
      made.push(options);
    }
  },
}));
const { findDeskFile, contentSecurityPolicy } = await import('../../../src-main/window/app-protocol.ts');
const { assertIsolated, createGuardedWindow } = await import('../../../src-main/window/guarded-window.ts');
const { guardNavigation, guardSession } = await import('../../../src-main/window/navigation.ts');

/** A camera that nobody has asked for. */
const closedDoor = { open: () => {}, shut: () => {}, isOpen: () => false };
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
    { partition: 'persist:other' },
    { additionalArguments: ['--x'] },
  ])('refuse %o', (preferences) => {
    expect(() => assertIsolated(preferences)).toThrow(/isolationLost/);
  });

  it('make a packaged window with exactly these preferences, tools for developers off', () => {
    createGuardedWindow({ width: 1, webPreferences: { preload: '/p.cjs' } }, true);
    createGuardedWindow({ width: 1, webPreferences: { preload: '/p.cjs' } }, false);
    const isolated = {
      preload: '/p.cjs',
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      contextIsolation: true,
      sandbox: true,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      spellcheck: false,
    };
    expect(made).toEqual([
      { width: 1, webPreferences: { ...isolated, devTools: false } },
      { width: 1, webPreferences: { ...isolated, devTools: true } },
    ]);
  });

  it('deny every permission that is asked or checked but copying, every device and every download', () => {
    const handlers: Record<string, (...given: unknown[]) => unknown> = {};
    const keep = (name: string) => (handler: (...given: unknown[]) => unknown) => {
      handlers[name] = handler;
    };
    guardSession(
      {
        setPermissionRequestHandler: keep('request'),
        setPermissionCheckHandler: keep('check'),
        setDevicePermissionHandler: keep('device'),
        on: (name: string, handler: () => unknown) => keep(name)(handler),
      } as never,
      closedDoor,
    );
    const details = { requestingUrl: 'app://desk/', isMainFrame: true };
    for (const permission of [
      'media',
      'geolocation',
      'notifications',
      'clipboard-read',
      'openExternal',
      'x',
    ]) {
      let answer: unknown;
      handlers.request?.(
        null,
        permission,
        (given: unknown) => {
          answer = given;
        },
        details,
      );
      expect([answer, handlers.check?.(null, permission, 'app://desk/', details)], permission).toEqual([
        false,
        false,
      ]);
    }
    expect(handlers.check?.(null, 'clipboard-sanitized-write', 'app://desk/', details)).toBe(true);
    expect(handlers.device?.({})).toBe(false);
    expect(isPrevented(handlers['will-download'])).toBe(true);
  });

  it('refuse every way out: navigation, redirects, frames, webviews and new windows', () => {
    const handlers: Record<string, (...given: unknown[]) => unknown> = {};
    guardNavigation({
      on: (name: string, handler: (...given: unknown[]) => unknown) => {
        handlers[name] = handler;
      },
      setWindowOpenHandler: (handler: () => unknown) => {
        handlers.open = handler;
      },
    } as never);
    for (const name of ['will-navigate', 'will-redirect', 'will-frame-navigate']) {
      for (const url of [
        'https://example.org/',
        'file:///etc/passwd',
        'app://desk.evil/',
        'data:text/html,x',
      ]) {
        expect(isPrevented(handlers[name], url), `${name} ${url}`).toBe(true);
      }
      expect(isPrevented(handlers[name], 'app://desk/'), name).toBe(false);
    }
    expect(isPrevented(handlers['will-attach-webview'])).toBe(true);
    expect(handlers.open?.({ url: 'https://example.org/' })).toEqual({ action: 'deny' });
  });
});

function isPrevented(handler: ((...given: unknown[]) => unknown) | undefined, url?: string): boolean {
  let prevented = false;
  handler?.({ preventDefault: () => (prevented = true), url }, url);
  return prevented;
}
