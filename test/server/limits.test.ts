import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { get } from 'node:http';
import { request } from 'node:https';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify from 'fastify';
import { expect, it, vi } from 'vitest';
import { noScanLimits } from '../../src-server/blobs/room.ts';
import type { Access } from '../../src-server/directory/access.ts';
import { toFailure } from '../../src-server/http/failures.ts';
import { addGuard } from '../../src-server/http/guard.ts';
import { createMetrics } from '../../src-server/http/metrics.ts';
import { makeCertificate } from '../fixtures/self-signed.ts';
import {
  createTestDesk,
  deskHeaders,
  type RunningServer,
  startServer,
  subdistrict,
  type TestDesk,
  writeCase,
} from './parties.ts';

/** What the central server does when too much, or the wrong thing, comes to its door. */
const limits = { requestsPerMinute: 1_000_000, pushesAtOnce: 64, trustedProxies: [], scans: noScanLimits };

it('says 429 and when to come again to whoever asks too often, and nobody else notices', async () => {
  const server = await startServer(null, { limits: { ...limits, requestsPerMinute: 30 } });
  const officeId = await server.administration.addOffice({ name: '甲', kind: 'subdistrict', district: 'd' });
  const [hasty, calm] = [
    await createTestDesk(server, officeId, 'A'),
    await createTestDesk(server, officeId, 'B'),
  ];
  for (const desk of [hasty, calm]) await desk.begin();
  const answers = await Promise.all(
    Array.from({ length: 60 }, () =>
      fetch(`${server.address}/v1/actions`, { headers: deskHeaders(hasty.token()) }),
    ),
  );
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(0);
  expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await refused[0]?.json()).toMatchObject({ code: 'sync.tooManyRequests' });
  expect((await calm.pull()).status).toBe(200);
  // Whoever guesses at tokens has one address, whatever they guess.
  const guesses = Array.from({ length: 60 }, (_, count) =>
    calm.ask('GET', '/v1/actions', undefined, `guess-${count}`),
  );
  const guessed = (await Promise.all(guesses)).map(({ status }) => status);
  expect(new Set(guessed)).toEqual(new Set([401, 429]));
  expect((await calm.pull()).status).toBe(200);
  await server.end();
});

/** A live stream that is read on; what it tells is of no interest. */
async function listen(
  server: RunningServer,
  desk: TestDesk,
  signal: AbortSignal,
): Promise<{ hasEnded: boolean }> {
  const response = await fetch(`${server.address}/v1/live`, { headers: deskHeaders(desk.token()), signal });
  const stream = { hasEnded: false };
  void (async () => {
    for await (const _ of response.body ?? []);
    stream.hasEnded = true;
  })().catch(() => {});
  return stream;
}

it('a live stream ends with its session, and with the rights of its person or desk; the others go on', async () => {
  let passed = 0;
  const server = await startServer(null, { now: () => Date.now() + passed });
  const officeId = await server.administration.addOffice({ name: '甲', kind: 'subdistrict', district: 'd' });
  const desks = await Promise.all(['A', 'B', 'C'].map((letter) => createTestDesk(server, officeId, letter)));
  const [person, stolen, calm] = desks as [TestDesk, TestDesk, TestDesk];
  for (const desk of desks) await desk.begin();
  const end = new AbortController();
  const streams = await Promise.all(desks.map((desk) => listen(server, desk, end.signal)));
  const ended = () => streams.map(({ hasEnded }) => hasEnded);
  await server.administration.revokePerson(officeId, person.accountId);
  await vi.waitFor(() => expect(ended()).toEqual([true, false, false]));
  await server.administration.revokeDesk(officeId, stolen.deskId);
  await vi.waitFor(() => expect(ended()).toEqual([true, true, false]));
  passed = 12 * 3_600_000 - 60_000;
  await new Promise((done) => setTimeout(done, 2_500));
  expect(ended()).toEqual([true, true, false]);
  passed = 12 * 3_600_000 + 60_000;
  await vi.waitFor(() => expect(ended()).toEqual([true, true, true]), 5_000);
  await calm.openSession();
  const anew = await listen(server, calm, end.signal);
  await new Promise((done) => setTimeout(done, 2_500));
  expect(anew.hasEnded).toBe(false);
  end.abort();
  await server.end();
});

