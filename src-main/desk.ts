import { mkdir, readFile, realpath } from 'node:fs/promises';
import type { DeskEvent, DeskHandlers } from '../shared/contract/desk-api.ts';
import { CodedError } from '../shared/contract/ipc.ts';
import { hasPermission, type Permission } from '../shared/directory/permissions.ts';
import { toShanghaiDate } from '../shared/text/dates.ts';
import type { CameraDoor } from './camera-door.ts';
import { createReckoning } from './cases/reckoning.ts';
import { createScans, type Scans } from './cases/scans.ts';
import { openWorkspace, type Workspace } from './cases/workspace.ts';
import type { DemoAccess } from './demo-office.ts';
import { createDeskSettings } from './desk-settings.ts';
import { type CaseDocuments, createCaseDocuments } from './documents/case-documents.ts';
import { type CasePacks, createCasePacks } from './documents/case-packs.ts';
import type { PrintQueue } from './documents/print-queue.ts';
import { createSpecimen } from './documents/specimen.ts';
import { createTypesetter } from './documents/typesetter.ts';
import { createAdministrationHandlers } from './ipc/administration-handlers.ts';
import { createCasesHandlers } from './ipc/cases-handlers.ts';
import { createCertificatesHandlers } from './ipc/certificates-handlers.ts';
import { createDeskHandlers } from './ipc/desk-handlers.ts';
import { createDocumentsHandlers } from './ipc/documents-handlers.ts';
import { createLedgerHandlers } from './ipc/ledger-handlers.ts';
import { guardByRole } from './ipc/role-guard.ts';
import { createScansHandlers } from './ipc/scans-handlers.ts';
import { createSessionHandlers } from './ipc/session-handlers.ts';
import { createSyncHandlers } from './ipc/sync-handlers.ts';
import { createWordingHandlers } from './ipc/wording-handlers.ts';
import { findFolderRisk } from './session/folder-risk.ts';
import type { Keyring } from './session/keyring.ts';
import { createSession } from './session/session.ts';
import { createVerifier, nodeHashing } from './session/signing-key.ts';
import { type Certificates, createCertificates } from './signing/certificates.ts';
import { createTokens, type Tokens } from './signing/tokens.ts';
import { createBackups } from './store/backups.ts';
import type { BlobStore } from './store/blobs.ts';
import { openStore, type Store } from './store/open-store.ts';
import { createParkedActions } from './store/parked-actions.ts';
import { StoreError } from './store/store-error.ts';
import { createDeskLog } from './support/desk-log.ts';
import { logAnswers } from './support/log-answers.ts';
import { type DeskSync, openDeskSync } from './sync/desk-sync.ts';
import type { ExchangePauses } from './sync/exchange.ts';
import { createUpdateSteps, type UpdateParts } from './update/update-steps.ts';

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
  /** Lower only in tests that unlock many times. */
  readonly slowHashCost?: number;
};

/** What is open between unlocking and locking. */
export type OpenDesk = {
  readonly personId: string;
  readonly store: Store;
  readonly workspace: Workspace;
  readonly documents: CaseDocuments;
  readonly packs: CasePacks;
  readonly scans: Scans;
  /** Finds also what another desk took in, while there is a line. */
  readonly blobs: BlobStore;
  readonly sync: DeskSync;
  readonly certificates: Certificates;
  readonly tokens: Tokens;
  /** By the server's word; a desk that works alone knows no roles, and the person with the PIN may do everything. */
  readonly may: (permission: Permission) => boolean;
};

export type Desk = { readonly handlers: DeskHandlers; readonly close: () => Promise<void> };

const backupPause = 60 * 60 * 1000;
const autoLockMinutes = 10;
/** After the first screen: the check holds the store for about a second at ten thousand cases (CRITERIA A5). */
const checkDelay = 3_000;
/** Nobody has touched a key for so long: what can wait is done now. */
const gap = 3_000;

