// `npm run demo`: a whole case through the real window without hands; see demo-output/.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildDesk, placeOfDesk } from './lib/build-desk.mjs';
import { withDisplay } from './lib/display.mjs';
import { getElectronFolder } from './lib/electron.mjs';
import { ensureOwnNode, root, say, withProgress } from './lib/run.mjs';
import { claimBuildInTurn } from './lib/running-desk.mjs';
import { ensureSystemPackages, windowPackages } from './lib/system-packages.mjs';

ensureOwnNode();
const { parseCaseFile } = await import('./demo/case-file.ts');
const [option, named, ...others] = process.argv.slice(2);
// Another word is a case file that would not be played, and nobody would see it.
if (option !== undefined && (option !== '--case' || named === undefined || others.length > 0)) {
  say('Nothing was made. A case file of your own is named so:  npm run demo -- --case FILE');
  process.exit(2);
}
const path =
  named === undefined
    ? join(root, 'test/fixtures/cases/01-restaurant-wage-arrears.json')
    : resolve(process.env.INIT_CWD ?? process.cwd(), named);

let file;
try {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new Error(`There is no file ${path}.`);
  file = parseCaseFile(readFileSync(path, 'utf8'));
} catch (error) {
  say(`The case file was refused, nothing was made.\n${error.message}`);
  process.exit(2);
}
const release = await claimBuildInTurn(
  join(root, '.cache/running-demo.json'),
  'Another npm run demo goes on. This one begins when it has ended; its papers then take the place of the other’s.',
);
process.once('exit', release);
if (!(await ensureSystemPackages(windowPackages))) process.exit(1);
await getElectronFolder();
if (!(await buildDesk('demo'))) process.exit(1);

const { launchDesk } = await import('./demo/launch.ts');
const { createDriver } = await import('./demo/desk-driver.ts');
const { playCase, takePictures } = await import('./demo/play.ts');
const { startDemoServer } = await import('./demo/demo-server.ts');
const output = join(root, 'demo-output');
rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });
const dataFolder = mkdtempSync(join(tmpdir(), 'mediation-desk-demo-'));
const serverFolder = mkdtempSync(join(tmpdir(), 'mediation-desk-demo-server-'));
const server = await withProgress('founding the demo server', () => startDemoServer(file, serverFolder));
try {
  await withDisplay(async (environment) => {
    const { app, page } = await launchDesk(dataFolder, environment, placeOfDesk('demo'));
    try {
      const driver = createDriver(page);
      const { summary } = await playCase(driver, file, output, {
        say: (text) => say(`… ${text}`),
        show: takePictures(driver, join(output, 'screens')),
        access: server.access,
      });
      say(
        `${summary.caseNumber}: ${summary.effectiveDate ? `in force since ${summary.effectiveDate}` : `outcome ${summary.outcome}`}`,
      );
      say(`The papers, pictures and summary.json are in demo-output/.`);
    } finally {
      await app.close();
    }
  });
} finally {
  await server.close();
  for (const folder of [dataFolder, serverFolder]) rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
