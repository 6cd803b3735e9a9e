import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCaseFile } from '../../scripts/demo/case-file.ts';
import { playPin } from '../../scripts/demo/desk-driver.ts';
import { ordersOfCase } from '../../scripts/demo/orders.ts';
import { expect, test } from './desk.ts';

/**
 * The real keyring of GNOME through the real safeStorage, on a message bus of the test's own. That Windows' DPAPI and
 * Apple's Keychain behave alike is not shown here.
 */
const file = parseCaseFile(
  readFileSync(new URL('../fixtures/cases/01-restaurant-wage-arrears.json', import.meta.url), 'utf8'),
);
const hasKeyring = spawnSync('gnome-keyring-daemon', ['--version']).status === 0;

/** A login with an unlocked, empty keyring: what another PC is, too. */
async function startLogin() {
  const home = mkdtempSync(join(tmpdir(), 'login-'));
  mkdirSync(join(home, 'run'), { mode: 0o700 });
  const ended: ChildProcess[] = [];
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  ended.push(bus);
  const address = await new Promise<string>((done, fail) => {
    bus.stdout?.once('data', (text) => done(String(text).trim()));
    bus.once('exit', () => fail(new Error('the message bus did not start')));
  });
  const environment = {
    DBUS_SESSION_BUS_ADDRESS: address,
    XDG_CURRENT_DESKTOP: 'GNOME',
    XDG_DATA_HOME: join(home, 'share'),
    XDG_RUNTIME_DIR: join(home, 'run'),
  };
  const keyring = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    env: { ...process.env, ...environment, HOME: home },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  ended.push(keyring);
  keyring.stdin?.end('login password\n');
  const isThere = () =>
    spawnSync(
      'dbus-send',
      [
        '--session',
        '--print-reply',
        '--dest=org.freedesktop.DBus',
        '/org/freedesktop/DBus',
        'org.freedesktop.DBus.NameHasOwner',
        'string:org.freedesktop.secrets',
      ],
      { env: { ...process.env, ...environment }, encoding: 'utf8' },
    ).stdout.includes('boolean true');
  await expect.poll(isThere, { timeout: 30_000 }).toBe(true);
  return {
    environment,
    end: () => {
      for (const one of ended.reverse()) one.kill();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

test('the key lies under the PIN and the keyring; when the keyring is lost, the recovery key opens the desk', async ({
  openDesk,
  dataFolder,
}) => {
  test.skip(!hasKeyring, 'needs gnome-keyring and dbus');
  const own = await startLogin();
  const other = await startLogin();
  try {
    const first = await openDesk({ environment: own.environment });
    const recoveryKey = await first.driver.setUpOffice(file);
    const caseId = await first.driver.createCase(ordersOfCase(file));
    const vault = JSON.parse(readFileSync(join(dataFolder, 'vault.json'), 'utf8'));
    expect(vault.people[0].keyringBackend).toBe('gnome_libsecret');
    await first.app.close();

    const again = await openDesk({ environment: own.environment });
    await again.driver.unlock();
    await expect(again.page.locator('.shell')).toBeVisible();
    await again.app.close();

    // No keyring at all, as on a bare machine, and then another login's: the right PIN alone opens neither.
    const bare = { ...own.environment, DBUS_SESSION_BUS_ADDRESS: 'disabled:', XDG_CURRENT_DESKTOP: '' };
    for (const environment of [bare, other.environment]) {
      const { app, page } = await openDesk({ environment });
      await page.locator('[data-field="pin"]').fill(playPin);
      await page.locator('[data-action="unlock"]').click();
      await expect(page.locator('.notice-error')).toContainText('请使用恢复密钥');
      await app.close();
    }

    const moved = await openDesk({ environment: other.environment });
    await moved.page.locator('[data-action="toggle-recovery"]').click();
    await moved.page.locator('[data-field="recoveryKey"]').fill(recoveryKey);
    await moved.page.locator('[data-field="pin"]').fill('864209');
    await moved.page.locator('[data-action="unlock"]').click();
    await moved.page.locator('[data-nav="cases"]').click();
    await expect(moved.page.locator(`[data-case="${caseId}"]`)).toBeVisible();
    await moved.app.close();

    const later = await openDesk({ environment: other.environment });
    await later.driver.unlock('864209');
    await expect(later.page.locator('.shell')).toBeVisible();
  } finally {
    own.end();
    other.end();
  }
});
