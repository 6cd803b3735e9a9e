// Each folder is compiled with only the type libraries it may use, so `shared` cannot even see Node or the DOM.
import { existsSync } from 'node:fs';
import { run } from './lib/run.mjs';

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
  if ((await run('tsc', ['-p', `${folder}/tsconfig.json`, '--pretty', 'false'])) !== 0) failed += 1;
}
process.exit(failed === 0 ? 0 : 1);
