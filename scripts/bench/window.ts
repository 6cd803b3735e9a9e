import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { caseFoldVersion } from '../../shared/case/reducer.ts';
import type { DeskApi } from '../../shared/contract/desk-api.ts';
import { toSearchTokens } from '../../shared/text/search-tokens.ts';
import { deriveFromPin, newSlowHash } from '../../src-main/session/key-wrap.ts';
import { noKeyring } from '../../src-main/session/keyring.ts';
import { createSession } from '../../src-main/session/session.ts';
import { openStore } from '../../src-main/store/open-store.ts';
import { openPlainDesk } from '../../test/fixtures/plain-desk.ts';
import { plainOffice } from '../../test/fixtures/plain-office.ts';
import { summaryOf } from '../../test/store/summary-of.ts';
import { type Figure, milliseconds, percentile, timed, times } from './measure.ts';
import type { Stage } from './stage.ts';

/** The page's own window, in what is evaluated there. */
declare const window: globalThis.Window & { readonly desk: DeskApi };

const pin = '246813';
const workerUrl = new URL('../../src-main/store/worker.ts', import.meta.url);
const actionsInCase = 300;

/** In the real window, with 10,000 cases on the desk: from the PIN to the list, opening, saving, searching, and memory. */
export async function benchWindow(stage: Stage): Promise<Figure[]> {
  const folder = join(stage.folder, 'window-desk');
  mkdirSync(folder);
  const caseId = await fill(folder, 10_000);
  const bare = await memoryOf(await openBare(stage));
  const slowHash = percentile(await repeat(3, () => timed(() => deriveFromPin(pin, newSlowHash()))), 0.5);
  const app = await stage.launchDesk(folder);
  const page = await app.firstWindow();
  await page.locator('[data-field="pin"]').fill(pin);
  const unlocked = await timed(async () => {
    await page.locator('[data-action="unlock"]').click();
    await page.locator('[data-nav="cases"]').click();
    await page.locator('tr.choosable').first().waitFor();
  });
  const searches = await repeat(10, (count) => searchOnce(page, 1000 + count));
  const openings = await repeat(20, () => openOnce(page, caseId));
  const saves = await repeat(50, (count) => saveOnce(page, caseId, count));
  const own = await memoryOf(app);
  await app.close();
  const figure = (name: string, time: number, goal: string): Figure => ({
    name,
    ours: milliseconds(time),
    peer: '',
    ratio: '',
    goal,
  });
  return [
    figure(
      'PIN to the list of 10,000 cases, beyond the PIN’s own slow hash',
      unlocked - slowHash,
      '≤ 300 ms',
    ),
    figure('Key press to rows, 10,000 cases, p95', percentile(searches, 0.95), '≤ 50 ms'),
    figure(
      `Opening a case of ${actionsInCase} actions to a drawn page, p95`,
      percentile(openings, 0.95),
      '≤ 50 ms',
    ),
    figure(
      'An order from the window to durable and answered, p95',
      percentile(saves, 0.95),
      '≤ 30 ms (click to “saved”)',
    ),
    {
      name: 'Idle memory of all processes, 10,000 cases',
      ours: `${Math.round(own)} MiB`,
      peer: `${Math.round(bare)} MiB (bare window)`,
      ratio: times(own / bare),
      goal: '≤ 1.5 ×',
    },
  ];
}

/** A desk with one case of many actions, and the lines of as many other cases as are wanted. */
async function fill(folder: string, cases: number): Promise<string> {
  const desk = await openPlainDesk(folder);
  const { session, cases: work } = desk.handlers;
  const person = { name: '某人', certificateNumber: '', validFrom: null, validTo: null };
  await session.setUp({ office: plainOffice, deskLetter: 'A', person, pin });
  const personId = (await session.status({})).person?.id ?? '';
  const { caseId } = await work.create({ openedOn: '2026-04-13', externalNumber: null });
  for (let count = 1; count < actionsInCase; count += 1) {
    const fields = { side: 'applicant', kind: 'person', name: `第${count}次` } as const;
    const body = { patches: [{ kind: 'party' as const, id: 'P1', fields }] };
    await work.act({ caseId, order: { type: 'intake.recorded', body } });
  }
  await desk.close();
  const { dataKey } = await createSession({ folder, keyring: noKeyring, now: () => Date.now() }).unlock(
    personId,
    pin,
  );
  const store = await openStore({ folder, key: dataKey, workerUrl, onGone: () => {} });
  for (let from = 0; from < cases; from += 500) {
    const lines = Array.from({ length: 500 }, (_, offset) => {
      const number = from + offset;
      return summaryOf({
        id: `case-${number}`,
        foldVersion: caseFoldVersion,
        caseNumber: `京某劳调字〔2026〕第B${number}号`,
        searchTokens: toSearchTokens(`北京第${number}商贸有限公司`),
        updatedClock: `2026-04-12T00:00:00.000Z-${number.toString(16).padStart(5, '0')}-b`,
      });
    });
    await store.guard(store.collections.caseSummaries.bulkInsert(lines));
  }
  await store.close();
  return caseId;
}

async function repeat<Value>(count: number, work: (index: number) => Promise<Value>): Promise<Value[]> {
  const found: Value[] = [];
  for (let index = 0; index < count; index += 1) found.push(await work(index));
  return found;
}

async function openBare(stage: Stage): Promise<ElectronApplication> {
  const app = await stage.launchBare();
  await (await app.firstWindow()).waitForSelector('#root > *');
  return app;
}

/** MiB of all processes, some seconds after the last thing happened. */
async function memoryOf(app: ElectronApplication): Promise<number> {
  await new Promise((done) => setTimeout(done, 5_000));
  const kilobytes = await app.evaluate(({ app: program }) =>
    program.getAppMetrics().reduce((sum, { memory }) => sum + memory.workingSetSize, 0),
  );
  return kilobytes / 1024;
}

/** Measured in the page itself: from the key that completes the word to the row in the list of choices. */
async function searchOnce(page: Page, number: number): Promise<number> {
  const box = page.locator('[data-field="search"]');
  await box.fill(`第${String(number).slice(0, -1)}`);
  const found = page.evaluate((id) => {
    return new Promise<number>((done) => {
      window.addEventListener(
        'input',
        () => {
          const pressed = performance.now();
          const look = () => {
            if (document.querySelector(`[data-case="${id}"]`) !== null) done(performance.now() - pressed);
            else requestAnimationFrame(look);
          };
          look();
        },
        { once: true, capture: true },
      );
    });
  }, `case-${number}`);
  await box.press('End');
  await page.keyboard.insertText(String(number).slice(-1));
  return found;
}

async function openOnce(page: Page, caseId: string): Promise<number> {
  await page.locator('[data-nav="cases"]').click();
  const row = page.locator(`tr [data-case="${caseId}"]`);
  await row.waitFor();
  return row.evaluate((button: HTMLElement) => {
    const pressed = performance.now();
    button.click();
    return new Promise<number>((done) => {
      const look = () => {
        if (document.querySelector('.case-head') !== null)
          requestAnimationFrame(() => done(performance.now() - pressed));
        else requestAnimationFrame(look);
      };
      look();
    });
  });
}

function saveOnce(page: Page, caseId: string, count: number): Promise<number> {
  return page.evaluate(
    async ({ id, name }) => {
      const pressed = performance.now();
      const fields = { name };
      await window.desk.cases.act({
        caseId: id,
        order: { type: 'intake.recorded', body: { patches: [{ kind: 'party', id: 'P1', fields }] } },
      });
      return performance.now() - pressed;
    },
    { id: caseId, name: `再${count}次` },
  );
}
