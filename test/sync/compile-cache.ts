import { join } from 'node:path';

/** The environment of a test's processes: what Node has compiled once, it reads from there at the next start. */
export const withCompileCache: NodeJS.ProcessEnv = {
  ...process.env,
  NODE_COMPILE_CACHE: join(import.meta.dirname, '../../node_modules/.cache/compile'),
};