/** The whole desk without a window: everything main does, runnable and tested in plain Node. */
export async function createDesk(parts: DeskParts): Promise<Desk> {
  await mkdir(parts.dataFolder, { recursive: true });
  const mounts = await readFile('/proc/mounts', 'utf8').catch(() => '');
  const folderRisk = findFolderRisk(await realpath(parts.dataFolder), mounts);
  const session = createSession({
    folder: parts.dataFolder,
    keyring: parts.keyring,
    now: parts.now,
    ...(parts.slowHashCost === undefined ? {} : { slowHashCost: parts.slowHashCost }),
  });
  const settings = createDeskSettings(parts.dataFolder);
  const backups = createBackups(parts.dataFolder);
  const log = createDeskLog(parts.dataFolder, parts.now);
  log.note('started', { version: parts.version, platform: process.platform });
  const typesetter = createTypesetter({
    assetsFolder: parts.assetsFolder,
    workerUrl: parts.workers.typesetter,
  });
  const reckoning = await createReckoning(parts.assetsFolder);
  let current: OpenDesk | null = null;
  let blockedBy: string | null = null;
  let backupTimer: NodeJS.Timeout | null = null;
  let lockTimer: NodeJS.Timeout | null = null;
  let checkTimer: NodeJS.Timeout | null = null;
  let revoking: Promise<void> | null = null;
  let touchedAt = 0;
  /** The key of a desk whose store is damaged, for putting a copy in its place right after. */
  let keyForRestoring: Buffer | null = null;

  const getOpenDesk = (): OpenDesk => {
    if (current === null) throw new CodedError(blockedBy ?? 'session.locked');
    return current;
  };

  const block = (code: string): void => {
    blockedBy = code;
    log.note('blocked', { code });
    if (code === 'store.damaged') keepKeyForRestoring();
    void shut().then(() => parts.publish('session.changed', ''));
  };

  const keepKeyForRestoring = (): void => {
    const key = session.unlocked()?.dataKey;
    if (key !== undefined) keyForRestoring = Buffer.from(key);
  };
  const forgetKeyForRestoring = (): void => {
    keyForRestoring?.fill(0);
    keyForRestoring = null;
  };

  const shut = async (): Promise<void> => {
    const closing = current;
    current = null;
    parts.camera.shut();
    if (backupTimer !== null) clearInterval(backupTimer);
    if (lockTimer !== null) clearTimeout(lockTimer);
    if (checkTimer !== null) clearTimeout(checkTimer);
    closing?.workspace.verification.end();
    await closing?.sync.stop().catch(() => {});
    await closing?.store.close().catch(() => {});
    if (closing !== null) log.note('locked');
    session.lock();
  };

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
    touchedAt = performance.now();
    if (lockTimer !== null) clearTimeout(lockTimer);
    if (current === null) return;
    lockTimer = setTimeout(() => {
      void shut().then(() => parts.publish('session.changed', ''));
    }, autoLockMinutes * 60_000);
  };

  const awaitGap = async (): Promise<void> => {
    while (performance.now() - touchedAt < gap) await new Promise((done) => setTimeout(done, gap / 4));
  };

  const shutStore = async (closing: OpenDesk): Promise<void> => {
    closing.workspace.verification.end();
    await closing.sync.stop();
    await closing.store.close();
  };

  /** Opens the store with the key that unlocking gave. A store that does not open locks the desk and says why. */
  const open = async (): Promise<void> => {
    const unlocked = session.unlocked();
    const vault = await session.findVault();
    if (unlocked === null || vault === null) throw new CodedError('session.locked');
    if (current !== null) await shutStore(current);
    current = null;
    try {
      const store = await openStore({
        folder: parts.dataFolder,
        key: unlocked.dataKey,
        workerUrl: parts.workers.store,
        onGone: () => block('store.workerGone'),
        onDamaged: () => block('store.damaged'),
      });
      const verifyOwn = await session.verifier();
      const person = vault.people.find((one) => one.id === unlocked.personId);
      const sync = await openDeskSync({
        store,
        parked: createParkedActions(store),
        person: {
          deskId: vault.desk.id,
          deskLetter: vault.desk.letter,
          localOfficeId: vault.office.id,
          personId: unlocked.personId,
          publicKey: person?.signingKey.publicKey ?? '',
          formerPublicKeys: (person?.formerKeys ?? []).map((key) => key.publicKey),
          signer: unlocked.signer,
        },
        hashing: nodeHashing,
        createVerifier,
        now: parts.now,
        ...(parts.fetcher ? { fetcher: parts.fetcher } : {}),
        ...(parts.pauses ? { pauses: parts.pauses } : {}),
        addRemoteLines: async (lines) => getOpenDesk().workspace.addRemoteLines(lines),
        refreshRecord: async (recordId) => current?.workspace.refreshRecord(recordId),
        findCaseNumber: async (recordId) => (await current?.workspace.findCaseNumber(recordId)) ?? '',
        findVerification: async () => (await current?.workspace.findVerification()) ?? null,
        onRevoked: (code) => void revoke(unlocked.personId, code),
        isRevoked: person?.isRevoked === true,
        onChanged: () => parts.publish('sync.changed', ''),
        note: log.note,
        onReceipt: (recordId) => parts.publish('cases.changed', recordId),
      });
      const workspace = await openWorkspace({
        store,
        dataFolder: parts.dataFolder,
        author: () => ({
          office: sync.officeId(),
          desk: vault.desk.id,
          person: unlocked.personId,
          signer: unlocked.signer,
        }),
        office: unlocked.details.office,
        deskLetter: vault.desk.letter,
        deskId: vault.desk.id,
        hashing: nodeHashing,
        verify: (fingerprint, id, signature) =>
          verifyOwn(fingerprint, id, signature) || sync.verify(fingerprint, id, signature),
        reckoning,
        now: parts.now,
        peopleNames: () => ({ ...sync.peopleNames(), ...session.unlocked()?.details.names }),
        onCaseChanged: (caseId) => parts.publish('cases.changed', caseId),
        fetchCase: sync.fetchRecord,
        awaitGap,
        repair: sync.repairRecord,
        onOfficeChanged: () => parts.publish('desk.changed', ''),
      });
      await workspace.lawTables.load();
      await workspace.refreshOutdated();
      const blobs = {
        ...store.blobs,
        // What another desk took in may not have come yet; then it is fetched now.
        find: async (sha256: string) => (await store.blobs.find(sha256)) ?? (await sync.fetchBlob(sha256)),
      };
      const documents = createCaseDocuments({
        typesetter,
        blobs,
        wording: workspace.wording,
        mediationEndsOn: (view) =>
          reckoning
            .deadlines(view, workspace.today())
            .find((one) => one.rule === 'D04' && one.problem === null)?.dueDate ?? '',
        today: () => workspace.today(),
      });
      const scans = createScans({ caseFiles: workspace.caseFiles, blobs });
      const packs = createCasePacks({
        documents,
        readScan: scans.read,
        get calendar() {
          return reckoning.calendar;
        },
        today: () => workspace.today(),
        now: parts.now,
      });
      const tokens = createTokens({ store, chooseFile: parts.chooseFile });
      const certificates = createCertificates({
        session,
        store: { ...store, blobs },
        tokens,
        sync,
        person: { id: unlocked.personId, name: person?.name ?? '' },
        now: parts.now,
      });
      const may = (permission: Permission): boolean => {
        // Opened by the office head's key alone: what is here can be read, and somebody with rights can be added.
        if (person?.isRevoked) return permission === 'readCases' || permission === 'belong';
        const roles = sync.roles();
        return roles === null || hasPermission(roles, permission);
      };
      current = {
        personId: unlocked.personId,
        store,
        workspace,
        documents,
        packs,
        scans,
        blobs,
        sync,
        certificates,
        tokens,
        may,
      };
      sync.start();
      blockedBy = null;
      log.note('opened', { person: unlocked.personId, desk: vault.desk.id });
      backupTimer = setInterval(() => void backUpNow().catch(() => {}), backupPause);
      touch();
      forgetKeyForRestoring();
      checkTimer = setTimeout(() => {
        void checkStoreOfToday(store)
          .then(() => verifyRecordsOfToday(workspace))
          .catch(() => {});
      }, checkDelay);
      void backUpWhenDue().catch(() => {});
    } catch (error) {
      if (error instanceof StoreError && error.code === 'store.damaged') keepKeyForRestoring();
      session.lock();
      if (error instanceof StoreError) blockedBy = error.code;
      throw error;
    }
  };

  /** Once a day a damage is looked for before somebody meets it. */
  const checkStoreOfToday = async (store: Store): Promise<void> => {
    const { settings: kept } = store.collections;
    const today = toShanghaiDate(new Date(parts.now()).toISOString());
    if ((await store.guard(kept.findOne('storeCheckedOn').exec()))?.value === today) return;
    if (!(await store.isIntact('quick'))) block('store.damaged');
    else await store.guard(kept.upsert({ id: 'storeCheckedOn', value: today }));
  };

  /** Once a day, while nobody works; what it finds is said on the page about the exchange. */
  const verifyRecordsOfToday = async ({ verification }: Workspace): Promise<void> => {
    const found = await verification.run();
    if (found === null) return;
    log.note('verified', { records: found.records, faulty: found.faulty.length });
    parts.publish('sync.changed', '');
  };

  const backUpNow = async (): Promise<string> => {
    const at = await backups.make(getOpenDesk().store, parts.now());
    parts.publish('desk.changed', '');
    return at;
  };
  const backUpWhenDue = async (): Promise<void> => {
    const newest = await backups.findNewest();
    // A copy of the future was made while the clock was wrong, and says nothing about now.
    if (newest === null || Math.abs(parts.now() - Date.parse(newest)) > backupPause) await backUpNow();
  };

  /** Puts the newest good copy in the place of a damaged store; needs the PIN once more afterwards. */
  const restoreBackup = async (): Promise<string> => {
    const key = keyForRestoring;
    if (key === null) throw new CodedError('session.locked');
    const restoredFrom = await backups.restoreNewest(parts.now(), async (folder) => {
      const trial = await openStore({
        folder,
        key,
        workerUrl: parts.workers.store,
        onGone: () => {},
      }).catch(() => null);
      if (trial === null) return false;
      const isGood = await trial.isIntact('full').catch(() => false);
      await trial.close();
      return isGood;
    });
    forgetKeyForRestoring();
    blockedBy = null;
    return restoredFrom;
  };

  const handlers: DeskHandlers = {
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
      folderRisk,
      restoreBackup,
      demoAccess: parts.demoAccess ?? null,
      autoLockMinutes,
    }),
    cases: createCasesHandlers({
      getOpenDesk,
      office: () => session.unlocked()?.details.office ?? null,
    }),
    documents: createDocumentsHandlers({
      getOpenDesk,
      printQueue: parts.printQueue,
      saveFile: parts.saveFile,
    }),
    wording: createWordingHandlers({ getOpenDesk, typesetter, specimen: createSpecimen(parts.assetsFolder) }),
    ledger: createLedgerHandlers({
      getOpenDesk,
      typesetter,
      printQueue: parts.printQueue,
      saveFile: parts.saveFile,
      filler: () => {
        const unlocked = session.unlocked();
        const name = unlocked?.details.names[unlocked.personId] ?? '';
        return unlocked && { office: unlocked.details.office, name };
      },
    }),
    scans: createScansHandlers({
      getOpenDesk,
      chooseFolder: parts.update.chooseFolder,
      camera: parts.camera,
    }),
    desk: createDeskHandlers({
      getOpenDesk,
      settings,
      backups,
      lawTables: () => reckoning.tables,
      backUpNow,
      update: createUpdateSteps({ ...parts.update, dataFolder: parts.dataFolder, backUpNow }),
      publish: parts.publish,
    }),
    certificates: createCertificatesHandlers({ getOpenDesk }),
    administration: createAdministrationHandlers({ getOpenDesk }),
    sync: createSyncHandlers({
      getOpenDesk,
      saveFile: parts.saveFile,
      version: parts.version,
      now: parts.now,
      log,
      findNewestBackup: backups.findNewest,
    }),
  };

  return {
    handlers: logAnswers(
      guardByRole(handlers, {
        may: (permission) => current?.may(permission) ?? true,
        isShut: () => current?.sync.grace()?.isOver === true,
      }),
      log,
    ),
    close: async () => {
      await shut();
      await typesetter.close();
      await log.settle();
    },
  };
}
