import type { DeskEvent } from '../shared/contract/desk-api.ts';
import { toShanghaiDate } from '../shared/text/dates.ts';
import type { Workspace } from './cases/workspace.ts';
import type { createBackups } from './store/backups.ts';
import type { Store } from './store/open-store.ts';
import { StoreError } from './store/store-error.ts';
import type { DeskLog } from './support/desk-log.ts';

/** A store that a damage takes is put back as it was at most twice as long ago: a lone desk has nothing else. */
const copyPause = 10 * 60 * 1000;
/** After the first screen: at ten thousand cases check and copy hold the store for about a second each (CRITERIA A5). */
const careDelay = 3_000;
/** Nobody has touched a key for so long: what can wait is done now. */
const gap = 3_000;

type Kept = {
  readonly store: Pick<Store, 'backUp' | 'collections' | 'giveBackMemory' | 'guard' | 'isIntact'>;
  readonly workspace: Pick<Workspace, 'verification'> & { readonly risks: Pick<Workspace['risks'], 'list'> };
};

/**
 * What the desk does for an open store without being asked: once a day it looks for damage and verifies the records, and
 * it makes a copy now and then. Each holds the store for a while, so each waits for a gap in the work.
 */
export function createCare(parts: {
  readonly backups: Pick<ReturnType<typeof createBackups>, 'findNewest' | 'make'>;
  readonly log: DeskLog;
  readonly now: () => number;
  readonly publish: (event: DeskEvent, id: string) => void;
  readonly onDamage: () => void;
}) {
  const { backups, log } = parts;
  let kept: Kept | null = null;
  let touchedAt = 0;
  let careTimer: NodeJS.Timeout | undefined;
  let copyTimer: NodeJS.Timeout | undefined;

  const awaitGap = async (): Promise<void> => {
    while (performance.now() - touchedAt < gap) await new Promise((done) => setTimeout(done, gap / 4));
  };

  /** Locked meanwhile: whoever unlocks next has it looked at. */
  const isOpen = (one: Kept): boolean => one === kept;

  const careFor = async (opened: Kept): Promise<void> => {
    await awaitGap();
    if (!isOpen(opened)) return;
    await checkOfToday(opened);
    // A copy is taken of a store that was looked at.
    await copyInGap(opened);
    if (!isOpen(opened)) return;
    await meetRisks(opened);
    await verifyRecordsOfToday(opened);
    await awaitGap();
    if (isOpen(opened)) await opened.store.giveBackMemory();
  };

  /** No first screen waits for the register of risks; in what of it two desks differ is told from now on. */
  const meetRisks = async ({ workspace }: Kept): Promise<void> => {
    const risks = await workspace.risks.list();
    if (risks.some(({ conflicts }) => conflicts.length > 0)) parts.publish('sync.changed', '');
  };

  /** Once a day a damage is looked for before somebody meets it. */
  const checkOfToday = async ({ store }: Kept): Promise<void> => {
    const { settings } = store.collections;
    const today = toShanghaiDate(new Date(parts.now()).toISOString());
    if ((await store.guard(settings.findOne('storeCheckedOn').exec()))?.value === today) return;
    if (!(await store.isIntact('quick'))) parts.onDamage();
    else await store.guard(settings.upsert({ id: 'storeCheckedOn', value: today }));
  };

  /** Once a day, while nobody works; what it finds is said on the page about the exchange. */
  const verifyRecordsOfToday = async ({ workspace }: Kept): Promise<void> => {
    const found = await workspace.verification.run();
    if (found === null) return;
    const { records, faulty, accessLogBreaks } = found;
    log.note('verified', { records, faulty: faulty.length, accessLogBreaks });
    parts.publish('sync.changed', '');
  };

  const copy = async ({ store }: Pick<Kept, 'store'>): Promise<string> => {
    const at = await backups.make(store, parts.now());
    parts.publish('desk.changed', '');
    return at;
  };

  const isCopyDue = async (): Promise<boolean> => {
    const newest = await backups.findNewest();
    // A copy of the future was made while the clock was wrong, and says nothing about now.
    return newest === null || Math.abs(parts.now() - Date.parse(newest)) > copyPause / 2;
  };
  const copyInGap = async (opened: Kept): Promise<void> => {
    await awaitGap();
    if (!isOpen(opened) || !(await isCopyDue())) return;
    // Nobody asked for this copy: its age stands in the settings, its reason in the log.
    await copy(opened).catch((error: unknown) =>
      log.note('copyFailed', { code: error instanceof StoreError ? error.code : 'unexpected' }),
    );
  };

  const end = (): void => {
    kept = null;
    clearTimeout(careTimer);
    clearInterval(copyTimer);
  };

  return {
    begin: (opened: Kept): void => {
      end();
      kept = opened;
      // Damage is shown by `onDamage`; what else fails here is looked at again at the next unlocking.
      careTimer = setTimeout(() => void careFor(opened).catch(() => {}), careDelay);
      copyTimer = setInterval(() => void copyInGap(opened).catch(() => {}), copyPause);
    },
    end,
    /** Somebody is at work. */
    touch: (): void => {
      touchedAt = performance.now();
    },
    awaitGap,
    /** A copy that somebody asked for; answers when it was made. */
    copy,
  };
}
