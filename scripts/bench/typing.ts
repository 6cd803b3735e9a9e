import type { CDPSession, Page } from '@playwright/test';
import type { DeskApi } from '../../shared/contract/desk-api.ts';

/** The page's own window, in what is evaluated there. */
declare const window: globalThis.Window & { readonly desk: DeskApi };

export const workers = 100;
const keys = 40;
/** Milliseconds after a key, in which its work is done; as long as a quick hand takes to the next. */
const asHandsType = 60;
/** Milliseconds until what waits for a pause in the typing is done as well. */
const asHandsRest = 800;

/** Makes a case one of many workers. A page that has shown it before does not hear of it. */
export async function addWorkers(page: Page, caseId: string): Promise<void> {
  await page.evaluate(
    ({ id, count }) => {
      const patches = Array.from({ length: count }, (_, index) => ({
        kind: 'party' as const,
        id: `W${index}`,
        fields: { side: 'applicant', kind: 'person', name: `第${index}人`, monthlyWage: '6000.00' },
      }));
      return window.desk.cases.act({
        caseId: id,
        order: { type: 'intake.recorded', body: { patches } },
      });
    },
    { id: caseId, count: workers },
  );
}

/**
 * Milliseconds of page scripts that a key costs in the intake of a case of many workers, and in an input of the same page
 * that belongs to nobody.
 */
export async function measureTyping(page: Page, caseId: string): Promise<{ ours: number; bare: number }> {
  await page.locator('[data-nav="cases"]').click();
  await page.locator(`tr [data-case="${caseId}"]`).click();
  await page.locator('[data-section="intake"]').click();
  await page
    .getByText(`第${workers - 1}人`)
    .first()
    .waitFor();
  const meter = await page.context().newCDPSession(page);
  await meter.send('Performance.enable');
  const ours = await scriptsOfKey(page, meter, () =>
    page.locator('[data-field="application.application.causeOfAction"]').focus(),
  );
  const bare = await scriptsOfKey(page, meter, () =>
    page.evaluate(() => document.body.appendChild(document.createElement('input')).focus()),
  );
  return { ours, bare };
}

async function scriptsOfKey(page: Page, meter: CDPSession, focus: () => Promise<void>): Promise<number> {
  const scripts = async (): Promise<number> => {
    const { metrics } = await meter.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0;
  };
  const type = async (count: number): Promise<void> => {
    for (let typed = 0; typed < count; typed += 1) {
      await page.keyboard.press('x');
      await page.waitForTimeout(asHandsType);
    }
    await page.waitForTimeout(asHandsRest);
  };
  await focus();
  await type(5);
  const before = await scripts();
  await type(keys);
  return ((await scripts()) - before) * (1000 / keys);
}
