import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import type { DeskApi } from '../../shared/contract/desk-api.ts';
import { readCase } from '../../test/fixtures/fold-case.ts';
import { createDriver } from '../demo/desk-driver.ts';
import { actionsBeforeDocuments, type Order, ordersOfCase } from '../demo/orders.ts';
import { type Figure, milliseconds, percentile } from './measure.ts';
import type { Stage } from './stage.ts';

const coldStarts = 5;

declare const window: { readonly desk: DeskApi };

/** From the click on a paper to its pages drawn in the window: every form of a case, and the first after a start. */
export async function benchPreview(stage: Stage): Promise<Figure[]> {
  const folder = join(stage.folder, 'preview');
  const file = readCase('01-restaurant-wage-arrears');
  const first = await open(stage, folder);
  await createDriver(first.page).setUpOffice(file);
  await fillCase(first.page, ordersOfCase(file).openedOn, actionsBeforeDocuments(file));
  await openPapers(first.page);
  const names = await listPapers(first.page);
  const all: number[] = [];
  for (const name of names) all.push(await showPaper(first.page, name));
  await first.app.close();
  const cold: number[] = [];
  for (let count = 0; count < coldStarts; count += 1) {
    const { app, page } = await open(stage, folder);
    await createDriver(page).unlock();
    await openPapers(page);
    cold.push(await showPaper(page, 'show-agreement-1'));
    await app.close();
  }
  // The first of all was cold as well.
  const warm = all.slice(1);
  return [
    {
      name: `Click to the pages of any form in the window, ${warm.length} forms, p95`,
      ours: milliseconds(percentile(warm, 0.95)),
      peer: '',
      ratio: '',
      goal: '≤ 300 ms',
    },
    {
      name: 'The same for the first paper after a start, worst of 5',
      ours: milliseconds(Math.max(...cold)),
      peer: '',
      ratio: '',
      goal: '≤ 700 ms',
    },
  ];
}

async function open(stage: Stage, folder: string): Promise<{ app: ElectronApplication; page: Page }> {
  const app = await stage.launchDesk(folder);
  const page = await app.firstWindow();
  await page.waitForSelector('#root > *');
  return { app, page };
}

async function fillCase(page: Page, openedOn: string, orders: readonly Order[]): Promise<void> {
  await page.evaluate(
    async ([day, all]) => {
      const made = await window.desk.cases.create({ openedOn: day, externalNumber: null });
      if (!made.ok) throw new Error(made.code);
      for (const order of all) {
        const done = await window.desk.cases.act({ caseId: made.value.caseId, order: order as never });
        if (!done.ok) throw new Error(done.code);
      }
    },
    [openedOn, orders] as const,
  );
}

async function openPapers(page: Page): Promise<void> {
  await page.locator('[data-nav="cases"]').click();
  await page.locator('main [data-case]').first().click();
  await page.locator('[data-section="documents"]').click();
  await page.waitForSelector('[data-action^="show-"]');
  // Those that the case does not ask for today are folded away.
  await page.evaluate(() => {
    for (const one of document.querySelectorAll<HTMLDetailsElement>('[data-stage] details')) one.open = true;
  });
}

const listPapers = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-action^="show-"]')].map(
      (one) => one.dataset.action ?? '',
    ),
  );

/** Milliseconds from the click until all pages of the paper are drawn in the window. */
async function showPaper(page: Page, name: string): Promise<number> {
  const time = await page.evaluate(async (action) => {
    const button = document.querySelector<HTMLElement>(`[data-action="${action}"]`);
    if (button === null) throw new Error(action);
    const drawn = new Promise<number>((done) => {
      const observer = new MutationObserver((changes) => {
        // Set once every page is drawn; the first shows before.
        const isDrawn = changes.some(
          ({ attributeName, target }) =>
            attributeName !== null && (target as HTMLElement).hasAttribute(attributeName),
        );
        if (!isDrawn) return;
        observer.disconnect();
        done(performance.now());
      });
      observer.observe(document.body, { attributeFilter: ['data-pages'], subtree: true });
    });
    const started = performance.now();
    button.click();
    return (await drawn) - started;
  }, name);
  return time;
}
