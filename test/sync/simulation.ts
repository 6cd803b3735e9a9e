import type { RiskView } from '../../shared/risk/view.ts';
import { createTestDesk, subdistrict, type TestDesk } from '../server/parties.ts';
import { newServerFolder } from '../server/server-folder.ts';
import type { DeskLook } from './desk-child.ts';
import { type DeskProcess, startDeskProcess, until } from './desk-process.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';
import { type Entry, type Group, type Kill, makePlan, type Step, writesPerSeed } from './simulation-plan.ts';

/**
 * The parts of the seeded simulation. Real: session, encrypted store, case files, handlers and exchange of each desk in
 * processes of their own; the server in a process of its own with its database; HTTP between them. Not as in life: files
 * lie on a RAM disk where there is one (power cuts are another test), the PIN's slow hash is short, and what failed is
 * tried again within milliseconds.
 */

/** An office with its desks at one server, which stays open from group to group, as in life. */
export async function startOffice(server: ServerProcess, deskCount: number) {
  const officeId = await server.administration.addOffice(subdistrict);
  const desks = await Promise.all(
    Array.from({ length: deskCount }, (_, index) =>
      startDeskProcess({ seed: index + 1, pauses: { polling: 3_000, retry: 100 } }),
    ),
  );
  const accountIds: string[] = [];
  for (const [index, desk] of desks.entries()) {
    await desk.setUp('ABCDEF'[index] ?? 'Z');
    accountIds.push(await desk.enrol(server, officeId, ['mediator']));
  }
  const watcher = await createTestDesk(server, officeId, 'W');
  await watcher.begin();
  const centre = { name: '区中心', kind: 'districtCentre', district: subdistrict.district };
  const above = await createTestDesk(server, await server.administration.addOffice(centre), 'A', [
    'supervisor',
  ]);
  await above.begin();
  return {
    server,
    officeId,
    desks,
    accountIds,
    watcher,
    /** The desk of a supervisor at the office that is set over this one. */
    above,
    feed: createFeedWatch(watcher),
    end: () => Promise.all(desks.map((desk) => desk.end())),
  };
}
export type Office = Awaited<ReturnType<typeof startOffice>>;

/** On the database of this address, or on the embedded one. */
export async function startSimulatedServer(databaseUrl = ''): Promise<ServerProcess> {
  return startServerProcess(await newServerFolder(databaseUrl), { databaseUrl });
}

/** A record that one seed works upon, with everything that was acknowledged of it to somebody. */
type Kept = { readonly seed: number; readonly recordId: string; readonly acknowledged: Set<string> };
type Played = {
  readonly seed: number;
  readonly steps: readonly Step[];
  readonly risk: Kept;
  readonly file: Kept;
  /** Caucus notes by the desk that wrote them: no other desk has them. */
  readonly notes: Map<number, number>;
};

/**
 * Plays the seeds of one group beside each other, a step of each at once and then a look at every invariant; throws
 * with what was wrong.
 */
export async function playGroup({ seeds, deskCount }: Group, office: Office): Promise<void> {
  await makeEverythingWell(office);
  const cases = await Promise.all(seeds.map((seed) => beginCase(seed, deskCount, office)));
  await awaitEverywhere(cases, office);
  const longest = Math.max(...cases.map((one) => one.steps.length));
  for (let index = 0; index < longest; index += 1) {
    const now = cases.flatMap((played) => {
      const step = played.steps[index];
      return step === undefined ? [] : [{ step, played }];
    });
    const kills: Kill[] = [];
    await Promise.all(
      now.map(({ step, played }) => {
        if (step.kind === 'killDesk' || step.kind === 'killServer') return kills.push(step);
        return play(step, { played, index, office }).catch(naming(step, index, played.seed));
      }),
    );
    for (const step of kills) await kill(step, cases, office).catch(naming(step, index));
    await office.feed.check().catch(naming(null, index));
    // Somebody is at each desk: on a busy machine a group may last longer than the automatic lock waits.
    await Promise.all(office.desks.map((desk) => desk.ask('session.touch')));
  }
  await makeEverythingWell(office);
  // What a desk without rights did not take is made up for, so that each case has its number.
  for (const played of cases) {
    for (let extra = 0; countAcknowledged(played) < writesPerSeed; extra += 1) {
      const step: Step = { kind: 'write', desk: 0, entries: [{ what: 'minutes', value: extra }] };
      await play(step, { played, index: longest + extra, office });
    }
  }
  await awaitEverywhere(cases, office);
  await assertOfOneMind(cases, office);
}

