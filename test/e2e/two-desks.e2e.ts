import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { createDriver, type Driver } from '../../scripts/demo/desk-driver.ts';
import { launchDesk, type OpenedDesk } from '../../scripts/demo/launch.ts';
import { newServerFolder } from '../server/server-folder.ts';
import { newScan } from '../sync/desk-scans.ts';
import { administer, newPerson, plainSubdistrict, setUp, startServer } from './central-server.ts';
import { expect, test } from './desk.ts';
import { startFaultyLine } from './faulty-line.ts';

/** Two real windows and a real server process; the line is cut by ending the server. */
const patch = (page: Page, caseId: string, fields: Record<string, string>) =>
  page.evaluate(
    async ({ caseId, fields }) => {
      const body = { patches: [{ kind: 'party' as const, id: 'P1', fields }] };
      const answer = await window.desk.cases.act({ caseId, order: { type: 'intake.recorded', body } });
      if (!answer.ok) throw new Error(answer.code);
    },
    { caseId, fields },
  );
const openView = (page: Page, caseId: string) =>
  page.evaluate(async (id) => {
    const answer = await window.desk.cases.open({ caseId: id });
    return answer.ok ? answer.value.view : null;
  }, caseId);

async function openIntake(page: Page, caseId: string): Promise<Driver> {
  const driver = createDriver(page);
  await driver.openCase(caseId);
  await driver.section('intake');
  return driver;
}

/** By the form, as each desk would. */
async function addClaim(page: Page, caseId: string, text: string): Promise<void> {
  const driver = await openIntake(page, caseId);
  const id = await driver.beginCard('claim', 'add-claim');
  await driver.field(`claim.${id}.text`).fill(text);
  await driver.press('save-intake');
  await expect(page.locator('[data-action="save-intake"]')).toBeDisabled();
}

