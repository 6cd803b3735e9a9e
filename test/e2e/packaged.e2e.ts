import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { chromium, type Page } from '@playwright/test';
import { electronFlags } from '../../scripts/lib/electron.mjs';
import { root } from '../../scripts/lib/run.mjs';
import { expect, test } from './desk.ts';

/**
 * The packaged app itself, over CDP, because its inspect fuse is off (CRITERIA F). Linux only. Not the tools for
 * developers: keys that come over CDP never reach the program's own, so that `window.test.ts` alone shows them off.
 */
test.skip(process.platform !== 'linux', 'the packaged folder is looked at on Linux');
const folder = join(root, 'dist/linux-unpacked');
const executable = join(folder, 'mediation-desk');
const dataFolder = mkdtempSync(join(tmpdir(), 'packaged-'));
let desk: ChildProcess;
let page: Page;
let port = 0;
let headers: Record<string, string> = {};

const freePort = () =>
  new Promise<number>((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });

test.beforeAll(async () => {
  const made = spawnSync(process.execPath, [join(root, 'scripts/package.mjs'), '--built'], {
    encoding: 'utf8',
  });
  expect(made.status, made.stdout + made.stderr).toBe(0);
  port = await freePort();
  desk = spawn(
    executable,
    [...electronFlags(), `--remote-debugging-port=${port}`, `--desk-folder=${dataFolder}`],
    { stdio: 'ignore' },
  );
  const browser = await expect
    .poll(() => chromium.connectOverCDP(`http://127.0.0.1:${port}`).catch(() => null), { timeout: 30_000 })
    .not.toBeNull()
    .then(() => chromium.connectOverCDP(`http://127.0.0.1:${port}`));
  await expect.poll(() => browser.contexts()[0]?.pages().length ?? 0).toBeGreaterThan(0);
  page = browser.contexts()[0]?.pages()[0] as Page;
  await page.waitForSelector('#root > *');
  headers = await page.evaluate(async () => Object.fromEntries((await fetch('/')).headers));
});
test.afterAll(() => {
  desk?.kill();
  rmSync(dataFolder, { recursive: true, force: true });
});

test('F19 every fuse is set as the configuration says', async () => {
  const wire = await getCurrentFuseWire(executable);
  const state = (fuse: FuseV1Options) => wire[fuse];
  for (const off of [
    FuseV1Options.RunAsNode,
    FuseV1Options.EnableNodeOptionsEnvironmentVariable,
    FuseV1Options.EnableNodeCliInspectArguments,
    FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
    FuseV1Options.GrantFileProtocolExtraPrivileges,
  ]) {
    expect(state(off), FuseV1Options[off]).toBe(FuseState.DISABLE);
  }
  for (const on of [
    FuseV1Options.EnableCookieEncryption,
    FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
    FuseV1Options.OnlyLoadAppFromAsar,
  ]) {
    expect(state(on), FuseV1Options[on]).toBe(FuseState.ENABLE);
  }
});

test('F1, F18 only packaged content, under the desk’s own scheme', async () => {
  expect(page.url()).toBe('app://desk/');
  expect(existsSync(join(folder, 'resources/app.asar'))).toBe(true);
});

test('F2–F4, F20 the page has no Node, no Electron object, and only the named methods', async () => {
  const seen = await page.evaluate(() => ({
    node: ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter(
      (name) => name in window,
    ),
    areas: Object.keys((globalThis as unknown as { desk: object }).desk).sort(),
    invoke: 'invoke' in (globalThis as unknown as { desk: object }).desk,
  }));
  expect(seen).toEqual({
    node: [],
    areas: [
      'administration',
      'cases',
      'certificates',
      'desk',
      'documents',
      'figures',
      'ledger',
      'risks',
      'scans',
      'session',
      'subscribe',
      'sync',
      'wording',
    ],
    invoke: false,
  });
});

test('F5 permissions are denied', async () => {
  const states = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone'] as PermissionName[];
    return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state));
  });
  expect(states.every((state) => state === 'denied')).toBe(true);
});

