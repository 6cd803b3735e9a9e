import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { everyPaper } from '../fixtures/every-paper.ts';
import { type GreyImage, largestDifference, readPgm, readPng, writePng } from '../fixtures/grey-image.ts';
import { startTypesetter } from '../fixtures/typesetter.ts';

/**
 * Every page of every form looks as it did when somebody last looked at it. `npm run golden` takes the pages of
 * today as the pictures to compare with; look at what git then shows as changed.
 */
const { env } = import.meta as unknown as { readonly env: { readonly MODE: string } };
const isRenewing = env.MODE === 'golden';
const pictures = join(import.meta.dirname, '../fixtures/golden');
const dotsPerInch = '40';
/** Shades of 255 by which the mean of a square of 8 dots may differ: the edge of a letter, never a moved line. */
const tolerance = 20;

const typesetter = startTypesetter();
const folder = mkdtempSync(join(tmpdir(), 'golden-'));
afterAll(async () => {
  await typesetter.close();
  rmSync(folder, { recursive: true, force: true });
});

function draw(name: string, pdf: Uint8Array): GreyImage[] {
  const path = join(folder, `${name}.pdf`);
  writeFileSync(path, pdf);
  return readPgm(execFileSync('pdftoppm', ['-r', dotsPerInch, '-gray', path], { maxBuffer: 1 << 28 }));
}
const pictureOf = (form: string, page: number) => join(pictures, `${form}-${page + 1}.png`);

describe('the golden pages', () => {
  const papers = everyPaper();
  if (isRenewing) {
    rmSync(pictures, { recursive: true, force: true });
    mkdirSync(pictures, { recursive: true });
  }

  it.each(papers)('of $form', async ({ form, content }) => {
    const { pdf, pages } = await typesetter.typeset(content, { documentId: `${form}-0000aaaa`, copies: 3 });
    const drawn = draw(form, pdf);
    expect(drawn).toHaveLength(pages);
    if (isRenewing) {
      for (const [page, image] of drawn.entries()) writeFileSync(pictureOf(form, page), writePng(image));
      return;
    }
    for (const [page, image] of drawn.entries()) {
      expect(existsSync(pictureOf(form, page)), `no picture of ${form}, page ${page + 1}`).toBe(true);
      const difference = largestDifference(image, readPng(readFileSync(pictureOf(form, page))));
      expect(difference, `${form}, page ${page + 1}`).toBeLessThanOrEqual(tolerance);
    }
    expect(existsSync(pictureOf(form, drawn.length)), `${form} has lost a page`).toBe(false);
  });

  it.skipIf(isRenewing)('are of forms that exist', () => {
    const forms: readonly string[] = papers.map(({ form }) => form);
    for (const name of readdirSync(pictures)) expect(forms).toContain(name.replace(/-\d+\.png$/, ''));
  });

  it.skipIf(isRenewing)('would show a line that moved', async () => {
    const [paper] = papers;
    if (paper === undefined) throw new Error('no paper');
    const moved = { ...paper.content, title: `${paper.content.title}　　` };
    const { pdf } = await typesetter.typeset(moved, { documentId: `${paper.form}-0000aaaa`, copies: 3 });
    const [page] = draw('moved', pdf);
    if (page === undefined) throw new Error('no page');
    const difference = largestDifference(page, readPng(readFileSync(pictureOf(paper.form, 0))));
    expect(difference).toBeGreaterThan(tolerance);
  });
});
