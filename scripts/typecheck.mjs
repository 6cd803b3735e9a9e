// Each folder is compiled with only the type libraries it may use, so `shared` cannot even see Node or the DOM.
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { root, run } from './lib/run.mjs';

/** The longest first, so that no processor waits for it at the end. */
const folders = [
  'test',
  'scripts/bench',
  'scripts/demo',
  'src-main',
  'src-server',
  'src-renderer',
  'src-verifier',
  'shared',
].filter((name) => existsSync(`${name}/tsconfig.json`));
let failed = 0;
const checkNext = async () => {
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    // What did not change since the last run is not checked again: a tenth of the time.
    const kept = join(root, 'node_modules', '.cache', 'typecheck', `${folder.replace('/', '-')}.tsbuildinfo`);
    // Several checkers in one folder would each work out most of the types for themselves: twice the work for nothing.
    const options = ['--pretty', 'false', '--checkers', '1', '--incremental', '--tsBuildInfoFile', kept];
    if ((await run('tsc', ['-p', `${folder}/tsconfig.json`, ...options])) !== 0) failed += 1;
  }
};
await Promise.all(Array.from({ length: availableParallelism() }, checkNext));
process.exit(failed === 0 ? 0 : 1);
