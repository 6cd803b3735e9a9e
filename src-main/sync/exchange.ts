import type { RxCollection } from 'rxdb';
import { z } from 'zod';
import type { CaseSummary } from '../../shared/case/summary.ts';
import { Directory } from '../../shared/contract/sync.ts';
import type { RecordHashing, StoredAction } from '../../shared/record/action.ts';
import { deskOfClock } from '../../shared/record/hybrid-clock.ts';
import type { Store } from '../store/open-store.ts';
import type { ParkedActions } from '../store/parked-actions.ts';
import type { ParkedAction } from '../store/schemas.ts';
import { createArrivals } from './arrivals.ts';
import { type BlobTransfer, createBlobTransfer } from './blob-transfer.ts';
import type { CertificateNews } from './certificate-news.ts';
import { findDifferences, isToldTo, listRecordPages } from './comparison.ts';
import { createFirstLines } from './first-lines.ts';
import type { LineWatch } from './line-watch.ts';
import { sleep, startLiveStream } from './live-stream.ts';
import { pauseAfter } from './pausing.ts';
import { createPulling } from './pulling.ts';
import { createPushing, waitingCodes } from './pushing.ts';
import { type ReplicatedKind, type Replication, startReplication } from './replication.ts';
import { createSendingAgain, directoryRead, isAwaited, lineIsBack, listFiles } from './sending-again.ts';
import { type OnProgress, SyncFailure } from './server-client.ts';
import type { SyncAccount } from './sync-account.ts';
import type { SyncSettings } from './sync-settings.ts';

export type ExchangeParts = {
  readonly store: Store;
  readonly parked: ParkedActions;
  readonly settings: SyncSettings;
  readonly account: SyncAccount;
  readonly line: LineWatch;
  readonly certificates: Pick<CertificateNews, 'refreshBook' | 'refreshReceipts' | 'readReceiptsAnew'>;
  readonly deskId: string;
  readonly personId: string;
  readonly hashing: Pick<RecordHashing, 'sha256'>;
  readonly now: () => number;
  /** Takes in the lines of cases that are not here yet. */
  readonly addRemoteLines: (lines: readonly CaseSummary[]) => Promise<void>;
  /** Folds a record anew and keeps the lists true. */
  readonly refreshRecord: (recordId: string) => Promise<void>;
  readonly onDirectory: (directory: Directory) => void;
  /** The server has answered this desk and person by their keys. */
  readonly onContact: () => void;
  /** The server says that this desk or person has no rights any more. */
  readonly onRevoked: (code: string) => void;
  readonly onChanged: () => void;
  /** Into the desk's log: ids and codes only. */
  readonly note: (event: string, details: Readonly<Record<string, string | number>>) => void;
  readonly pauses?: ExchangePauses;
};

/** How long the exchange waits, in milliseconds, and how much it asks for at once. */
export type ExchangePauses = {
  /** Between looking for news when nothing tells of them. */
  readonly polling: number;
  /** Before what failed is tried again; a broken live stream is tried sooner first, then later each time. */
  readonly retry: number;
  /** Actions; those of the program itself unless given. */
  readonly pullBatch?: number;
};
const standardPauses: ExchangePauses = { polling: 60_000, retry: 5_000 };

/** What the exchange knows of itself; the status page is made of it. */
export type ExchangeState = {
  readonly isOffline: boolean;
  /** Why the server is not reached, as a code. */
  readonly trouble: string | null;
  readonly refusal: string | null;
  readonly receiving: number | null;
  readonly repaired: number;
  readonly comparedAt: string | null;
};

const probePause = 1_000;
/** What another try may end at any moment, and costs the server nothing. */
const unreached: readonly (string | null)[] = [
  'sync.offline',
  'sync.notTheCentre',
  'sync.certificateUntrusted',
];
/** Milliseconds between what arrived and its folding. */
const foldPause = 50;
const comparisonPause = 24 * 3600 * 1000;

