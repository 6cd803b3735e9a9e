import type { DeskHandlers } from '../shared/contract/desk-api.ts';
import { hasPermission, type Permission } from '../shared/directory/permissions.ts';
import { createReckoning, type Reckoning } from './cases/reckoning.ts';
import { createScans, type Scans } from './cases/scans.ts';
import { openWorkspace, type Workspace } from './cases/workspace.ts';
import type { DeskParts } from './desk.ts';
import { type CaseDocuments, createCaseDocuments } from './documents/case-documents.ts';
import { type CasePacks, createCasePacks } from './documents/case-packs.ts';
import { createSpecimen } from './documents/specimen.ts';
import { createTypesetter } from './documents/typesetter.ts';
import { createAdministrationHandlers } from './ipc/administration-handlers.ts';
import { createCaseBeginning, createCasesHandlers } from './ipc/cases-handlers.ts';
import { createCertificatesHandlers } from './ipc/certificates-handlers.ts';
import { createDocumentsHandlers } from './ipc/documents-handlers.ts';
import { createFiguresHandlers } from './ipc/figures-handlers.ts';
import { createLedgerHandlers } from './ipc/ledger-handlers.ts';
import { createRisksHandlers } from './ipc/risks-handlers.ts';
import { createScansHandlers } from './ipc/scans-handlers.ts';
import { createSyncHandlers } from './ipc/sync-handlers.ts';
import { createWordingHandlers } from './ipc/wording-handlers.ts';
import { createOwnVerifier, type Session, type Unlocked } from './session/session.ts';
import { createVerifier, nodeHashing } from './session/signing-key.ts';
import type { Vault } from './session/vault.ts';
import { type Certificates, createCertificates } from './signing/certificates.ts';
import { createTokens, type Tokens } from './signing/tokens.ts';
import type { Backups } from './store/backups.ts';
import type { BlobStore } from './store/blobs.ts';
import { openStore, type Store } from './store/open-store.ts';
import { createParkedActions } from './store/parked-actions.ts';
import { rehearseStore } from './store/rehearsal.ts';
import { createWarmThreads } from './store/store-thread.ts';
import type { DeskLog } from './support/desk-log.ts';
import { type DeskSync, openDeskSync } from './sync/desk-sync.ts';

/** What is open between unlocking and locking. */
export type OpenDesk = {
  readonly personId: string;
  readonly store: Store;
  readonly workspace: Workspace;
  readonly reckoning: Reckoning;
  readonly documents: CaseDocuments;
  readonly packs: CasePacks;
  readonly scans: Scans;
  /** Finds also what another desk took in, while there is a line. */
  readonly blobs: BlobStore;
  readonly sync: DeskSync;
  readonly certificates: Certificates;
  readonly tokens: Tokens;
  /**
   * By the server's word: nothing before the first sign-in. A desk that works alone knows no roles, and the person with
   * the PIN may do everything.
   */
  readonly may: (permission: Permission) => boolean;
};

/** What the desk before the PIN gives to the one behind it. */
export type OpenerParts = {
  readonly desk: DeskParts;
  readonly session: Session;
  readonly log: DeskLog;
  readonly backups: Backups;
  /** Throws while the desk is locked. */
  readonly getOpenDesk: () => OpenDesk;
  readonly findOpenDesk: () => OpenDesk | null;
  readonly block: (code: string) => void;
  /** Resolves when nobody has touched a key for a while. */
  readonly awaitGap: () => Promise<void>;
  readonly revoke: (personId: string, code: string) => void;
};

export type DeskOpener = Awaited<ReturnType<typeof createDeskOpener>>;

