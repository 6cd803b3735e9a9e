import { mkdir, readFile, realpath } from 'node:fs/promises';
import { channelNames } from '../shared/contract/channel-names.ts';
import { deskContract } from '../shared/contract/desk.ts';
import type { contracts, DeskEvent, DeskHandlers } from '../shared/contract/desk-api.ts';
import { CodedError } from '../shared/contract/ipc.ts';
import { sessionContract } from '../shared/contract/session.ts';
import { createTurns } from '../shared/support/in-turn.ts';
import type { CameraDoor } from './camera-door.ts';
import { createCare } from './care.ts';
import type { DemoAccess } from './demo-office.ts';
import { createDeskSettings } from './desk-settings.ts';
import type { PrintQueue } from './documents/print-queue.ts';
import { createDeskHandlers } from './ipc/desk-handlers.ts';
import { guardByRole } from './ipc/role-guard.ts';
import { createSessionHandlers } from './ipc/session-handlers.ts';
import type { DeskOpener, OpenDesk } from './open-desk.ts';
import { findFolderRisk } from './session/folder-risk.ts';
import { loadSlowHash } from './session/key-wrap.ts';
import type { Keyring } from './session/keyring.ts';
import { createSession } from './session/session.ts';
import { createBackups } from './store/backups.ts';
import { StoreError } from './store/store-error.ts';
import { createDeskLog } from './support/desk-log.ts';
import { listQuestions, logAnswers } from './support/log-answers.ts';
import type { SaveFile } from './support/save-file.ts';
import type { ExchangePauses } from './sync/exchange.ts';
import { createUpdateSteps, type UpdateParts } from './update/update-steps.ts';

type Contracts = typeof contracts;

export type DeskParts = {
  readonly dataFolder: string;
  readonly assetsFolder: string;
  readonly workers: { readonly store: URL; readonly typesetter: URL };
  readonly keyring: Keyring;
  readonly printQueue: PrintQueue;
  readonly now: () => number;
  /** Told once what works behind the PIN has been loaded; its channels can be answered from then on. */
  readonly onLoaded?: (contracts: Contracts) => void;
  readonly publish: (event: DeskEvent, id: string) => void;
  readonly saveFile: SaveFile;
  /** Asks the person for a file; null when the dialog was closed. */
  readonly chooseFile: () => Promise<string | null>;
  /** Whether the window may start the camera; shut whenever the desk is locked. */
  readonly camera: CameraDoor;
  readonly version: string;
  /** The demo's own server, for the demo office only. */
  readonly demoAccess?: DemoAccess | null;
  readonly update: UpdateParts;
  /** How the central server is reached; tests put a bad line in between. */
  readonly fetcher?: typeof fetch;
  /** How long the exchange waits, for tests that wait less. */
  readonly pauses?: ExchangePauses;
  /** KiB of memory for the slow hash of a PIN; lower only in tests that unlock many times. */
  readonly slowHashMemory?: number;
};

export type Desk = {
  readonly handlers: DeskHandlers;
  /** The channels that the first screen asks on. */
  readonly firstContracts: readonly [typeof sessionContract, typeof deskContract];
  /** Loads what works behind the PIN and starts the store's thread; unlocking does without when nobody has. */
  readonly prepare: () => Promise<void>;
  /** After the PC has slept. */
  readonly wake: () => void;
  readonly close: () => Promise<void>;
};

const autoLockMinutes = 10;
const autoLockAfter = autoLockMinutes * 60_000;