/** The exchange with the central server, in the background, from the opening of the desk to its closing. */
export function startExchange(parts: ExchangeParts) {
  const { account, line, parked, settings, store, pauses = standardPauses } = parts;
  const end = new AbortController();
  let state: ExchangeState = {
    isOffline: false,
    trouble: null,
    refusal: null,
    receiving: null,
    repaired: 0,
    comparedAt: null,
  };
  let isTold = false;
  /** Tells the window at most four times a second. */
  const change = (part: Partial<ExchangeState>): void => {
    const wasOffline = state.isOffline;
    const wasRefused = state.refusal;
    state = { ...state, ...part };
    if (wasOffline !== state.isOffline || wasRefused !== state.refusal) {
      parts.note('exchange', { line: state.isOffline ? 'offline' : 'online', refusal: state.refusal ?? '' });
    }
    if (wasOffline && !state.isOffline && !end.signal.aborted) goOn();
    if (isTold || end.signal.aborted) return;
    isTold = true;
    setTimeout(() => {
      isTold = false;
      if (!end.signal.aborted) parts.onChanged();
    }, 250);
  };
  /** The line is back: what waited for its next try goes now. */
  const goOn = (): void => {
    tryNow();
    live.hurry();
    resync();
    void blobs.run().catch(noteFailure);
    sendingAgain.note([lineIsBack]);
  };
  let hope = new AbortController();
  /** What has failed may succeed now: the line is back, or what the person may do was told anew. */
  const tryNow = (): void => {
    hope.abort();
    hope = new AbortController();
  };
  /**
   * A server that asks for patience is given it, whatever the line does. What it refuses, it refuses again: whoever may see
   * no case file would ask for them all day.
   */
  const pauseAfterFailure = (failure: unknown): Promise<void> => {
    const kind = failure instanceof SyncFailure ? failure.kind : 'busy';
    const step = kind === 'refused' ? pauses.polling : pauses.retry;
    const mayEnd = kind === 'refused' || kind === 'offline';
    return sleep(pauseAfter(failure, step), mayEnd ? AbortSignal.any([end.signal, hope.signal]) : end.signal);
  };
  const contact = (): Partial<ExchangeState> => {
    parts.onContact();
    return { isOffline: false, trouble: null, refusal: null };
  };
  const noteFailure = (error: unknown): void => {
    if (!(error instanceof SyncFailure)) return;
    if (error.kind !== 'refused') change({ isOffline: true, trouble: error.code });
    else {
      change({ refusal: error.code, isOffline: false, trouble: null });
      if (['sync.personRevoked', 'sync.deskRevoked', 'sync.keyRevoked'].includes(error.code))
        parts.onRevoked(error.code);
    }
  };

  const arrivals = createArrivals({
    settings,
    fold: parts.refreshRecord,
    onFolded: () => change({}),
  });
  let foldTimer: NodeJS.Timeout | null = null;
  /** While pages come in close after one another, storing them goes first: each case is then folded once, whole. */
  const foldSoon = (): void => {
    if (state.receiving !== null && foldTimer !== null) clearTimeout(foldTimer);
    else if (foldTimer !== null) return;
    const pause = state.receiving === null ? foldPause : foldPause * 10;
    foldTimer = setTimeout(() => {
      foldTimer = null;
      // Noted as unfolded in the settings: the next start folds it.
      void arrivals.fold().catch(() => {});
    }, pause);
  };

  const pulling = createPulling({
    account,
    settings,
    parked,
    hashing: parts.hashing,
    findPresent: (ids) => store.findPresent(Object.values(replicated(store)), ids),
    now: parts.now,
    learnSigners: async (fingerprints) => {
      const known = new Set((await account.findDirectory())?.keys.map((key) => key.fingerprint));
      if ([...fingerprints].some((one) => !known.has(one))) await refreshDirectory();
    },
    onArriving: arrivals.announce,
    onAnswer: (rows, isComplete) => {
      change({ ...contact(), receiving: isComplete ? null : (state.receiving ?? 0) + rows.length });
      sendingAgain.note(rows.map((row) => row.action.recordId));
    },
    onOtherFeed: async () => {
      await parts.certificates.readReceiptsAnew();
      refreshReceiptsSoon();
      await compareSoon();
    },
    isEnding: () => end.signal.aborted,
  });
  const pushing = createPushing({
    account,
    parked,
    now: parts.now,
    onOutOfForce: async (recordIds) => {
      // The reason is saved: a case whose line could not be written shows it as soon as it is opened.
      for (const recordId of new Set(recordIds)) await parts.refreshRecord(recordId).catch(() => {});
    },
    shortestPause: pauses.retry / 10,
    pause: (milliseconds) => sleep(milliseconds, end.signal),
    beforeSend: async (actions) => {
      // The server judges a signature by certificate together with its file, so the file goes first.
      for (const action of actions.filter(isSignedByCertificate)) {
        for (const sha256 of listFiles(action)) await blobs.sendNow(sha256);
      }
    },
    onJudged: (actions) => sendingAgain.note(actions.map((action) => action.recordId)),
    onSent: async (actions) => {
      await blobs.enqueue(actions.flatMap(listFiles));
      if (actions.some(isSignedByCertificate)) refreshReceiptsSoon();
    },
  });
  const firstLines = createFirstLines({ account, settings, save: parts.addRemoteLines });
  const pullAfterLines: typeof pulling = {
    ...pulling,
    handler: (kind, storePage) => async (checkpoint, batchSize) => {
      await firstLines.fetch();
      return pulling.handler(kind, storePage)(checkpoint, batchSize);
    },
  };
  const replicate = (kind: ReplicatedKind): Replication =>
    startReplication({
      kind,
      collection: replicated(store)[kind],
      deskId: parts.deskId,
      pause: pauseAfterFailure,
      ...(pauses.pullBatch ? { pullBatch: pauses.pullBatch } : {}),
      pulling: pullAfterLines,
      pushing,
      onReceived: (action) => {
        arrivals.noteStored(action.recordId, kind);
        foldSoon();
        if (isSignedByCertificate(action)) refreshReceiptsSoon();
      },
      onError: noteFailure,
      onSent: () => {
        change(contact());
        void blobs.run().catch(noteFailure);
      },
    });
  const blobs: BlobTransfer = createBlobTransfer({
    account,
    settings,
    blobs: store.blobs,
    onSent: (sha256) => sendingAgain.note([sha256]),
    onChanged: () => change({}),
  });
  const replications = (['case', 'sideFile', 'wording', 'risk'] as const).map(replicate);
  /** Looks for news of some kinds of record, or of all. */
  const resync = (kinds?: readonly string[]): void => {
    for (const one of replications) if (kinds?.includes(one.kind) ?? true) one.resync();
  };

  const refreshReceiptsSoon = (): void => {
    void parts.certificates.refreshReceipts().catch(noteFailure);
  };

  const refreshDirectory = async (): Promise<void> => {
    const directory = await account.withSession((client, token) =>
      client.ask(Directory, { method: 'GET', path: '/v1/directory', token }),
    );
    await account.saveDirectory(directory);
    parts.onDirectory(directory);
    await parts.certificates.refreshBook();
    change(contact());
    tryNow();
    sendingAgain.note([directoryRead]);
  };

  /** The server was restored from a backup: what it lacks is found by a comparison, which is due now. */
  const compareSoon = async (): Promise<void> => {
    await settings.save('sync.comparedAt', null);
    change({ comparedAt: null });
  };

  /**
   * Fetches what the server has and this desk lacks, puts in or out of force what the server does, and says how many
   * records that were. What this desk wrote there is sent once more: a server that was restored from a backup lacks it,
   * any other knows it.
   */
  const compare = async (): Promise<void> => {
    // Asked after the ids: whatever is among those and not here was sent, and so was all that it was written after.
    const findStanding = async () => ({
      uncounted: new Set([
        ...(await Promise.all(replications.map((one) => one.findWaiting())))
          .flat()
          .map((action) => action.id),
        ...(await parked.listUnsettled()).filter((one) => !one.isOutOfForce).map((one) => one.id),
      ]),
      outOfForce: new Set((await parked.findAllReasons()).keys()),
    });
    const pages = listRecordPages(store.guard, Object.values(replicated(store)), isToldTo(parts.personId));
    const { differences, wantedScans } = await findDifferences(account, pages, findStanding);
    let repaired = 0;
    for (const { recordId, sentIds } of differences) {
      const outOfForce = await parked.findReasons(recordId);
      await pushing.push(await listOwnInForce(recordId, new Set(sentIds), outOfForce));
      const way = Symbol(recordId);
      const missing = await pulling.fetchRecord(recordId, way);
      const outNow = await parked.findReasons(recordId);
      const isSameForce =
        outNow.size === outOfForce.size && [...outNow.keys()].every((id) => outOfForce.has(id));
      if (missing.length === 0 && isSameForce) continue;
      await storeFetched(store, missing);
      await arrivals.foldAtOnce(recordId, way);
      repaired += 1;
    }
    const here: string[] = [];
    for (const sha256 of wantedScans) {
      // Of one that is not here, or damaged here, another desk may have a good copy.
      if ((await store.blobs.find(sha256).catch(() => null)) !== null) here.push(sha256);
    }
    await blobs.enqueue(here);
    void blobs.run().catch(noteFailure);
    await arrivals.fold();
    const comparedAt = new Date(parts.now()).toISOString();
    await settings.save('sync.comparedAt', comparedAt);
    change({ ...contact(), repaired: state.repaired + repaired, comparedAt });
  };

  /** Of these only: what was written since goes in its own order, and would be without what it was written after. */
  const listOwnInForce = async (
    recordId: string,
    sentIds: ReadonlySet<string>,
    outOfForce: ReadonlyMap<string, string>,
  ): Promise<StoredAction[]> => {
    const found: StoredAction[] = [];
    for (const collection of Object.values(replicated(store))) {
      const ofRecord = await store.guard(
        collection.find({ selector: { recordId }, sort: [{ recordId: 'asc' }, { clock: 'asc' }] }).exec(),
      );
      found.push(...ofRecord.map((document) => document.toJSON() as StoredAction));
    }
    return found.filter(
      ({ id, clock }) => deskOfClock(clock) === parts.deskId && sentIds.has(id) && !outOfForce.has(id),
    );
  };

  const live = startLiveStream(account, pauses.retry / 5, {
    onEvent: (event) => {
      change(contact());
      if (event.type === 'directory') void refreshDirectory().catch(noteFailure);
      else if (event.type === 'changed') resync(event.kinds);
      else {
        line.expectBeat(event.beat ?? null);
        tryNow();
        resync();
        // The server may have been started anew, and be another one.
        sendingAgain.note([lineIsBack]);
      }
    },
    heard: line.heard,
    onFailure: noteFailure,
  });
  line.begin(() => change({}));
  /** While nothing is heard of the server, asks every second whether it is there again; a busy one is left alone. */
  const probe = async (): Promise<void> => {
    while (!end.signal.aborted) {
      await sleep(probePause * (1 + Math.random() / 2), end.signal);
      const isGone = unreached.includes(state.trouble) || line.isSilent();
      if (!isGone || end.signal.aborted) continue;
      const wasSilent = line.isSilent();
      await account.probe().then(() => {
        // A server that answers while its stream is silent: the stream is dead without anybody having been told.
        if (wasSilent) live.restart();
        // Anybody could answer so: it is no contact that counts for a desk's right to go on without a line.
        change({ isOffline: false, trouble: null });
      }, noteFailure);
    }
  };
  void probe();

  /** Sends some of what is parked once more, and answers whether anything was parked. */
  const sendAgain = async (
    isWanted: (one: ParkedAction, action: StoredAction) => boolean,
  ): Promise<boolean> => {
    const unsettled = new Map((await parked.listUnsettled()).map((one) => [one.id, one]));
    if (unsettled.size === 0) return false;
    const wanted: StoredAction[] = [];
    for (const collection of Object.values(replicated(store))) {
      const found = await store.guard(collection.findByIds([...unsettled.keys()]).exec());
      for (const document of found.values()) {
        const action = document.toJSON() as StoredAction;
        const one = unsettled.get(action.id);
        if (one !== undefined && isWanted(one, action)) wanted.push(action);
      }
    }
    if (wanted.length === 0) return false;
    wanted.sort((left, right) => (left.clock < right.clock ? -1 : 1));
    await pushing.resend(wanted);
    change(contact());
    return true;
  };
  /** Sends what waited for something once more, or one parked action that somebody wants sent again. */
  const resend = (ids: readonly string[] | null) =>
    sendAgain((one) => (ids === null ? waitingCodes.has(one.code) : ids.includes(one.id)));
  const sendingAgain = createSendingAgain({
    send: (news) =>
      sendAgain((one, action) => isAwaited(news, one, action)).catch((error: unknown) => {
        noteFailure(error);
        return true;
      }),
    rest: pauses.retry,
    end: end.signal,
  });
  /** Looks for news now and then, whatever the live stream says, and compares once a day. */
  const watch = async (): Promise<void> => {
    if (await arrivals.resume()) foldSoon();
    const known = await account.findDirectory();
    if (known !== null) parts.onDirectory(known);
    change({ comparedAt: await settings.find('sync.comparedAt', z.string()) });
    while (!end.signal.aborted) {
      await refreshDirectory().catch(noteFailure);
      // Not waited for: on a slow line a scan takes hours, and the news are looked for meanwhile.
      void blobs.run().catch(noteFailure);
      await parts.certificates.refreshReceipts().catch(noteFailure);
      await resend(null).catch(noteFailure);
      const last = Date.parse(state.comparedAt ?? '');
      // Also where the clock was put back behind it.
      if (!(Math.abs(parts.now() - last) < comparisonPause)) await compare().catch(noteFailure);
      await sleep(pauses.polling, end.signal);
      if (!end.signal.aborted) resync();
    }
  };
  // What fails in its rounds is noted there; before them only the store can fail, which shuts the desk.
  void watch().catch(() => {});

  return {
    state: (): ExchangeState => ({
      ...state,
      // Whoever is refused has no live stream, whose silence says nothing then: the probe tells whether the server is there.
      isOffline: state.isOffline || (line.isSilent() && state.refusal === null),
    }),
    resync,
    compare,
    compareSoon,
    blobs,
    /** One whole record at once, for whoever opens it before the feed has brought it. */
    fetchRecord: async (recordId: string, onProgress: OnProgress): Promise<void> => {
      const way = Symbol(recordId);
      await storeFetched(store, await pulling.fetchRecord(recordId, way, onProgress));
      await arrivals.foldAtOnce(recordId, way);
    },
    /** Puts the server's copies in the place of actions that were damaged here, or are gone. */
    repairRecord: async (recordId: string, actionIds: ReadonlySet<string>): Promise<void> => {
      const way = Symbol(recordId);
      const fetched = await pulling.fetchRecord(recordId, way, undefined, actionIds);
      await storeFetched(store, fetched, actionIds);
      await arrivals.foldAtOnce(recordId, way);
    },
    findWaiting: async (): Promise<StoredAction[]> =>
      (await Promise.all(replications.map((one) => one.findWaiting()))).flat(),
    resend: async (ids: readonly string[] | null): Promise<void> => {
      await resend(ids);
    },
    /** After a sign-in: what was refused for want of a session is tried at once. */
    wake: (): void => {
      change({ refusal: null });
      tryNow();
      live.hurry();
      resync();
      void refreshDirectory().catch(noteFailure);
    },
    /** Resolves when everything this desk has is sent and everything the server has is here. For tests and quitting. */
    awaitInSync: async (): Promise<void> => {
      for (const replication of replications) await replication.awaitInSync();
      await arrivals.fold();
      await blobs.run().catch(noteFailure);
    },
    stop: async (): Promise<void> => {
      end.abort();
      line.end();
      live.stop();
      if (foldTimer !== null) clearTimeout(foldTimer);
      for (const replication of replications) await replication.stop();
      // Noted as unfolded, as above.
      await arrivals.awaitEnd();
    },
  };
}
export type Exchange = ReturnType<typeof startExchange>;

function isSignedByCertificate(action: Pick<StoredAction, 'type'>): boolean {
  return action.type === 'document.signedByCertificate';
}

async function storeFetched(
  store: Store,
  actions: readonly StoredAction[],
  replaced: ReadonlySet<string> = new Set(),
): Promise<void> {
  for (const [kind, collection] of Object.entries(replicated(store))) {
    // A kind of a newer program lies with the cases, as far as this one knows them.
    const isOf = ({ recordKind }: StoredAction) =>
      recordKind === kind || (kind === 'case' && !(recordKind in replicated(store)));
    const fitting = actions.filter(isOf);
    const [good, fresh] = [true, false].map((isReplaced) =>
      fitting.filter(({ id }) => replaced.has(id) === isReplaced),
    );
    if (fresh?.length) await store.guard(collection.bulkInsert(fresh));
    // Each hash was checked on arrival: what stood under this id was not the action.
    if (good?.length) await store.guard(collection.bulkUpsert(good));
  }
}

/** The collections that travel, by the kind of their records. */
function replicated({ collections }: Store): Record<ReplicatedKind, RxCollection<StoredAction>> {
  return {
    case: collections.actions,
    sideFile: collections.sideFiles,
    wording: collections.templates,
    risk: collections.risks,
  };
}
