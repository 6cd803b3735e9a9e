// Each folder is compiled with only the type libraries it may use, so `shared` cannot even see Node or the DOM.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

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
  const { status } = spawnSync('tsc', ['-p', `${folder}/tsconfig.json`, '--pretty', 'false'], {
    stdio: 'inherit',
  });
  if (status !== 0) failed += 1;
}
process.exit(failed === 0 ? 0 : 1);
