import { availableParallelism } from 'node:os';

const fewest = 2;
/** As many as Node itself has. */
const most = 4;

/**
 * How many threads check signatures and hash passwords beside the main one: no more than there are processors, or they
 * take its turns and each push waits for all of them. Node reads this when it starts the first of them, so whatever
 * begins a server imports this before all else. An operator's own number stands.
 */
process.env.UV_THREADPOOL_SIZE ??= String(Math.min(most, Math.max(fewest, availableParallelism())));
