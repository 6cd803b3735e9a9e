import { afterAll, beforeAll, describe, it } from 'vitest';
import type { ServerProcess } from './server-process.ts';
import { makePlan, type Office, playSeed, startOffice, startSimulatedServer } from './simulation.ts';

/** A failing seed is replayed alone with  SEED=<n> npx vitest run test/sync/simulation.test.ts */
const seeds = process.env.SEED
  ? [Number(process.env.SEED)]
  : Array.from(
      { length: Number(process.env.SEEDS ?? (process.env.NIGHTLY ? 5_000 : 20)) },
      (_, index) => index + 1,
    );
const byDeskCount = [...Map.groupBy(seeds, (seed) => makePlan(seed).deskCount)].sort(
  ([left], [right]) => left - right,
);

let server: ServerProcess;
beforeAll(async () => {
  server = await startSimulatedServer();
}, 180_000);
afterAll(async () => {
  await server.end();
});

describe.each(byDeskCount)(
  '%i desks and the server, a line that fails, kills on both sides',
  (deskCount, ofCount) => {
    let office: Office;
    beforeAll(async () => {
      office = await startOffice(server, deskCount);
    }, 180_000);
    afterAll(() => office.end());

    it.each(ofCount)(
      'are of one mind, each acknowledged action once or parked: seed %i',
      async (seed) => {
        try {
          await playSeed(seed, server, office);
        } catch (error) {
          throw new Error(
            `${String(error)}\nReplay: SEED=${seed} npx vitest run test/sync/simulation.test.ts`,
          );
        }
      },
      180_000,
    );
  },
);
