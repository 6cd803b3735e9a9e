// `npm start`: builds the desk and opens it.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { buildDesk, placeOfDesk } from './lib/build-desk.mjs';
import { hasDisplay } from './lib/display.mjs';
import { electronEnvironment, electronFlags, getElectronFolder } from './lib/electron.mjs';
import { awaitEnd, endWhenTold, ensureOwnNode, root, run, say, start } from './lib/run.mjs';
import { claimBuild } from './lib/running-desk.mjs';
import { ensureSystemPackages, windowPackages } from './lib/system-packages.mjs';

ensureOwnNode();
endWhenTold();
if (!hasDisplay()) {
  say(
    'This machine has no display, so no window can be opened.\nTo see a whole case worked through without one, run:  npm run demo',
  );
  process.exit(2);
}
if (!(await ensureSystemPackages(windowPackages))) process.exit(1);
const folder = await getElectronFolder();
const electron = join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron');
const place = placeOfDesk('start');
const { other, noteDesk, release } = claimBuild(join(root, '.cache/running-desk.json'));
if (other !== null) {
  // The running desk reads its files when it wants them: what is built now would be none of its own.
  say(
    other.isDeskOpen
      ? 'The desk is open already, and its window comes to the front. What has changed is built once it is closed.'
      : 'The desk is being built already by another npm start, and opens when that is done.',
  );
  if (!other.isDeskOpen) process.exit(0);
  process.exit(await run(electron, [...electronFlags(), place], { env: electronEnvironment(folder) }));
}
process.once('exit', release);
if (!(await buildDesk('start'))) process.exit(1);
// The demo's own central server, so that sending and receiving is seen on the first day. A desk of an office names its
// server itself; this one is for the demo office only.
const serverFolder = join(root, '.cache/demo-server');
const access = join(serverFolder, 'demo-access.json');
rmSync(access, { force: true });
const server = start(process.execPath, [join(root, 'src-server/main.ts')], {
  // Whoever keeps a centre on this machine may have its database in the environment: the demo has its own.
  env: { DATABASE_URL: '', DATA_FOLDER: serverFolder, DEMO_OFFICE: '1', PORT: '8787', LOG_LEVEL: 'silent' },
  stdio: ['ignore', 'ignore', 'inherit'],
});
process.once('exit', () => server.kill());
// The first start founds the demo's certificate authority, which takes some seconds.
for (let tries = 0; tries < 300 && !existsSync(access) && server.exitCode === null; tries += 1)
  await wait(100);
if (!existsSync(access)) say('The demo server did not start; the desk works alone.');
say('Opening the desk.');
const demo = existsSync(access) ? [`--demo-access=${access}`] : [];
const desk = start(electron, [...electronFlags(), place, ...demo], { env: electronEnvironment(folder) });
if (desk.pid !== undefined) noteDesk(desk.pid);
process.exit(await awaitEnd(desk));
