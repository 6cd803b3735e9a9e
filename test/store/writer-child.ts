import { createActionLog } from '../../src-main/store/action-log.ts';
import { openStore } from '../../src-main/store/open-store.ts';
import { createLine } from '../fixtures/fold-case.ts';
import { getProgram } from '../fixtures/programs.ts';

/** Saves actions until it is killed; says each one's id only after the store acknowledged it. */
const [folder = '', keyHex = ''] = process.argv.slice(2);
const store = await openStore({
  folder,
  key: Buffer.from(keyHex, 'hex'),
  workerUrl: getProgram('src-main/store/worker.ts'),
  onGone: () => process.exit(3),
});
const log = createActionLog(store, 'actions');
const line = createLine(`case-${process.pid}-${Date.now()}`);
process.stdout.write('ready\n');
for (let count = 0; ; count += 1) {
  line.write({
    type: 'intake.recorded',
    body: { patches: [{ kind: 'party', id: 'P1', fields: { name: `第${count}次` } }] },
  });
  const [stored] = line.stored.slice(-1);
  if (stored === undefined) throw new Error('nothing was written');
  await log.append([stored]);
  process.stdout.write(`${stored.id}\n`);
}