it('lets nobody hold connections without end: live streams of one desk, and requests that never end', async () => {
  const server = await startServer();
  const officeId = await server.administration.addOffice({ name: '甲', kind: 'subdistrict', district: 'd' });
  const [greedy, calm] = [
    await createTestDesk(server, officeId, 'A'),
    await createTestDesk(server, officeId, 'B'),
  ];
  for (const desk of [greedy, calm]) await desk.begin();
  const end = new AbortController();
  const patient = await listen(server, calm, end.signal);
  const streams: { hasEnded: boolean }[] = [];
  for (let count = 0; count < 20; count += 1) streams.push(await listen(server, greedy, end.signal));
  await vi.waitFor(() => expect(streams.map(({ hasEnded }) => hasEnded).lastIndexOf(true)).toBe(11));
  expect(streams.filter(({ hasEnded }) => hasEnded)).toHaveLength(12);
  expect(patient.hasEnded).toBe(false);
  expect(server.app.server.requestTimeout).toBeGreaterThan(30_000);
  end.abort();
  await server.end();
});

it.each([
  ['is told to end', 1],
  ['is told more and more', 700],
])('cuts a live stream off that nobody reads while it %s, and goes on', async (_name, changes) => {
  const server = await startServer();
  const officeId = await server.administration.addOffice({ name: '甲', kind: 'subdistrict', district: 'd' });
  const [stuck, calm] = [
    await createTestDesk(server, officeId, 'A'),
    await createTestDesk(server, officeId, 'B'),
  ];
  for (const desk of [stuck, calm]) await desk.begin();
  const connected = once(server.app.server, 'connection') as Promise<[Socket]>;
  const headers = deskHeaders(stuck.token());
  const stream = get(`${server.address}/v1/live`, { headers, agent: false }).on('error', () => {});
  await once(stream, 'response');
  // What a full line does: whatever is written from now on waits at the centre.
  const [line] = await connected;
  Object.assign(line, { _write: () => {}, _writev: () => {} });
  if (changes === 1) await server.administration.revokePerson(officeId, stuck.accountId);
  else for (let days = 0; days < changes; days += 1) await server.administration.setGrace(officeId, days);
  await vi.waitFor(() => expect(line.destroyed).toBe(true), 4_000);
  expect((await calm.pull()).status).toBe(200);
  stream.destroy();
  await server.end();
});

it('lets nobody hold a connection, and the file behind it, by asking for something long and not reading it', async () => {
  const server = await startServer();
  const { timeout } = server.app.server;
  expect(timeout).toBeGreaterThan(30_000);
  expect(timeout).toBeLessThan(600_000);
  server.app.server.setTimeout(timeout / 100);
  const connected = once(server.app.server, 'connection') as Promise<[Socket]>;
  const request = get(`${server.address}/docs/static/swagger-ui-bundle.js`, { agent: false });
  request.on('error', () => {});
  const [line] = await connected;
  // What a full line does.
  Object.assign(line, { _write: () => {}, _writev: () => {} });
  await vi.waitFor(() => expect(line.destroyed).toBe(true), 6_000);
  request.destroy();
  await server.end();
});

it.each([
  ['nobody stands in front', []],
  ['a proxy does, which adds the last address itself', ['127.0.0.1']],
])('counts whoever names another address each time as one: %s', async (_name, trustedProxies) => {
  const server = await startServer(null, { limits: { ...limits, requestsPerMinute: 30, trustedProxies } });
  const ask = async (claimed: string) => {
    const headers = { ...deskHeaders(), 'x-forwarded-for': `${claimed}, 203.0.113.9`, 'x-real-ip': claimed };
    return (await fetch(`${server.address}/v1/challenges`, { method: 'POST', headers })).status;
  };
  const answers = await Promise.all(Array.from({ length: 60 }, (_, count) => ask(`198.51.100.${count}`)));
  expect(new Set(answers)).toEqual(new Set([200, 429]));
  await server.end();
});

