import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDesk, type TestDesk } from '../server/parties.ts';
import { createRandom, type LineFaults } from './bad-line.ts';
import type { DeskLook } from './desk-child.ts';
import { type DeskProcess, startDeskProcess, until } from './desk-process.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';

/**
 * The parts of the seeded simulation. Real: session, encrypted store, case files, handlers and exchange of each desk in
 * processes of their own; the server with its database in a process of its own; HTTP between them. Not as in life: files
 * lie on a RAM disk where there is one (power cuts are another test), the PIN's slow hash is short, and what failed is
 * tried again within milliseconds.
 */
export type Step =
  | { readonly kind: 'write'; readonly desk: number; readonly entries: readonly Entry[] }
  | { readonly kind: 'line'; readonly desk: number; readonly faults: Partial<LineFaults> }
  | { readonly kind: 'takeRights' | 'giveRights' | 'killDesk'; readonly desk: number }
  | { readonly kind: 'killServer' };
type Written = 'phone' | 'job' | 'email' | 'minutes' | 'claim' | 'settle' | 'caucusNote';
type Entry = { readonly what: Written; readonly value: number };

export type Plan = { readonly deskCount: number; readonly steps: readonly Step[] };

const writesPerSeed = 100;
const deskCounts = [2, 3, 2, 2, 3, 2, 4, 2, 3, 2, 5, 2, 3, 2, 2, 3, 6, 2, 4, 2];
const longestBurst = 6;
const whats: readonly Written[] = [
  'phone',
  'phone',
  'job',
  'email',
  'minutes',
  'minutes',
  'minutes',
  'claim',
  'settle',
  'caucusNote',
];

/** The same seed is the same plan: who writes what, and what happens in between. */
export function makePlan(seed: number): Plan {
  const random = createRandom(seed * 7919);
  const below = (count: number) => Math.floor(random() * count);
  const pick = <One>(list: readonly One[]): One => list[below(list.length)] as One;
  const deskCount = deskCounts[seed % deskCounts.length] ?? 2;
  const steps: Step[] = [];
  for (let written = 0; written < writesPerSeed; ) {
    const desk = below(deskCount);
    const dice = random();
    if (dice < 0.7) {
      const entries = Array.from({ length: 1 + below(longestBurst) }, () => ({
        what: pick(whats),
        value: below(100),
      }));
      steps.push({ kind: 'write', desk, entries });
      written += entries.length;
    } else if (dice < 0.78) steps.push({ kind: 'line', desk, faults: { isCut: true } });
    else if (dice < 0.88) steps.push({ kind: 'line', desk, faults: badLine(random) });
    else if (dice < 0.97) steps.push({ kind: 'line', desk, faults: {} });
    else if (dice < 0.985) steps.push({ kind: 'takeRights', desk });
    else steps.push({ kind: 'giveRights', desk });
  }
  // A kill costs a start of the whole program, so not every seed has one of each kind.
  const at = () => below(steps.length);
  if (seed % 8 === 0) steps.splice(at(), 0, { kind: 'killDesk', desk: below(deskCount) });
  if (seed % 25 === 0) steps.splice(at(), 0, { kind: 'killServer' });
  return { deskCount, steps };
}

function badLine(random: () => number): Partial<LineFaults> {
  return {
    loseRequest: random() * 0.3,
    loseAnswer: random() * 0.3,
    tearAnswer: random() * 0.2,
    repeat: random() * 0.3,
    delay: random() * 20,
    longest: random() < 0.3 ? 4_000 + random() * 8_000 : Number.POSITIVE_INFINITY,
  };
}

