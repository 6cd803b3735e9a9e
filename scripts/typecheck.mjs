// Each folder is compiled with only the type libraries it may use, so `shared` cannot even see Node or the DOM.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './lib/run.mjs';

const folders = [
  'shared',
  'src-main',
  'src-renderer',
  'src-server',
  'src-verifier',
  'scripts/demo',
  'scripts/bench',
  'test',
];
let failed = 0;
for (const folder of folders.filter((name) => existsSync(`${name}/tsconfig.json`))) {
  // What did not change since the last run is not checked again: a tenth of the time.
  const kept = join(root, 'node_modules', '.cache', 'typecheck', `${folder.replace('/', '-')}.tsbuildinfo`);
  const options = ['--pretty', 'false', '--incremental', '--tsBuildInfoFile', kept];
  if ((await run('tsc', ['-p', `${folder}/tsconfig.json`, ...options])) !== 0) failed += 1;
}
process.exit(failed === 0 ? 0 : 1);