it('ends a session after twelve hours; the keys open another one, under another token', async () => {
  let passed = 0;
  const server = await startServer(null, { now: () => Date.now() + passed });
  const officeId = await server.administration.addOffice({ name: '甲', kind: 'subdistrict', district: 'd' });
  const desk = await createTestDesk(server, officeId, 'A');
  await desk.begin();
  const former = desk.token();
  passed = 12 * 3_600_000 - 60_000;
  expect((await desk.pull()).status).toBe(200);
  passed = 12 * 3_600_000 + 60_000;
  expect(await desk.pull()).toMatchObject({ status: 401, value: { code: 'sync.sessionEnded' } });
  await desk.openSession();
  expect(desk.token()).not.toBe(former);
  expect((await desk.pull()).status).toBe(200);
  expect((await desk.ask('GET', '/v1/actions', undefined, former)).status).toBe(401);
  await server.end();
});

it('keeps eight sessions of a person at a desk, and ends the oldest for another one', async () => {
  let passed = 0;
  const server = await startServer(null, { now: () => Date.now() + passed });
  const officeId = await server.administration.addOffice({ name: '甲', kind: 'subdistrict', district: 'd' });
  const [desk, other] = [
    await createTestDesk(server, officeId, 'A'),
    await createTestDesk(server, officeId, 'B'),
  ];
  await other.begin();
  await desk.begin();
  const tokens = [desk.token()];
  for (let count = 0; count < 8; count += 1) {
    passed += 1_000;
    await desk.openSession();
    tokens.push(desk.token());
  }
  const answers = await Promise.all(tokens.map((token) => desk.ask('GET', '/v1/actions', undefined, token)));
  expect(answers.map(({ status }) => status)).toEqual([401, ...Array.from({ length: 8 }, () => 200)]);
  expect((await other.pull()).status).toBe(200);
  await server.end();
});

it('does not start with a route that the permission table does not know', async () => {
  const app = fastify();
  addGuard(app, {
    access: { getVisitor: () => Promise.reject(new Error('nobody asks')) } as unknown as Access,
    contacts: { heard: () => {} },
    now: () => 0,
    requestsPerMinute: 1,
  });
  expect(() => app.get('/v1/unlisted', async () => '')).toThrow('server.permissionMissing GET /v1/unlisted');
  await app.close();
});

it('says 503 and when to come again when the house is full, and takes the same push later, once', async () => {
  const server = await startServer(null, { limits: { ...limits, pushesAtOnce: 1 } });
  const officeId = await server.administration.addOffice({ name: '甲', kind: 'subdistrict', district: 'd' });
  const desk = await createTestDesk(server, officeId, 'A');
  const other = await createTestDesk(server, officeId, 'B');
  for (const one of [desk, other]) await one.begin();
  // Each is under way for a while, so that the others come meanwhile.
  const writeCases = () => Array.from({ length: 10 }, () => writeCase(desk, randomUUID())).flat();
  const batches = Array.from({ length: 12 }, writeCases);
  let full = 0;
  await Promise.all(
    batches.map(async (actions) => {
      for (;;) {
        const { status, value } = await desk.push(actions);
        if (status === 200) return;
        expect([status, value.code, value.details.retryAfterSeconds]).toEqual([503, 'sync.serverBusy', 2]);
        full += 1;
        await new Promise((done) => setTimeout(done, 20 + Math.random() * 50));
      }
    }),
  );
  expect(full).toBeGreaterThan(0);
  expect((await other.pull()).value.rows).toHaveLength(batches.flat().length);
  await server.end();
});