/** Good lines and full rights, and every desk knows of its own. */
async function makeEverythingWell({ desks, accountIds, officeId, server }: Office): Promise<void> {
  for (const [index, desk] of desks.entries()) {
    await desk.setLine({});
    await server.administration.changeRoles(officeId, accountIds[index] ?? '', ['mediator']);
  }
  for (const desk of desks) {
    await until(
      'the rights are known',
      async () => (await desk.status()).roles?.includes('mediator') ?? false,
    );
  }
}

async function beginCase(seed: number, deskCount: number, office: Office): Promise<Played> {
  const first = getDesk(office.desks, 0);
  const { riskId } = await first.ask<{ riskId: string }>('risks.register', {
    patches: [{ kind: 'risk', id: 'risk', fields: { employerName: '乙', foundOn: '2026-04-01' } }],
  });
  const order = { riskId, openedOn: '2026-04-13' };
  const { caseId } = await first.ask<{ caseId: string }>('risks.openCase', order);
  await first.patchParty(caseId, { side: 'applicant', name: '甲' }, 'P2');
  await acceptAndMeet(first, caseId);
  const keep = async (recordId: string): Promise<Kept> => {
    const { ids } = await first.look(recordId);
    return { seed, recordId, acknowledged: new Set(ids) };
  };
  const steps = makePlan(seed, deskCount);
  return { seed, steps, risk: await keep(riskId), file: await keep(caseId), notes: new Map() };
}

const countAcknowledged = ({ risk, file }: Played) => risk.acknowledged.size + file.acknowledged.size;
const listRecords = (cases: readonly Played[]): Kept[] => cases.flatMap(({ risk, file }) => [risk, file]);

/** Everything acknowledged is on every desk, and nothing waits anywhere. */
async function awaitEverywhere(cases: readonly Played[], { desks }: Office): Promise<void> {
  for (const [index, desk] of desks.entries()) {
    await until(`nothing waits on desk ${index}`, async () => (await desk.status()).waiting === 0);
  }
  for (const [index, desk] of desks.entries()) {
    for (const { seed, recordId, acknowledged } of listRecords(cases)) {
      await until(
        `everything of seed ${seed} is on desk ${index}`,
        async () => (await findLook(desk, recordId))?.ids.length === acknowledged.size,
      );
    }
  }
}

function naming(step: Step | null, index: number, seed?: number): (error: unknown) => never {
  return (error) => {
    const where = seed === undefined ? '' : ` of seed ${seed}`;
    throw new Error(`step ${index}${where} ${JSON.stringify(step)}: ${String(error)}`);
  };
}

type Turn = { readonly played: Played; readonly index: number; readonly office: Office };

async function play(step: Exclude<Step, Kill>, turn: Turn): Promise<void> {
  const { server, desks, officeId, accountIds } = turn.office;
  const desk = getDesk(desks, step.desk);
  switch (step.kind) {
    case 'write':
      for (const [place, entry] of step.entries.entries()) {
        await write(desk, step.desk, entry, `${turn.played.seed}.${turn.index}.${place}`, turn.played);
      }
      return;
    case 'line':
      await desk.setLine(step.faults);
      return;
    case 'takeRights':
    case 'giveRights':
      await server.administration.changeRoles(officeId, accountIds[step.desk] ?? '', [
        step.kind === 'giveRights' ? 'mediator' : 'archivist',
      ]);
  }
}

