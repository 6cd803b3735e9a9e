import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { parseCaseFile } from '../../scripts/demo/case-file.ts';
import { ordersOfCase } from '../../scripts/demo/orders.ts';
import type { FormId } from '../../shared/case/actions.ts';
import { expect, test } from './desk.ts';
import { enterIntake } from './seed.ts';

const file = parseCaseFile(
  readFileSync(new URL('../fixtures/cases/03-unlawful-dismissal-engineer.json', import.meta.url), 'utf8'),
);

/** A finalised paper of the case as its very PDF. */
async function finalise(page: Page, caseId: string, form: FormId): Promise<Buffer> {
  const pdf = await page.evaluate(
    async ({ caseId, form }) => {
      const final = await window.desk.documents.finalise({
        caseId,
        form,
        subjectId: 'application',
        overruled: [],
      });
      if (!final.ok) throw new Error(final.code);
      const read = await window.desk.documents.read({ caseId, documentId: final.value.documentId });
      return read.ok ? read.value.pdf : '';
    },
    { caseId, form },
  );
  return Buffer.from(pdf, 'base64');
}

/** The last page, which carries the code, as a photo that lies askew, as a scanner or a phone gives it. */
async function photograph(page: Page, folder: string, pdf: Buffer, degrees: number): Promise<string> {
  writeFileSync(join(folder, 'paper.pdf'), pdf);
  execFileSync('pdftoppm', ['-r', '150', '-png', join(folder, 'paper.pdf'), join(folder, 'paper')]);
  const pages = readdirSync(folder)
    .filter((name) => name.endsWith('.png'))
    .sort();
  const lastPage = join(folder, pages.at(-1) ?? '');
  const turned = await page.evaluate(
    async ({ png, degrees }) => {
      const bytes = Uint8Array.from(atob(png), (character) => character.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes]));
      const canvas = document.createElement('canvas');
      canvas.width = bitmap.width + 200;
      canvas.height = bitmap.height + 200;
      const context = canvas.getContext('2d');
      if (context === null) return '';
      context.fillStyle = '#777';
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.translate(canvas.width / 2, canvas.height / 2);
      context.rotate((degrees * Math.PI) / 180);
      context.drawImage(bitmap, -bitmap.width / 2, -bitmap.height / 2);
      return canvas.toDataURL('image/jpeg', 0.8).split(',')[1] ?? '';
    },
    { png: readFileSync(lastPage).toString('base64'), degrees },
  );
  const path = join(folder, `photo-${degrees}.jpg`);
  writeFileSync(path, Buffer.from(turned, 'base64'));
  for (const name of pages) rmSync(join(folder, name));
  return path;
}

test('a photo of a signed page finds its paper by the code on it; a page of another case is refused and named', async ({
  openDesk,
}) => {
  const { driver, page } = await openDesk();
  const folder = mkdtempSync(join(tmpdir(), 'desk-scans-'));
  try {
    await driver.setUpOffice(file);
    const caseId = await driver.createCase(ordersOfCase(file));
    await enterIntake(page, caseId, ordersOfCase(file));
    const paper = await finalise(page, caseId, 'registrationForm');
    const otherCaseId = await page.evaluate(async () => {
      const created = await window.desk.cases.create({ openedOn: '2026-03-05', externalNumber: null });
      return created.ok ? created.value.caseId : '';
    });
    const otherPaper = await finalise(page, otherCaseId, 'rightsNotice');

    await driver.openCase(caseId);
    await page.locator('[data-section="documents"]').click();
    const files = page.locator('[data-scan-files="signed"]');
    const [signed, ofOther] = [
      await photograph(page, folder, paper, 4),
      await photograph(page, folder, otherPaper, -2),
    ];
    // The second page is given while the first is still being read.
    await files.setInputFiles(signed);
    await files.setInputFiles(ofOther);
    await expect(page.locator('[data-signed-copies="registrationForm"] [data-scan]')).toHaveCount(1, {
      timeout: 60_000,
    });
    await page.locator('[data-signed-copies="registrationForm"] [data-scan]').click();
    await expect(page.locator('.scan-picture')).toBeVisible();
    if (process.env.SHOTS)
      await page.screenshot({ path: join(process.env.SHOTS, 'scan.png'), fullPage: true });

    await expect(page.locator('.notice-error')).toContainText('不在本案之内', { timeout: 60_000 });
    await expect(page.locator('.notice-good', { hasText: 'photo-4.jpg' })).toHaveCount(1);
    await expect(page.locator('[data-signed-copies] [data-scan]')).toHaveCount(1);

    await page.locator('[data-section="intake"]').click();
    await page
      .locator(`[data-scan-files="evidence-${driver.idOf('E1')}"]`)
      .setInputFiles(join(folder, 'photo-4.jpg'));
    await expect(page.locator(`[data-drop="evidence-${driver.idOf('E1')}"]`)).toBeVisible();
    await expect(page.locator('[data-scans="1"]')).toHaveCount(1);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
