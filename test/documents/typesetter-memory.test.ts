import { expect, it } from 'vitest';
import { buildDocument } from '../../shared/documents/build.ts';
import { foldCase } from '../fixtures/fold-case.ts';
import { startTypesetter } from '../fixtures/typesetter.ts';

const isNightly = process.env.NIGHTLY === '1';
/** Fonts, templates and caches are all in memory by then. */
const settled = isNightly ? 200 : 80;
const last = isNightly ? 1_000 : 240;
/** A collector that has not run yet keeps tens of megabytes; a leak of whole compilations is several hundred. */
const mostGrowth = 160 * 1024 * 1024;

it(`the typesetter takes no more memory after ${last} documents than after ${settled}`, async () => {
  const typesetter = startTypesetter();
  const { view } = foldCase('01-restaurant-wage-arrears');
  const facts = { mediationEndsOn: '', today: '' };
  const contents = [
    buildDocument(view, 'agreement', '1', facts),
    buildDocument(view, 'minutes', view.meetings[0]?.id ?? '', facts),
    buildDocument(view, 'rightsNotice', 'application', facts),
  ];
  let before = 0;
  for (let count = 1; count <= last; count += 1) {
    const content = contents[count % contents.length];
    // Each is a document of its own: nothing of the one before can be used again.
    if (content) await typesetter.typeset({ ...content, number: `第${count}号` }, null);
    if (count === settled) before = process.memoryUsage.rss();
  }
  const growth = process.memoryUsage.rss() - before;
  await typesetter.close();
  expect(growth).toBeLessThan(mostGrowth);
}, 600_000);
