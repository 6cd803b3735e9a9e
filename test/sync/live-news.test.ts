import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CaseFilter } from '../../shared/contract/cases.ts';
import type { LiveEvent } from '../../shared/contract/sync.ts';
import type { Desk } from '../../src-main/desk.ts';
import { openPlainDesk } from '../fixtures/plain-desk.ts';
import { plainMediator, plainOffice } from '../fixtures/plain-office.ts';
import {
  createTestDesk,
  type RunningServer,
  startServer,
  subdistrict,
  type TestDesk,
  writeCase,
} from '../server/parties.ts';
import { until } from './desk-process.ts';

/** A desk that nothing wakes but the live stream, and a stream that tells only what the test has it tell. */
const folder = mkdtempSync(join(tmpdir(), 'live-news-'));
let server: RunningServer;
let desk: Desk;
let colleague: TestDesk;
let tell: (event: LiveEvent) => void = () => {};
/** Whatever stands where the centre should: its answer to everything; null while the centre itself is there. */
let instead: (() => Promise<Response>) | null = null;
const fetcher: typeof fetch = (input, init) => {
  if (instead !== null) return instead();
  if (new URL(String(input)).pathname !== '/v1/live') return fetch(input, init);
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      tell = (event) => controller.enqueue(new TextEncoder().encode(`data: ${JSON.stringify(event)}\n\n`));
      tell({ type: 'RESYNC' });
      init?.signal?.addEventListener('abort', () => controller.error(new TypeError('ended')));
    },
  });
  return Promise.resolve(new Response(body, { headers: { 'content-type': 'text/event-stream' } }));
};

beforeAll(async () => {
  server = await startServer();
  const officeId = await server.administration.addOffice(subdistrict);
  colleague = await createTestDesk(server, officeId, 'A');
  await colleague.begin();
  const pauses = { polling: 3_600_000, retry: 300 };
  desk = await openPlainDesk(folder, { fetcher, slowHashMemory: 1024, pauses });
  const { session, sync } = desk.handlers;
  await session.setUp({ office: plainOffice, deskLetter: 'B', person: plainMediator, pin: '246813' });
  const account = { account: 'new', password: 'correct horse battery' };
  await server.administration.addPerson(officeId, {
    ...account,
    name: plainMediator.name,
    roles: ['mediator'],
  });
  const { code } = await server.administration.makeEnrolmentCode(officeId);
  await sync.enrol({ address: server.address, code });
  await sync.signIn(account);
  // The last step of its first look by itself.
  await until('the first look is over', async () => (await sync.status({})).comparedAt !== null);
});
afterAll(async () => {
  await desk.close();
  await server.end();
  rmSync(folder, { recursive: true, force: true });
});

it.each<LiveEvent>([
  { type: 'RESYNC' },
  { type: 'changed', sequence: 1, kinds: ['case'] },
  // An older server does not say of what.
  { type: 'changed', sequence: 1 },
])('looks for news when it is told %j, and not before', async (event) => {
  const caseId = randomUUID();
  await colleague.push(writeCase(colleague, caseId));
  const isHere = async () =>
    (await desk.handlers.cases.list(CaseFilter.parse({}))).rows.some(({ id }) => id === caseId);
  await new Promise((done) => setTimeout(done, 300));
  expect(await isHere()).toBe(false);
  tell(event);
  await until('the case is here', isHere, 20_000);
});

it('whoever only answers as a centre would is no contact: a right that runs out without one runs out', async () => {
  const { sync } = desk.handlers;
  instead = () => Promise.reject(new TypeError('cut'));
  tell({ type: 'RESYNC' });
  await until('the line is gone', async () => (await sync.status({})).trouble === 'sync.offline', 20_000);
  const { lastContactAt } = await sync.status({});
  instead = async () => Response.json({ code: 'sync.sessionEnded' }, { status: 401 });
  const isOver = async () => (await sync.status({})).trouble === null;
  await until('somebody answers', isOver, 20_000);
  expect((await sync.status({})).lastContactAt).toBe(lastContactAt);
});
