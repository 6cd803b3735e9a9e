import { expect, it, vi } from 'vitest';
import { createTestDesk, deskHeaders, startServer, subdistrict, type TestDesk } from './parties.ts';

const patience = 30_000;

/** CRITERIA I2: what the administrator is shown of each desk's line, and the operator's figure of silent desks. */
it('knows when each desk was last heard, whose line begins anew, and how many are silent', async () => {
  const began = Date.now();
  let passed = 0;
  const server = await startServer(null, { now: () => began + passed });
  const officeId = await server.administration.addOffice(subdistrict);
  const desks = await Promise.all(['A', 'B', 'C'].map((letter) => createTestDesk(server, officeId, letter)));
  const [busy, left, never] = desks as [TestDesk, TestDesk, TestDesk];
  for (const desk of desks) await desk.begin();
  const contactOf = async ({ deskId }: TestDesk) => {
    const found = (await server.administration.staff(officeId)).desks.find(({ id }) => id === deskId);
    return { heardAt: found?.heardAt, restarts: found?.restarts };
  };
  /** Asks with a session, and waits until that is noted: nobody else does. */
  const speak = async (desk: TestDesk) => {
    await desk.pull();
    const heardAt = new Date(began + passed).toISOString();
    await vi.waitFor(async () => expect((await contactOf(desk)).heardAt).toBe(heardAt), patience);
  };
  const countSilent = async () => {
    const text = await (await fetch(`${server.address}/metrics`)).text();
    return [600, 1_800].map((over) =>
      Number(new RegExp(`^desk_silent_desks\\{over="${over}"\\} (\\d+)`, 'm').exec(text)?.[1]),
    );
  };
  // A sign-in alone is open to anyone, and is not the desk's voice yet.
  expect(await contactOf(busy)).toEqual({ heardAt: null, restarts: 0 });
  expect(await countSilent()).toEqual([3, 3]);
  for (const desk of [busy, left]) await speak(desk);
  expect(await countSilent()).toEqual([1, 1]);
  passed = 601_000;
  await speak(busy);
  expect(await countSilent()).toEqual([2, 1]);
  passed = 1_801_000;
  expect(await countSilent()).toEqual([3, 2]);
  await speak(busy);
  // Whoever may not speak any more is not missed.
  await server.administration.revokeDesk(officeId, never.deskId);
  expect(await countSilent()).toEqual([1, 1]);

  const listen = async (times: number) => {
    for (let count = 0; count < times; count += 1) {
      const end = new AbortController();
      await fetch(`${server.address}/v1/live`, { headers: deskHeaders(left.token()), signal: end.signal });
      end.abort();
    }
  };
  await listen(7);
  // The first beginning is none anew.
  await vi.waitFor(async () => expect((await contactOf(left)).restarts).toBe(6), patience);
  expect((await contactOf(busy)).restarts).toBe(0);
  passed += 3_601_000;
  expect((await contactOf(left)).restarts).toBe(0);
  await listen(2);
  await vi.waitFor(async () => expect((await contactOf(left)).restarts).toBe(1), patience);
  await server.end();
});
