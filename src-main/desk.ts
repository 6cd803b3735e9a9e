import { mkdir } from 'node:fs/promises';
import type { DeskEvent, DeskHandlers } from '../shared/contract/desk-api.ts';
import { CodedError } from '../shared/contract/ipc.ts';
import { createReckoning } from './cases/reckoning.ts';
import { openWorkspace, type Workspace } from './cases/workspace.ts';
import { createDeskSettings } from './desk-settings.ts';
import { type CaseDocuments, createCaseDocuments } from './documents/case-documents.ts';
import type { PrintQueue } from './documents/print-queue.ts';
import { createTypesetter } from './documents/typesetter.ts';
import { createCasesHandlers } from './ipc/cases-handlers.ts';
import { createDeskHandlers } from './ipc/desk-handlers.ts';
import { createDocumentsHandlers } from './ipc/documents-handlers.ts';
import { createSessionHandlers } from './ipc/session-handlers.ts';
import type { Keyring } from './session/keyring.ts';
import { createSession } from './session/session.ts';
import { nodeHashing } from './session/signing-key.ts';
import { createBackups } from './store/backups.ts';
import { openStore, type Store } from './store/open-store.ts';
import { StoreError } from './store/store-error.ts';

export type DeskParts = {
  readonly dataFolder: string;
  readonly assetsFolder: string;
  readonly workers: { readonly store: URL; readonly typesetter: URL };
  readonly keyring: Keyring;
  readonly printQueue: PrintQueue;
  readonly now: () => number;
  readonly publish: (event: DeskEvent, id: string) => void;
  /** Asks the person where to save; false when the dialog was closed. */
  readonly saveFile: (name: string, bytes: Uint8Array) => Promise<boolean>;
};

/** What is open between unlocking and locking. */
export type OpenDesk = {
  readonly personId: string;
  readonly store: Store;
  readonly workspace: Workspace;
  readonly documents: CaseDocuments;
};

export type Desk = { readonly handlers: DeskHandlers; readonly close: () => Promise<void> };

const backupPause = 60 * 60 * 1000;
const autoLockMinutes = 10;

/** The whole desk without a window: everything main does, runnable and tested in plain Node. */
export async function createDesk(parts: DeskParts): Promise<Desk> {
  await mkdir(parts.dataFolder, { recursive: true });
  const session = createSession({ folder: parts.dataFolder, keyring: parts.keyring, now: parts.now });
  const settings = createDeskSettings(parts.dataFolder);
  const backups = createBackups(parts.dataFolder);
  const typesetter = createTypesetter({
    assetsFolder: parts.assetsFolder,
    workerUrl: parts.workers.typesetter,
  });
  const reckoning = await createReckoning(parts.assetsFolder);
  let current: OpenDesk | null = null;
  let blockedBy: string | null = null;
  let backupTimer: NodeJS.Timeout | null = null;
  let lockTimer: NodeJS.Timeout | null = null;

  const getOpenDesk = (): OpenDesk => {
    if (current === null) throw new CodedError(blockedBy ?? 'session.locked');
    return current;
  };

  const block = (code: string): void => {
    blockedBy = code;
    void shut().then(() => parts.publish('session.changed', ''));
  };

  const shut = async (): Promise<void> => {
    const closing = current;
    current = null;
    if (backupTimer !== null) clearInterval(backupTimer);
    if (lockTimer !== null) clearTimeout(lockTimer);
    await closing?.store.close().catch(() => {});
    session.lock();
  };

  /** Nobody at the desk for ten minutes: what is typed is kept as a draft, the rest needs the PIN. */
  const touch = (): void => {
    if (lockTimer !== null) clearTimeout(lockTimer);
    if (current === null) return;
    lockTimer = setTimeout(() => {
      void shut().then(() => parts.publish('session.changed', ''));
    }, autoLockMinutes * 60_000);
  };

  /** Opens the store with the key that unlocking gave. A store that does not open locks the desk and says why. */
  const open = async (): Promise<void> => {
    const unlocked = session.unlocked();
    const vault = await session.findVault();
    if (unlocked === null || vault === null) throw new CodedError('session.locked');
    if (current !== null) await current.store.close();
    current = null;
    try {
      const store = await openStore({
        folder: parts.dataFolder,
        key: unlocked.dataKey,
        workerUrl: parts.workers.store,
        onGone: () => block('store.workerGone'),
      });
      const verify = await session.verifier();
      const workspace = await openWorkspace({
        store,
        author: () => ({
          office: vault.office.id,
          desk: vault.desk.id,
          person: unlocked.personId,
          signer: unlocked.signer,
        }),
        office: vault.office,
        deskLetter: vault.desk.letter,
        deskId: vault.desk.id,
        hashing: nodeHashing,
        verify,
        reckoning,
        now: parts.now,
        peopleNames: async () => {
          const people = (await session.findVault())?.people ?? [];
          return Object.fromEntries(people.map(({ id, name }) => [id, name]));
        },
        onCaseChanged: (caseId) => parts.publish('cases.changed', caseId),
      });
      await workspace.refreshOutdated();
      const documents = createCaseDocuments({
        typesetter,
        blobs: store.blobs,
        mediationEndsOn: (view) =>
          reckoning.deadlines(view, workspace.today()).find((one) => one.rule === 'D04')?.dueDate ?? '',
      });
      current = { personId: unlocked.personId, store, workspace, documents };
      blockedBy = null;
      backupTimer = setInterval(() => void backUpNow().catch(() => {}), backupPause);
      touch();
      void backUpWhenDue().catch(() => {});
    } catch (error) {
      session.lock();
      if (error instanceof StoreError) blockedBy = error.code;
      throw error;
    }
  };

  const backUpNow = async (): Promise<string> => {
    const at = await backups.make(getOpenDesk().store, parts.now());
    parts.publish('desk.changed', '');
    return at;
  };
  const backUpWhenDue = async (): Promise<void> => {
    const newest = await backups.findNewest();
    if (newest === null || parts.now() - Date.parse(newest) > backupPause) await backUpNow();
  };

  /** Puts the newest good copy in the place of a damaged store; needs the PIN once more afterwards. */
  const restoreBackup = async (dataKey: Uint8Array): Promise<string> =>
    backups.restoreNewest(parts.now(), async (folder) => {
      const trial = await openStore({
        folder,
        key: dataKey,
        workerUrl: parts.workers.store,
        onGone: () => {},
      }).catch(() => null);
      if (trial === null) return false;
      const isGood = await trial.isIntact('full').catch(() => false);
      await trial.close();
      return isGood;
    });

  return {
    handlers: {
      session: createSessionHandlers({
        session,
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
        restoreBackup,
        autoLockMinutes,
      }),
      cases: createCasesHandlers({ getOpenDesk, findVault: session.findVault }),
      documents: createDocumentsHandlers({
        getOpenDesk,
        printQueue: parts.printQueue,
        saveFile: parts.saveFile,
      }),
      desk: createDeskHandlers({ getOpenDesk, settings, backups, backUpNow, publish: parts.publish }),
    },
    close: async () => {
      await shut();
      await typesetter.close();
    },
  };
}
