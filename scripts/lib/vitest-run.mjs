// The tests of vitest, with a second try by day: what failed is run once more in processes of its own and named.
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { capture, root, run } from './run.mjs';

const reportPath = join(tmpdir(), `mediation-desk-vitest-${process.pid}.json`);

/** Runs the named files, or all; answers the exit code and what each file came to. */
async function runFiles(files, env) {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportPath}`];
  const code = await run('vitest', ['run', ...reporters, ...files], { env });
  try {
    const { testResults } = JSON.parse(readFileSync(reportPath, 'utf8'));
    return { code, results: new Map(testResults.map((file) => [relative(root, file.name), resultOf(file)])) };
  } catch {
    return { code, results: new Map() };
  } finally {
    rmSync(reportPath, { force: true });
  }
}

/** A file that broke outside its tests counts as one failure. */
function resultOf({ status, assertionResults }) {
  const failed = assertionResults.filter((test) => test.status === 'failed').map((test) => test.fullName);
  return {
    passed: assertionResults.filter((test) => test.status === 'passed').length,
    failed: status === 'failed' && failed.length === 0 ? ['(the file itself)'] : failed,
  };
}

/** The files without a whole result: failed ones, and those that a process took with it when it died. */
function findUnfinished(results) {
  const { output } = capture('vitest', ['list', '--filesOnly']);
  const files = output.split('\n').flatMap((line) => line.match(/test\/\S*\.test\.tsx?$/) ?? []);
  return files.filter((file) => results.get(file)?.failed.length !== 0);
}

/**
 * Runs every test of vitest. By day a file that failed is run once more, beside nothing else; a test that passes then
 * is named in `unsteady`, for it is a bug to mend. By night nothing gets a second try.
 */
export async function runVitest(env, hasSecondTry) {
  const first = await runFiles([], env);
  const results = first.results;
  let code = first.code;
  const unsteady = [];
  if (code !== 0 && hasSecondTry) {
    const unfinished = findUnfinished(results);
    const second = await runFiles([...unfinished, '--maxWorkers=1'], env);
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