it('takes what was written side by side as fast in whatever order it comes', async () => {
  const server = await startServer();
  const officeId = await server.administration.addOffice({ name: '甲', kind: 'subdistrict', district: 'd' });
  const desk = await createTestDesk(server, officeId, 'A');
  await desk.begin();
  const push = async (isFalling: boolean): Promise<number> => {
    const caseId = randomUUID();
    const opening = writeCase(desk, caseId);
    const beside = Array.from({ length: 400 }, (_, count) => {
      const patches = [{ kind: 'party', id: `P${count}`, fields: { phone: '1' } }];
      return desk.write(caseId, 'intake.recorded', { patches }, [opening.at(-1)?.id ?? '']);
    });
    const actions = [...opening, ...(isFalling ? beside.reverse() : beside)];
    const began = performance.now();
    const { results } = (await desk.push(actions)).value as { results: { status: string }[] };
    expect(new Set(results.map(({ status }) => status))).toEqual(new Set(['accepted']));
    return performance.now() - began;
  };
  await push(false);
  const rising = await push(false);
  // Where each makes the record begin anew, it takes eight times as long.
  expect(Math.min(await push(true), await push(true))).toBeLessThan(rising * 4);
  await server.end();
});

it('takes the same push ten times at once as one', async () => {
  const server = await startServer();
  const officeId = await server.administration.addOffice({ name: '甲', kind: 'subdistrict', district: 'd' });
  const desk = await createTestDesk(server, officeId, 'A');
  const other = await createTestDesk(server, officeId, 'B');
  for (const one of [desk, other]) await one.begin();
  const actions = writeCase(desk, randomUUID());
  const answers = await Promise.all(Array.from({ length: 10 }, () => desk.push(actions)));
  const statuses = answers.flatMap(({ value }) => value.results.map((one: { status: string }) => one.status));
  expect(statuses.filter((status) => status === 'accepted')).toHaveLength(2);
  expect(statuses.filter((status) => status === 'known')).toHaveLength(18);
  expect((await other.pull()).value.rows).toHaveLength(2);
  await server.end();
});

it('speaks TLS with the certificate that it was given, and no old TLS', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-tls-'));
  const { files, cert: ca } = makeCertificate(folder, 'server');
  const server = await startServer(null, { tls: files });
  expect(server.address).toMatch(/^https:/);
  const ask = (options: object) =>
    new Promise<number>((done, fail) => {
      const asked = request(`${server.address}/healthz`, options, (answer) => {
        answer.resume();
        done(answer.statusCode ?? 0);
      });
      asked.on('error', fail);
      asked.end();
    });
  expect(await ask({ ca })).toBe(200);
  await expect(ask({})).rejects.toThrow(/self-signed/);
  await expect(ask({ ca, minVersion: 'TLSv1', maxVersion: 'TLSv1.1' })).rejects.toThrow();
  await server.end();
  rmSync(folder, { recursive: true, force: true });
});

/** Sends a whole scan of so many random bytes. */
async function sendScan(server: RunningServer, desk: TestDesk, size: number) {
  const scan = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(size - 9)]);
  const sha256 = createHash('sha256').update(scan).digest('hex');
  const headers = { 'upload-offset': '0', 'upload-length': String(size) };
  const answer = await fetch(`${server.address}/v1/blobs/${sha256}`, {
    method: 'PUT',
    headers: { ...deskHeaders(desk.token()), 'content-type': 'application/octet-stream', ...headers },
    body: new Uint8Array(scan),
  });
  return { status: answer.status, ...((await answer.json()) as { code?: string; isComplete?: boolean }) };
}

it('an office has so much room for scans and no more; another office has its own, and records go on', async () => {
  const scans = { ...noScanLimits, ofOffice: 10_000 };
  const server = await startServer(null, { limits: { ...limits, scans } });
  const [full, other] = await Promise.all(
    ['A', 'B'].map(async (letter) =>
      createTestDesk(server, await server.administration.addOffice(subdistrict), letter),
    ),
  );
  if (full === undefined || other === undefined) throw new Error('two desks');
  for (const desk of [full, other]) await desk.begin();
  expect(await sendScan(server, full, 6_000)).toMatchObject({ status: 200, isComplete: true });
  expect(await sendScan(server, full, 6_000)).toMatchObject({ status: 507, code: 'sync.officeFull' });
  expect(await sendScan(server, full, 4_000)).toMatchObject({ status: 200, isComplete: true });
  expect(await sendScan(server, other, 6_000)).toMatchObject({ status: 200, isComplete: true });
  expect((await full.push(writeCase(full, randomUUID()))).status).toBe(200);
  await server.end();
});

