import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCaseFile } from '../../scripts/demo/case-file.ts';
import { playCase } from '../../scripts/demo/play.ts';
import { expect, test } from './desk.ts';

const readCase = (name: string) =>
  parseCaseFile(readFileSync(new URL(`../fixtures/cases/${name}.json`, import.meta.url), 'utf8'));

test('a wage case typed through the window comes to the case’s own date of effect, deadlines and papers', async ({
  openDesk,
  dataFolder,
}) => {
  const { driver } = await openDesk();
  const file = readCase('01-restaurant-wage-arrears');
  const output = join(dataFolder, 'output');
  const { view, deadlines, summary } = await playCase(driver, file, output, () => {});

  expect(view.refused).toEqual([]);
  expect(view.stage).toBe('archive');
  expect(summary.effectiveDate).toBe(file.agreement?.effectiveDate);
  for (const wanted of file.deadlines.filter((one) =>
    ['D02', 'D03', 'D04', 'D06', 'D08'].includes(one.rule),
  )) {
    expect(deadlines).toContainEqual(
      expect.objectContaining({
        rule: wanted.rule,
        rawDueDate: wanted.rawDueDate,
        dueDate: wanted.dueDate,
        isRolledOver: wanted.rolledOver,
      }),
    );
  }
  const text = execFileSync('pdftotext', ['-layout', join(output, 'agreement.pdf'), '-'], {
    encoding: 'utf8',
  }).replace(/\s/g, '');
  expect(text).toContain('27,000.00元（大写：人民币贰万柒仟元整）');
  expect(text).toContain('6228480010000041714');
  for (const note of file.caucusNotes) {
    if (note.mustNeverBeExported) expect(text).not.toContain(note.mustNeverBeExported);
  }
});

test('a case that fails ends with the notice of the right to arbitrate and never takes effect', async ({
  openDesk,
  dataFolder,
}) => {
  const { driver } = await openDesk();
  const file = readCase('04-no-contract-double-wage-failed');
  const output = join(dataFolder, 'output');
  const { summary } = await playCase(driver, file, output, () => {});
  expect(summary.effectiveDate).toBeNull();
  const text = execFileSync('pdftotext', ['-layout', join(output, 'termination-notice.pdf'), '-'], {
    encoding: 'utf8',
  }).replace(/\s/g, '');
  expect(text).toContain('申请仲裁的时效期间为一年');
});
