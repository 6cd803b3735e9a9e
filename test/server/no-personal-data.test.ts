import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { actionsBeforeDocuments } from '../../scripts/demo/orders.ts';
import type { StoredAction } from '../../shared/record/action.ts';
import { blobFolder } from '../../src-server/blobs/blob-store.ts';
import { caseNames, readCase } from '../fixtures/fold-case.ts';
import { openingOf } from '../fixtures/plain-office.ts';
import { startServerProcess } from '../sync/server-process.ts';
import { createTestDesk, deskHeaders, type TestDesk } from './parties.ts';
import { newServerFolder } from './server-folder.ts';

/** Every text of a case that could be somebody's: words in Chinese, numbers of persons and telephones. */
function listSentinels(value: unknown): string[] {
  if (typeof value === 'string') return /[\u4e00-\u9fff]{3}|\d{11}/.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(listSentinels);
}

function writeWholeCase(desk: TestDesk, name: (typeof caseNames)[number]): StoredAction[] {
  const caseId = randomUUID();
  const actions = [desk.write(caseId, 'case.opened', openingOf(name), [])];
  for (const { type, body } of actionsBeforeDocuments(readCase(name))) {
    actions.push(desk.write(caseId, type, body, [actions.at(-1)?.id ?? '']));
  }
  return actions;
}

it('at its most talkative the server says nothing of anybody: not in logs, figures or refusals', async () => {
  const folder = await newServerFolder(null);
  const server = await startServerProcess(folder, { logLevel: 'trace' });
  const officeId = await server.administration.addOffice({ name: '甲', kind: 'subdistrict', district: 'd' });
  const desk = await createTestDesk(server, officeId, 'A');
  await desk.begin();
  const refusals: string[] = [];
  const sentinels = new Set<string>();
  for (const name of caseNames) {
    const actions = writeWholeCase(desk, name);
    for (const one of actions)
      for (const text of listSentinels(JSON.parse(one.body ?? ''))) sentinels.add(text);
    const taken = await desk.push(actions);
    expect(taken.value.results.every((one: { status: string }) => one.status === 'accepted')).toBe(true);
    refusals.push(taken.text);
    // The same words where none belong.
    const [sentence = ''] = [...sentinels].filter((text) => text.length > 20);
    const spoilt = actions.map((one) => ({
      ...one,
      id: sentence,
      type: sentence,
      body: `${one.body} ${sentence}`,
    }));
    const tampered = actions.map((one) => ({ ...one, body: JSON.stringify({ [sentence]: sentence }) }));
    const place = encodeURIComponent(sentence);
    const asked = [
      await desk.push(spoilt),
      await desk.push(tampered),
      await desk.ask('POST', '/v1/actions', { [sentence]: sentence, actions: sentence }),
      await desk.ask('POST', '/v1/actions', `{"actions": ["${sentence}`),
      await desk.ask('GET', `/v1/actions?after=${place}&kind=${place}`),
      await desk.ask('GET', `/v1/nowhere/${place}`),
      await desk.ask('GET', `/v1/blobs/${place}`),
      await desk.ask('GET', `/v1/%${sentence}`),
      await desk.ask('POST', '/v1/sign-ins', { account: sentence, password: sentence }),
      await desk.ask('POST', '/v1/enrolments', { code: sentence, deskLetter: sentence }),
      await desk.ask('POST', '/v1/actions', { actions: [sentence] }, 'no-such-token'),
    ];
    refusals.push(...asked.map(({ text }) => text));
    for (const { status } of asked.slice(2)) expect(status).toBeGreaterThanOrEqual(400);
  }
  const metrics = await (await fetch(`${server.address}/metrics`, { headers: deskHeaders() })).text();
  // What nobody foresaw: the system's own words name the folder, as the database's may quote what it was given.
  rmSync(blobFolder({ dataFolder: folder }), { recursive: true, force: true });
  writeFileSync(blobFolder({ dataFolder: folder }), '');
  const failed = await fetch(`${server.address}/v1/blobs/${'a'.repeat(64)}`, {
    method: 'PUT',
    headers: {
      ...deskHeaders(desk.token()),
      'content-type': 'application/octet-stream',
      'upload-offset': '0',
      'upload-length': '9',
    },
    body: new Uint8Array(9),
  });
  expect([failed.status, await failed.json()]).toEqual([500, { code: 'sync.serverFailed' }]);
  await vi.waitFor(() => expect(server.output()).toContain('sync.serverFailed'), 30_000);
  expect(server.output()).not.toContain(folder);
  const told = [server.output(), metrics, ...refusals].join('\n');
  expect(sentinels.size).toBeGreaterThan(100);
  expect(server.output()).toContain('/v1/actions');
  expect([...sentinels].filter((text) => told.includes(text))).toEqual([]);
  expect([...sentinels].filter((text) => told.includes(encodeURIComponent(text)))).toEqual([]);
  await server.end();
});