/** Ends a process at once, beside whatever the exchange is doing, and opens it again. */
async function kill(step: Kill, cases: readonly Played[], { server, desks }: Office): Promise<void> {
  if (step.kind === 'killServer') {
    await server.kill();
    await server.begin();
    return;
  }
  const desk = getDesk(desks, step.desk);
  const records = listRecords(cases);
  const before = await Promise.all(records.map(({ recordId }) => desk.look(recordId)));
  await desk.killAndReopen();
  for (const [index, { recordId, acknowledged, seed }] of records.entries()) {
    const after = new Set((await desk.look(recordId)).ids);
    const known = before[index]?.ids ?? [];
    const lost = known.filter((id) => !after.has(id));
    if (lost.length > 0) throw new Error(`lost by a kill in seed ${seed}: ${lost.join(', ')}`);
    for (const id of known) if (!acknowledged.has(id)) throw new Error(`never acknowledged: ${id}`);
  }
}

async function write(
  desk: DeskProcess,
  deskIndex: number,
  entry: Entry,
  id: string,
  { risk, file, notes }: Played,
): Promise<void> {
  const order = async ({ what, value }: Entry): Promise<void> => {
    if (what === 'caucusNote') {
      await desk.ask('cases.writeCaucusNote', {
        caseId: file.recordId,
        meetingId: 'M1',
        withId: 'P1',
        date: '2026-04-20',
        time: '10:00',
        text: id,
      });
      notes.set(deskIndex, (notes.get(deskIndex) ?? 0) + 1);
      return;
    }
    const { type, body } = orderOf({ what, value }, id);
    const { recordId, acknowledged } = type.startsWith('risk.') ? risk : file;
    const { actionId, faults } = await desk.write(recordId, type, body);
    if (faults.length > 0) throw new Error(faults.join('; '));
    if (acknowledged.has(actionId)) throw new Error(`acknowledged twice: ${actionId}`);
    acknowledged.add(actionId);
  };
  const hasCode = (error: unknown, code: string) => error instanceof Error && error.message === code;
  try {
    await order(entry).catch((error: unknown) => {
      // Nothing to settle here: the same value is written plainly.
      if (!hasCode(error, 'conflict.notThere')) throw error;
      return order({ ...entry, what: 'phone' });
    });
  } catch (error) {
    // A desk that was told of its smaller rights refuses.
    if (!hasCode(error, 'session.notAllowed')) throw error;
  }
}

const riskLevels = ['red', 'orange', 'blue'];

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
    case 'riskLevel':
      return { type: 'risk.recorded', body: patch('risk', 'risk', { riskLevel: riskLevels[value % 3] }) };
    case 'riskFollowedUp':
      return {
        type: 'risk.followedUp',
        body: patch('riskFollowUp', `F${id}`, { date: '2026-04-15', by: '甲', text: `约谈${value}` }),
      };
    case 'riskReported':
      return { type: 'risk.reported', body: patch('riskReport', `R${id}`, { date: '2026-04-16' }) };
    default:
      return { type: 'intake.recorded', body: patch('party', 'P1', { [what]: String(value) }) };
  }
}

/** An accepted case with a first meeting. */
export async function openCase(desk: DeskProcess): Promise<string> {
  const caseId = await desk.createCase();
  await acceptAndMeet(desk, caseId);
  return caseId;
}

async function acceptAndMeet(desk: DeskProcess, caseId: string): Promise<void> {
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
}

