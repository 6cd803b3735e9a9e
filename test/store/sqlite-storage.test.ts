import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type FilledMangoQuery,
  fillWithDefaultSettings,
  normalizeMangoQuery,
  prepareQuery,
  type RxJsonSchema,
  type RxStorage,
  type RxStorageInstance,
} from 'rxdb';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { runPerformanceTests } from 'rxdb/plugins/test-utils';
import { afterAll, describe, expect, it } from 'vitest';
import type { SqliteDriver } from '../../src-main/store/driver.ts';
import { openLibsql } from '../../src-main/store/libsql-driver.ts';
import { createSqliteStorage } from '../../src-main/store/sqlite-storage/storage.ts';
import { openTable } from '../../src-main/store/sqlite-storage/table.ts';

/** Compares our storage with RxDB's own memory storage, which is taken as right. */
type Row = { id: string; name: string; rank: number; isOpen: boolean; tags: string[] };
type Instance = RxStorageInstance<Row, unknown, unknown, unknown>;

const folder = mkdtempSync(join(tmpdir(), 'storage-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const key = randomBytes(32);
const createStorage = () => {
  const own = mkdtempSync(join(folder, 'own-'));
  // As in the store's thread: the file is opened once and outlives RxDB's instances.
  const drivers = new Map<string, SqliteDriver>();
  return createSqliteStorage((name) => {
    const driver = drivers.get(name) ?? { ...openLibsql(join(own, `${name}.db`), key), close: () => {} };
    drivers.set(name, driver);
    return driver;
  });
};

const schema = fillWithDefaultSettings<Row>({
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 20 },
    name: { type: 'string', maxLength: 20 },
    rank: { type: 'number', minimum: -1000, maximum: 1000, multipleOf: 0.5 },
    isOpen: { type: 'boolean' },
    tags: { type: 'array', items: { type: 'string' } },
  },
  required: ['id', 'name', 'rank', 'isOpen'],
  indexes: ['name', 'rank', ['isOpen', 'rank'], ['name', 'rank']],
} as RxJsonSchema<Row>);

/** A small seeded generator, so that a failing run can be played again with its seed. */
function createRandom(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return {
    next,
    pick: <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)] as Item,
  };
}

// Beyond U+FFFF, full-width punctuation and private use sort differently by code point and by UTF-16 unit.
const names = [
  '',
  'a',
  'Z',
  '马桂香',
  '禾柳香',
  '𠮷野',
  '（甲）',
  '～',
  '\uffee',
  '😀',
  'ab',
  '·',
  '﹏',
  '\ue000',
  '加班',
  '𪚥龘',
];

/** The name is one of its own: what was kept in memory under it outlives its closing. */
async function createPair(name: string, rows = schema) {
  const create = (storage: RxStorage<unknown, unknown>) =>
    storage.createStorageInstance<Row>({
      databaseInstanceToken: name,
      databaseName: name,
      collectionName: 'rows',
      schema: rows,
      options: {},
      multiInstance: false,
      devMode: false,
    }) as Promise<Instance>;
  return {
    ours: await create(createStorage() as never),
    theirs: await create(getRxStorageMemory() as never),
  };
}

function randomRow(random: ReturnType<typeof createRandom>, id: string, isDeleted: boolean, lwt: number) {
  return {
    id,
    name: random.pick(names),
    rank: Math.floor(random.next() * 41 - 20) / 2,
    isOpen: random.next() < 0.5,
    tags: [random.pick(names)],
    _deleted: isDeleted,
    _attachments: {} as Record<string, object>,
    _meta: { lwt },
    _rev: `${Math.floor(random.next() * 9) + 1}-x`,
  };
}

