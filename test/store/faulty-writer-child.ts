import { appendFileSync, copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredAction } from '../../shared/record/action.ts';
import { createActionLog } from '../../src-main/store/action-log.ts';
import { openStore } from '../../src-main/store/open-store.ts';
import { createLine } from '../fixtures/fold-case.ts';
import { getProgram } from '../fixtures/programs.ts';
import { acknowledgement, errorNumbers, openControl, tracedFiles } from './faults/fault-shim.ts';

/**
 * Runs under the preloaded shim.
 * `fail`: saves with the n-th call failing, for every n, and reports each outcome as one JSON line.
 * `trace`: saves with every call recorded, acknowledgements among them; `other` is the folder of the state before.
 * Ends by killing itself: nothing is closed or flushed on the way out.
 */
const [mode = '', folder = '', keyHex = '', control = '', other = '', trace = ''] = process.argv.slice(2);
const numbers = openControl(control);
const store = await openStore({
  folder,
  key: Buffer.from(keyHex, 'hex'),
  workerUrl: getProgram('src-main/store/worker.ts'),
  onGone: () => process.exit(3),
});
const log = createActionLog(store, 'actions');
const line = createLine(`case-${process.pid}`);
const write = (count: number): StoredAction[] => {
  for (let index = 0; index < count; index += 1) {
    const name = `第${line.stored.length}次${'甲'.repeat(600)}`;
    line.write({
      type: 'intake.recorded',
      body: { patches: [{ kind: 'party', id: 'P1', fields: { name } }] },
    });
  }
  return line.stored.slice(-count);
};
const say = (report: object) => process.stdout.write(`${JSON.stringify(report)}\n`);
const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);

async function save(count: number) {
  const added = write(count);
  const outcome = await log.append(added).then(() => 'saved', codeOf);
  return { outcome, ids: added.map(({ id }) => id) };
}

async function failAt(call: number, count: number, isPersistent: boolean, errorNumber: number) {
  numbers.arm(call, isPersistent, errorNumber);
  const struck = await save(count);
  const { isStruck, calls } = numbers.disarm();
  const found = await store.guard(store.collections.actions.findByIds(struck.ids).exec());
  const after = await save(1);
  const isIntact = await store.isIntact('full');
  say({ call, count, isPersistent, errorNumber, ...struck, isStruck, calls, found: found.size, isIntact });
  say(after);
  return { isStruck, calls };
}

if (mode === 'fail') {
  say(await save(3));
  for (const [isPersistent, errorNumber] of [
    [false, errorNumbers.inputOutput],
    [true, errorNumbers.inputOutput],
    [true, errorNumbers.noSpace],
  ] as const) {
    let isStruck = true;
    for (let call = 1; isStruck; call += 1) {
      isStruck = (await failAt(call, 1, isPersistent, errorNumber)).isStruck;
    }
    // A save large enough that the log is folded back into the database by the same commit.
    const { calls } = await failAt(0, 300, isPersistent, errorNumber);
    const points = process.env.NIGHTLY ? 60 : 8;
    for (let point = 0; point < points; point += 1) {
      await failAt(1 + Math.floor((calls * point) / points), 300, isPersistent, errorNumber);
    }
  }
} else {
  say(await save(3));
  for (const file of tracedFiles) {
    if (existsSync(join(folder, file))) copyFileSync(join(folder, file), join(other, file));
  }
  numbers.trace();
  for (let round = 0; round < 120; round += 1) {
    const { ids } = await save(round % 10 === 9 ? 40 : 1);
    appendFileSync(trace, Buffer.concat(ids.map(acknowledgement)));
  }
}
await new Promise((done) => process.stdout.write('', done));
process.kill(process.pid, 'SIGKILL');
