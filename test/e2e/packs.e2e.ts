import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { actionsBeforeDocuments, ordersOfCase } from '../../scripts/demo/orders.ts';
import { readCase } from '../fixtures/fold-case.ts';
import { createPageReader, plain } from '../fixtures/page-text.ts';
import { startPrivateCups, until } from '../fixtures/private-cups.ts';
import { expect, test } from './desk.ts';

const file = readCase('01-restaurant-wage-arrears');

test('an application is checked, mended, made, printed in sets and saved as one zip; the timeline says so', async ({
  openDesk,
  dataFolder,
}) => {
  const cups = await startPrivateCups([
    { name: 'Desk', isDefault: true },
    { name: 'Shut', isAccepting: false },
    { name: 'Leaving' },
    { name: 'Still', isStopped: true },
  ]);
  const reader = createPageReader();
  try {
    const { driver, page, app } = await openDesk({ environment: cups.environment });
    await driver.setUpOffice(file);
    const orders = ordersOfCase(file);
    // Everything before the papers is proved elsewhere; here it is written at once.
    const caseId = await page.evaluate(
      async ({ openedOn, before, notes, signatures }) => {
        const unwrap = <Value>(answer: { ok: true; value: Value } | { ok: false; code: string }): Value => {
          if (!answer.ok) throw new Error(answer.code);
          return answer.value;
        };
        const { cases, documents } = window.desk;
        const { caseId } = unwrap(await cases.create({ openedOn, externalNumber: null }));
        for (const order of before) unwrap(await cases.act({ caseId, order: order as never }));
        for (const text of notes)
          unwrap(
            await cases.writeCaucusNote({
              caseId,
              meetingId: 'M1',
              withId: 'P1',
              date: '2026-04-22',
              time: '14:55',
              text,
            }),
          );
        const { agreementChecks } = unwrap(await cases.open({ caseId }));
        const overruled = agreementChecks.map(({ rule }) => ({ rule, reason: '双方已当面确认' }));
        const { documentId } = unwrap(
          await documents.finalise({ caseId, form: 'agreement', subjectId: '1', overruled }),
        );
        for (const body of signatures) {
          const order = { type: 'document.signed', body: { documentId, ...body } };
          unwrap(await cases.act({ caseId, order: order as never }));
        }
        const patches = [{ kind: 'party', id: 'P2', fields: { phone: null } }];
        const order = { type: 'intake.recorded', body: { patches } };
        unwrap(await cases.act({ caseId, order: order as never }));
        return caseId;
      },
      {
        openedOn: orders.openedOn,
        before: actionsBeforeDocuments(file),
        notes: file.caucusNotes.map((note) => note.text),
        signatures: orders.agreementSignatures,
      },
    );
    await driver.openCase(caseId);
    await driver.section('applications');
    await page.locator('[data-pack="judicialConfirmation"]').click();

    // what would have it refused leads to the field that mends it
    await page.locator('[data-action="mend-contactMissing"]').click();
    await expect(page.locator('[data-field="party.P2.phone"]')).toBeFocused();
    await page.keyboard.type('010-65000000');
    await page.locator('[data-field="correctionReason"]').fill('补登联系电话');
    await page.locator('[data-action="save-intake"]').click();
    await driver.section('applications');
    await page.locator('[data-pack="judicialConfirmation"]').click();
    await expect(page.locator('[data-obstacle="contactMissing"]')).toHaveCount(0);

    for (const form of ['mediationCertificate', 'judicialConfirmationApplication']) {
      await page.locator(`[data-paper^="${form}."] [data-action="finalise-${form}"]`).click();
      await expect(page.locator(`[data-paper^="${form}."] .tag-green`)).toBeVisible();
    }
    await expect(page.locator('[data-obstacle="certificateMissing"]')).toHaveCount(0);

    await page.locator('[data-action="print-pack"]').click();
    // a queue that refuses is said, and nothing is marked printed
    await page.locator('#batch-printer').selectOption('Shut');
    await page.locator('[data-action="print-batch"]').click();
    await expect(page.locator('[data-value="printed-word"] .notice-error')).toContainText('没有标记为已打印');
    await page.locator('[data-action="none-printed"]').click();
    // it is said, and whoever works with the keys goes on beside it
    await expect(page.locator('[data-print-batch] .notice-info')).toContainText('没有登记打印');
    await expect(page.locator('.section:focus', { has: page.locator('#batch-printer') })).toBeAttached();
    await page.locator('#batch-printer').selectOption('Desk');
    await page.locator('[data-field="batch.mediationCertificate.1"]').fill('2');
    await page.locator('[data-field="batch.sorting"]').selectOption('bySet');
    await page.locator('[data-action="print-batch"]').click();
    await page.locator('[data-field="cameOut.mediationCertificate.1"]').fill('1');
    await until(() => cups.paper().length === 4);
    const titles = cups.paper().map((one) => one.title.split('-')[0]);
    const set = ['judicialConfirmationApplication', 'mediationCertificate'];
    expect(titles).toEqual([...set, ...set]);
    // they are counted as they lie on the printer
    const counted = await page
      .locator('[data-field^="cameOut."]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-field')?.split('.')[1]));
    expect(counted).toEqual(set);
    // two of the application are proposed once the queue let go of them, one certificate was counted
    await expect(page.locator('[data-field="cameOut.judicialConfirmationApplication.1"]')).toHaveValue('2');
    await page.locator('[data-action="record-printed"]').click();
    await expect(page.locator('[data-print-batch] .notice-good')).toContainText('3');

    const path = join(dataFolder, 'pack.zip');
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    }, path);
    await page.locator('[data-action="export-pack"]').click();
    await expect(page.locator('[data-value="exports"] li')).toHaveCount(1);
    const files = unzipSync(readFileSync(path));
    expect(Object.keys(files)).toEqual([
      '00-材料清单.txt',
      '01-调解协议司法确认申请书.pdf',
      '02-劳动人事争议调解协议书.pdf',
      '03-主持调解的证明.pdf',
    ]);
    const words = Object.entries(files)
      .map(([name, bytes]) => (name.endsWith('.pdf') ? reader.pagesOf(bytes).join('') : ''))
      .join('');
    expect(words).toContain(plain(file.agreement?.obligations[0]?.text ?? ''));
    for (const note of file.caucusNotes)
      expect(words).not.toContain(plain(note.mustNeverBeExported ?? note.text));

    // the same papers for the online platform: every page a picture
    const pictures = join(dataFolder, 'pictures.zip');
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    }, pictures);
    await page.locator('[data-pack="onlinePlatform"]').click();
    await page.locator('[data-action="export-platform-pack"]').click();
    await expect(page.locator('[data-value="exports"] li')).toHaveCount(1);
    const { '00-填报内容.txt': sheet, ...pages } = unzipSync(readFileSync(pictures));
    expect(Buffer.from(sheet ?? []).toString('utf8')).toContain('010-65000000');
    const { view } = await driver.openedCase(caseId);
    const agreed = view.documents.find((one) => one.form === 'agreement');
    expect(Object.keys(pages)).toEqual(
      Array.from(
        { length: agreed?.pages ?? 0 },
        (_, index) => `01-劳动人事争议调解协议书-第${index + 1}页.jpg`,
      ),
    );
    for (const bytes of Object.values(pages)) {
      expect([...bytes.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
      expect(bytes.length).toBeGreaterThan(50_000);
    }

    // one paper alone goes through the same queue, and its count is asked for in the same way
    await driver.section('documents');
    await page.locator('[data-action^="show-mediationCertificate-"]').click();
    await driver.press('export-pdf');
    await expect(page.locator('#shown-paper .saved-mark')).toContainText('已存到');
    await page.locator('#printer').selectOption('Shut');
    await driver.press('print');
    await expect(page.locator('#shown-paper .notice-error')).toContainText('没有标记为已打印');
    await driver.press('none-printed');
    // what a printer that stands still has not let go of does not come out later, beside what is printed again
    await page.locator('#printer').selectOption('Still');
    await driver.press('print');
    await expect(page.locator('#shown-paper [data-action="cancel-print-jobs"]')).toBeVisible();
    await driver.press('none-printed');
    await expect(page.locator('#shown-paper .notice-info')).toContainText('没有登记打印');
    // A busy queue lets go of what it was told to a moment later.
    await expect.poll(() => cups.waiting('Still')).toBe(0);
    // nor does the rest of an order of which only a part came out
    await driver.field('print.copies').fill('2');
    await driver.press('print');
    await expect(page.locator('#shown-paper [data-action="cancel-print-jobs"]')).toBeVisible();
    await driver.field('cameOut.mediationCertificate.1').fill('1');
    await driver.press('record-printed');
    await expect(page.locator('#shown-paper .notice-good')).toContainText('实际打印 1 份');
    await expect.poll(() => cups.waiting('Still')).toBe(0);
    // a printer that is taken away after it was chosen: said, and no other one takes its place by itself
    await page.locator('#printer').selectOption('Leaving');
    cups.remove('Leaving');
    await driver.press('print');
    await expect(page.locator('#shown-paper .notice-error')).toContainText('已不在系统中');
    await driver.press('none-printed');
    await expect(page.locator('#shown-paper .notice-warning')).toContainText('Leaving');
    await expect(page.locator('#shown-paper [data-action="print"]')).toBeDisabled();
    await page.locator('#printer').selectOption('Desk');
    await driver.field('print.copies').fill('2');
    await driver.press('print');
    const cameOut = driver.field('cameOut.mediationCertificate.1');
    await expect(cameOut).toBeFocused();
    await expect(cameOut).toHaveValue('2');
    await cameOut.fill('1');
    // The second half of a double click on 打印 counts nothing.
    await page.locator('[data-action="record-printed"]').dispatchEvent('click', { detail: 2 });
    await expect(cameOut).toHaveValue('1');
    await driver.press('record-printed');
    await expect(page.locator('#shown-paper .notice-good')).toContainText('实际打印 1 份');

    // the window is gone before the count was given: the first page asks for it, and nothing was printed until then
    await driver.press('print');
    await expect(cameOut).toHaveValue('2');
    await page.reload();
    await page.locator('[data-open-print]').click();
    await expect(cameOut).toHaveValue('2');
    await driver.press('record-printed');
    await expect(page.locator('#shown-paper [data-action="print"]')).toBeVisible();
    await driver.goTo('today');
    await expect(page.locator('[data-open-print]')).toHaveCount(0);

    await driver.goTo('cases');
    await page.locator(`main [data-case="${caseId}"]`).click();
    await driver.section('timeline');
    await expect(page.locator('[data-action-type="pack.exported"]')).toHaveCount(2);
    await expect(page.locator('[data-action-type="document.printed"]')).toHaveCount(5);
  } finally {
    reader.close();
    cups.stop();
  }
});
