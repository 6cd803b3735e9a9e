import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toSearchTokens } from '../../shared/text/search-tokens.ts';
import { createActionLog } from '../../src-main/store/action-log.ts';
import { createCaseIndex } from '../../src-main/store/case-index.ts';
import { openStore } from '../../src-main/store/open-store.ts';
import { createLine } from '../../test/fixtures/fold-case.ts';
import { summaryOf } from '../../test/store/summary-of.ts';
import { type Figure, milliseconds, percentile, timed } from './measure.ts';

const workerUrl = new URL('../../src-main/store/worker.ts', import.meta.url);

/** Saving and searching in a store with 10,000 cases. */
export async function benchWork(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-work-'));
  const store = await openStore({ folder, key: randomBytes(32), workerUrl, onGone: () => {} });
  const surnames = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴', '马', '沈'];
  const given = [
    '桂香',
    '亦舟',
    '雨桐',
    '长河',
    '德顺',
    '有田',
    '文贵',
    '志明',
    '海生',
    '永强',
    '玉珍',
    '大军',
  ];
  for (let from = 0; from < 10_000; from += 500) {
    const summaries = Array.from({ length: 500 }, (_, offset) => {
      const number = from + offset;
      const name = `${surnames[number % 12] ?? ''}${given[Math.floor(number / 12) % 12] ?? ''}`;
      const text = [
        name,
        `北京第${number}商贸有限公司`,
        `1301${String(number).padStart(14, '0')}`,
        `京朝柳劳调字〔2026〕第A${number}号`,
      ];
      return summaryOf({
        id: `case-${number}`,
        searchTokens: text.map(toSearchTokens).join(' '),
        updatedClock: `2026-04-13T00:00:00.000Z-${number.toString(16).padStart(5, '0')}-a`,
      });
    });
    await store.guard(store.collections.caseSummaries.bulkInsert(summaries));
  }
  const index = createCaseIndex(store, async () => {});
  const searches: number[] = [];
  const filter = {
    stage: null,
    isClosed: null,
    mediatorId: null,
    order: 'changed',
    offset: 0,
    limit: 50,
  } as const;
  for (const search of [
    '马桂香',
    'mgx',
    '第77商贸',
    '130100000000000999',
    'A512',
    'wyz',
    '沈亦',
    'chh',
  ].flatMap((one) => [one, one, one])) {
    searches.push(await timed(() => index.page({ ...filter, search })));
  }
  const lists: number[] = [];
  for (let count = 0; count < 30; count += 1)
    lists.push(await timed(() => index.page({ ...filter, search: '' })));
  const log = createActionLog(store, 'actions');
  const line = createLine('case-bench');
  const saves: number[] = [];
  for (let count = 0; count < 200; count += 1) {
    line.write({
      type: 'intake.recorded',
      body: { patches: [{ kind: 'party', id: 'P1', fields: { name: `第${count}次` } }] },
    });
    const stored = line.stored.at(-1);
    if (stored) saves.push(await timed(() => log.append([stored])));
  }
  await store.close();
  rmSync(folder, { recursive: true, force: true });
  return [
    {
      name: 'A saved action durable on disk, p95',
      ours: milliseconds(percentile(saves, 0.95)),
      peer: '',
      ratio: '',
      goal: '≤ 10 ms',
    },
    {
      name: 'Search over 10,000 cases in main, p95',
      ours: milliseconds(percentile(searches, 0.95)),
      peer: '',
      ratio: '',
      goal: '≤ 50 ms (to rows on screen)',
    },
    {
      name: 'First page of the list with 10,000 cases, p95',
      ours: milliseconds(percentile(lists, 0.95)),
      peer: '',
      ratio: '',
      goal: '',
    },
  ];
}