test('F6–F10 the policy forbids foreign, inline and run-time code', async () => {
  expect(headers['content-security-policy']?.replace(/'nonce-[A-Za-z0-9+/]{22}=='/, "'nonce'")).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce'; img-src 'self' data: blob:; " +
      "font-src 'self' data:; worker-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; " +
      "frame-ancestors 'none'",
  );
  const result = await page.evaluate(async () => {
    const run = await new Promise<boolean>((done) => {
      const script = document.createElement('script');
      script.textContent = 'window.inlineRan = true';
      document.body.append(script);
      setTimeout(() => done('inlineRan' in window), 50);
    });
    const evaluated = (() => {
      try {
        return Boolean(new Function('return 1')());
      } catch {
        return false;
      }
    })();
    // An address that nobody answers at fails with or without a policy: it is the policy's own word that counts.
    const refusedBy = await new Promise<string>((done) => {
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
        if (blockedURI.startsWith('https://127.0.0.1:1/')) done(effectiveDirective);
      });
      fetch('https://127.0.0.1:1/').catch(() => setTimeout(() => done('nobody'), 1_000));
    });
    return { run, evaluated, refusedBy };
  });
  expect(result).toEqual({ run: false, evaluated: false, refusedBy: 'connect-src' });
});

test('F17 a frame inside the page, foreign or the desk’s own, gets neither content nor the desk', async () => {
  const frames = await page.evaluate(async () => {
    const seen: boolean[] = [];
    for (const address of ['https://example.org/', 'app://desk/', 'data:text/html,x']) {
      const frame = document.createElement('iframe');
      frame.src = address;
      const refused = new Promise((done) => {
        document.addEventListener('securitypolicyviolation', done, { once: true });
      });
      document.body.append(frame);
      await refused;
      try {
        seen.push('desk' in (frame.contentWindow ?? {}));
      } catch {
        // Its window is of another origin: not even the name can be asked for.
        seen.push(false);
      }
      frame.remove();
    }
    return seen;
  });
  expect(frames.every((hasDesk) => !hasDesk)).toBe(true);
});

test('the packaged desk works: store, papers and all', async () => {
  await page.click('[data-action="set-up-demo"]');
  await page.waitForSelector('.recovery-key');
  await page.check('[data-field="isRecoveryKeyKept"]');
  await page.click('[data-action="recovery-key-kept"]');
  await page.waitForSelector('.shell');
  const pages = await page.evaluate(async () => {
    const api = (globalThis as unknown as { desk: unknown }).desk as Record<
      string,
      Record<string, (request: unknown) => Promise<{ ok: boolean; value: Record<string, unknown> }>>
    >;
    const created = await api.cases?.create?.({ openedOn: '2026-04-13', externalNumber: null });
    const preview = await api.documents?.preview?.({
      caseId: created?.value.caseId,
      form: 'registrationForm',
      subjectId: 'application',
    });
    return preview?.value.pages;
  });
  expect(pages).toBeGreaterThan(0);
});

test('file names have no spaces, and nothing of tests or sources is inside', () => {
  const names = readdirSync(folder, { recursive: true }).map(String);
  expect(names.filter((name) => name.includes(' '))).toEqual([]);
  expect(names.filter((name) => /\.map$|(^|\/)(test|src-main)\//.test(name))).toEqual([]);
});

test('a bill of materials names what it was built from, Electron among it', () => {
  const bill = JSON.parse(readFileSync(join(root, 'dist/sbom.cdx.json'), 'utf8')) as {
    bomFormat: string;
    components: { name: string; version: string; hashes?: unknown[] }[];
  };
  expect(bill.bomFormat).toBe('CycloneDX');
  const names = bill.components.map(({ name }) => name);
  for (const name of ['electron', 'libsql', 'rxdb', 'react']) expect(names).toContain(name);
});

test('F16 the pinned Electron is still supported', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8'));
  const table: Record<string, string> = JSON.parse(
    readFileSync(join(root, 'assets/electron-support.json'), 'utf8'),
  ).endOfLife;
  const endOfLife = table[String(version).split('.')[0] ?? ''];
  expect(endOfLife, 'the table has no date for this major').toBeDefined();
  expect(new Date().toISOString().slice(0, 10) < (endOfLife ?? '')).toBe(true);
});

// Last, because a refused navigation leaves the test's own connection waiting for it.
test('F11–F15 no webview, no way out, no new window', async () => {
  expect(await page.evaluate(() => 'loadURL' in document.createElement('webview'))).toBe(false);
  // It answers at once: one that cannot be reached would leave the desk in its place for a while, guarded or not.
  const outside = `http://127.0.0.1:${port}/json/version`;
  expect((await fetch(outside)).ok).toBe(true);
  const opened = await page.evaluate((address) => window.open(address) !== null, outside);
  expect(opened).toBe(false);
  await page.evaluate((address) => {
    window.location.href = address;
  }, outside);
  await new Promise((done) => setTimeout(done, 1_000));
  const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as { url: string }[];
  expect(targets.map(({ url }) => url)).toEqual(['app://desk/']);
});
