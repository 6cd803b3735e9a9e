// `npm run bench [-- PART …]`: figures side by side with a peer in one run, written to docs/benchmarks.md. Never a
// timed test. Each part can be run alone; the figures of the others stay as they were written.
import { ensureOwnNode, say } from './lib/run.mjs';

ensureOwnNode();
const { parts, runBench } = await import('./bench/run-bench.ts');
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in parts));
if (unknown.length > 0) {
  say(`There is no part ${unknown.join(', ')}. The parts are: ${Object.keys(parts).join(', ')}.`);
  process.exit(1);
}
process.exit(await runBench(wanted));
