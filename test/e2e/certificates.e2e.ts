import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { parseCaseFile } from '../../scripts/demo/case-file.ts';
import { toShanghaiDate } from '../../shared/text/dates.ts';
import { newServerFolder } from '../server/server-folder.ts';
import { createCheckers, daysFromNow, foundOffice } from '../signing/office.ts';
import { administer, newPerson, plainSubdistrict, setUp, signIn, startServer } from './central-server.ts';
import { expect, test } from './desk.ts';
import { enterCase } from './seed.ts';

const day = (days: number) => toShanghaiDate(daysFromNow(days).toISOString());

const wageCase = parseCaseFile(
  readFileSync(new URL('../fixtures/cases/01-restaurant-wage-arrears.json', import.meta.url), 'utf8'),
);

/** A final agreement that these people mediated and both parties signed by hand: mediators and seal are missing. */
async function makeAgreement(page: Page, names: readonly string[]) {
  const [first] = wageCase.mediators;
  if (first === undefined) throw new Error('The case names no mediator.');
  const mediators = names.map((name) => ({ ...first, id: name, name }));
  const caseId = await enterCase(page, { ...wageCase, mediators }, 'agreement');
  return page.evaluate(
    async ([caseId, date]) => {
      const value = <Value>(answer: { ok: true; value: Value } | { ok: false; code: string }): Value => {
        if (!answer.ok) throw new Error(answer.code);
        return answer.value;
      };
      const { view, agreementChecks } = value(await window.desk.cases.open({ caseId }));
      const overruled = agreementChecks
        .filter(({ severity }) => severity === 'warning')
        .map(({ rule }) => ({ rule, reason: '双方当面确认' }));
      const order = { caseId, form: 'agreement', subjectId: '1', overruled } as const;
      const { documentId } = value(await window.desk.documents.finalise(order));
      for (const party of view.parties) {
        const body = {
          ...{ documentId, signerId: party.id, signerName: party.name, capacity: 'party' },
          ...{ forPartyIds: [party.id], manner: party.kind === 'employer' ? 'sealed' : 'signed' },
          ...{ date, note: '', scanSha256: null },
        };
        value(await window.desk.cases.act({ caseId, order: { type: 'document.signed', body } as never }));
      }
      return { caseId, documentId, mediatorIds: view.acceptance?.mediators.map(({ id }) => id) ?? [] };
    },
    [caseId, day(0)] as const,
  );
}

/** A case with 调解员A as its mediator, and a final paper for a mediator to sign. */
const makeCase = (page: Page) =>
  page.evaluate(async () => {
    const value = <Value>(answer: { ok: true; value: Value } | { ok: false; code: string }): Value => {
      if (!answer.ok) throw new Error(answer.code);
      return answer.value;
    };
    const { mediators } = value(await window.desk.desk.mediators({}));
    const me = mediators.find(({ name }) => name === '调解员A');
    const { caseId } = value(
      await window.desk.cases.create({ openedOn: '2026-03-05', externalNumber: null }),
    );
    const act = async (type: string, body: unknown) =>
      value(await window.desk.cases.act({ caseId, order: { type, body } as never }));
    const parties = [
      { kind: 'party', id: 'P1', fields: { side: 'applicant', kind: 'person', name: '王梅梅' } },
      { kind: 'party', id: 'P2', fields: { side: 'respondent', kind: 'employer', name: '某公司' } },
    ];
    await act('intake.recorded', { patches: parties });
    await act('acceptance.decided', {
      decision: 'accepted',
      decidedOn: '2026-03-06',
      reason: '',
      approvedBy: '',
      noticeNumber: '',
      ...{ recorder: '', mediators: [{ ...me, role: 'leadMediator' }] },
    });
    const order = { caseId, form: 'disclosureStatement', subjectId: 'application' } as const;
    const { documentId } = value(await window.desk.documents.finalise({ ...order, overruled: [] }));
    return { caseId, documentId, mediatorId: me?.id ?? '' };
  });

/** The file as the desk would hand it out now. */
const readSigned = (page: Page, { caseId, documentId }: { caseId: string; documentId: string }) =>
  page.evaluate(
    async (order) => {
      const read = await window.desk.documents.readSigned(order);
      if (!read.ok) throw new Error(read.code);
      return read.value.pdf;
    },
    { caseId, documentId },
  );

/** Whatever came to the server since the page was opened. */
async function reopenAdministration(page: Page): Promise<void> {
  await page.locator('[data-nav="settings"]').click();
  await page.locator('[data-nav="administration"]').click();
}

