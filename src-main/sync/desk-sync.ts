import { z } from 'zod';
import type {
  ConflictItem,
  ParkedContent,
  SyncStatus,
  Verification,
} from '../../shared/contract/desk-sync.ts';
import { CodedError } from '../../shared/contract/ipc.ts';
import type { Directory, Role } from '../../shared/contract/sync.ts';
import { actionPermissions, hasPermission } from '../../shared/directory/permissions.ts';
import type { RecordHashing, SignatureVerifier, StoredAction } from '../../shared/record/action.ts';
import type { Store } from '../store/open-store.ts';
import type { ParkedActions } from '../store/parked-actions.ts';
import { createAdministering } from './administering.ts';
import { createCertificateNews } from './certificate-news.ts';
import { type Exchange, type ExchangeParts, type ExchangePauses, startExchange } from './exchange.ts';
import { openLastContact } from './last-contact.ts';
import { createLastFigures } from './last-figures.ts';
import { createLineWatch } from './line-watch.ts';
import { openOfflineGrace } from './offline-grace.ts';
import { openPinnedLine } from './pinned-line.ts';
import { waitingCodes } from './pushing.ts';
import type { Ask } from './server-client.ts';
import { type AccountSignIn, createSyncAccount, type SyncPerson } from './sync-account.ts';
import { createSyncSettings } from './sync-settings.ts';

export type DeskSyncParts = {
  readonly store: Store;
  readonly parked: ParkedActions;
  readonly person: SyncPerson;
  readonly hashing: Pick<RecordHashing, 'sha256'>;
  readonly createVerifier: (
    keys: readonly { readonly fingerprint: string; readonly publicKey: string }[],
  ) => SignatureVerifier;
  readonly now: () => number;
  readonly fetcher?: typeof fetch;
  readonly pauses?: ExchangePauses;
  readonly addRemoteLines: ExchangeParts['addRemoteLines'];
  readonly refreshRecord: (recordId: string) => Promise<void>;
  readonly findCaseNumber: (recordId: string) => Promise<string>;
  readonly findVerification: () => Promise<Verification | null>;
  /** Open cases with something in them that two desks have written differently. */
  readonly listConflicts: () => Promise<ConflictItem[]>;
  readonly onRevoked: (code: string) => void;
  /** Opened by the recovery key after the rights were taken: nothing is asked of the server any more. */
  readonly isRevoked: boolean;
  readonly onChanged: () => void;
  /** Into the desk's log: ids and codes only. */
  readonly note: ExchangeParts['note'];
  /** A document of the record got the server's receipt. */
  readonly onReceipt: (recordId: string) => void;
};

/** Milliseconds that something may wait at the centre for something else before somebody is asked to look at it. */
const longestQuietWait = 3_600_000;

