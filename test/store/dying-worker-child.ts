import { parentPort } from 'node:worker_threads';
import '../../src-main/store/worker.ts';

/** The store's real thread, which ends by itself as soon as it is asked to write what is named 'lastWords'. */
parentPort?.on('message', (message: unknown) => {
  if (JSON.stringify(message).includes('lastWords')) process.exit(1);
});