it('no scan is begun that would leave less of the disk than is to be kept free for records', async () => {
  const scans = { ...noScanLimits, keptFree: Number.MAX_SAFE_INTEGER };
  const server = await startServer(null, { limits: { ...limits, scans } });
  const desk = await createTestDesk(server, await server.administration.addOffice(subdistrict), 'A');
  await desk.begin();
  expect(await sendScan(server, desk, 6_000)).toMatchObject({ status: 507, code: 'sync.centreFull' });
  expect((await desk.push(writeCase(desk, randomUUID()))).status).toBe(200);
  await server.end();
});

it('a scan that is said to be longer only once it is begun finds no room either', async () => {
  const server = await startServer(null, {
    limits: { ...limits, scans: { ...noScanLimits, ofOffice: 1_000 } },
  });
  const desk = await createTestDesk(server, await server.administration.addOffice(subdistrict), 'A');
  await desk.begin();
  const scan = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(5_000)]);
  const send = async (offset: number, end: number, size: number) => {
    const headers = { 'upload-offset': String(offset), 'upload-length': String(size) };
    const answer = await fetch(
      `${server.address}/v1/blobs/${createHash('sha256').update(scan).digest('hex')}`,
      {
        method: 'PUT',
        headers: { ...deskHeaders(desk.token()), 'content-type': 'application/octet-stream', ...headers },
        body: new Uint8Array(scan.subarray(offset, end)),
      },
    );
    return answer.status;
  };
  expect(await send(0, 10, 1_000)).toBe(200);
  expect(await send(10, scan.length, scan.length)).toBe(507);
  await server.end();
});

it('a disk that takes half of a piece is asked for the other half: a scan is not called another one for it', async () => {
  const server = await startServer();
  const desk = await createTestDesk(server, await server.administration.addOffice(subdistrict), 'A');
  await desk.begin();
  const file = await open(join(server.folder, 'server.lock'));
  type Write = (bytes: Buffer, start: number, length: number | null, at: number) => Promise<unknown>;
  const files = Object.getPrototypeOf(file) as { write: Write };
  await file.close();
  const { write } = files;
  const short = vi.spyOn(files, 'write').mockImplementationOnce(function half(this: unknown, bytes, ...rest) {
    const [start, length, at] = rest;
    return write.call(this, bytes, start, Math.floor((length ?? bytes.length) / 2), at);
  });
  expect(await sendScan(server, desk, 6_000)).toMatchObject({ status: 200 });
  expect(short).toHaveBeenCalledTimes(2);
  short.mockRestore();
  await server.end();
});

it.each(['ENOSPC', 'EDQUOT', '53100'])('a disk that is full all the same (%s) is told as that', (code) => {
  expect(toFailure(Object.assign(new Error('full'), { code }))).toEqual({
    status: 507,
    code: 'sync.centreFull',
  });
});

it.each(['57P01', '57P02', '57P03'])(
  'a database that is being started anew (%s) is one to come to again',
  (code) => {
    expect(toFailure(Object.assign(new Error('away'), { code }))).toEqual({
      status: 503,
      code: 'sync.serverBusy',
    });
  },
);

it('figures for an operator come while the database or the disk of the scans is away, too', async () => {
  const away = () => Promise.reject(new Error('away'));
  const metrics = createMetrics({ countConflicts: away, countSilent: away, findFree: away });
  metrics.failures.inc({ code: 'sync.serverBusy' });
  const text = await metrics.registry.metrics();
  expect(text).toContain('desk_failed_requests_total{code="sync.serverBusy"} 1');
  expect(text).toContain('desk_open_conflicts Nan');
  expect(text).toContain('desk_silent_desks{over="600"} Nan');
  expect(text).toContain('desk_free_bytes Nan');
});
