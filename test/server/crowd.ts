import { randomUUID } from 'node:crypto';
import type { StoredAction } from '../../shared/record/action.ts';
import { pauseAfter } from '../../src-main/sync/pausing.ts';
import { SyncFailure } from '../../src-main/sync/server-client.ts';
import { type AnyServer, createTestDesk, type RunningServer, type TestDesk, writeCase } from './parties.ts';

/** Many desks that come to one server at once; for the test of what becomes of their work and the measurement of time. */

/** The actions of one push. */
export const actionsOfBatch = 20;

type Seats = AnyServer & { readonly administration: Pick<RunningServer['administration'], 'addOffice'> };

/** Desks of so many offices, with a session each. */
export async function seatDesks(server: Seats, offices: number, perOffice: number): Promise<TestDesk[]> {
  const desks: TestDesk[] = [];
  for (let office = 0; office < offices; office += 1) {
    const named = { name: `${office}`, kind: 'subdistrict', district: 'd' };
    const officeId = await server.administration.addOffice(named);
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].slice(0, perOffice);
    const seated = await Promise.all(
      letters.map(async (letter) => {
        const desk = await createTestDesk(server, officeId, letter);
        await desk.begin();
        return desk;
      }),
    );
    desks.push(...seated);
  }
  return desks;
}

/** One push: a case with twenty actions. */
export function writeBatch(desk: TestDesk): StoredAction[] {
  const caseId = randomUUID();
  const actions = writeCase(desk, caseId);
  while (actions.length < actionsOfBatch) {
    const patches = [
      { kind: 'party', id: 'P1', fields: { phone: String(actions.length), job: '厨师'.repeat(10) } },
    ];
    actions.push(desk.write(caseId, 'intake.recorded', { patches }, [actions.at(-1)?.id ?? '']));
  }
  return actions;
}

type Answer = Awaited<ReturnType<TestDesk['ask']>>;
export type Waiting = { readonly desk: TestDesk; readonly actions: readonly StoredAction[] };

/**
 * All desks come back in the same moment, each with what waits on it, and wait as the server tells them and desks do.
 * Answers the times of all requests, how often which desks were told to come again, and what was said to each push.
 * @param parts.pause waits so many milliseconds
 * @param parts.isInStep nobody sends before all have a session, so that all send at once
 */
export async function comeBackTogether(
  waiting: readonly Waiting[],
  {
    pause = (time: number): Promise<unknown> => new Promise((done) => setTimeout(done, time)),
    isInStep = false,
  } = {},
) {
  const latencies: number[] = [];
  const toldToWait: number[] = [];
  const insist = async (ask: () => Promise<Answer>): Promise<Answer['value']> => {
    for (let attempt = 0; ; attempt += 1) {
      const began = performance.now();
      const { status, value } = await ask();
      latencies.push(performance.now() - began);
      if (status === 200) return value;
      if (status !== 503 && status !== 429) throw new Error(`answered ${status} ${value.code}`);
      toldToWait.push(status);
      const retryAfter = value.details.retryAfterSeconds * 1_000;
      const failure = new SyncFailure('busy', value.code, {}, retryAfter);
      await pause(pauseAfter(failure, 500 * 2 ** Math.min(attempt, 4)));
    }
  };
  const sessions = waiting.map(({ desk }) => insist(() => desk.openSession()));
  const answers = await Promise.all(
    waiting.map(async ({ desk, actions }, index) => {
      await (isInStep ? Promise.all(sessions) : sessions[index]);
      const { results } = await insist(() => desk.push(actions));
      await insist(() => desk.pull());
      return results;
    }),
  );
  return { latencies, toldToWait, answers };
}
