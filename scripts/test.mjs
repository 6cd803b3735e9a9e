// `npm test`: everything set up by itself, then static checks, unit, store and end-to-end tests, and one closing line.
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { electronEnvironment, getElectronFolder } from './lib/electron.mjs';
import { ensureOwnNode, run, say, withProgress } from './lib/run.mjs';
import { ensureSystemPackages, testPackages } from './lib/system-packages.mjs';
import { beginVitest, runVitest } from './lib/vitest-run.mjs';

ensureOwnNode();
const isNightly = process.argv.includes('--nightly');
const env = isNightly ? { NIGHTLY: '1' } : {};
const tally = { passed: 0, failed: 0 };
/** Names of tests that passed at their second try only. */
const unsteady = [];

function count(passed, failed) {
  tally.passed += passed;
  tally.failed += failed;
}

function countVitest({ passed, failed, unsteady: names }) {
  count(passed, failed);
  unsteady.push(...names);
}

async function check(label, command, args) {
  const code = await withProgress(label, () => run(command, args, { env }));
  say(code === 0 ? `✓ ${label}` : `✗ ${label}`);
  count(code === 0 ? 1 : 0, code === 0 ? 0 : 1);
}

if (!(await ensureSystemPackages(testPackages))) count(0, 1);
// It comes while others reckon: nobody needs it before the windows.
const electronArrives = getElectronFolder();

// A third of all the work. It takes its share beside the others and ends when they do: alone it leaves a tenth of two
// processors idle. The windows leave nothing.
const vitestOptions = { env, hasSecondTry: !isNightly };
const simulation = 'simulation of many desks';
say(`… ${simulation}, beside what follows; its lines come after the other tests`);
const endSimulation = beginVitest('simulation', vitestOptions);

await check('lint and format', 'biome', ['check', '.', '--diagnostic-level=warn']);
await check('types, each folder with its own libraries', process.execPath, ['scripts/typecheck.mjs']);
await check('layers', process.execPath, ['scripts/layers.mjs']);
await check('unused code and dependencies', 'knip', []);
// By day everything runs without a line. A registry that cannot be asked is no good answer either.
if (isNightly)
  await check('no known fault of high severity in what we use', 'npm', ['audit', '--audit-level=high']);

countVitest(
  await withProgress('unit, store, session and document tests', () =>
    runVitest('!simulation', vitestOptions),
  ),
);
countVitest(await withProgress(simulation, endSimulation));

const electron = await electronArrives;
await check('build', 'electron-vite', ['build', '--logLevel', 'warn']);
const e2eReport = join(tmpdir(), `mediation-desk-e2e-${process.pid}.json`);
const e2e = await withProgress('end-to-end tests in a real Electron', () =>
  run('playwright', ['test', '--config', 'test/e2e/playwright.config.ts'], {
    env: { ...env, ...electronEnvironment(electron), PLAYWRIGHT_JSON_OUTPUT_NAME: e2eReport },
  }),
);
try {
  const { stats, suites } = JSON.parse(readFileSync(e2eReport, 'utf8'));
  count(stats.expected + stats.flaky, stats.unexpected + (e2e !== 0 && stats.unexpected === 0 ? 1 : 0));
  const isFlaky = (spec) => spec.tests.some((test) => test.status === 'flaky');
  unsteady.push(...suites.flatMap((suite) => suite.specs.filter(isFlaky)).map((spec) => spec.title));
} catch {
  // A runner that died without a report counts as one failure.
  count(0, 1);
} finally {
  rmSync(e2eReport, { force: true });
}

for (const name of unsteady) say(`! Passed at the second try only, a bug to mend: ${name}`);
say('');
say(`${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.failed === 0 ? 0 : 1);
