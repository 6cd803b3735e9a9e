import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CaseFile, parseCaseFile } from '../../scripts/demo/case-file.ts';
import { createDriver, type Driver } from '../../scripts/demo/desk-driver.ts';
import { playCase } from '../../scripts/demo/play.ts';
import { daysLate, dueRowsOf } from '../../shared/documents/due-rows.ts';
import { formatMoney, sumMoney, toCapitals } from '../../shared/text/money.ts';
import { unbrokenDate } from '../../src-renderer/ui/shanghai-time.ts';
import { expect, test } from './desk.ts';
import { createKeyboardHands } from './keyboard-hands.ts';
import { enterCase } from './seed.ts';

const readCase = (name: string) =>
  parseCaseFile(readFileSync(new URL(`../fixtures/cases/${name}.json`, import.meta.url), 'utf8'));

// Each on a desk of its own: together they would hold one worker to the end.
test.describe.configure({ mode: 'parallel' });

type Played = Awaited<ReturnType<typeof playCase>>;

/** As one step: Playwright goes through all steps before at each of thousands, unless they lie within one. */
const play = (...given: Parameters<typeof playCase>): Promise<Played> =>
  test.step('the case is played', () => playCase(...given));

/** Where what comes before the end is typed like that of the two others. */
const playEnd = (driver: Driver, file: CaseFile, output: string): Promise<Played> =>
  play(driver, file, output, { enter: (given) => enterCase(driver.page, given, 'meetings') });

const textOfPaper = (path: string) =>
  execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).replace(/\s/g, '');

/** Every figure of the case file that the desk reckons by itself. */
function expectFigures(played: Played) {
  const { file, view, deadlines, summary } = played;
  const due = ({ rule, rawDueDate, dueDate, isRolledOver }: (typeof deadlines)[number]) => ({
    rule,
    rawDueDate,
    dueDate,
    isRolledOver,
  });
  // An agreed extension stands in the place of the day it moves.
  const extended = new Map(file.extensions.map(({ rule, toDueDate }) => [rule, toDueDate]));
  for (const wanted of file.deadlines)
    expect(deadlines.map(due)).toContainEqual(
      extended.has(wanted.rule)
        ? expect.objectContaining({ rule: wanted.rule, dueDate: extended.get(wanted.rule) })
        : {
            rule: wanted.rule,
            rawDueDate: wanted.rawDueDate,
            dueDate: wanted.dueDate,
            isRolledOver: wanted.rolledOver,
          },
    );
  expect(played.claimTotal).toContain(formatMoney(file.claimTotal.amount));
  expect(played.claimTotal).toContain(toCapitals(file.claimTotal.amount));
  expect(view.refused).toEqual([]);
  expect(view.conflicts).toEqual([]);
  expect(view.stage).toBe('archive');
  expect(view.outcome?.code).toBe(file.outcome.code);
  expect(summary.effectiveDate).toBe(file.agreement?.effectiveDate ?? null);
}

/** What was promised and what was paid: amounts, days and delays as the case has them. */
function expectPerformance({ file, view, agreementTotal }: Played, late: readonly number[]) {
  const agreement = view.agreements.findLast((one) => one.isFinal);
  if (agreement === undefined || file.agreement === null) throw new Error('No agreement.');
  expect(agreementTotal).toContain(formatMoney(file.agreement.total.amount));
  expect(agreementTotal).toContain(toCapitals(file.agreement.total.amount));
  expect(summaryOfChecks(agreement.document?.overruled ?? [])).toEqual([]);
  const rows = dueRowsOf(agreement).filter(({ row }) => row.dueAmount !== '');
  expect(sumMoney(rows.map(({ row }) => row.dueAmount))).toBe(file.agreement.total.amount);
  expect(sumMoney(rows.map(({ row }) => row.paidAmount))).toBe(
    sumMoney((file.performance?.payments ?? []).map((one) => one.paidAmount)),
  );
  expect(rows.map((row) => daysLate(row, ''))).toEqual(late);
  expect(agreement.isPerformed).toBe(true);
}

const summaryOfChecks = (overruled: readonly { readonly rule: string }[]) =>
  overruled.map(({ rule }) => rule);

/** No paper holds what was said in confidence, and each money sum of the agreement stands there in capitals. */
function expectPapers(file: CaseFile, output: string) {
  const papers = readdirSync(output).filter((name) => name.endsWith('.pdf'));
  for (const name of papers) {
    const text = textOfPaper(join(output, name));
    for (const { mustNeverBeExported } of file.caucusNotes)
      if (mustNeverBeExported) expect(text, name).not.toContain(mustNeverBeExported);
  }
  if (file.agreement === null) return;
  const text = textOfPaper(join(output, 'agreement.pdf'));
  for (const amount of file.agreement.obligations.flatMap((one) => one.amount ?? []))
    expect(text).toContain(`${formatMoney(amount)}元（大写：${toCapitals(amount)}）`);
}

