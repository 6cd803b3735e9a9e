import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { PullAnswer } from '../../shared/contract/sync.ts';
import { clockParts } from '../../shared/record/hybrid-clock.ts';

type AnsweredPull = Pick<PullAnswer, 'sequence' | 'isComplete'> & {
  readonly after: number;
  readonly askedAt: number;
  readonly answeredAt: number;
};

/** What cannot be asked just now is said to be unknown: the other numbers are looked at most when something is away. */
const orUnknown = (asked: Promise<number>): Promise<number> => asked.catch(() => Number.NaN);

/** What an operator watches; numbers only. */
export function createMetrics(parts: {
  readonly countConflicts: () => Promise<number>;
  readonly countSilent: (seconds: number) => Promise<number>;
  readonly findFree: () => Promise<number>;
}) {
  const registry = new Registry();
  const on = { registers: [registry] };
  const lagSeconds = new Histogram({
    name: 'desk_action_lag_seconds',
    help: 'From the clock of an action to its arrival',
    buckets: [1, 10, 60, 600, 3_600, 86_400, 604_800],
    ...on,
  });
  new Gauge({
    name: 'desk_open_conflicts',
    help: 'Fields with values beside each other that nobody has settled',
    ...on,
    async collect() {
      this.set(await orUnknown(parts.countConflicts()));
    },
  });
  new Gauge({
    name: 'desk_silent_desks',
    help: 'Desks that were not heard for so many seconds; a desk that is switched off is silent too',
    labelNames: ['over'],
    ...on,
    async collect() {
      for (const over of [600, 1_800]) this.set({ over }, await orUnknown(parts.countSilent(over)));
    },
  });
  new Gauge({
    name: 'desk_free_bytes',
    help: 'Free where the scans lie; below FREE_MEGABYTES none is taken any more',
    ...on,
    async collect() {
      this.set(await orUnknown(parts.findFree()));
    },
  });
  const firstSyncSeconds = new Histogram({
    name: 'desk_first_sync_seconds',
    help: "From a desk's first question for the cases of its office to the last row, breaks included",
    buckets: [1, 10, 60, 300, 1_800, 7_200, 86_400],
    ...on,
  });
  /** When the first sync of a desk that has not come to its end began. */
  const firstSyncs = new Map<string, number>();
  return {
    registry,
    pushes: new Counter({ name: 'desk_pushes_total', help: 'Pushes answered', ...on }),
    actions: new Counter({
      name: 'desk_actions_total',
      help: 'Pushed actions by what became of them',
      labelNames: ['status'],
      ...on,
    }),
    rejections: new Counter({
      name: 'desk_rejections_total',
      help: 'Rejected actions by reason',
      labelNames: ['code'],
      ...on,
    }),
    failures: new Counter({
      name: 'desk_failed_requests_total',
      help: 'Requests answered with a refusal or a failure, by code',
      labelNames: ['code'],
      ...on,
    }),
    pulls: new Counter({ name: 'desk_pulls_total', help: 'Pulls answered', ...on }),
    pulledRows: new Counter({ name: 'desk_pulled_rows_total', help: 'Rows sent to desks', ...on }),
    blobBytes: new Counter({ name: 'desk_blob_bytes_total', help: 'Bytes of scans taken in', ...on }),
    live: new Gauge({ name: 'desk_live_connections', help: 'Desks listening now', ...on }),
    pushSeconds: new Histogram({
      name: 'desk_push_seconds',
      help: 'Time of a push',
      buckets: [0.01, 0.05, 0.1, 0.5, 1, 5],
      ...on,
    }),
    /** A desk was answered, with what follows a place in the feed of cases; an empty feed is none to sync. */
    notePull: (deskId: string, answered: AnsweredPull): void => {
      const { after, sequence, isComplete, askedAt, answeredAt } = answered;
      if (after === 0 && sequence > 0 && !firstSyncs.has(deskId)) firstSyncs.set(deskId, askedAt);
      const began = firstSyncs.get(deskId);
      if (!isComplete || began === undefined) return;
      firstSyncs.delete(deskId);
      firstSyncSeconds.observe((answeredAt - began) / 1000);
    },
    /** A desk's clock that is ahead counts as none. */
    noteLag: (clock: string, now: number): void => {
      lagSeconds.observe(Math.max(0, now - clockParts(clock).milliseconds) / 1000);
    },
  };
}
export type Metrics = ReturnType<typeof createMetrics>;