/** The desk's side of the central server, from unlocking to locking. */
export async function openDeskSync(parts: DeskSyncParts) {
  const settings = createSyncSettings(parts.store);
  const line = createLineWatch();
  const authority = await openPinnedLine(settings, parts.fetcher ?? fetch);
  const account = createSyncAccount({
    settings,
    person: parts.person,
    line: { fetcher: authority.fetcher, watch: line },
    findSignedBy: (fingerprint) => findSignedBy(parts.store, fingerprint),
  });
  // Kept by itself: after a recovery the new key is unknown at the server until the next sign-in, the person is not.
  const accountPlace = `sync.account:${parts.person.personId}`;
  // At once: one after the other they would stand before the first page.
  let [enrolled, roles, directory, accountId] = await Promise.all([
    account.findEnrolled(),
    account.findRoles(),
    account.findDirectory(),
    settings.find(accountPlace, z.string()),
  ]);
  let verifyOthers = parts.createVerifier(directory?.keys ?? []);
  let exchange: Exchange | null = null;
  const fetchBlob = async (sha256: string): Promise<Uint8Array | null> =>
    exchange === null ? null : exchange.blobs.fetch(sha256).catch(() => null);
  const certificates = createCertificateNews({
    store: parts.store,
    settings,
    account,
    fetchBlob,
    onReceipts: (recordIds) => {
      for (const recordId of recordIds) parts.onReceipt(recordId);
    },
  });
  const noteAccount = (told: Directory): void => {
    const own = told.keys.find((key) => key.fingerprint === parts.person.signer.fingerprint);
    if (own === undefined || own.accountId === accountId) return;
    accountId = own.accountId;
    // The directory tells it again at the next contact.
    void settings.save(accountPlace, accountId).catch(() => {});
  };
  if (directory !== null) noteAccount(directory);
  const [lastContact, grace] = await Promise.all([
    openLastContact({ settings, now: parts.now }),
    openOfflineGrace({
      settings,
      now: parts.now,
      days: () => (enrolled === null ? 0 : (directory?.graceDays ?? 0)),
      onChanged: parts.onChanged,
    }),
  ]);

  const start = (): void => {
    // Before the first sign-in the server gives nothing, and asking would only have to be waited out.
    if (enrolled === null || roles === null || exchange !== null || parts.isRevoked) return;
    exchange = startExchange({
      store: parts.store,
      parked: parts.parked,
      settings,
      account,
      line,
      certificates,
      deskId: parts.person.deskId,
      personId: parts.person.personId,
      hashing: parts.hashing,
      now: parts.now,
      addRemoteLines: parts.addRemoteLines,
      refreshRecord: parts.refreshRecord,
      onDirectory: (told) => {
        directory = told;
        verifyOthers = parts.createVerifier(told.keys);
        // Rights that changed at the server count here at once, not only with the next session.
        noteAccount(told);
        roles = told.people.find((person) => person.id === accountId)?.roles ?? roles;
      },
      onContact: () => {
        grace.noteContact();
        lastContact.note();
      },
      onRevoked: parts.onRevoked,
      onChanged: parts.onChanged,
      note: parts.note,
      ...(parts.pauses ? { pauses: parts.pauses } : {}),
    });
  };
  const fetching = new Map<string, { readonly received: number; readonly total: number | null }>();
  const getExchange = (): Exchange => {
    if (exchange === null) throw new CodedError('sync.notEnrolled');
    return exchange;
  };

  /**
   * What the person may do by the server's word; null while the desk works alone and everything is allowed. Whoever never
   * signed in at an enrolled desk is nobody its office knows, and may do nothing.
   */
  const findRoles = (): readonly Role[] | null => (enrolled === null ? null : (roles ?? []));

  /** Only who can see the case and settle it is asked to. */
  const maySettle = (): boolean => {
    if (parts.isRevoked || grace.standing()?.isOver) return false;
    const given = findRoles();
    return given === null || hasPermission(given, actionPermissions['conflict.settled']);
  };

  const status = async (): Promise<SyncStatus> => {
    const unsettled = await parts.parked.listUnsettled();
    const parkedItems = await Promise.all(
      unsettled.map(async ({ id, recordId, code, at }) => ({
        id,
        recordId,
        code,
        at,
        type: await findType(parts.store, id),
        caseNumber: await parts.findCaseNumber(recordId),
        mayResend: waitingCodes.has(code),
        needsSomebody: !waitingCodes.has(code) || Math.abs(parts.now() - Date.parse(at)) > longestQuietWait,
      })),
    );
    const waitingThere = parkedItems.filter((one) => !one.needsSomebody);
    const base = {
      parked: parkedItems,
      lastContactAt: lastContact.at(),
      conflicts: maySettle() ? await parts.listConflicts() : [],
      roles: findRoles()?.slice() ?? null,
      officeName: enrolled?.officeName ?? null,
      address: enrolled?.address ?? null,
      authority: authority.fingerprint(),
      grace: grace.standing(),
      verification: await parts.findVerification(),
    };
    const { faulty = [], accessLogBreaks = 0 } = base.verification ?? {};
    const ofRecords: SyncStatus['needs'] = [
      ...(base.conflicts.length > 0 ? (['conflicts'] as const) : []),
      ...(faulty.length + accessLogBreaks > 0 ? (['damagedRecords'] as const) : []),
    ];
    if (exchange === null) {
      return {
        ...base,
        state: enrolled === null ? 'notEnrolled' : 'needsYou',
        waiting: 0,
        oldestWaitingAt: null,
        needs: [
          ...(enrolled === null ? [] : ([parts.isRevoked ? 'revoked' : 'signIn'] as const)),
          ...ofRecords,
        ],
        trouble: null,
        scansHeldBy: null,
        speed: line.speed(),
        receiving: null,
        repaired: 0,
        comparedAt: null,
      };
    }
    const state = exchange.state();
    const waitingActions = await exchange.findWaiting();
    const waiting = waitingActions.length + (await exchange.blobs.count()) + waitingThere.length;
    const needs: SyncStatus['needs'] = [];
    if (roles === null || state.refusal === 'sync.signInNeeded' || base.grace?.isOver) needs.push('signIn');
    if (parkedItems.some((one) => one.needsSomebody)) needs.push('parked');
    needs.push(...ofRecords);
    if (state.refusal === 'sync.protocolTooOld') needs.push('protocolTooOld');
    if (state.refusal === 'sync.centreTooOld') needs.push('centreTooOld');
    if (state.refusal === 'sync.deskUnknown') needs.push('enrolAgain');
    if (state.refusal === 'sync.personRevoked' || state.refusal === 'sync.deskRevoked') needs.push('revoked');
    const [oldest] = [
      ...waitingActions.map((action) => action.clock.slice(0, 24)),
      ...waitingThere.map(({ at }) => at),
    ].sort();
    return {
      ...base,
      state:
        needs.length > 0 ? 'needsYou' : state.isOffline ? 'offline' : waiting > 0 ? 'waiting' : 'allSent',
      waiting,
      oldestWaitingAt: oldest ?? null,
      needs,
      trouble: state.isOffline ? (state.trouble ?? 'sync.offline') : null,
      scansHeldBy: exchange.blobs.heldBy(),
      speed: line.speed(),
      receiving: state.receiving,
      repaired: state.repaired,
      comparedAt: state.comparedAt,
    };
  };

  const ask = <Shape extends z.ZodType>(shape: Shape, order: Omit<Ask, 'token'>): Promise<z.output<Shape>> =>
    account.withSession((client, token) => client.ask(shape, { ...order, token }));

  return {
    /** Begins the exchange when the desk is enrolled; called once everything it tells is there. */
    start: (): void => {
      grace.start();
      start();
    },
    /** What this desk writes as its office: its own name for it until it was enrolled. */
    officeId: (): string => enrolled?.officeId ?? parts.person.localOfficeId,
    roles: findRoles,
    /** Verifies what other desks have signed. */
    verify: ((fingerprint, id, signature) =>
      verifyOthers(fingerprint, id, signature)) satisfies SignatureVerifier,
    /** Names of people at other desks, by the id in their actions. */
    peopleNames: (): Record<string, string> => {
      const names = new Map((directory?.people ?? []).map((person) => [person.id, person.name]));
      return Object.fromEntries(
        (directory?.keys ?? []).map((key) => [key.personId, names.get(key.accountId) ?? '']),
      );
    },
    offices: () =>
      (directory?.offices ?? [])
        .filter((office) => office.id !== enrolled?.officeId)
        .map(({ id, name, district }) => ({ id, name, district })),
    status,
    enrol: async (address: string, code: string): Promise<void> => {
      enrolled = await account.enrol(address, code);
      lastContact.note();
      await grace.renew();
      await exchange?.compareSoon();
      exchange?.wake();
      parts.onChanged();
    },
    chooseAuthority: async (file: Uint8Array): Promise<void> => {
      await authority.choose(file);
      exchange?.wake();
      parts.onChanged();
    },
    signIn: async (order: AccountSignIn): Promise<void> => {
      roles = (await account.signIn(order)).roles;
      await grace.renew();
      start();
      getExchange().wake();
      await getExchange().resend(null);
      parts.onChanged();
    },
    /** How long case files may still be seen without contact; null where nothing limits it. */
    grace: grace.standing,
    renewGrace: grace.renew,
    /** What stands in a parked action; of 副卷 nothing, which is read in its own place only. */
    findParked: async (id: string): Promise<ParkedContent | null> => {
      const { actions, risks } = parts.store.collections;
      const action =
        (await parts.store.guard(actions.findOne(id).exec())) ??
        (await parts.store.guard(risks.findOne(id).exec()));
      const isParked = (await parts.parked.listUnsettled()).some((one) => one.id === id);
      if (action === null || action.body === null || !isParked) return null;
      return { type: action.type, body: JSON.parse(action.body) };
    },
    resend: (id: string) => getExchange().resend([id]),
    /** Only what was refused can be dealt with here; what waits has still to reach the centre. */
    settle: async (id: string): Promise<void> => {
      const found = (await parts.parked.listUnsettled()).find((one) => one.id === id);
      if (found !== undefined && !waitingCodes.has(found.code)) await parts.parked.settle(id);
      parts.onChanged();
    },
    compare: () => getExchange().compare(),
    /** One whole case at once. Throws 'sync.notEnrolled', 'sync.offline'. */
    fetchRecord: async (recordId: string): Promise<void> => {
      fetching.set(recordId, { received: 0, total: null });
      try {
        await getExchange().fetchRecord(recordId, (received, total) =>
          fetching.set(recordId, { received, total }),
        );
      } finally {
        fetching.delete(recordId);
      }
    },
    findFetching: (recordId: string) => fetching.get(recordId) ?? null,
    /** One question or order to the server in the person's name. Throws CodedError, 'sync.offline' without a line. */
    ask,
    figures: createLastFigures({ settings, personId: parts.person.personId, ask, now: parts.now }),
    administering: createAdministering(account),
    /** A document that another desk has sent; null when there is no line or no server. */
    fetchBlob,
    certificates,
    /** The signed-in person's account at the server; null before the first sign-in. */
    accountId: (): string | null => accountId,
    /** The office as the server calls it; '' while the desk works alone. */
    officeName: (): string => enrolled?.officeName ?? '',
    /** Puts good copies in the place of damaged ones, where the server has them; without an exchange nothing is done. */
    repairRecord: async (recordId: string, actionIds: ReadonlySet<string>): Promise<void> =>
      exchange?.repairRecord(recordId, actionIds),
    awaitInSync: () => getExchange().awaitInSync(),
    stop: async (): Promise<void> => {
      await exchange?.stop();
      exchange = null;
      await grace.stop();
      await lastContact.stop();
    },
  };
}
export type DeskSync = Awaited<ReturnType<typeof openDeskSync>>;

async function findType(store: Store, id: string): Promise<string> {
  const { actions, sideFiles, risks } = store.collections;
  for (const collection of [actions, sideFiles, risks]) {
    const found = await store.guard(collection.findOne(id).exec());
    if (found !== null) return found.type;
  }
  return '';
}

/** Read through, as no index knows the signers: asked once, after a recovery. */
async function findSignedBy(store: Store, signer: string): Promise<StoredAction | null> {
  const { actions, sideFiles, templates, risks } = store.collections;
  for (const collection of [actions, sideFiles, templates, risks]) {
    const found = await store.guard(collection.findOne({ selector: { signer } }).exec());
    if (found !== null) return found.toJSON() as StoredAction;
  }
  return null;
}