/** A reader of the server who looks after every step: each action once, sequences only upwards. */
function createFeedWatch(watcher: TestDesk) {
  const seen = new Set<string>();
  let reached: number | null = null;
  return {
    check: async (): Promise<void> => {
      const answer = await watcher.ask('GET', `/v1/actions?after=${reached ?? 0}&limit=2000`);
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
async function assertOfOneMind(cases: readonly Played[], office: Office): Promise<void> {
  const parked = new Set<string>();
  for (const desk of office.desks) {
    for (const one of (await desk.status()).parked) {
      parked.add(one.id);
      await desk.ask('sync.settle', { id: one.id });
    }
  }
  for (const record of listRecords(cases)) await assertRecordOfOneMind(record, office, parked);
  for (const { seed, file, notes } of cases) {
    for (const [index, desk] of office.desks.entries()) {
      const found = await desk.ask<{ notes: unknown[] }>('cases.readCaucusNotes', { caseId: file.recordId });
      if (found.notes.length !== (notes.get(index) ?? 0))
        throw new Error(`seed ${seed}, desk ${index}: ${found.notes.length} caucus notes`);
    }
  }
  await assertFiguresOnlyAbove(cases, office);
}

/** The office above counts each risk as the desks show it, and is given none of them. */
async function assertFiguresOnlyAbove(
  cases: readonly Played[],
  { desks, above, officeId }: Office,
): Promise<void> {
  const { risks: counted } = (await above.ask('GET', '/v1/figures')).value as {
    risks: { officeId: string; level: string; risks: number }[];
  };
  const { risks: shown } = await getDesk(desks, 0).ask<{ risks: RiskView[] }>('risks.list');
  const levels = shown.map(({ risk }) => risk.riskLevel ?? '');
  const ofOffice = counted.filter((row) => row.officeId === officeId);
  assertSame(
    'levels',
    ofOffice.flatMap((row) => Array.from({ length: row.risks }, () => row.level)),
    levels,
  );
  for (const { risk } of cases) {
    const paths = [`/v1/records/${risk.recordId}`, '/v1/actions?kind=risk&after=0'];
    for (const path of paths) {
      const { status } = await above.ask('GET', path);
      if (status !== 403) throw new Error(`seed ${risk.seed}: the office above was answered ${status}`);
    }
  }
}

async function assertRecordOfOneMind(
  { seed, recordId, acknowledged }: Kept,
  { desks, watcher }: Office,
  parked: ReadonlySet<string>,
): Promise<void> {
  const { rows } = (await watcher.ask('GET', `/v1/records/${recordId}`)).value as {
    rows: { action: { id: string }; rejection: string | null }[];
  };
  const rejected = rows.filter((row) => row.rejection !== null).map((row) => row.action.id);
  let looks: readonly DeskLook[] = [];
  await until(
    `all desks show the same of seed ${seed}`,
    async () => {
      looks = await Promise.all(desks.map((desk) => desk.look(recordId)));
      return new Set(looks.map((one) => one.digest)).size === 1;
    },
    20_000,
  );
  const wanted = [...acknowledged];
  for (const [index, look] of looks.entries()) {
    const name = `seed ${seed}, desk ${index}`;
    assertSame(name, look.ids, wanted);
    assertSame(`${name}, out of force`, look.refusedIds, rejected);
    if (look.faults.length !== 0) throw new Error(`${name}: ${look.faults.join('; ')}`);
  }
  const atServer = rows.map((row) => row.action.id);
  assertSame(`seed ${seed}, the server`, atServer, wanted);
  for (const id of rejected) if (!parked.has(id)) throw new Error(`seed ${seed}: refused, not parked: ${id}`);
}

function assertSame(name: string, found: readonly string[], wanted: readonly string[]): void {
  const [left, right] = [[...found].sort().join(), [...wanted].sort().join()];
  if (left !== right)
    throw new Error(`${name}: ${found.length} actions, not the ${wanted.length} acknowledged`);
}

async function findLook(desk: DeskProcess, recordId: string): Promise<DeskLook | null> {
  return desk.look(recordId).catch((error: Error) => {
    if (error.message === 'case.unknown' || error.message === 'risk.unknown') return null;
    throw error;
  });
}

function getDesk(desks: readonly DeskProcess[], index: number): DeskProcess {
  const desk = desks[index];
  if (desk === undefined) throw new Error(`no desk ${index}`);
  return desk;
}
