import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { plainOffice } from '../fixtures/plain-office.ts';
import { expect, test } from './desk.ts';

/** A finalised paper of a new case: its bytes, and what its code says. */
async function makePaper(page: Page) {
  const made = await page.evaluate(async () => {
    const value = <Value>(answer: { ok: true; value: Value } | { ok: false; code: string }): Value => {
      if (!answer.ok) throw new Error(answer.code);
      return answer.value;
    };
    const { caseId, caseNumber } = value(
      await window.desk.cases.create({ openedOn: '2026-03-05', externalNumber: null }),
    );
    const order = { caseId, form: 'rightsNotice', subjectId: 'application' } as const;
    const { documentId, opened } = value(await window.desk.documents.finalise({ ...order, overruled: [] }));
    const { pdf } = value(await window.desk.documents.read({ caseId, documentId }));
    const hash = opened.view.documents[0]?.contentSha256.slice(0, 12) ?? '';
    return { caseNumber, pdf, code: `mediation-desk:1:${documentId}:${hash}` };
  });
  return { ...made, pdf: Buffer.from(made.pdf, 'base64') };
}

test('a PDF is checked in the window, and the code on a page, scanned anywhere, opens its case', async ({
  openDesk,
}, testInfo) => {
  const { driver, page } = await openDesk();
  const folder = mkdtempSync(join(tmpdir(), 'desk-check-'));
  const write = (name: string, bytes: Uint8Array) => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  const shot = (name: string) => driver.screenshot(testInfo.outputPath(`${name}.png`));
  try {
    await page.locator('#root > *').waitFor();
    await page.evaluate(
      (office) =>
        window.desk.session.setUp({
          office,
          deskLetter: 'A',
          person: { name: '李梅', certificateNumber: '', validFrom: null, validTo: null },
          pin: '135790',
        }),
      plainOffice,
    );
    await page.reload();
    await page.locator('[data-nav="today"]').waitFor();
    const paper = await makePaper(page);
    const files = page.locator('[data-checked-files]');
    const result = page.locator('[data-verdict]');
    const recordOf = page.locator('[data-state="same-as-record"]');

    await page.locator('[data-action="check-document"]').click();
    await files.setInputFiles(write('paper.pdf', paper.pdf));
    await expect(result).toHaveAttribute('data-verdict', 'unsigned');
    await expect(recordOf).toContainText('与案卷中的定稿一致');
    await expect(result).toContainText(paper.caseNumber);
    await shot('check-same');

    // Another byte in the picture of the page: still its code, no longer its bytes.
    const altered = Buffer.from(paper.pdf);
    const at = altered.indexOf('/ModDate');
    const place = at > 0 ? at + 1 : 700;
    altered[place] = (altered[place] ?? 0) ^ 1;
    await files.setInputFiles(write('altered.pdf', altered));
    await expect(result).toHaveAttribute('data-verdict', 'otherDocument');
    await expect(recordOf).toContainText('不一致');

    const large = write('large.pdf', paper.pdf);
    truncateSync(large, 200 * 1024 * 1024);
    for (const [path, state] of [
      [large, 'tooLarge'],
      [write('cut.pdf', paper.pdf.subarray(0, 20_000)), 'truncated'],
      [write('note.pdf', Buffer.from('no PDF')), 'notPdf'],
    ] as const) {
      await files.setInputFiles(path);
      await expect(result).toHaveAttribute('data-file-state', state);
    }
    await shot('check-bad');

    // As the scanner types it: key by key while somebody is in a field, with Enter behind it.
    await page.locator('[data-nav="cases"]').click();
    await page.locator('[data-field="search"]').fill('王');
    await page.keyboard.type(paper.code);
    await page.keyboard.press('Enter');
    await expect(page.locator('[data-value="caseNumber"]')).toContainText(paper.caseNumber);
    await expect(page.locator('#shown-paper')).toBeVisible();
    await expect(page.locator('[data-field="search"]')).toHaveValue('王');
    await expect(page.locator('[role="listbox"]')).toHaveCount(0);

    await page.locator('[data-nav="today"]').click();
    await page.keyboard.type(paper.code.replace(/.$/, (last) => (last === '0' ? '1' : '0')));
    await page.keyboard.press('Enter');
    await expect(page.locator('.shell-top .notice')).toContainText('请勿采信这页纸');
    await shot('scan-differs');
    await driver.press('close-scan-notice');
    await expect(page.locator('.shell-top .notice')).toHaveCount(0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
