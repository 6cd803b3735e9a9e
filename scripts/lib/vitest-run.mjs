// The tests of vitest, with a second try by day: what failed is run once more in processes of its own and named.
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { capture, root, run, runBeside, say } from './run.mjs';

/** Runs some tests by `start`; answers its exit code, its output if it was kept, and what each file came to. */
async function runFiles(start, args, env) {
  const reportPath = join(tmpdir(), `mediation-desk-vitest-${crypto.randomUUID()}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportPath}`];
  const { code, output } = await start('vitest', ['run', ...reporters, ...args], { env });
  try {
    const { testResults } = JSON.parse(readFileSync(reportPath, 'utf8'));
    return {
      code,
      output,
      results: new Map(testResults.map((file) => [relative(root, file.name), resultOf(file)])),
    };
  } catch {
    return { code, output, results: new Map() };
  } finally {
    rmSync(reportPath, { force: true });
  }
}
const runInSight = async (...given) => ({ code: await run(...given), output: '' });

/** A file that broke outside its tests counts as one failure. */
function resultOf({ status, assertionResults }) {
  const failed = assertionResults.filter((test) => test.status === 'failed').map((test) => test.fullName);
  return {
    passed: assertionResults.filter((test) => test.status === 'passed').length,
    failed: status === 'failed' && failed.length === 0 ? ['(the file itself)'] : failed,
  };
}

/** The files without a whole result: failed ones, and those that a process took with it when it died. */
function findUnfinished(projects, results) {
  const { output } = capture('vitest', ['list', '--filesOnly', `--project=${projects}`]);
  const files = output.split('\n').flatMap((line) => line.match(/test\/\S*\.test\.tsx?$/) ?? []);
  return files.filter((file) => results.get(file)?.failed.length !== 0);
}

/**
 * The whole of a run. By day a file that failed in it is run once more, in processes of its own; a test that passes
 * then is named in `unsteady`, for it is a bug to mend. By night nothing gets a second try.
 */
async function conclude(projects, first, { env, hasSecondTry }) {
  const { results } = first;
  let { code } = first;
  const unsteady = [];
  if (code !== 0 && hasSecondTry) {
    const unfinished = findUnfinished(projects, results);
    const second = await runFiles(
      runInSight,
      [...unfinished, `--project=${projects}`, '--maxWorkers=1'],
      env,
    );
    code = second.code;
    for (const [file, result] of second.results) {
      const names = results.get(file)?.failed ?? ['(the file itself)'];
      unsteady.push(
        ...names.filter((name) => !result.failed.includes(name)).map((name) => `${file} › ${name}`),
      );
      results.set(file, result);
    }
  }
  const all = [...results.values()];
  const passed = all.reduce((sum, result) => sum + result.passed, 0);
  const failed = all.reduce((sum, result) => sum + result.failed.length, 0);
  return { passed, failed: failed + (code !== 0 && failed === 0 ? 1 : 0), unsteady };
}

/** Runs every test of some projects of vitest. */
export async function runVitest(projects, options) {
  return conclude(projects, await runFiles(runInSight, [`--project=${projects}`], options.env), options);
}

/**
 * Begins the tests of some projects beside what else is done. The answered function waits for them and shows what they
 * said; a second try begins only then.
 */
export function beginVitest(projects, options) {
  const running = runFiles(runBeside, [`--project=${projects}`], options.env);
  return async () => {
    const first = await running;
    say(first.output);
    return conclude(projects, first, options);
  };
}