/** Everything behind the PIN: most of the program, and loaded only when the first screen stands. */
export async function createDeskOpener(parts: OpenerParts) {
  const { desk, session, log, getOpenDesk, findOpenDesk } = parts;
  const typesetter = createTypesetter({
    assetsFolder: desk.assetsFolder,
    workerUrl: desk.workers.typesetter,
  });
  const reckoning = await createReckoning(desk.assetsFolder);
  const workerUrl = desk.workers.store;
  const threads = createWarmThreads(workerUrl);

  /** Opens the store with the key that unlocking gave. Throws StoreError; then nothing is left open. */
  const open = async (unlocked: Unlocked, vault: Vault): Promise<OpenDesk> => {
    const store = await openStore({
      folder: desk.dataFolder,
      key: unlocked.dataKey,
      workerUrl,
      threads,
      onGone: () => parts.block('store.workerGone'),
      onDamaged: () => parts.block('store.damaged'),
    });
    try {
      return await openWith(store, unlocked, vault);
    } catch (error) {
      await store.close().catch(() => {});
      throw error;
    }
  };

  const openWith = async (store: Store, unlocked: Unlocked, vault: Vault): Promise<OpenDesk> => {
    const verifyOwn = createOwnVerifier(vault);
    const person = vault.people.find((one) => one.id === unlocked.personId);
    const sync = await openDeskSync({
      store,
      parked: createParkedActions(store),
      person: {
        deskId: vault.desk.id,
        deskLetter: vault.desk.letter,
        localOfficeId: vault.office.id,
        personId: unlocked.personId,
        personName: unlocked.details.names[unlocked.personId] ?? '',
        publicKey: person?.signingKey.publicKey ?? '',
        formerKeys: person?.formerKeys ?? [],
        signer: unlocked.signer,
      },
      hashing: nodeHashing,
      createVerifier,
      now: desk.now,
      ...(desk.fetcher ? { fetcher: desk.fetcher } : {}),
      ...(desk.pauses ? { pauses: desk.pauses } : {}),
      addRemoteLines: async (lines) => getOpenDesk().workspace.addRemoteLines(lines),
      refreshRecord: async (recordId) => findOpenDesk()?.workspace.refreshRecord(recordId),
      findCaseNumber: async (recordId) => (await findOpenDesk()?.workspace.findCaseNumber(recordId)) ?? '',
      findVerification: async () => (await findOpenDesk()?.workspace.findVerification()) ?? null,
      listConflicts: async () => (await findOpenDesk()?.workspace.listConflicts()) ?? [],
      onRevoked: (code) => parts.revoke(unlocked.personId, code),
      isRevoked: person?.isRevoked === true,
      onChanged: () => desk.publish('sync.changed', ''),
      note: log.note,
      onReceipt: (recordId) => desk.publish('cases.changed', recordId),
    });
    const may = (permission: Permission): boolean => {
      // Opened by the office head's key alone: what is here can be read, and somebody with rights can be added.
      if (person?.isRevoked) return permission === 'readCases' || permission === 'belong';
      const roles = sync.roles();
      return roles === null || hasPermission(roles, permission);
    };
    const workspace = await openWorkspace({
      store,
      dataFolder: desk.dataFolder,
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
      verify: async (fingerprint, id, signature) =>
        (await verifyOwn(fingerprint, id, signature)) || sync.verify(fingerprint, id, signature),
      may,
      reckoning,
      now: desk.now,
      peopleNames: () => ({ ...sync.peopleNames(), ...session.unlocked()?.details.names }),
      onCaseChanged: (caseId) => desk.publish('cases.changed', caseId),
      fetchCase: sync.fetchRecord,
      awaitGap: parts.awaitGap,
      repair: sync.repairRecord,
      onOfficeChanged: () => desk.publish('desk.changed', ''),
    });
    await workspace.lawTables.load();
    await workspace.refreshOutdated();
    const blobs = {
      ...store.blobs,
      // What another desk took in may not have come yet, and what is damaged here is whole there; then it is fetched now.
      find: async (sha256: string) => {
        let damage: unknown = null;
        const found = await store.blobs.find(sha256).catch((error: unknown) => {
          damage = error;
          return null;
        });
        const whole = found ?? (await sync.fetchBlob(sha256));
        if (whole === null && damage !== null) throw damage;
        return whole;
      },
    };
    const documents = createCaseDocuments({
      typesetter,
      blobs,
      wording: workspace.wording,
      mediationEndsOn: reckoning.mediationEndsOn,
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
      now: desk.now,
    });
    const tokens = createTokens({ store, chooseFile: desk.chooseFile });
    const certificates = createCertificates({
      session,
      store: { ...store, blobs },
      tokens,
      sync,
      person: { id: unlocked.personId, name: person?.name ?? '' },
      now: desk.now,
    });
    return {
      personId: unlocked.personId,
      store,
      workspace,
      reckoning,
      documents,
      packs,
      scans,
      blobs,
      sync,
      certificates,
      tokens,
      may,
    };
  };

  /** Whether a copy of the store is whole. Throws what keeps it from being opened with the key. */
  const isCopyGood = async (folder: string, key: Uint8Array): Promise<boolean> => {
    const trial = await openStore({ folder, key, workerUrl, onGone: () => {} });
    return trial.isIntact('full').finally(trial.close);
  };

  const { printQueue, saveFile } = desk;
  const ofCases = { getOpenDesk, office: () => session.unlocked()?.details.office ?? null };
  const handlers: Omit<DeskHandlers, 'session' | 'desk'> = {
    cases: createCasesHandlers(ofCases),
    risks: createRisksHandlers({ getOpenDesk, beginCase: createCaseBeginning(ofCases) }),
    documents: createDocumentsHandlers({ getOpenDesk, typesetter, printQueue, saveFile }),
    wording: createWordingHandlers({ getOpenDesk, typesetter, specimen: createSpecimen(desk.assetsFolder) }),
    ledger: createLedgerHandlers({
      getOpenDesk,
      typesetter,
      printQueue,
      saveFile,
      filler: () => {
        const unlocked = session.unlocked();
        const name = unlocked?.details.names[unlocked.personId] ?? '';
        return unlocked && { office: unlocked.details.office, name };
      },
    }),
    scans: createScansHandlers({
      getOpenDesk,
      chooseFolder: desk.update.chooseFolder,
      camera: desk.camera,
    }),
    certificates: createCertificatesHandlers({ getOpenDesk }),
    figures: createFiguresHandlers({ getOpenDesk }),
    administration: createAdministrationHandlers({ getOpenDesk }),
    sync: createSyncHandlers({
      getOpenDesk,
      saveFile,
      chooseFile: desk.chooseFile,
      version: desk.version,
      now: desk.now,
      log,
      findNewestBackup: parts.backups.findNewest,
    }),
  };

  return {
    /** Does before the key is known what needs none; an unlocking without it takes a little longer. */
    warm: async (): Promise<void> => {
      threads.start();
      await rehearseStore();
    },
    open,
    isCopyGood,
    handlers,
    close: async (): Promise<void> => {
      await threads.stop();
      await typesetter.close();
    },
  };
}