const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** An office with its desks at one server, from seed to seed, as in life. */
export async function startOffice(server: ServerProcess, deskCount: number) {
  const officeId = await server.administration.addOffice({
    name: '甲街道',
    kind: 'street',
    district: '朝阳区',
  });
  const folders = Array.from({ length: deskCount }, () => mkdtempSync(join(memory, 'simulated-desk-')));
  const desks = await Promise.all(
    folders.map((folder, index) =>
      startDeskProcess({ folder, seed: index + 1, pauses: { polling: 3_000, retry: 100 } }),
    ),
  );
  const accountIds: string[] = [];
  for (const [index, desk] of desks.entries()) {
    await desk.setUp('ABCDEF'[index] ?? 'Z');
    accountIds.push(await desk.enrol(server, officeId, ['mediator']));
  }
  const watcher = await createTestDesk(server, officeId, 'W');
  await watcher.begin();
  return {
    officeId,
    desks,
    accountIds,
    watcher,
    end: async () => {
      await Promise.all(desks.map((desk) => desk.close()));
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type Office = Awaited<ReturnType<typeof startOffice>>;

export async function startSimulatedServer(): Promise<ServerProcess> {
  return startServerProcess(mkdtempSync(join(memory, 'simulated-server-')));
}

/** Everything that was acknowledged to somebody, by the desk that wrote it. */
type Acknowledged = { readonly caseActions: Set<string>; readonly notes: Map<number, number> };

/** Plays one seed; throws with the seed and what was wrong. */
export async function playSeed(seed: number, server: ServerProcess, office: Office): Promise<void> {
  const { steps } = makePlan(seed);
  const { desks, watcher } = office;
  const first = getDesk(desks, 0);
  const caseId = await openCase(first);
  const begun = await first.look(caseId);
  const known: Acknowledged = { caseActions: new Set(begun.ids), notes: new Map() };
  for (const desk of desks) {
    await until(
      'the case is everywhere',
      async () => (await findLook(desk, caseId))?.ids.length === begun.ids.length,
    );
  }
  const feed = createFeedWatch(watcher);
  for (const [index, step] of steps.entries()) {
    try {
      await play(step, { seed, index, server, office, caseId, known });
      await feed.check();
    } catch (error) {
      throw new Error(`step ${index} ${JSON.stringify(step)}: ${String(error)}`);
    }
  }
  for (const [index, desk] of desks.entries()) {
    await desk.setLine({});
    await server.administration.changeRoles(office.officeId, office.accountIds[index] ?? '', ['mediator']);
  }
  for (const desk of desks) {
    await until(
      'the rights are known',
      async () => (await desk.status()).roles?.includes('mediator') ?? false,
    );
  }
  await assertOfOneMind(office, caseId, known);
}

type Turn = {
  readonly seed: number;
  readonly index: number;
  readonly server: ServerProcess;
  readonly office: Office;
  readonly caseId: string;
  readonly known: Acknowledged;
};

async function play(step: Step, turn: Turn): Promise<void> {
  const { server, office, caseId, known } = turn;
  if (step.kind === 'killServer') {
    await server.kill();
    await server.begin();
    return;
  }
  const desk = getDesk(office.desks, step.desk);
  switch (step.kind) {
    case 'write':
      for (const [place, entry] of step.entries.entries()) {
        await write(desk, step.desk, entry, `${turn.seed}.${turn.index}.${place}`, turn);
      }
      return;
    case 'line':
      await desk.setLine(step.faults);
      return;
    case 'takeRights':
    case 'giveRights':
      await server.administration.changeRoles(office.officeId, office.accountIds[step.desk] ?? '', [
        step.kind === 'giveRights' ? 'mediator' : 'archivist',
      ]);
      return;
    case 'killDesk': {
      const before = await desk.look(caseId);
      await desk.killAndReopen();
      const after = new Set((await desk.look(caseId)).ids);
      const lost = before.ids.filter((id) => !after.has(id));
      if (lost.length > 0) throw new Error(`lost by a kill: ${lost.join(', ')}`);
      for (const id of before.ids) {
        if (!known.caseActions.has(id)) throw new Error(`never acknowledged: ${id}`);
      }
    }
  }
}

async function write(
  desk: DeskProcess,
  deskIndex: number,
  entry: Entry,
  id: string,
  turn: Turn,
): Promise<void> {
  const { caseId, known } = turn;
  try {
    if (entry.what === 'caucusNote') {
      await desk.ask('cases.writeCaucusNote', {
        caseId,
        meetingId: 'M1',
        withId: 'P1',
        date: '2026-04-20',
        time: '10:00',
        text: id,
      });
      known.notes.set(deskIndex, (known.notes.get(deskIndex) ?? 0) + 1);
      return;
    }
    const { type, body } = orderOf(entry, id);
    const { actionId, faults } = await desk.write(caseId, type, body);
    if (faults.length > 0) throw new Error(faults.join('; '));
    if (known.caseActions.has(actionId)) throw new Error(`acknowledged twice: ${actionId}`);
    known.caseActions.add(actionId);
  } catch (error) {
    const code = error instanceof Error ? error.message : '';
    // Nothing to settle here: the same value is written plainly. A desk that was told of its smaller rights refuses.
    if (code === 'conflict.notThere') return write(desk, deskIndex, { ...entry, what: 'phone' }, id, turn);
    if (code !== 'session.notAllowed') throw error;
  }
}

function orderOf({ what, value }: Entry, id: string): { type: string; body: unknown } {
  const patch = (kind: string, entityId: string, fields: Record<string, unknown>) => ({
    patches: [{ kind, id: entityId, fields }],
  });
  switch (what) {
    case 'minutes':
      return {
        type: 'minutes.entryWritten',
        body: patch('minutesEntry', `E${id}`, {
          meetingId: 'M1',
          order: value,
          kind: 'statement',
          text: `话${value}`,
        }),
      };
    case 'claim':
      return { type: 'intake.recorded', body: patch('claim', `C${id}`, { text: `据${value}` }) };
    case 'settle':
      return { type: 'conflict.settled', body: patch('party', 'P1', { phone: String(value) }) };
    default:
      return { type: 'intake.recorded', body: patch('party', 'P1', { [what]: String(value) }) };
  }
}

/** An accepted case with a first meeting. */
export async function openCase(desk: DeskProcess): Promise<string> {
  const caseId = await desk.createCase();
  await desk.act(caseId, 'acceptance.decided', {
    decision: 'accepted',
    decidedOn: '2026-04-14',
    reason: 'r',
    approvedBy: 'a',
    noticeNumber: '',
    mediators: [],
    recorder: '',
  });
  await desk.act(caseId, 'meeting.recorded', {
    patches: [{ kind: 'meeting', id: 'M1', fields: { number: 1, date: '2026-04-20' } }],
  });
  return caseId;
}

/** A reader of the server who looks after every step: each action once, sequences only upwards. */
function createFeedWatch(watcher: TestDesk) {
  const seen = new Set<string>();
  let reached: number | null = null;
  return {
    check: async (): Promise<void> => {
      const answer = await watcher.ask('GET', `/v1/actions?kind=case&after=${reached ?? 0}&limit=2000`);
      if (answer.status !== 200) throw new Error(`the watcher was answered ${answer.text}`);
      const { rows, sequence } = answer.value as {
        rows: { sequence: number; action: { id: string } }[];
        sequence: number;
      };
      for (const row of rows) {
        if (seen.has(row.action.id)) throw new Error(`twice in the feed: ${row.action.id}`);
        seen.add(row.action.id);
        if (reached !== null && row.sequence <= reached) throw new Error('the feed went back');
      }
      if (reached !== null && sequence < reached) throw new Error('the counter went back');
      reached = sequence;
    },
  };
}

/** All desks show the same, the server has each action once, and what it refused is parked where it was written. */
async function assertOfOneMind(office: Office, caseId: string, known: Acknowledged): Promise<void> {
  const { desks, watcher } = office;
  const looks: DeskLook[] = [];
  for (const [index, desk] of desks.entries()) {
    await until(
      `everything is on desk ${index}`,
      async () =>
        (await desk.look(caseId)).ids.length === known.caseActions.size &&
        (await desk.status()).waiting === 0,
    );
  }
  const { rows } = (await watcher.ask('GET', `/v1/records/${caseId}`)).value as {
    rows: { action: { id: string }; rejection: string | null }[];
  };
  const rejected = rows.filter((row) => row.rejection !== null).map((row) => row.action.id);
  await until(
    'all desks show the same',
    async () => {
      looks.length = 0;
      for (const desk of desks) looks.push(await desk.look(caseId));
      return new Set(looks.map((one) => one.digest)).size === 1;
    },
    20_000,
  );
  const parked = new Set<string>();
  for (const [index, desk] of desks.entries()) {
    const look = looks[index];
    assertSame(`desk ${index}`, look?.ids ?? [], [...known.caseActions]);
    assertSame(`what is out of force on desk ${index}`, look?.refusedIds ?? [], rejected);
    if (look?.faults.length !== 0) throw new Error(`desk ${index}: ${look?.faults.join('; ')}`);
    const status = await desk.status();
    for (const one of status.parked) {
      parked.add(one.id);
      await desk.ask('sync.settle', { id: one.id });
    }
    const { notes } = await desk.ask<{ notes: unknown[] }>('cases.readCaucusNotes', { caseId });
    if (notes.length !== (known.notes.get(index) ?? 0))
      throw new Error(`notes of desk ${index}: ${notes.length}`);
  }
  assertSame(
    'the server',
    rows.map((row) => row.action.id),
    [...known.caseActions],
  );
  for (const id of rejected) if (!parked.has(id)) throw new Error(`refused and not parked: ${id}`);
}

function assertSame(name: string, found: readonly string[], wanted: readonly string[]): void {
  const [left, right] = [[...found].sort().join(), [...wanted].sort().join()];
  if (left !== right)
    throw new Error(`${name}: ${found.length} actions, not the ${wanted.length} acknowledged`);
}

async function findLook(desk: DeskProcess, caseId: string): Promise<DeskLook | null> {
  return desk.look(caseId).catch((error: Error) => {
    if (error.message === 'case.unknown') return null;
    throw error;
  });
}

function getDesk(desks: readonly DeskProcess[], index: number): DeskProcess {
  const desk = desks[index];
  if (desk === undefined) throw new Error(`no desk ${index}`);
  return desk;
}
