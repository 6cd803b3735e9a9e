import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { organisationTypes } from '../../shared/law/codes/index.ts';
import { openDatabase } from '../../src-server/database/open-database.ts';
import { carryOut, readOrder } from '../../src-server/operator/orders.ts';
import { createWords } from '../../src-server/operator/words.ts';
import { readSettings } from '../../src-server/settings.ts';
import { startServer } from './parties.ts';
import { newServerFolder } from './server-folder.ts';

/** The operator's orders: what is given wrongly changes nothing and is said in words, in the terminal's language. */
const chinese = createWords({ LANG: 'zh_CN.UTF-8' });
const english = createWords({ LANG: 'C.UTF-8' });
const refusal = (
  words: readonly string[],
  environment: { readonly PASSWORD?: string } = { PASSWORD: 'at least ten characters' },
): string => {
  try {
    readOrder(words, environment);
  } catch (error) {
    return chinese.explain(error) ?? '';
  }
  return '';
};
const failure = async (work: () => Promise<unknown> | unknown): Promise<string | null> => {
  try {
    await work();
  } catch (error) {
    return english.explain(error);
  }
  return null;
};
const office = ['--name', '甲街道', '--district', '朝阳区'];
const person = ['add-person', '--office', 'o1', '--name', '李梅', '--account', 'limei'];

it('an office of a kind that nobody knows is not made, and the kinds are listed', () => {
  const text = refusal(['add-office', ...office, '--kind', 'districtCenter']);
  expect(text).toContain('--kind 的值不能用');
  expect(text).toContain('没有作任何改动');
  for (const { code, zh } of organisationTypes) expect(text).toMatch(new RegExp(`${code} +${zh}`));
});

it('what is missing, unknown or too short is named; a value is never repeated', () => {
  expect(refusal(['add-office', ...office])).toMatch(/^缺少 --kind。/);
  expect(refusal(['add-offices', ...office])).toMatch(/^没有“add-offices”这项命令。[\s\S]*make-code/);
  expect(refusal(['make-code', '--ofice=李梅'])).toMatch(/^命令没有 --ofice 这个参数。/);
  expect(refusal([...person, '--roles', 'mediator,boss'])).toMatch(
    /--roles 的值不能用[\s\S]*mediator +调解员/,
  );
  expect(refusal([...person, '--roles', 'mediator'], {})).toMatch(/^缺少 PASSWORD/);
  expect(refusal([...person, '--roles', 'mediator'], { PASSWORD: 'short' })).toMatch(
    /PASSWORD[\s\S]*至少 10 个字符/,
  );
  for (const words of [
    [...person, '--roles', 'boss'],
    ['make-code', '--ofice=李梅'],
  ])
    expect(refusal(words)).not.toContain('李梅');
});

it('an order that is meant is carried out; one about what is not there says so', async () => {
  const server = await startServer();
  const { administration } = server;
  const blobs = { checkAll: async () => 0 } as Parameters<typeof carryOut>[1]['blobs'];
  const give = (words: readonly string[]) =>
    carryOut(readOrder(words, { PASSWORD: 'at least ten characters' }), { administration, blobs });
  try {
    const made = (await give(['add-office', ...office, '--kind', 'subdistrict'])) as { officeId: string };
    const rest = ['--name', '李梅', '--account', 'limei', '--roles', 'registrar, mediator'];
    const added = (await give(['add-person', '--office', made.officeId, ...rest])) as { personId: string };
    const roles = ['--roles', 'archivist,mediator'];
    await give(['change-roles', '--office', made.officeId, '--person', added.personId, ...roles]);
    const { people } = await administration.staff(made.officeId);
    expect(people).toMatchObject([{ id: added.personId, name: '李梅', roles: ['archivist', 'mediator'] }]);
    expect(await give(['make-code', '--office', made.officeId])).toHaveProperty('code');
    const failures: readonly (readonly [string, readonly string[]])[] = [
      ['has this account already', ['add-person', '--office', made.officeId, ...rest]],
      ['no office of this id', ['add-person', '--office', 'o1', ...rest]],
      ['no office of this id', ['make-code', '--office', 'o1']],
      ['no such desk', ['revoke-desk', '--office', made.officeId, '--desk', 'd1']],
      ['no such person', ['change-roles', '--office', made.officeId, '--person', 'p1', ...roles]],
      ['no such person', ['revoke-person', '--office', made.officeId, '--person', 'p1']],
    ];
    for (const [text, words] of failures) expect(await failure(() => give(words))).toContain(text);
  } finally {
    await server.end();
  }
});

