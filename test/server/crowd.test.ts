import { afterAll, expect, it } from 'vitest';
import { PullAnswer } from '../../shared/contract/sync.ts';
import { noScanLimits } from '../../src-server/blobs/room.ts';
import { comeBackTogether, seatDesks, writeBatch } from './crowd.ts';
import { type RunningServer, startServer, type TestDesk } from './parties.ts';
import { findPostgres, type Postgres, startPostgres } from './postgres.ts';

/**
 * What becomes of the work; how long it takes is measured by `npm run bench -- sync`. By night as many desks as a city
 * has, at the limits that a server comes with, and in real time. By day few, at a server that lets in fewer still, whose
 * clock goes on only while somebody waits: then so many are told to come again on any machine.
 */
const isNight = Boolean(process.env.NIGHTLY);
const settings = isNight
  ? { offices: 15, perOffice: 20, requestsPerMinute: 6_000, pushesAtOnce: 64, told: [503] }
  : { offices: 3, perOffice: 5, requestsPerMinute: 24, pushesAtOnce: 1, told: [429, 503] };
const desksAtOnce = settings.offices * settings.perOffice;

let postgres: Postgres | null = null;
let server: RunningServer | null = null;
afterAll(async () => {
  await server?.end();
  postgres?.stop();
});

it(`${desksAtOnce} desks that come back at once, each with twenty waiting actions, lose none and leave none twice, however often they are told to come again`, async () => {
  const programs = findPostgres();
  if (isNight && programs !== null) postgres = await startPostgres(programs);
  const databaseUrl = (await postgres?.newDatabase()) ?? null;
  const before = await startServer(databaseUrl);
  const desks = await seatDesks(before, settings.offices, settings.perOffice);
  await before.close();

  // The centre was away, and is started anew.
  const began = Date.now();
  let waited = 0;
  const { requestsPerMinute, pushesAtOnce } = settings;
  server = await startServer(databaseUrl, {
    folder: before.folder,
    port: Number(new URL(before.address).port),
    limits: { requestsPerMinute, pushesAtOnce, trustedProxies: [], scans: noScanLimits },
    now: isNight ? () => Date.now() : () => began + waited,
  });
  const waiting = desks.map((desk) => ({ desk, actions: writeBatch(desk) }));
  const { answers, toldToWait } = await comeBackTogether(waiting, {
    isInStep: !isNight,
    pause: async (time) => {
      waited += time;
      await new Promise((done) => setTimeout(done, isNight ? time : time / 20));
    },
  });

  // A machine whose desks are slower than its server tells none of them to wait: whether it does is proved by day.
  if (isNight) expect(settings.told).toEqual(expect.arrayContaining([...new Set(toldToWait)]));
  else expect(new Set(toldToWait)).toEqual(new Set(settings.told));
  for (const [index, { actions }] of waiting.entries()) {
    expect(answers[index]).toEqual(actions.map(({ id }) => ({ id, status: 'accepted' })));
  }
  for (const [officeId, ofOffice] of Map.groupBy(waiting, ({ desk }) => desk.officeId)) {
    const found = await readFeed(ofOffice[0]?.desk);
    const wanted = ofOffice.flatMap(({ actions }) => actions.map(({ id }) => id));
    expect(found.sort(), officeId).toEqual(wanted.sort());
  }
});

/** The ids of all that the feed of a desk's office holds, page after page. */
async function readFeed(desk: TestDesk | undefined): Promise<string[]> {
  const found: string[] = [];
  for (let after = 0, isComplete = false; !isComplete; ) {
    const page = PullAnswer.parse((await desk?.pull(after))?.value);
    found.push(...page.rows.map(({ action }) => action.id), ...page.own.map(({ id }) => id));
    ({ sequence: after, isComplete } = page);
  }
  return found;
}
