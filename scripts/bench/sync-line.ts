import { connect, createServer } from 'node:net';
import { createTestDesk, type TestDesk } from '../../test/server/parties.ts';
import { type DeskProcess, startDeskProcess, until } from '../../test/sync/desk-process.ts';
import { startServerProcess } from '../../test/sync/server-process.ts';
import { openCase } from '../../test/sync/simulation.ts';
import { type Figure, milliseconds, percentile, timed, times } from './measure.ts';

const saves = 40;
const offlineActions = 1_000;
/** Nothing wakes these desks but the live stream, so that only what a save causes is on the line. */
const quiet = { pauses: { polling: 3_600_000, retry: 1_000 } };

/** Two desks of one office: what a save costs on the line, how soon the other has it, how fast a backlog drains. */
export async function benchLine(databaseUrl: string): Promise<Figure[]> {
  const server = await startServerProcess(undefined, { databaseUrl });
  const officeId = await server.administration.addOffice({
    name: '甲街道',
    kind: 'subdistrict',
    district: '朝阳区',
  });
  const watcher = await createTestDesk(server, officeId, 'W');
  await watcher.begin();
  const meter = { ...(await startMeter(Number(new URL(server.address).port))), watcher };
  const [one, two] = await Promise.all([startDeskProcess(quiet), startDeskProcess(quiet)]);
  await one.setUp('A');
  await two.setUp('B');
  await one.enrol({ ...server, address: meter.address }, officeId);
  await two.enrol(server, officeId);
  const caseId = await openCase(one);
  await one.settle();
  await until('the case is there', async () => (await two.look(caseId).catch(() => null)) !== null);

  const small = await measureEntry(one, meter, caseId);
  const delays: number[] = [];
  for (let count = 0; count < saves; count += 1) {
    delays.push(
      await timed(async () => {
        const { actionId } = await one.patchParty(caseId, { phone: String(count) });
        while (!(await two.look(caseId)).ids.includes(actionId))
          await new Promise((done) => setTimeout(done, 5));
      }),
    );
  }
  await one.setLine({ isCut: true });
  for (let count = 0; count < offlineActions; count += 1)
    await writeEntry(one, caseId, `offline-${count}`, `离线第${count}条`);
  await one.setLine({});
  const drained = await timed(() => one.settle(600_000));
  await until('all is there', async () => (await two.look(caseId)).ids.length > offlineActions, 600_000);
  await one.settle();
  const large = await measureEntry(one, meter, caseId);
  meter.end();
  await Promise.all([one.end(), two.end()]);
  await server.end();
  const bytes = (name: string, { entry, line }: Entry): Figure => ({
    name: `Bytes on the line for a saved minutes entry, case of ${name}`,
    ours: `${line} bytes, headers and answers included`,
    peer: `${entry} bytes (the signed action as JSON)`,
    ratio: times(line / entry),
    goal: '≤ 3 ×',
  });
  return [
    bytes('4 actions', small),
    bytes(`${offlineActions.toLocaleString('en')} actions`, large),
    single('From a save to the other desk, p95', milliseconds(percentile(delays, 0.95)), '≤ 1 s'),
    single(
      `${offlineActions.toLocaleString('en')} actions made offline drained`,
      milliseconds(drained),
      '≤ 10 s',
    ),
  ];
}

type Entry = { readonly entry: number; readonly line: number };
type Meter = Awaited<ReturnType<typeof startMeter>> & { readonly watcher: TestDesk };

const writeEntry = (desk: DeskProcess, caseId: string, id: string, text: string) =>
  desk.write(caseId, 'minutes.entryWritten', {
    patches: [
      {
        kind: 'minutesEntry',
        id,
        fields: { meetingId: 'M1', order: 1, kind: 'statement', text },
      },
    ],
  });

/** One entry of usual length, from the save until nothing more passes. */
async function measureEntry(desk: DeskProcess, meter: Meter, caseId: string): Promise<Entry> {
  await meter.awaitSilence();
  const before = meter.count();
  const text = `申请人：公司从去年十一月起没有足额支付加班费，每月只发基本工资。`.repeat(3);
  await writeEntry(desk, caseId, `measured-${before}`, text);
  await desk.settle();
  await meter.awaitSilence();
  const { rows } = (await meter.watcher.ask('GET', `/v1/records/${caseId}`)).value as {
    rows: { action: unknown }[];
  };
  return { entry: JSON.stringify(rows.at(-1)?.action).length, line: meter.count() - before };
}

function single(name: string, ours: string, goal: string): Figure {
  return { name, ours, peer: '', ratio: '', goal };
}

/** A wire between a desk and the server that counts every byte in both directions. */
async function startMeter(port: number) {
  let count = 0;
  let last = performance.now();
  const note = (piece: Buffer) => {
    count += piece.length;
    last = performance.now();
  };
  const wire = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    near.on('data', note).pipe(far);
    far.on('data', note).pipe(near);
    for (const end of [near, far]) end.on('error', () => [near.destroy(), far.destroy()]);
  });
  await new Promise<void>((done) => wire.listen(0, '127.0.0.1', done));
  const address = wire.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    address: `http://127.0.0.1:${address.port}`,
    count: () => count,
    /** Nothing passes between two beats of the live stream, a second apart. */
    awaitSilence: async (): Promise<void> => {
      const began = performance.now();
      while (performance.now() - last <= 600) {
        if (performance.now() - began > 60_000) throw new Error('the line is never silent');
        await new Promise((done) => setTimeout(done, 20));
      }
    },
    end: () => wire.close(),
  };
}