function randomQuery(random: ReturnType<typeof createRandom>): FilledMangoQuery<Row> {
  const operators = ['$eq', '$gt', '$gte', '$lt', '$lte', '$ne'] as const;
  const conditions: Record<string, unknown>[] = [];
  if (random.next() < 0.6) conditions.push({ name: { [random.pick(operators)]: random.pick(names) } });
  if (random.next() < 0.6)
    conditions.push({ rank: { [random.pick(operators)]: Math.floor(random.next() * 41 - 20) / 2 } });
  if (random.next() < 0.4) conditions.push({ isOpen: random.next() < 0.5 });
  if (random.next() < 0.2) conditions.push({ name: { $in: [random.pick(names), random.pick(names)] } });
  if (random.next() < 0.2) conditions.push({ $or: [{ rank: { $gt: 3 } }, { name: random.pick(names) }] });
  const sorts = [
    [{ name: 'asc' }],
    [{ rank: 'desc' }],
    [{ isOpen: 'asc' }, { rank: 'asc' }],
    [{ id: 'asc' }],
    [{ name: 'desc' }, { rank: 'asc' }],
    [{ name: 'desc' }],
    [{ name: 'desc' }, { rank: 'desc' }],
    [{ isOpen: 'desc' }, { rank: 'desc' }, { id: 'asc' }],
  ] as const;
  // As RxDB asks: without what is deleted, and one condition a field outside $and, so that indexes can serve.
  const isPlain = random.next() < 0.5;
  const plain = { ...Object.assign({}, ...conditions.filter((one) => !('$or' in one))), _deleted: false };
  const query = {
    selector: isPlain ? plain : conditions.length === 0 ? {} : { $and: conditions },
    sort: [...random.pick(sorts)],
    ...(random.next() < 0.4 ? { skip: Math.floor(random.next() * 5) } : {}),
    ...(random.next() < 0.5 ? { limit: Math.floor(random.next() * 12) } : {}),
  };
  return normalizeMangoQuery(schema as never, query as never) as FilledMangoQuery<Row>;
}

