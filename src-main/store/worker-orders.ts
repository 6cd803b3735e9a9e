import { join } from 'node:path';

/**
 * The database file's version. Raise it only with an additive migration; an older program refuses a newer file
 * and offers nothing that would delete it. 2: tables that are made from then on have shorter index keys (k0, k1, …).
 */
export const schemaVersion = 2;

/** Where the state of before the upgrade to this version is kept. */
export const copyOfBefore = (dataFolder: string): string =>
  join(dataFolder, 'backups', `before-version-${schemaVersion}.db`);

export type WorkerSettings = { readonly path: string; readonly key: Uint8Array };

/** What the store asks of its thread besides RxDB's own requests. */
export type WorkerOrder =
  | { readonly type: 'search'; readonly table: string; readonly expression: string; readonly limit: number }
  | {
      readonly type: 'select';
      readonly table: string;
      readonly condition: string;
      readonly values: readonly string[];
    }
  | { readonly type: 'present'; readonly tables: readonly string[]; readonly ids: readonly string[] }
  | { readonly type: 'backup'; readonly path: string }
  | { readonly type: 'checkIntegrity'; readonly isQuick: boolean }
  | { readonly type: 'giveBackMemory' }
  | { readonly type: 'close' };