test('a wage case comes to its own date of effect, deadlines, sums and papers, by the keyboard alone', async ({
  openDesk,
  dataFolder,
}) => {
  const { page } = await openDesk();
  // A mouse would betray itself here.
  await page.evaluate(() => {
    for (const name of ['pointerdown', 'mousedown'])
      window.addEventListener(name, () => document.body.setAttribute('data-mouse', 'used'), true);
  });
  const hands = createKeyboardHands(page);
  const output = join(dataFolder, 'output');
  const file = readCase('01-restaurant-wage-arrears');
  const played = await play(createDriver(page, hands), file, output);
  expectFigures(played);
  expectPerformance(played, [0, 0, 0, 0]);
  expectPapers(played.file, output);
  expect(textOfPaper(join(output, 'agreement.pdf'))).toContain('6228480010000041714');
  expect(played.view.meetings.flatMap(({ entries }) => entries)).toHaveLength(
    file.meetings.flatMap(({ minutes }) => minutes).length,
  );
  await expect(page.locator('[data-mouse]')).toHaveCount(0);
  // Where the next thing is far away, somebody gives up: about ten presses for each thing that is typed or pressed.
  expect(hands.tabs()).toBeLessThan(5_000);
});

test('twelve workers come from a sheet and go with their extension and a late instalment to the archive', async ({
  openDesk,
  dataFolder,
}) => {
  const { driver } = await openDesk();
  const output = join(dataFolder, 'output');
  const played = await play(driver, readCase('02-construction-collective-wages'), output);
  expectFigures(played);
  expectPerformance(played, [0, 29, 0]);
  expectPapers(played.file, output);
  expect(played.view.parties).toHaveLength(14);
  const text = textOfPaper(join(output, 'agreement.pdf'));
  for (const { name, payee } of played.file.collective?.table ?? []) {
    expect(text).toContain(name);
    expect(text).toContain(payee.accountNumber);
  }
});

test('an unlawful dismissal ends with its duties without a day and the seal that came a day later', async ({
  openDesk,
  dataFolder,
}) => {
  const { driver } = await openDesk();
  const output = join(dataFolder, 'output');
  const played = await playEnd(driver, readCase('03-unlawful-dismissal-engineer'), output);
  expectFigures(played);
  expectPerformance(played, [0, 0, 0]);
  expectPapers(played.file, output);
});

test('a case that fails ends with the notice of the right to arbitrate and never takes effect', async ({
  openDesk,
  dataFolder,
}) => {
  const { driver } = await openDesk();
  const output = join(dataFolder, 'output');
  const played = await playEnd(driver, readCase('04-no-contract-double-wage-failed'), output);
  expectFigures(played);
  expectPapers(played.file, output);
  expect(played.summary.effectiveDate).toBeNull();
  expect(textOfPaper(join(output, 'termination-notice.pdf'))).toContain('申请仲裁的时效期间为一年');
  // Refused at the door on the 5th, it came by post on the 8th.
  expect(played.view.services.at(-1)).toMatchObject({
    partyIds: [driver.idOf('P2')],
    ...{ method: 'post', result: 'received', servedOn: '2026-06-08', receivedBy: '田蕊' },
    note: expect.stringContaining('拒收'),
  });
});

test('days that end in the National Day holiday go to the first working day after it', async ({
  openDesk,
}) => {
  const { driver } = await openDesk();
  const file = readCase('01-restaurant-wage-arrears');
  await driver.setUpOffice(file);
  const moved: CaseFile = {
    ...file,
    agents: [],
    evidence: [],
    application: { ...file.application, receivedAt: '2026-09-17T09:30:00+08:00' },
    responses: file.responses.map((one) => ({
      ...one,
      inquirySentOn: '2026-09-17',
      answeredOn: '2026-09-18',
    })),
    acceptance: { ...file.acceptance, decidedOn: '2026-09-18' },
    mediators: file.mediators.slice(0, 1),
  };
  const caseId = await enterCase(driver.page, moved, 'acceptance');
  await driver.openCase(caseId);
  await driver.section('acceptance');
  const { deadlines } = await driver.openedCase(caseId);
  const daysOf = (rule: string) => {
    const found = deadlines.find((one) => one.rule === rule);
    return [found?.rawDueDate, found?.dueDate];
  };
  // Sunday the 20th is a make-up working day of this holiday.
  expect(daysOf('D02')).toEqual(['2026-09-21', '2026-09-21']);
  expect(daysOf('D03')).toEqual(['2026-10-02', '2026-10-08']);
  expect(daysOf('D04')).toEqual(['2026-10-03', '2026-10-08']);
  await expect(driver.page.locator('[data-deadline="D04"]')).toContainText(unbrokenDate('2026年10月8日'));
});
