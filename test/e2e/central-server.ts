import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { DeskApi } from '../../shared/contract/desk-api.ts';
import type { Role } from '../../shared/contract/sync.ts';
import { openDatabase } from '../../src-server/database/open-database.ts';
import { type Administration, createAdministration } from '../../src-server/directory/administration.ts';
import { plainOffice } from '../fixtures/plain-office.ts';

declare global {
  interface Window {
    readonly desk: DeskApi;
  }
}

/** A real server process for end-to-end tests, and desks that join it through the window. */
const root = join(import.meta.dirname, '../..');
const password = 'correct horse battery';

export type RunningServer = { readonly address: string; readonly end: () => Promise<void> };

/** An operator's orders on the server's own database, while the server is stopped; `operator.test.ts` types them. */
export async function administer<Value>(
  folder: string,
  order: (administration: Administration) => Promise<Value>,
): Promise<Value> {
  const { database, close } = await openDatabase({ databaseUrl: null, dataFolder: folder });
  try {
    return await order(createAdministration({ database, now: Date.now, onChanged: async () => {} }));
  } finally {
    await close();
  }
}

/** The office that an operator adds where nobody looks at more than its name. */
export const plainSubdistrict = {
  name: plainOffice.name,
  kind: 'subdistrict',
  district: plainOffice.district,
};

/** A person as an operator adds them, with the password that `askToSignIn` types. */
export const newPerson = (name: string, account: string, ...roles: Role[]) => ({
  name,
  account,
  roles,
  password,
});

export async function startServer(
  folder: string,
  port: number,
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningServer> {
  const server: ChildProcess = spawn(process.execPath, [join(root, 'src-server/main.ts')], {
    env: { ...process.env, DATA_FOLDER: folder, PORT: String(port), LOG_LEVEL: 'silent', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await new Promise<string>((done, fail) => {
    let text = '';
    server.stdout?.on('data', (piece) => {
      text += piece;
      const found = /at (http:\S+),/.exec(text)?.[1];
      if (found) done(found);
    });
    server.once('exit', () => fail(new Error('the server ended')));
  });
  return {
    address,
    end: () =>
      new Promise((done) => {
        // Ended before, by the test or by itself: whoever tidies up waits for nothing.
        if (server.exitCode !== null || server.signalCode !== null) return done();
        server.once('exit', () => done());
        server.kill('SIGTERM');
      }),
  };
}

/** First run of a desk of 调解员 with its own letter, then enrolment and sign-in through the page behind the indicator. */
export async function setUp(
  page: Page,
  letter: string,
  address: string,
  code: string,
  account: string,
): Promise<void> {
  await enrol(page, letter, address, code);
  await signIn(page, account);
}

export async function enrol(page: Page, letter: string, address: string, code: string): Promise<void> {
  await page.evaluate(
    async ({ office, letter, pin }) => {
      const person = { name: `调解员${letter}`, certificateNumber: '', validFrom: null, validTo: null };
      await window.desk.session.setUp({ office, deskLetter: letter, person, pin });
    },
    { office: plainOffice, letter, pin: '135790' },
  );
  await page.reload();
  // The first run's recovery key was shown to this script instead of a person; the desk is open.
  await page.locator('[data-action="open-exchange"]').click();
  await page.locator('[data-field="sync.address"]').fill(address);
  await page.locator('[data-field="sync.code"]').fill(code);
  await page.locator('[data-action="enrol"]').click();
}

/** By the account at the centre, on the page behind the indicator: the unlocked person's first time. */
export async function signIn(page: Page, account: string): Promise<void> {
  await askToSignIn(page, account);
  await expect(page.locator('.sync-indicator')).toHaveAttribute('data-state', 'allSent');
}

export async function askToSignIn(page: Page, account: string): Promise<void> {
  await page.locator('[data-field="sync.account"]').fill(account);
  await page.locator('[data-field="sync.password"]').fill(password);
  await page.locator('[data-action="sync-sign-in"]').click();
}
