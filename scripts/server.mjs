// `npm run server`: the central server. Settings come from the environment (docs/operations.md).
// `npm run server -- <order> ...`: an operator's order, as adding an office; without a known one the orders are listed.
import { join } from 'node:path';
import { endWhenTold, ensureOwnNode, root, run } from './lib/run.mjs';

ensureOwnNode();
endWhenTold();
const order = process.argv.slice(2);
const program = order.length > 0 ? 'src-server/administer.ts' : 'src-server/main.ts';
process.exit(await run(process.execPath, [join(root, program), ...order]));
