import { afterAll, beforeAll, describe, it } from 'vitest';
import { findPostgres, type Postgres, startPostgres } from '../server/postgres.ts';
import type { ServerProcess } from './server-process.ts';
import { type Office, playGroup, startOffice, startSimulatedServer } from './simulation.ts';
import { groupOf, listOfficeWork, type OfficeWork } from './simulation-plan.ts';

/**
 * A failing seed is replayed, among those of its group, with  SEED=<n> npx vitest run test/sync/simulation.test.ts
 * A part of the night:  FROM=<n> SEEDS=<count> npx vitest run test/sync/simulation.test.ts
 */
const seedsByDay = 200;
const { SEED, FROM = '1', SEEDS, NIGHTLY } = process.env;
const alone = SEED === undefined ? null : groupOf(Number(SEED));
const worksOf = (count: number): OfficeWork[] =>
  alone === null
    ? listOfficeWork(Number(FROM), Number(SEEDS ?? (NIGHTLY ? 5_000 : count)))
    : [{ deskCount: alone.deskCount, groups: [alone] }];

// Nearly all of it on PostgreSQL, where it is installed: it costs a third of the embedded database's time.
const programs = findPostgres();
const databases = [
  ...(programs === null ? [] : [{ name: 'PostgreSQL', programs, works: worksOf(seedsByDay) }]),
  {
    name: 'the embedded database',
    programs: null,
    works: programs === null ? worksOf(seedsByDay) : firstOnly(),
  },
];
function firstOnly(): OfficeWork[] {
  return alone === null && SEEDS === undefined ? listOfficeWork(1, 10) : [];
}
const patience = 900_000;

describe.each(databases.filter(({ works }) => works.length > 0))('on $name', ({ programs, works }) => {
  let postgres: Postgres | null = null;
  let server: ServerProcess;
  beforeAll(async () => {
    if (programs !== null) postgres = await startPostgres(programs);
    server = await startSimulatedServer(await postgres?.newDatabase());
  }, patience);
  afterAll(async () => {
    await server.end();
    postgres?.stop();
  });

  describe.each(works)(
    '$deskCount desks and the server, lines that fail, kills on both sides',
    ({ deskCount, groups }) => {
      let office: Office;
      beforeAll(async () => {
        office = await startOffice(server, deskCount);
      }, patience);
      afterAll(() => office.end());

      it.each(groups.map((group) => ({ group, first: group.seeds[0] ?? 0, last: group.seeds.at(-1) })))(
        'are of one mind, each acknowledged action once or parked: seeds $first to $last',
        async ({ group, first }) => {
          try {
            await playGroup(group, office);
          } catch (error) {
            throw new Error(
              `${String(error)}\nReplay: SEED=${first} npx vitest run test/sync/simulation.test.ts`,
            );
          }
        },
        patience,
      );
    },
  );
});
