import { plainOffice } from '../fixtures/plain-office.ts';
import { expect, test } from './desk.ts';

test('somebody agrees and signs on the screen by hand; the strokes are kept, Esc leaves everything as it was', async ({
  openDesk,
}, testInfo) => {
  const { driver, page } = await openDesk();
  const shot = (name: string) => driver.screenshot(testInfo.outputPath(`${name}.png`));
  const caseId = await page.evaluate(async (office) => {
    const value = <Value>(answer: { ok: true; value: Value } | { ok: false; code: string }): Value => {
      if (!answer.ok) throw new Error(answer.code);
      return answer.value;
    };
    const person = { name: '李梅', certificateNumber: '', validFrom: null, validTo: null };
    value(await window.desk.session.setUp({ office, deskLetter: 'A', person, pin: '135790' }));
    const { caseId } = value(
      await window.desk.cases.create({ openedOn: '2026-03-05', externalNumber: null }),
    );
    const party = { side: 'applicant', kind: 'person', name: '王梅梅' };
    const agent = { name: '赵律师', role: 'agent', forPartyIds: ['P1'], hasSpecialPowers: false };
    const patches = [
      { kind: 'party', id: 'P1', fields: party },
      { kind: 'agent', id: 'A1', fields: agent },
    ];
    value(
      await window.desk.cases.act({ caseId, order: { type: 'intake.recorded', body: { patches } } as never }),
    );
    value(
      await window.desk.documents.finalise({
        caseId,
        form: 'mediationApplication',
        subjectId: 'application',
        overruled: [],
      }),
    );
    return caseId;
  }, plainOffice);
  await page.reload();
  await driver.openCase(caseId);
  await page.locator('[data-section="documents"]').click();
  const cell = page.locator('[data-sign="mediationApplication.application.P1"]');
  const pad = page.locator('[data-pad]');
  const finish = page.locator('[data-action="finish-on-screen"]');
  const sign = async () => {
    await cell.click();
    await driver.field('sign.manner').selectOption('onScreen');
    await driver.press('open-on-screen');
    await page.locator('.on-screen .paper-preview[data-pages]').waitFor();
  };
  const stroke = async (points: readonly (readonly [number, number])[]) => {
    const box = await pad.boundingBox();
    if (box === null) throw new Error('no pad');
    const [first, ...others] = points.map(
      ([x, y]) => [box.x + x * box.width, box.y + y * box.height] as const,
    );
    if (first === undefined) return;
    await page.mouse.move(...first);
    await page.mouse.down();
    for (const point of others) await page.mouse.move(...point, { steps: 8 });
    await page.mouse.up();
  };
  const name = [
    [
      [0.2, 0.3],
      [0.5, 0.3],
    ],
    [
      [0.35, 0.2],
      [0.35, 0.8],
    ],
    [
      [0.2, 0.8],
      [0.5, 0.8],
      [0.7, 0.25],
    ],
  ] as const;

  await sign();
  await expect(page.locator('[data-state="consent-text"]')).toContainText('电子签名法》第三条');
  await stroke(name[0]);
  await expect(pad.locator('path')).toHaveCount(0);
  await shot('before-consent');
  await page.keyboard.press('Escape');
  await expect(page.locator('.on-screen')).toHaveCount(0);
  await expect(cell).toContainText('待签');

  await driver.press('open-on-screen');
  await driver.field('onScreen.consent').check();
  await stroke(name[0]);
  await driver.press('rewrite-on-screen');
  await expect(pad.locator('path')).toHaveCount(0);
  await expect(finish).toBeDisabled();
  for (const one of name) await stroke(one);
  await shot('written');
  await finish.click();
  await expect(cell).toContainText('电子签名');
  await expect(page.locator('.ink path')).toHaveCount(3);
  await shot('signed');

  const kept = await page.evaluate(async (caseId) => {
    const opened = await window.desk.cases.open({ caseId });
    return opened.ok ? opened.value.view.documents[0]?.signatures[0]?.onScreen : undefined;
  }, caseId);
  expect(kept).toMatchObject({ pointer: 'mouse' });
  expect(kept?.consentText).toContain('个人信息保护法');
  expect(kept?.strokes.every((one) => one.length % 4 === 0 && one.length >= 8)).toBe(true);
  const times = kept?.strokes.map((one) => one[2] ?? 0) ?? [];
  expect(times).toEqual(times.toSorted((left, right) => left - right));

  // What somebody signed is not replaced by a slip of the finger.
  const paper = page.locator('[data-document="mediationApplication.application"]');
  await driver.press('finalise-mediationApplication');
  await expect(paper).toContainText('已有 1 处签名盖章');
  await driver.press('leave-signed');
  await expect(cell).toContainText('电子签名');
  await driver.press('finalise-mediationApplication');
  await driver.press('finalise-signed-mediationApplication');
  await expect(cell).toContainText('待签');
});
