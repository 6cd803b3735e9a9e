import { strToU8, zipSync } from 'fflate';
import type { SyncStatus } from '../../shared/contract/desk-sync.ts';
import { findHeader, type StoredAction } from '../../shared/record/action.ts';
import { plainWord } from './plain-word.ts';

/** What a support file is made of; only counts, codes, ids, instants and versions of it go in. */
export type SupportFacts = {
  readonly madeAt: string;
  readonly version: string;
  readonly sync: SyncStatus;
  readonly isFileWhole: boolean;
  readonly lastBackupAt: string | null;
  readonly actions: readonly StoredAction[];
  readonly savedActions: number;
  readonly log: string;
};

/**
 * One zip for whoever helps: enough to see the order of events, and nothing about anybody (CRITERIA I4). Every text in it
 * passes `plainWord`, so a field that is added later cannot carry a name out by mistake.
 */
export function makeSupportBundle(facts: SupportFacts): Uint8Array {
  const { parked, address, authority, officeName: _, ...sync } = facts.sync;
  const { node, electron = '', chrome = '' } = process.versions;
  const files: Readonly<Record<string, string>> = {
    'about.json': asJson({
      madeAt: facts.madeAt,
      version: facts.version,
      platform: process.platform,
      architecture: process.arch,
      node,
      electron,
      chrome,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      savedActions: facts.savedActions,
      isFileWhole: facts.isFileWhole,
      lastBackupAt: facts.lastBackupAt ?? '',
    }),
    'exchange.json': asJson({ ...sync, isEnrolled: address !== null, isPinned: authority !== null }),
    'parked.csv': asTable(
      ['at', 'code', 'type', 'id', 'recordId'],
      parked.map(({ at, code, type, id, recordId }) => [at, code, type, id, recordId]),
    ),
    'actions.csv': asTable(
      ['clock', 'id', 'recordKind', 'recordId', 'type', 'at', 'desk', 'person', 'after'],
      facts.actions.map(orderOf),
    ),
    'desk.log': facts.log,
  };
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}

/** Of a header only what orders: who wrote after what, by ids. One that is damaged is what the file may be asked for. */
function orderOf({ clock, id, recordKind, recordId, type, header }: StoredAction): string[] {
  const named = findHeader(header);
  const order =
    named === undefined ? ['damaged'] : [named.at, named.desk, named.person, named.after.join('+')];
  return [clock, id, recordKind, recordId, type, ...order];
}

/** An `after` of many heads is longer than a word: its parts are looked at one by one. */
const plainCell = (cell: string): string => cell.split('+').map(plainWord).join('+');

function asTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heads, ...rows].map((row) => `${row.map(plainCell).join(',')}\n`).join('');
}

function asJson(value: unknown): string {
  const guarded = (_key: string, one: unknown) => (typeof one === 'string' ? plainWord(one) : one);
  return `${JSON.stringify(value, guarded, 2)}\n`;
}