test('two desks work without a line and are of one mind when it comes back', async () => {
  const serverFolder = await newServerFolder(null);
  const folders = ['one', 'two'].map((name) => mkdtempSync(join(tmpdir(), `two-desks-${name}-`)));
  const [oneFolder = '', twoFolder = ''] = folders;
  const { officeId, personId, codes } = await administer(
    serverFolder,
    async ({ addOffice, addPerson, makeEnrolmentCode }) => {
      const ofDesks = await addOffice(plainSubdistrict);
      await addOffice({ ...plainSubdistrict, name: '某区劳动人事争议调解中心' });
      const first = await addPerson(ofDesks, newPerson('调解员A', 'one@desk', 'mediator', 'officeHead'));
      await addPerson(ofDesks, newPerson('调解员B', 'two@desk', 'mediator', 'officeHead'));
      const made = [await makeEnrolmentCode(ofDesks), await makeEnrolmentCode(ofDesks)];
      return { officeId: ofDesks, personId: first, codes: made.map((one) => one.code) };
    },
  );
  let server = await startServer(serverFolder, 0);
  const port = Number(new URL(server.address).port);
  const line = await startFaultyLine(port);
  const opened: OpenedDesk[] = [];
  try {
    const one = await launchDesk(oneFolder);
    opened.push(one);
    const two = await launchDesk(twoFolder);
    opened.push(two);
    await setUp(one.page, 'A', line.address, codes[0] ?? '', 'one@desk');
    await setUp(two.page, 'B', server.address, codes[1] ?? '', 'two@desk');

    const caseId = await one.page.evaluate(async () => {
      const answer = await window.desk.cases.create({ openedOn: '2026-04-13', externalNumber: null });
      if (!answer.ok) throw new Error(answer.code);
      return answer.value.caseId;
    });
    await patch(one.page, caseId, { side: 'applicant', name: '甲' });
    await expect.poll(async () => (await openView(two.page, caseId))?.parties[0]?.name).toBe('甲');

    await server.end();
    await patch(one.page, caseId, { phone: '1', job: '厨师' });
    await patch(two.page, caseId, { phone: '2', email: 'x@example.com' });
    await addClaim(one.page, caseId, '拖欠的工资');
    await addClaim(two.page, caseId, '休息日加班费');
    for (const { page } of [one, two]) {
      await expect(page.locator('.sync-indicator')).toHaveAttribute('data-state', 'offline', {
        timeout: 30_000,
      });
    }
    // The server is away and the network is not; nothing says how fast a line is that is not there.
    await expect(one.page.locator('.sync-indicator')).toContainText('连不上中心，已存本机');
    await one.page.locator('[data-action="open-exchange"]').click();
    await expect(one.page.locator('.sync-words')).toBeVisible();
    await expect(one.page.locator('[data-value="speed"]')).toHaveCount(0);
    await one.page.screenshot({ path: 'test-results/exchange-offline.png' });
    server = await startServer(serverFolder, port);

    for (const { page } of [one, two]) {
      await expect
        .poll(
          async () => {
            const view = await openView(page, caseId);
            const claims = view?.claims.map(({ text }) => text).sort();
            return [view?.parties[0]?.job, view?.parties[0]?.email, claims, view?.conflicts.length];
          },
          { timeout: 90_000 },
        )
        .toEqual(['厨师', 'x@example.com', ['休息日加班费', '拖欠的工资'], 1]);
    }
    // The top line tells of it on both, the page behind leads to the case, where one click settles it between both values.
    for (const desk of [one, two]) {
      await expect(desk.page.locator('.sync-indicator')).toHaveText('需要您处理 1 项', { timeout: 30_000 });
    }
    const { page } = two;
    await page.locator('[data-action="open-exchange"]').click();
    await page.screenshot({ path: 'test-results/exchange-conflicts.png' });
    await page.locator(`[data-conflicts="${caseId}"]`).click();
    // The second half of a double click on what stood there before settles nothing.
    await page.locator('[data-action="settle"]').first().dispatchEvent('click', { detail: 2 });
    await expect(page.locator('[data-action="settle"]').first()).toBeEnabled();
    expect((await openView(page, caseId))?.conflicts).toHaveLength(1);
    await page.locator('[data-action="settle"]').first().click();
    for (const desk of [one, two]) {
      await expect
        .poll(async () => (await openView(desk.page, caseId))?.conflicts.length, { timeout: 60_000 })
        .toBe(0);
    }
    await expect(page.locator('.sync-indicator')).toHaveAttribute('data-state', 'allSent', {
      timeout: 30_000,
    });
    await page.locator('[data-action="open-exchange"]').click();
    await page.screenshot({ path: 'test-results/exchange.png' });

    // What one desk saves while the other types over it: the other sees both before one goes over the other.
    await openIntake(page, caseId);
    await page.locator('[data-field="party.P1.phone"]').fill('22');
    await patch(one.page, caseId, { phone: '11' });
    const overtaken = page.locator('[data-overtaken="party.P1.phone"]');
    await expect(overtaken).toContainText('“11”', { timeout: 30_000 });
    await expect(overtaken).toContainText('“22”');
    await page.screenshot({ path: 'test-results/exchange-overtaken.png' });
    await page.locator('[data-action="take-saved-party.P1.phone"]').click();
    await expect(page.locator('[data-field="party.P1.phone"]')).toHaveValue('11');
    await expect(page.locator('[data-action="save-intake"]')).toBeDisabled();

    // What the server stumbled over goes when somebody sends it again.
    line.stumble();
    await patch(one.page, caseId, { email: 'y@example.com' });
    await one.page.locator('[data-action="open-exchange"]').click();
    const stumbledOver = one.page.locator('[data-parked="sync.serverFailed"]');
    await expect(stumbledOver).toContainText('登记', { timeout: 30_000 });
    await one.page.screenshot({ path: 'test-results/exchange-resend.png' });
    const sentAgain = line.holdNext();
    await stumbledOver.locator('[data-action="resend"]').click();
    await sentAgain;
    // By this very button, and not by the desk itself, which tries again now and then.
    await expect(stumbledOver.locator('[data-action="resend"]')).toBeDisabled();
    line.mend();
    await expect(stumbledOver).toHaveCount(0);
    await expect
      .poll(async () => (await openView(two.page, caseId))?.parties[0]?.email, { timeout: 30_000 })
      .toBe('y@example.com');

    // The line is cut while a scan is on its way: the desk says that it is gone, and the file goes on when it is back.
    const scan = newScan(3_000_000).toString('base64');
    const cut = line.cutDuringFile();
    const scanId = await one.page.evaluate(
      async ({ caseId, bytes }) => {
        const subject = { subjectKind: 'case', subjectId: caseId, note: '', originalBytes: null } as const;
        const answer = await window.desk.scans.add({ caseId, ...subject, bytes });
        if (!answer.ok) throw new Error(answer.code);
        return answer.value.scanId;
      },
      { caseId, bytes: scan },
    );
    await cut;
    await expect(one.page.locator('.sync-indicator')).toHaveAttribute('data-state', 'offline', {
      timeout: 30_000,
    });
    line.mend();
    const readAtTwo = () =>
      two.page.evaluate(
        async ({ caseId, scanId }) => {
          const answer = await window.desk.scans.read({ caseId, scanId });
          return answer.ok ? answer.value.bytes : answer.code;
        },
        { caseId, scanId },
      );
    await expect.poll(async () => (await readAtTwo()) === scan, { timeout: 60_000 }).toBe(true);
    await expect(one.page.locator('.sync-indicator')).toHaveAttribute('data-state', 'allSent', {
      timeout: 30_000,
    });

    // What somebody wrote without knowing that the right was taken is told with its reason, and settled by one click.
    await server.end();
    await administer(serverFolder, ({ changeRoles }) => changeRoles(officeId, personId, ['archivist']));
    await patch(one.page, caseId, { phone: '3' });
    server = await startServer(serverFolder, port);
    await one.page.locator('[data-action="open-exchange"]').click();
    const parked = one.page.locator('[data-parked="sync.notAllowed"]');
    await expect(parked).toContainText('登记', { timeout: 60_000 });
    await expect(parked.locator('[data-action="resend"]')).toHaveCount(0);
    await one.page.screenshot({ path: 'test-results/exchange-parked.png' });
    // It opens where it was written, filled in and not yet saved, with what it was beside it.
    await parked.locator('[data-action="record-anew"]').click();
    const phone = one.page.locator('[data-field="party.P1.phone"]');
    await expect(phone).toHaveValue('3');
    await expect(phone).toBeFocused();
    await expect(parked.locator('dd')).toHaveText(['3']);
    await one.page.screenshot({ path: 'test-results/exchange-record-anew.png' });
    await parked.locator('[data-action="settle-parked"]').click();
    await expect(parked).toHaveCount(0);

    // The case goes to another office of the same centre.
    await createDriver(page).openCase(caseId);
    await page.locator('[data-section="closing"]').click();
    await page.locator('[data-field="handover.office"]').selectOption({ label: '某区劳动人事争议调解中心' });
    await expect(page.locator('[data-field="outcome.code"]')).toBeVisible();
    await expect(page.getByText('还需填写：移送理由')).toBeVisible();
    await page.locator('[data-field="handover.reason"]').fill('用人单位所在地不在本街道');
    await page.locator('[data-action="hand-over"]').click();
    await expect(page.locator('[data-value="handover"]')).toContainText('某区劳动人事争议调解中心');
    await expect(page.locator('.section:focus')).toContainText('移送其他单位');
    // Whoever receives it, or asks later, reads why.
    await expect(page.locator('[data-value="handoverReason"]')).toContainText('用人单位所在地不在本街道');
    // It is the other office's to receive: here nothing asks for it.
    await expect(page.locator('[data-value="handover"]')).toContainText('尚待该单位接收');
    await expect(page.locator('[data-action="receive-case"]')).toHaveCount(0);
    await expect(page.locator('[data-action="next-step"]')).toHaveCount(0);
    // It is said who has it now, no field looks as if it could be filled in, and the list marks it.
    await expect(page.locator('[data-value="handedOver"]')).toContainText('移送某区劳动人事争议调解中心');
    await expect(page.locator('[data-field^="outcome."], [data-field^="archive."]')).toHaveCount(0);
    await page.locator('[data-nav="cases"]').click();
    await expect(page.locator('[data-value="handedOverTo"]')).toHaveText('某区劳动人事争议调解中心');
  } finally {
    for (const { app } of opened) await app.close().catch(() => {});
    line.end();
    await server.end();
    for (const folder of [serverFolder, ...folders]) rmSync(folder, { recursive: true, force: true });
  }
});
