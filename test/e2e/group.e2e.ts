import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import writeExcelFile from 'write-excel-file/node';
import { parseCaseFile } from '../../scripts/demo/case-file.ts';
import { ordersOfCase } from '../../scripts/demo/orders.ts';
import { workerColumns, workerHeadings } from '../../shared/case/worker-columns.ts';
import { tableOfCase } from '../../shared/case/worker-rows.ts';
import type { DeskApi } from '../../shared/contract/desk-api.ts';
import { expect, test } from './desk.ts';

declare const window: { readonly desk: DeskApi };

test('twelve workers come from a sheet, the wrong row is mended in place, and the sums are the case’s own', async ({
  openDesk,
  dataFolder,
}, testInfo) => {
  const path = new URL('../fixtures/cases/02-construction-collective-wages.json', import.meta.url);
  const text = readFileSync(path, 'utf8');
  const file = parseCaseFile(text);
  const orders = ordersOfCase(file);
  const totals = JSON.parse(text).collective.tableTotals;
  const parties = orders.intake.filter(({ kind }) => kind === 'party');
  const collective = orders.intake.find(({ kind }) => kind === 'collective');
  const { rows } = tableOfCase({
    parties: parties.map(({ id, fields }) => ({ ...fields, id })),
    collective: { id: 'collective', ...collective?.fields },
  });
  const sheet = [
    workerColumns.map((column) => workerHeadings[column]),
    ...rows.map(({ cells }, index) =>
      workerColumns.map((column) => (index === 5 && column === 'claimAmount' ? '两万余' : cells[column])),
    ),
  ];
  const sheetPath = join(dataFolder, 'workers.xlsx');
  await writeExcelFile(sheet.map((row) => row.map((value) => ({ value })))).toFile(sheetPath);

  const { driver, page } = await openDesk();
  const shot = (name: string) => driver.screenshot(testInfo.outputPath(`${name}.png`));
  await driver.setUpOffice(file);
  const caseId = await driver.createCase(orders);
  await driver.field('application.application.workerCount').fill('12');
  await driver.field('application.application.isCollective').check();
  await driver.press('save-intake');
  await page.locator('.composer .saved-mark').waitFor();
  // Of a cell that is doubtful and wrong both are said: only what is wrong keeps the row out.
  const twicePath = join(dataFolder, 'twice.csv');
  writeFileSync(twicePath, '姓名,身份证号\n张三,110105198001010011\n李四,110105198001010011\n');
  await driver.field('workers.file').setInputFiles(twicePath);
  await expect(page.locator('[data-value="workersGood"]')).toContainText('1');
  await expect(page.locator('[data-value="workerImport"]')).toContainText('与第 2 行的身份证号相同');
  // One prominent button: while the list waits to be taken, saving what else was typed stands back.
  const save = page.locator('[data-action="save-intake"]');
  await driver.field('application.application.factsAndReasons').fill('拖欠工资');
  await expect(save).toHaveClass(/button-primary/);
  await expect(save).toHaveCSS('font-weight', '400');
  await expect(page.locator('[data-action="take-workers"]')).toHaveCSS('font-weight', '600');
  await driver.press('leave-import');
  await expect(save).toHaveCSS('font-weight', '600');
  await driver.press('save-intake');
  await page.locator('.composer .saved-mark').waitFor();
  await driver.field('workers.file').setInputFiles(sheetPath);
  await expect(page.locator('[data-value="workersGood"]')).toContainText('11');
  await expect(page.locator('[data-value="workerImport"]')).toContainText('第 7 行');
  await page.locator('[data-value="workerImport"]').scrollIntoViewIfNeeded();
  await shot('import-zh');
  // What waits to be mended waits also while somebody looks elsewhere.
  await driver.section('documents');
  await driver.section('intake');
  await driver.field('import.7.claimAmount').fill(rows[5]?.cells.claimAmount ?? '');
  await expect(page.locator('[data-value="workersGood"]')).toContainText('12');
  await driver.press('take-workers');
  await expect(page.locator('[data-value="workerImport"]')).toHaveCount(0);
  await driver.press('workers-instalments');
  const amounts = collective?.fields.rows as { instalments: { dueDate: string; amount: string }[] }[];
  for (const [index, { dueDate }] of (amounts[0]?.instalments ?? []).entries()) {
    await driver.press('add-worker-instalment');
    await driver.field(`worker.dueDate.${index + 1}`).fill(dueDate);
  }
  await driver.field('worker.1.instalment1').focus();
  await page.evaluate(
    (block) => {
      const data = new DataTransfer();
      data.setData('text/plain', block);
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    },
    amounts.map((row) => row.instalments.map(({ amount }) => amount).join('\t')).join('\r\n'),
  );
  await page.locator('.worker-grid').scrollIntoViewIfNeeded();
  await shot('instalments-zh');
  await driver.press('workers-amounts');
  await expect(page.locator('[data-value="workerTotal.agreedAmount"]')).toHaveText('247,155.00');
  await expect(page.locator('[data-value="workerTotal.claimAmount"]')).toHaveText('252,030.00');
  await driver.field('worker.1.dayRate').focus();
  await page.keyboard.press('Enter');
  await expect(driver.field('worker.2.dayRate')).toBeFocused();
  await shot('amounts-zh');
  for (const name of ['刘长河', '周德顺', '陈有田'])
    await page.locator('#collective .chip', { hasText: name }).click();
  await driver.field('collective.collective.electedOn').fill('2026-06-02');
  const known = await page.evaluate(async () => {
    const answer = await window.desk.desk.safety({});
    return answer.ok ? answer.value.savedActions : 0;
  });
  await driver.press('save-workers');
  await page.locator('#collective .saved-mark').waitFor();
  const read = await page.evaluate(async (id) => {
    const [opened, safety] = [
      await window.desk.cases.open({ caseId: id }),
      await window.desk.desk.safety({}),
    ];
    return { opened, actions: safety.ok ? safety.value.savedActions : 0 };
  }, caseId);
  if (!read.opened.ok) throw new Error(read.opened.code);
  const { view } = read.opened.value;
  expect(read.actions).toBe(known + 1);
  expect(view.parties).toHaveLength(12);
  expect(view.collective?.representativeIds).toHaveLength(3);
  const saved = tableOfCase(view);
  expect(saved.rows.map(({ cells, instalments }) => ({ cells, instalments }))).toEqual(
    rows.map(({ cells, instalments }) => ({ cells, instalments })),
  );
  expect(saved.dueDates).toEqual(totals.instalments.map((one: { dueDate: string }) => one.dueDate));

  // Twelve papers of one form are made in one go.
  await driver.section('documents');
  const together = page.locator('[data-together="addressConfirmation"]');
  await page.locator('details', { has: together }).locator('summary').click();
  await expect(together).toContainText('12');
  await shot('papers-together-zh');
  await driver.press('finalise-all-addressConfirmation');
  await expect(together).toHaveCount(0, { timeout: 60_000 });
  await expect(page.locator('[data-document^="addressConfirmation."] .tag-green')).toHaveCount(12);

  // Of a long table of signatures the names of the papers and of the signers stay in sight.
  const isNamed = await page.locator('.sign-scroll').evaluate((table) => {
    table.scrollTo(table.scrollWidth, table.scrollHeight);
    const frame = table.getBoundingClientRect();
    const placeOf = (selector: string) => table.querySelector(selector)?.getBoundingClientRect();
    const [paper, signer] = [placeOf('thead th:last-child'), placeOf('tbody tr:last-child td')];
    const isScrolled = table.scrollTop > 0 && table.scrollLeft > 0;
    return isScrolled && paper !== undefined && paper.top >= frame.top && signer?.left === frame.left;
  });
  expect(isNamed).toBe(true);
});
