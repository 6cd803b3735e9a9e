// `npm test`: everything set up by itself, then static checks, unit, store and end-to-end tests, and one closing line.
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withDisplay } from './lib/display.mjs';
import { electronEnvironment, getElectronFolder } from './lib/electron.mjs';
import { ensureOwnNode, run, say, withProgress } from './lib/run.mjs';
import { ensureSystemPackages, testPackages } from './lib/system-packages.mjs';

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

async function check(label, command, args) {
  const code = await withProgress(label, () => run(command, args, { env }));
  say(code === 0 ? `✓ ${label}` : `✗ ${label}`);
  count(code === 0 ? 1 : 0, code === 0 ? 0 : 1);
}

/** A runner that died without a report counts as one failure. */
function readReport(path, read, code) {
  try {
    const { passed, failed, retried } = read(JSON.parse(readFileSync(path, 'utf8')));
    count(passed, failed + (code !== 0 && failed === 0 ? 1 : 0));
    unsteady.push(...retried);
  } catch {
    count(0, 1);
  } finally {
    rmSync(path, { force: true });
  }
}

if (!(await ensureSystemPackages(testPackages))) count(0, 1);
const electron = await getElectronFolder();

await check('lint and format', 'biome', ['check', '.', '--diagnostic-level=warn']);
await check('types, each folder with its own libraries', process.execPath, ['scripts/typecheck.mjs']);
await check('layers', process.execPath, ['scripts/layers.mjs']);
await check('unused code and dependencies', 'knip', []);

const vitestReport = join(tmpdir(), `mediation-desk-vitest-${process.pid}.json`);
const vitest = await withProgress('unit, store, session and document tests', () =>
  run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`], {
    env,
  }),
);
readReport(
  vitestReport,
  (report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests + (report.numFailedTestSuites && !report.numFailedTests ? 1 : 0),
    retried: report.testResults
      .flatMap((file) => file.assertionResults)
      .filter((test) => test.status === 'passed' && test.failureMessages.length > 0)
      .map((test) => test.fullName),
  }),
  vitest,
);

await check('build', 'electron-vite', ['build', '--logLevel', 'warn']);
const e2eReport = join(tmpdir(), `mediation-desk-e2e-${process.pid}.json`);
const e2e = await withProgress('end-to-end tests in a real Electron', () =>
  withDisplay((display) =>
    run('playwright', ['test', '--config', 'test/e2e/playwright.config.ts'], {
      env: { ...env, ...display, ...electronEnvironment(electron), PLAYWRIGHT_JSON_OUTPUT_NAME: e2eReport },
    }),
  ),
);
readReport(
  e2eReport,
  (report) => ({
    passed: report.stats.expected + report.stats.flaky,
    failed: report.stats.unexpected,
    retried: report.suites
      .flatMap((suite) => suite.specs)
      .filter((spec) => spec.tests.some((test) => test.status === 'flaky'))
      .map((spec) => spec.title),
  }),
  e2e,
);

for (const name of unsteady) say(`! Passed at the second try only, a bug to mend: ${name}`);
say('');
say(`${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.failed === 0 ? 0 : 1);