test('a mediator asks for a certificate, is compared with the register, signs by it, and the file is checked', async ({
  openDesk,
}, testInfo) => {
  // Two desks, three people and a server that goes and comes back: the longest way of all on a busy machine.
  test.setTimeout(600_000);
  const serverFolder = await newServerFolder(null);
  const folders = ['files', 'administrator'].map((name) =>
    mkdtempSync(join(tmpdir(), `certificates-${name}-`)),
  );
  const [files = '', otherFolder = ''] = folders;
  const office = await foundOffice();
  writeFileSync(join(files, 'authority.json'), JSON.stringify(office.authority));
  const codes = await administer(serverFolder, async ({ addOffice, addPerson, makeEnrolmentCode }) => {
    const officeId = await addOffice(plainSubdistrict);
    await addPerson(officeId, newPerson('调解员A', 'one@desk', 'mediator', 'officeHead'));
    await addPerson(officeId, newPerson('调解员B', 'two@desk', 'administrator'));
    await addPerson(officeId, newPerson('调解员C', 'three@desk', 'mediator'));
    return [await makeEnrolmentCode(officeId), await makeEnrolmentCode(officeId)];
  });
  const [code = '', otherCode = ''] = codes.map((one) => one.code);
  const authority = {
    AUTHORITY_FILE: join(files, 'authority.json'),
    AUTHORITY_PASSPHRASE: office.passphrases.server,
  };
  const checkers = createCheckers(office.open.root);
  let server = await startServer(serverFolder, 0, authority);
  try {
    const { driver, page } = await openDesk();
    const shot = (name: string) => driver.screenshot(testInfo.outputPath(`${name}.png`));
    const otherShot = (name: string) => other.driver.screenshot(testInfo.outputPath(`${name}.png`));
    const nav = (name: string) => page.locator(`[data-nav="${name}"]`).click();
    const holding = page.locator('[data-holding="mediator"]');
    await setUp(page, 'A', server.address, code, 'one@desk');
    // Nobody approves a request of his own.
    const other = await openDesk({ folder: otherFolder });
    await setUp(other.page, 'B', server.address, otherCode, 'two@desk');

    await nav('settings');
    await expect(holding).toHaveAttribute('data-state', 'none');
    await driver.press('open-ask-mediator');
    await driver.field('certificates.pin').fill('000000');
    await page.keyboard.press('Enter');
    await expect(holding.locator('.notice-error')).toContainText('PIN 不正确');
    await driver.field('certificates.pin').fill('135790');
    await page.keyboard.press('Enter');
    await expect(holding).toHaveAttribute('data-state', 'requested');
    const fingerprint = await holding.locator('.fingerprint').innerText();
    await shot('asked');

    await other.page.locator('[data-nav="administration"]').click();
    const request = other.page.locator('[data-request="mediator"]');
    await expect(request).toContainText('名册中没有此人');
    await expect(request.locator('.fingerprint')).toHaveText(fingerprint);
    await other.driver.press('open-register-entry');
    await other.driver.field('register.personId').selectOption({ label: '调解员A（one@desk）' });
    await other.driver.field('register.certificateNumber').fill('京劳调证2024第0187号');
    await other.driver.field('register.issuer').fill('北京市人力资源和社会保障局');
    await other.driver.field('register.licensedFrom').fill(day(-300));
    await other.driver.field('register.licensedUntil').fill(day(20));
    await other.driver.field('register.appointedUntil').fill(day(50));
    await other.driver.press('add-training');
    await other.driver.field('register.training.heldOn').fill(day(-90));
    await other.driver.field('register.training.title').fill('年度培训');
    await other.driver.field('register.training.hours').fill('16');
    await otherShot('register-form');
    await other.driver.press('save-register-entry');
    await expect(request).toContainText('京劳调证2024第0187号');
    await otherShot('request');
    await other.driver.press('approve-request');
    await expect(other.page.locator('[data-register="调解员A"] [data-state="issued"]')).toBeVisible();
    await otherShot('register');

    await nav('settings');
    await expect(holding).toHaveAttribute('data-state', 'inForce');
    await shot('in-force');
    await nav('today');
    // 19 where midnight in Beijing came in between.
    await expect(page.locator('[data-standing="standing.licenceEndsSoon"]')).toContainText(/(20|19) 天/);

    const { caseId, documentId, mediatorId } = await makeCase(page);
    await nav('cases');
    await page.locator(`main [data-case="${caseId}"]`).click();
    await driver.section('documents');
    const cell = page.locator(`[data-sign="disclosureStatement.application.${mediatorId}"]`);
    await cell.click();
    await driver.field('sign.manner').selectOption('certificate');
    await driver.field('sign.pin').fill('111111');
    await page.keyboard.press('Enter');
    await expect(page.locator('main .notice-error')).toContainText('PIN 不正确');
    await driver.field('sign.pin').fill('135790');
    await shot('pin');
    await page.keyboard.press('Enter');
    await expect(cell).toContainText('数字证书签名');
    await expect(page.locator('[data-receipt="there"]')).toContainText('有回执', { timeout: 60_000 });
    await shot('receipt');

    const signed = await readSigned(page, { caseId, documentId });
    writeFileSync(join(files, 'signed.pdf'), Buffer.from(signed, 'base64'));
    await nav('today');
    await driver.press('check-document');
    await page.locator('[data-checked-files]').setInputFiles(join(files, 'signed.pdf'));
    const result = page.locator('[data-verdict]');
    await expect(result).toHaveAttribute('data-verdict', 'valid');
    await expect(result).toContainText('京劳调证2024第0187号');
    await expect(page.locator('[data-state="same-as-record"]')).toContainText('与案卷中的定稿一致');
    await shot('checked');

    // The seal: refused with a reason, asked for once more, its line in the register, signed beside the mediator.
    const seal = page.locator('[data-holding="organisation"]');
    const askForSeal = async () => {
      await driver.press('open-ask-organisation');
      await driver.field('certificates.pin').fill('135790');
      await page.keyboard.press('Enter');
      await expect(seal).toHaveAttribute('data-state', 'requested');
    };
    const sealRequest = other.page.locator('[data-request="organisation"]');
    await nav('settings');
    await driver.press('show-seal-certificate');
    await driver.press('open-ask-organisation');
    await driver.field('certificates.keyHolder').selectOption('token');
    await expect(seal).toContainText('请先选择密码钥匙厂商提供的驱动文件');
    await shot('token-choice');
    await driver.field('certificates.keyHolder').selectOption('desk');
    await page.locator('[data-holding="organisation"] button:has-text("取消")').click();
    await askForSeal();
    await reopenAdministration(other.page);
    await other.driver.press('open-refuse-request');
    await other.driver.field('register.refusalReason').fill('印章保管人尚未登记');
    await otherShot('refusing');
    await other.driver.press('refuse-request');
    await expect(sealRequest).toHaveCount(0);
    await expect(seal).toHaveAttribute('data-state', 'refused');
    await expect(seal).toContainText('印章保管人尚未登记');
    await shot('refused');
    await askForSeal();
    await reopenAdministration(other.page);
    await other.driver.press('open-register-entry');
    await other.driver.field('register.personId').selectOption({ label: '调解员A（one@desk）' });
    await other.driver.field('register.capacity').selectOption('organisation');
    await other.driver.field('register.name').fill('某街道调解委员会（电子印章）');
    await other.driver.press('save-register-entry');
    await other.driver.press('approve-request');
    await expect(seal).toHaveAttribute('data-state', 'inForce');

    // The second mediator works at the same desk, by a PIN, an account and a certificate of her own.
    await driver.field('person.name').fill('调解员C');
    await driver.field('person.pin').fill('246802');
    await driver.press('add-person');
    await expect(page.locator('[data-mediator-row="调解员C"]')).toBeVisible();
    const changeTo = async (index: number, pin: string) => {
      await driver.press('lock');
      await driver.field('person').selectOption({ index });
      await driver.field('pin').fill(pin);
      await driver.press('unlock');
      await expect(page.locator('[data-action="lock"]')).toBeVisible();
    };
    await changeTo(1, '246802');
    await driver.press('open-exchange');
    await signIn(page, 'three@desk');
    await nav('settings');
    await driver.press('open-ask-mediator');
    await driver.field('certificates.pin').fill('246802');
    await page.keyboard.press('Enter');
    await expect(holding).toHaveAttribute('data-state', 'requested');
    await reopenAdministration(other.page);
    await other.driver.press('open-register-entry');
    await other.driver.field('register.personId').selectOption({ label: '调解员C（three@desk）' });
    await other.driver.field('register.certificateNumber').fill('京劳调证2024第0188号');
    await other.driver.field('register.issuer').fill('北京市人力资源和社会保障局');
    await other.driver.field('register.licensedFrom').fill(day(-300));
    await other.driver.field('register.licensedUntil').fill(day(300));
    await other.driver.field('register.appointedUntil').fill(day(300));
    await other.driver.press('save-register-entry');
    await other.driver.press('approve-request');
    await expect(holding).toHaveAttribute('data-state', 'inForce');

    // One file, signed without a line by both mediators and then with the seal: with all three it is in force.
    await changeTo(0, '135790');
    const agreement = await makeAgreement(page, ['调解员A', '调解员C']);
    const [firstId = '', secondId = ''] = agreement.mediatorIds;
    await expect(page.locator('.sync-indicator')).toHaveAttribute('data-state', 'allSent');
    await server.end();
    const openAgreement = async () => {
      await nav('cases');
      await page.locator(`main [data-case="${agreement.caseId}"]`).click();
      await driver.section('documents');
    };
    const signAs = async (signerId: string, pin: string, word: string) => {
      await page.locator(`[data-sign="agreement.1.${signerId}"]`).click();
      await driver.field('sign.manner').selectOption('certificate');
      await driver.field('sign.pin').fill(pin);
      await page.keyboard.press('Enter');
      await expect(page.locator(`[data-sign="agreement.1.${signerId}"]`)).toContainText(word);
    };
    await openAgreement();
    await signAs(firstId, '135790', '数字证书签名');
    await expect(page.locator('[data-value="missing"] li')).toHaveCount(2);
    await changeTo(1, '246802');
    await openAgreement();
    await signAs(secondId, '246802', '数字证书签名');
    await expect(page.locator('[data-value="missing"] li')).toHaveCount(1);
    await expect(page.locator('[data-value="effectiveDate"]')).toHaveCount(0);
    await shot('second-mediator');
    await changeTo(0, '135790');
    await openAgreement();
    await signAs('organisation', '135790', '电子印章');
    await expect(page.locator('main')).toContainText('用印人：调解员A');
    await expect(page.locator('[data-value="effectiveDate"]')).toBeVisible();
    const threeAreTrusted = async () => {
      const pdf = Buffer.from(await readSigned(page, agreement), 'base64');
      const output = checkers.pdfsig(pdf);
      expect(output.match(/Signature is Valid/g)).toHaveLength(3);
      expect(output.match(/Certificate is Trusted/g)).toHaveLength(3);
      for (const name of ['调解员A', '调解员C', '某街道调解委员会（电子印章）'])
        expect(output).toContain(name);
      return output;
    };
    expect(await threeAreTrusted()).not.toContain('Signature #4');
    await expect(page.locator('[data-receipt="waiting"]')).toHaveCount(3);

    // The line is back: the server's receipt is appended, and the three stand as they stood.
    server = await startServer(serverFolder, Number(new URL(server.address).port), authority);
    await expect(page.locator('[data-receipt="there"]')).toHaveCount(3, { timeout: 60_000 });
    await shot('sealed');
    expect(await threeAreTrusted()).toContain('Signature #4');
    const checked = await page.evaluate(
      async (pdf) => {
        const found = await window.desk.documents.check({ pdf });
        if (!found.ok) throw new Error(found.code);
        const { verdict, signatures } = found.value.report;
        return { verdict, signatures: signatures.filter(({ kind }) => kind === 'signature').length };
      },
      await readSigned(page, agreement),
    );
    expect(checked).toEqual({ verdict: 'valid', signatures: 3 });
    await expect(other.page.locator('.sync-indicator')).toHaveAttribute('data-state', 'allSent');
    await nav('settings');

    // Suspended the mediator cannot sign, lifted he can, revoked the certificate is at an end; the reason is said.
    const row = other.page.locator('[data-register="调解员A"]');
    const change = async (name: string) => row.locator(`[data-action="change-register-${name}"]`).click();
    await change('suspension');
    await other.driver.field('register.reason').fill('投诉核查');
    await otherShot('suspending');
    await other.driver.press('suspend');
    await expect(row).toContainText('暂停：');
    await expect(holding).toHaveAttribute('data-state', 'suspended');
    await shot('suspended');
    const next = await makeCase(page);
    await nav('cases');
    await page.locator(`main [data-case="${next.caseId}"]`).click();
    await driver.section('documents');
    await page.locator(`[data-sign="disclosureStatement.application.${next.mediatorId}"]`).click();
    await driver.field('sign.manner').selectOption('certificate');
    await expect(page.locator('main .notice-error')).toContainText('调解员资格暂停中，不能签名');
    await expect(page.locator('[data-action="sign-by-certificate"]')).toHaveCount(0);
    await shot('refused-to-sign');
    await change('suspension');
    await other.driver.field('register.reason').fill('核查无误');
    await other.driver.press('lift-suspension');
    await expect(row).not.toContainText('暂停：');
    await expect(driver.field('sign.pin')).toBeVisible();
    await change('certificate');
    await otherShot('revoking');
    await other.driver.press('revoke-certificate');
    await expect(row).toContainText('已吊销');
    await nav('settings');
    await expect(holding).toHaveAttribute('data-state', 'revoked');
    await shot('revoked');
    await driver.field('settings.language').selectOption('en');
    await shot('revoked-en');
  } finally {
    await server.end();
    for (const folder of [serverFolder, ...folders, checkers.folder])
      rmSync(folder, { recursive: true, force: true });
  }
});
