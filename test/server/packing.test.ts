import { randomUUID } from 'node:crypto';
import { get } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { PullAnswer } from '../../shared/contract/sync.ts';
import { createServerClient } from '../../src-main/sync/server-client.ts';
import {
  createTestDesk,
  deskHeaders,
  type RunningServer,
  startServer,
  subdistrict,
  type TestDesk,
  writeCase,
} from './parties.ts';

let server: RunningServer;
let desk: TestDesk;
const page = '/v1/actions?after=0&limit=500';
beforeAll(async () => {
  server = await startServer();
  const officeId = await server.administration.addOffice({ ...subdistrict, kind: 'subdistrict' });
  const writer = await createTestDesk(server, officeId, 'A');
  await writer.begin();
  for (let count = 0; count < 20; count += 1)
    await writer.push(writeCase(writer, randomUUID(), `第${count}号`));
  desk = await createTestDesk(server, officeId, 'B');
  await desk.begin();
});
afterAll(() => server.end());

/** What really goes over the line: `fetch` would unpack it. */
function askBare(path: string, acceptEncoding: string | undefined) {
  const headers = {
    ...deskHeaders(desk.token()),
    ...(acceptEncoding ? { 'accept-encoding': acceptEncoding } : {}),
  };
  return new Promise<{ encoding: string | undefined; body: Buffer }>((done, fail) => {
    get(new URL(path, server.address), { headers }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () => {
        done({ encoding: response.headers['content-encoding'], body: Buffer.concat(pieces) });
      });
    }).on('error', fail);
  });
}

it('a page of actions goes over the line as less than a third of itself, and is the same unpacked', async () => {
  const plain = await askBare(page, 'identity');
  const packed = await askBare(page, 'deflate, gzip');
  expect([plain.encoding, packed.encoding]).toEqual([undefined, 'gzip']);
  expect(gunzipSync(packed.body).equals(plain.body)).toBe(true);
  expect(packed.body.length).toBeLessThan(plain.body.length / 3);
});

it.each([undefined, 'identity', 'gzip;q=0', 'br'])(
  'whoever asks with %s gets it unpacked',
  async (accepted) => {
    expect((await askBare(page, accepted)).encoding).toBeUndefined();
  },
);

it('a short answer goes as it is', async () => {
  expect((await askBare('/v1/actions?after=0&limit=1', 'gzip')).encoding).toBeUndefined();
});

it('a desk tells how much of a packed answer has come by what it is unpacked', async () => {
  const told: [number, number | null][] = [];
  const { body } = await askBare(page, 'identity');
  const answer = await createServerClient(server.address).ask(
    PullAnswer,
    { method: 'GET', path: page, token: desk.token() },
    (received, whole) => told.push([received, whole]),
  );
  expect(answer.rows).toHaveLength(40);
  expect(told.at(-1)).toEqual([body.length, body.length]);
  expect(told.every(([received, whole]) => whole === body.length && received <= whole)).toBe(true);
});

it.each([
  [true, 'identity'],
  [false, 'gzip'],
])(
  'a desk whose line is fast: %s, asks for answers as %s and measures what the line carried',
  async (isFast, asked) => {
    const moved: number[] = [];
    let sent: string | null = null;
    const client = createServerClient(server.address, {
      fetcher: (address, init) => {
        sent = new Headers(init?.headers).get('accept-encoding');
        return fetch(address, init);
      },
      watch: {
        heard: () => {},
        moved: (bytes) => moved.push(bytes),
        signal: () => new AbortController().signal,
        isFast: () => isFast,
      },
    });
    await client.ask(z.unknown(), { method: 'GET', path: page, token: desk.token() });
    expect(sent).toBe(asked);
    expect(moved).toEqual([0, (await askBare(page, asked)).body.length]);
  },
);