describe('our RxStorage against RxDB’s memory storage', () => {
  const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000);
  it(`answers 3,000 random queries alike over random writes, conflicts, deletes and cleanups (FUZZ_SEED=${seed})`, async () => {
    const random = createRandom(seed);
    const { ours, theirs } = await createPair(`rows-${seed}`);
    const events: { ours: unknown[]; theirs: unknown[] } = { ours: [], theirs: [] };
    const simplified = (bulk: {
      events: readonly { operation: string; documentId: string; documentData: unknown }[];
    }) =>
      bulk.events.map(({ operation, documentId, documentData }) => ({ operation, documentId, documentData }));
    ours.changeStream().subscribe((bulk) => events.ours.push(...simplified(bulk as never)));
    theirs.changeStream().subscribe((bulk) => events.theirs.push(...simplified(bulk as never)));
    const stored = new Map<string, ReturnType<typeof randomRow>>();
    let lwt = 1_000_000;
    for (let round = 0; round < 60; round += 1) {
      const rows = Array.from({ length: 12 }, () => {
        const id = `k${Math.floor(random.next() * 180)}`;
        lwt += 1;
        const previous = random.next() < 0.85 ? stored.get(id) : undefined;
        return {
          document: randomRow(random, id, random.next() < 0.15, lwt),
          ...(previous ? { previous } : {}),
        };
      });
      const unique = [...new Map(rows.map((row) => [row.document.id, row])).values()];
      const [one, other] = [
        await ours.bulkWrite(unique as never, 'fuzz'),
        await theirs.bulkWrite(unique as never, 'fuzz'),
      ];
      const failures = (answer: { error: readonly { documentId: string; status: number }[] }) =>
        answer.error.map(({ documentId, status }) => `${documentId}:${status}`).sort();
      expect(failures(one as never)).toEqual(failures(other as never));
      const failed = new Set(failures(one as never).map((text) => text.split(':')[0]));
      for (const row of unique) if (!failed.has(row.document.id)) stored.set(row.document.id, row.document);
      if (round % 20 === 19) {
        await ours.cleanup(0);
        await theirs.cleanup(0);
        for (const [id, row] of stored) if (row._deleted) stored.delete(id);
      }
      for (let count = 0; count < 50; count += 1) {
        const query = randomQuery(random);
        const prepared = prepareQuery(schema as never, query as never);
        const [mine, right] = [await ours.query(prepared as never), await theirs.query(prepared as never)];
        expect(mine.documents, JSON.stringify(query)).toEqual(right.documents);
        expect((await ours.count(prepared as never)).count).toBe(
          (await theirs.count(prepared as never)).count,
        );
      }
      const ids = [...stored.keys()].slice(0, 20);
      const byId = (documents: readonly { id: string }[]) =>
        [...documents].sort((left, right) => (left.id < right.id ? -1 : 1));
      expect(byId((await ours.findDocumentsById(ids, true)) as never)).toEqual(
        byId((await theirs.findDocumentsById(ids, true)) as never),
      );
      // Who asks for one twice has it once, however the ids come to the database.
      expect(await ours.findDocumentsById([...ids, ...ids], true)).toHaveLength(ids.length);
    }
    expect(events.ours).toEqual(events.theirs);
    await ours.close();
    await theirs.close();
  });

  it(`keeps, replaces and removes attachments as it does, and gives bytes by their own digest only (FUZZ_SEED=${seed})`, async () => {
    const random = createRandom(seed);
    const withAttachments = fillWithDefaultSettings<Row>({
      ...(schema as RxJsonSchema<Row>),
      attachments: {},
    } as RxJsonSchema<Row>);
    const { ours, theirs } = await createPair(`attachments-${seed}`, withAttachments);
    const ids = ['k0', 'k1', 'k2', 'k3'];
    const files = ['scan', 'photo', '扫描件·一'];
    const stored = new Map<string, ReturnType<typeof randomRow>>();
    const digests: string[] = [];
    /** What every digest that there ever was gives now. */
    const read = async (instance: Instance) => {
      const found: string[] = [];
      for (const id of ids)
        for (const file of files)
          for (const digest of digests) {
            const blob = await (async () => instance.getAttachmentData(id, file, digest))().catch(() => null);
            if (blob !== null) found.push(`${id} ${file} ${digest} ${await blob.text()}`);
          }
      return found;
    };
    for (let round = 0; round < 80; round += 1) {
      const id = random.pick(ids);
      const isDeleted = random.next() < 0.2;
      const previous = random.next() < 0.9 ? stored.get(id) : undefined;
      const attachments: Record<string, unknown> = {};
      for (const file of isDeleted ? [] : files) {
        const { data: _sent, ...former } = (previous?._attachments[file] ?? {}) as { data?: Blob };
        const draw = random.next();
        if (draw < 0.3 && 'digest' in former) attachments[file] = former;
        else if (draw < 0.7) {
          const data = new Blob([`bytes ${round} of ${file}`]);
          const digest = `sha256-${round}-${files.indexOf(file)}`;
          digests.push(digest);
          attachments[file] = { digest, length: data.size, type: 'image/png', data };
        }
      }
      const document = {
        ...randomRow(random, id, isDeleted, 1_000_000 + round),
        _attachments: attachments as Record<string, object>,
      };
      const rows = [{ document, ...(previous ? { previous } : {}) }];
      const [one, other] = [
        await ours.bulkWrite(rows as never, 'fuzz'),
        await theirs.bulkWrite(rows as never, 'fuzz'),
      ];
      expect(one.error.map(({ status }) => status)).toEqual(other.error.map(({ status }) => status));
      if (one.error.length === 0) stored.set(id, document);
      if (round % 20 === 19) {
        await ours.cleanup(0);
        await theirs.cleanup(0);
        for (const [key, row] of stored) if (row._deleted) stored.delete(key);
      }
      expect(await read(ours), `round ${round}`).toEqual(await read(theirs));
      expect(await ours.findDocumentsById([id], true)).toEqual(await theirs.findDocumentsById([id], true));
    }
    expect((await read(ours)).length).toBeLessThan(digests.length / 2);
    await ours.close();
    await theirs.close();
  });

  it('holds no snapshot of the file by a reading that stopped early, so that its log is folded back', () => {
    const path = join(mkdtempSync(join(folder, 'log-')), 'desk.db');
    const driver = openLibsql(path, key);
    const table = openTable(driver, 'rows:0', schema as never, {});
    const row = (number: number) => ({
      ...randomRow(createRandom(number), `k${String(number).padStart(5, '0')}`, false, 1_000_000 + number),
      tags: ['x'.repeat(3_000)],
    });
    const insert = (from: number, count: number) =>
      driver.transact(() => {
        for (let number = from; number < from + count; number += 1) table.insert(row(number) as never);
      });
    insert(0, 500);
    const column = table.indexColumn(['_meta.lwt', 'id']);
    const bounds = { lower: '', isLowerIncluded: true, upper: '\uffff', isUpperIncluded: true };
    const reading = table.range({ column, ...bounds })[Symbol.iterator]();
    expect(reading.next().value).toContain('k00000');
    for (let from = 500; from < 10_000; from += 100) insert(from, 100);
    expect(statSync(`${path}-wal`).size).toBeLessThan(20_000_000);
    expect(reading.next().value).toContain('k00001');
    driver.close();
  });

  it('passes through RxDB’s own performance suite', async () => {
    const result = await runPerformanceTests(createStorage() as never, 'sqlite', {
      runs: 1,
      collectionsAmount: 2,
      docsAmount: 120,
    } as never);
    expect(Object.keys(result).length).toBeGreaterThan(3);
  });
});