/** The whole desk without a window: everything main does, runnable and tested in plain Node. */
export async function createDesk(parts: DeskParts): Promise<Desk> {
  await mkdir(parts.dataFolder, { recursive: true });
  const mounts = await readFile('/proc/mounts', 'utf8').catch(() => '');
  const folderRisk = findFolderRisk(await realpath(parts.dataFolder), mounts);
  const session = createSession({
    folder: parts.dataFolder,
    keyring: parts.keyring,
    now: parts.now,
    ...(parts.slowHashMemory === undefined ? {} : { slowHashMemory: parts.slowHashMemory }),
  });
  const settings = createDeskSettings(parts.dataFolder);
  const backups = createBackups(parts.dataFolder);
  const log = createDeskLog(parts.dataFolder, parts.now);
  log.note('started', { version: parts.version, platform: process.platform });
  let current: OpenDesk | null = null;
  let blockedBy: string | null = null;
  let lockTimer: NodeJS.Timeout | null = null;
  let touchedAt = 0;
  let revoking: Promise<void> | null = null;
  /** The key of a desk whose store is damaged, for putting a copy in its place right after. */
  let keyForRestoring: Buffer | null = null;
  // Of an unlocking and a locking at once the store would stay open behind the locked screen, or open with a wiped key.
  const inTurn = createTurns();

  const firstContracts = [sessionContract, deskContract] as const;
  const questions = new Set(listQuestions(firstContracts));
  let opener: Promise<DeskOpener> | null = null;
  /** A loading that failed is tried again at the next unlocking. */
  const loadOpener = (): Promise<DeskOpener> => {
    opener ??= importOpener().catch((error: unknown) => {
      opener = null;
      throw error;
    });
    return opener;
  };
  const importOpener = async (): Promise<DeskOpener> => {
    // In steps, as each holds the main loop: what is typed meanwhile is taken between them.
    const { contracts } = await import('../shared/contract/desk-api.ts');
    await import('./store/open-store.ts');
    await import('./cases/workspace.ts');
    await import('./documents/case-documents.ts');
    const { createDeskOpener } = await import('./open-desk.ts');
    for (const question of listQuestions(contracts)) questions.add(question);
    const loaded = await createDeskOpener({
      desk: parts,
      session,
      log,
      backups,
      getOpenDesk,
      findOpenDesk: () => current,
      block,
      awaitGap: care.awaitGap,
      revoke: (personId, code) => void revoke(personId, code),
    });
    parts.onLoaded?.(contracts);
    return loaded;
  };
  /** The channels of an area that is loaded with the rest of the program. */
  const late = <Area extends keyof DeskOpener['handlers']>(area: Area): DeskHandlers[Area] => {
    const answering = channelNames[area].map((name: string) => [
      name,
      async (request: unknown) => {
        const { handlers: loaded } = await loadOpener();
        const channels = loaded[area] as Record<string, (request: unknown) => Promise<unknown>>;
        return channels[name]?.(request);
      },
    ]);
    return Object.fromEntries(answering) as DeskHandlers[Area];
  };

  /** The last locking took the waiting thread with it: who unlocks again needs another. */
  const prepare = async (): Promise<void> => {
    const [{ warm }] = await Promise.all([loadOpener(), loadSlowHash()]);
    await warm();
  };

  const getOpenDesk = (): OpenDesk => {
    if (current === null) throw new CodedError(blockedBy ?? 'session.locked');
    return current;
  };

  const block = (code: string): void => {
    blockedBy = code;
    log.note('blocked', { code });
    if (code === 'store.damaged') keepKeyForRestoring();
    lock();
  };

  const care = createCare({
    backups,
    log,
    now: parts.now,
    publish: parts.publish,
    onDamage: () => block('store.damaged'),
  });
  const backUpNow = (): Promise<string> => care.copy(getOpenDesk());

  const keepKeyForRestoring = (): void => {
    const key = session.unlocked()?.dataKey;
    if (key !== undefined) keyForRestoring = Buffer.from(key);
  };
  const forgetKeyForRestoring = (): void => {
    keyForRestoring?.fill(0);
    keyForRestoring = null;
  };

  const shutNow = async (): Promise<void> => {
    const closing = current;
    current = null;
    parts.camera.shut();
    care.end();
    if (lockTimer !== null) clearTimeout(lockTimer);
    closing?.workspace.end();
    // However ill the line or the disk is: the keys go.
    await closing?.sync.stop().catch(() => {});
    await closing?.store.close().catch(() => {});
    if (closing !== null) log.note('locked');
    session.lock();
  };
  const shut = (): Promise<void> => inTurn(shutNow);

  /**
   * The central server has taken rights: the keys go, the work stays for the office head. Told by whatever asks the
   * server at that moment, so it may be told several times at once.
   */
  const revoke = (personId: string, code: string): Promise<void> => {
    revoking ??= (async () => {
      log.note('revoked', { code });
      const everybody = (await session.findVault())?.people.map(({ id }) => id) ?? [];
      await session.revoke(code === 'sync.deskRevoked' ? everybody : [personId]);
    })()
      // A disk that takes no writing now: the next contact tries again, and until then nothing stays open.
      .catch(() => {})
      .then(shut)
      .finally(() => {
        revoking = null;
        parts.publish('session.changed', '');
      });
    return revoking;
  };

  /** Nobody at the desk for ten minutes: what is typed is kept as a draft, the rest needs the PIN. */
  const touch = (): void => {
    care.touch();
    touchedAt = parts.now();
    if (lockTimer !== null) clearTimeout(lockTimer);
    if (current === null) return;
    lockTimer = setTimeout(lock, autoLockAfter);
  };
  const lock = (): void => void shut().then(() => parts.publish('session.changed', ''));
  /** A timer stands still while the PC sleeps: who opens it in the morning would find the desk open. */
  const wake = (): void => {
    if (current !== null && parts.now() - touchedAt >= autoLockAfter) lock();
  };

  const shutStore = async (closing: OpenDesk): Promise<void> => {
    closing.workspace.end();
    await closing.sync.stop();
    await closing.store.close();
  };

  /** Opens the store with the key that unlocking gave. A store that does not open locks the desk and says why. */
  const openNow = async (): Promise<void> => {
    const unlocked = session.unlocked();
    const vault = await session.findVault();
    if (unlocked === null || vault === null) throw new CodedError('session.locked');
    if (current !== null) await shutStore(current);
    current = null;
    try {
      current = await (await loadOpener()).open(unlocked, vault);
      const { sync } = current;
      sync.start();
      blockedBy = null;
      log.note('opened', { person: unlocked.personId, desk: vault.desk.id });
      touch();
      forgetKeyForRestoring();
      care.begin(current);
    } catch (error) {
      if (error instanceof StoreError && error.code === 'store.damaged') keepKeyForRestoring();
      session.lock();
      if (error instanceof StoreError) blockedBy = error.code;
      throw error;
    }
  };

  const open = <Result>(unlock: () => Promise<Result>): Promise<Result> =>
    inTurn(async () => {
      const result = await unlock();
      await openNow();
      return result;
    });

  /** Puts the newest good copy in the place of a damaged store; needs the PIN once more afterwards. */
  const restoreNow = async (): Promise<string> => {
    const key = keyForRestoring;
    if (key === null) throw new CodedError('session.locked');
    const { isCopyGood } = await loadOpener();
    const restoredFrom = await backups.restoreNewest(parts.now(), (folder) => isCopyGood(folder, key));
    forgetKeyForRestoring();
    blockedBy = null;
    return restoredFrom;
  };

  const handlers: DeskHandlers = {
    session: createSessionHandlers({
      session,
      // Ahead of time only: the unlocking loads it again, and says what failed.
      prepare: () => void prepare().catch(() => {}),
      open,
      shut: async () => {
        await shut();
        parts.publish('session.changed', '');
      },
      touch,
      getOpenDesk,
      findBlock: () => blockedBy,
      clearBlock: () => {
        blockedBy = null;
      },
      isKeyringUsed: () => parts.keyring.isAvailable(),
      folderRisk,
      restoreBackup: () => inTurn(restoreNow),
      demoAccess: parts.demoAccess ?? null,
      autoLockMinutes,
    }),
    desk: createDeskHandlers({
      getOpenDesk,
      settings,
      backups,
      backUpNow,
      update: createUpdateSteps({ ...parts.update, dataFolder: parts.dataFolder, backUpNow }),
      publish: parts.publish,
    }),
    cases: late('cases'),
    risks: late('risks'),
    documents: late('documents'),
    wording: late('wording'),
    ledger: late('ledger'),
    scans: late('scans'),
    sync: late('sync'),
    certificates: late('certificates'),
    figures: late('figures'),
    administration: late('administration'),
  };

  return {
    handlers: logAnswers(
      guardByRole(handlers, {
        may: (permission) => current?.may(permission) ?? true,
        isShut: () => current?.sync.grace()?.isOver === true,
      }),
      log,
      (channel) => questions.has(channel),
    ),
    firstContracts,
    prepare,
    wake,
    close: async () => {
      await shut();
      // Nobody is there any more to be told.
      await opener?.then(({ close }) => close()).catch(() => {});
      await log.settle();
    },
  };
}