it('a server that cannot start says why; a failure that nobody foresaw is left as it is', async () => {
  expect(await failure(() => readSettings({ PORT: 'eighty' }))).toContain('The variable PORT');
  expect(await failure(() => readSettings({ AUTHORITY_FILE: 'x' }))).toContain('go together');
  const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
  expect(english.explain(refused)).toContain('PostgreSQL does not answer');
  expect(english.explain(new Error('something else'))).toBeNull();
});

it('a certificate without its key, or a key without its certificate, starts no server in the open', async () => {
  for (const given of [{ TLS_CERTIFICATE: 'x' }, { TLS_KEY: 'x' }])
    expect(await failure(() => readSettings(given))).toMatch(/go together.*Nothing was started/);
});

it.each([
  ['a folder where a file is meant', { code: 'EISDIR', path: '/a' }, /a folder is meant.*\/a/],
  ['a full disk', { code: 'ENOSPC' }, /no room left/],
  ['a full disk under the embedded database', { name: 'ErrnoError', errno: 51 }, /no room left/],
  ['a disk that cannot be written', { code: 'EROFS', path: '/a' }, /may not be used by this user: \/a/],
  ['files that are no certificate', { code: 'ERR_OSSL_PEM_NO_START_LINE' }, /no certificate with its key/],
  ['an address of another machine', { code: 'EADDRNOTAVAIL' }, /^HOST is no address/],
  ['a HOST that nobody knows', { code: 'ENOTFOUND', hostname: 'desk.invalid' }, /^HOST is no address/],
  [
    'a database that nobody knows',
    { code: 'ENOTFOUND', hostname: 'db.invalid' },
    /PostgreSQL does not answer/,
  ],
  ['a database that is being restored', { code: '25006' }, /still being restored/],
  ['a database of somebody else', { code: '42501' }, /may not make tables/],
])('%s is said in words', (_what, failed, words) => {
  const isNoError = 'errno' in failed;
  const error = isNoError ? failed : Object.assign(new Error('failed'), failed);
  expect(createWords({ LANG: 'C.UTF-8', HOST: 'desk.invalid' }).explain(error)).toMatch(words);
});

it('an address of a database that is none is called by its variable, and not repeated', async () => {
  const address = 'postgres://desk:password@127.0.0.1:port/desk';
  const text = await failure(() => openDatabase({ databaseUrl: address, dataFolder: '' }));
  expect(text).toContain('The variable DATABASE_URL');
  expect(text).not.toContain('password');
});

it('a folder is for one alone; a lock that a killed server of the same number has left stops nobody', async () => {
  const dataFolder = await newServerFolder(null);
  writeFileSync(join(dataFolder, 'server.lock'), String(process.pid));
  const open = await openDatabase({ databaseUrl: null, dataFolder });
  expect(await failure(() => openDatabase({ databaseUrl: null, dataFolder }))).toContain('Another process');
  await open.close();
  rmSync(dataFolder, { recursive: true });
});

it('a database on which a newer program has worked is refused and left as it is', async () => {
  const dataFolder = await newServerFolder(null);
  const place = { databaseUrl: null, dataFolder };
  const open = await openDatabase(place);
  const newer = { name: '9999-of-a-newer-program', timestamp: new Date().toISOString() };
  await open.database
    .withTables<{ kysely_migration: typeof newer }>()
    .insertInto('kysely_migration')
    .values(newer)
    .execute();
  await open.close();
  // The second try is answered as the first: it left nothing behind, its hold on the folder neither.
  for (const _try of [1, 2])
    expect(await failure(() => openDatabase(place))).toMatch(/newer program.*Nothing was changed/);
  rmSync(dataFolder, { recursive: true });
});

it('a process that finds its port taken ends with words, not with a trace', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => other.once('listening', done));
  const address = other.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  const folder = await newServerFolder('');
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, '../../src-server/main.ts')],
    {
      env: { ...process.env, PORT: port, DATA_FOLDER: folder, LANG: 'zh_CN.UTF-8', LC_ALL: '' },
      encoding: 'utf8',
    },
  );
  other.close();
  rmSync(folder, { recursive: true });
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: expect.stringMatching(/^这个 PORT 已被另一个程序占用.*\n$/),
  });
});

it('a server that npm started ends when npm is told to, in order, and leaves its folder', async () => {
  const folder = await newServerFolder(null);
  const npm = spawn('npm', ['run', '--silent', 'server'], {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, DATABASE_URL: '', DATA_FOLDER: folder, PORT: '0', LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: npm.stdout }))
    if (line.startsWith('Central server at')) break;
  const lock = join(folder, 'server.lock');
  const server = Number(readFileSync(lock, 'utf8'));
  npm.kill('SIGTERM');
  try {
    // An orderly end takes the lock away.
    await expect.poll(() => existsSync(lock), { timeout: 10_000 }).toBe(false);
  } finally {
    if (existsSync(lock)) process.kill(server, 'SIGKILL');
    rmSync(folder, { recursive: true });
  }
});
