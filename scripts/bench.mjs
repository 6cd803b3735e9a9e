// `npm run bench`: figures side by side with a peer in one run, written to docs/benchmarks.md. Never a timed test.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import { build } from 'rolldown';
import { withDisplay } from './lib/display.mjs';
import { electronEnvironment, electronFlags, getElectronFolder } from './lib/electron.mjs';
import { ensureOwnNode, root, run, say, withProgress } from './lib/run.mjs';
import { ensureSystemPackages, windowPackages } from './lib/system-packages.mjs';

ensureOwnNode();
if (!(await ensureSystemPackages(windowPackages))) process.exit(1);
const folder = await getElectronFolder();
if (
  (await withProgress('building the desk', () => run('electron-vite', ['build', '--logLevel', 'warn']))) !== 0
)
  process.exit(1);
const { benchStore, benchWork } = await import('./bench/store.ts');
const { benchPapers } = await import('./bench/papers.ts');
const work = mkdtempSync(join(tmpdir(), 'mediation-desk-bench-'));
await build({
  input: join(root, 'scripts/bench/dexie-page.ts'),
  platform: 'browser',
  output: { file: join(work, 'page.js'), format: 'iife' },
  logLevel: 'silent',
});
writeFileSync(
  join(work, 'page.html'),
  '<!doctype html><meta charset="utf-8"><p id="root">bench<b>.</b></p><script src="page.js"></script>',
);

const figures = [];
await withDisplay(async (display) => {
  const launch = (args, extra = {}) =>
    _electron.launch({
      executablePath: join(folder, 'electron'),
      args: [...electronFlags(), ...args],
      env: { ...process.env, ...electronEnvironment(folder), ...display, ...extra },
    });
  const bareApp = join(root, 'scripts/bench/bare');
  const startOnce = async (args) => {
    const started = performance.now();
    const app = await launch(args);
    const page = await app.firstWindow();
    await page.waitForSelector('#root > *');
    const time = performance.now() - started;
    await app.close();
    return time;
  };
  await withProgress('start', async () => {
    const [ours, peer] = [[], []];
    for (let count = 0; count < 5; count += 1) {
      peer.push(await startOnce([bareApp, `--user-data-dir=${join(work, 'bare')}`]));
      ours.push(await startOnce([root, `--desk-folder=${join(work, 'desk')}`]));
    }
    const middle = (times) => times.sort((left, right) => left - right)[2];
    figures.push({
      name: 'Process start to the first screen (no cases)',
      ours: `${middle(ours).toFixed(0)} ms`,
      peer: `${middle(peer).toFixed(0)} ms (bare window)`,
      ratio: `${(middle(ours) / middle(peer)).toFixed(2)} ×`,
      goal: '≤ 1.6 ×',
    });
  });
  const app = await launch([bareApp, `--user-data-dir=${join(work, 'dexie')}`], {
    BENCH_PAGE: join(work, 'page.html'),
  });
  const page = await app.firstWindow();
  figures.push(...(await withProgress('store', () => benchStore(page))));
  figures.push(...(await withProgress('papers', () => benchPapers(app))));
  await app.close();
});
figures.push(...(await withProgress('work with 10,000 cases', benchWork)));
rmSync(work, { recursive: true, force: true });

const [cpu] = cpus();
const table = figures.map(
  ({ name, ours, peer, ratio, goal }) => `| ${name} | ${ours} | ${peer} | ${ratio} | ${goal} |`,
);
const text = `# Benchmarks

Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB,
${process.platform} ${process.arch}, Node ${process.versions.node}, Electron of ${folder.includes('.cache') ? 'the npm route (33.2.1)' : 'the release'}. Ratios compare with the peer in the same run.

| what | ours | peer | ratio | goal |
| --- | --- | --- | --- | --- |
${table.join('\n')}

Not measured here yet: from the PIN to a usable list, opening a case of 300 actions to a drawn page, click to "saved"
in the window, idle memory.
`;
mkdirSync(join(root, 'docs'), { recursive: true });
writeFileSync(join(root, 'docs/benchmarks.md'), text);
say(text);
process.exit(0);
