import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { z } from 'zod';
import { blobFolder, createBlobs } from './blobs/blob-store.ts';
import { noScanLimits } from './blobs/room.ts';
import { AuthorityRecord, openAuthority } from './certificates/authority.ts';
import { createJudgement } from './certificates/judgement.ts';
import { createRevocationLists } from './certificates/lists.ts';
import { createReceipts } from './certificates/receipts.ts';
import { createRegister, type OpenAuthority, type Register } from './certificates/register.ts';
import { openDatabase } from './database/open-database.ts';
import { createAccess } from './directory/access.ts';
import { type Administration, createAdministration } from './directory/administration.ts';
import { createDeskContacts } from './directory/desk-contacts.ts';
import { countConflicts, readFigures } from './directory/figures.ts';
import { listOfficesBelow } from './directory/offices.ts';
import { createApp } from './http/app.ts';
import { createGate } from './http/limits.ts';
import { createMetrics } from './http/metrics.ts';
import type { ServerSettings } from './settings.ts';
import { createLiveHub } from './sync/live.ts';
import { createPull } from './sync/pull.ts';
import { createPush } from './sync/push.ts';
import { createRecordFolds } from './sync/record-folds.ts';

export type Server = {
  readonly app: FastifyInstance;
  readonly administration: Administration;
  readonly register: Register;
  readonly isEmbedded: boolean;
  /** Listens; answers the address. */
  readonly listen: () => Promise<string>;
  /** Answers what is under way, then ends. */
  readonly close: () => Promise<void>;
};

const longestStop = 10_000;
/** Milliseconds after which a database that says nothing, not even that it is away, counts as none. */
const longestSilence = 5_000;
const noLimits = { requestsPerMinute: 1e9, pushesAtOnce: 1e9, trustedProxies: [], scans: noScanLimits };

/** What processes on one database tell each other: a feed that has grown, or a directory that has changed. */
const Told = z.object({
  officeId: z.string(),
  sequence: z.number().optional(),
  kinds: z.array(z.string()).optional(),
  deskId: z.string().optional(),
});

/** The authority of the settings, opened with its passphrase; null where none was founded. */
async function openSettledAuthority(
  settled: ServerSettings['authority'] | null,
  now: () => number,
): Promise<OpenAuthority | null> {
  if (settled === null || settled === undefined) return null;
  const record = AuthorityRecord.parse(JSON.parse(readFileSync(settled.file, 'utf8')));
  const authority = await openAuthority(record, settled.passphrase);
  return { authority, lists: createRevocationLists({ authority, now }) };
}

/** The whole server. Several processes may run on one PostgreSQL; the embedded database allows one. */
export async function createServer(
  settings: ServerSettings,
  now: () => number = () => Date.now(),
): Promise<Server> {
  const authority = await openSettledAuthority(settings.authority ?? null, now);
  const open = await openDatabase(settings);
  const { database } = open;
  const hub = createLiveHub();
  await open.listen((payload) => {
    if (payload === 'RESYNC') return hub.tellAll({ type: 'RESYNC' });
    const { officeId, sequence, kinds, deskId } = Told.parse(JSON.parse(payload));
    if (sequence === undefined) hub.tell(officeId, { type: 'directory' });
    else hub.tell(officeId, { type: 'changed', sequence, kinds }, deskId);
  });
  const limits = settings.limits ?? noLimits;
  const tellDirectory = async (officeId: string): Promise<void> => {
    await open.notify(JSON.stringify({ officeId }));
  };
  const administration = createAdministration({ database, now, onChanged: tellDirectory });
  const contacts = createDeskContacts({ database, now });
  const blobs = createBlobs({ database, folder: blobFolder(settings), limits: limits.scans, now });
  const register = createRegister({ database, authority, now, onChanged: tellDirectory });
  const app = await createApp({
    access: createAccess({ database, now }),
    contacts,
    administration,
    push: createPush({
      open,
      now,
      folds: createRecordFolds(),
      judge: createJudgement({ authority, findFile: blobs.findBytes, now }),
    }),
    pull: createPull(database),
    blobs,
    register,
    receipts: createReceipts(database),
    metrics: createMetrics({
      countConflicts: () => countConflicts(database),
      countSilent: contacts.countSilent,
      findFree: blobs.findFree,
    }),
    figures: (officeId) => readFigures(database, officeId),
    listOfficesBelow: (officeId) => listOfficesBelow(database, officeId),
    pushGate: createGate(limits.pushesAtOnce),
    requestsPerMinute: limits.requestsPerMinute,
    trustedProxies: limits.trustedProxies,
    now,
    hub,
    isReady: async () => {
      const silence = new AbortController();
      const isSilent = wait(longestSilence, false, { signal: silence.signal }).catch(() => false);
      const answers = sql`select 1`.execute(database).then(
        () => true,
        () => false,
      );
      return Promise.race([answers, isSilent]).finally(() => silence.abort());
    },
    logLevel: settings.logLevel,
    tls: settings.tls,
  });
  return {
    app,
    administration,
    register,
    isEmbedded: open.isEmbedded,
    listen: () => app.listen({ host: settings.host, port: settings.port }),
    close: async () => {
      // Who reads so slowly that the stop would never end is cut off, and asks again later.
      const cutOff = setTimeout(() => app.server.closeAllConnections(), longestStop);
      // A connection that was busy at the beginning of the stop becomes idle later, and would be kept alive.
      const sweep = setInterval(() => app.server.closeIdleConnections(), 50);
      await app.close();
      clearInterval(sweep);
      clearTimeout(cutOff);
      await open.close();
    },
  };
}
