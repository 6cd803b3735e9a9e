import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { z } from 'zod';
import { clockParts, isHybridClock } from '../../shared/record/hybrid-clock.ts';

const Clocked = z.object({ clock: z.string().refine(isHybridClock) });

/** What an operator watches; numbers only. */
export function createMetrics(parts: {
  readonly countConflicts: () => Promise<number>;
  readonly countSilent: (seconds: number) => Promise<number>;
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
      this.set(await parts.countConflicts());
    },
  });
  new Gauge({
    name: 'desk_silent_desks',
    help: 'Desks that were not heard for so many seconds; a desk that is switched off is silent too',
    labelNames: ['over'],
    ...on,
    async collect() {
      for (const over of [600, 1_800]) this.set({ over }, await parts.countSilent(over));
    },
  });
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
    /** A desk's clock that is ahead counts as none. */
    noteLag: (taken: unknown, now: number): void => {
      const { success, data } = Clocked.safeParse(taken);
      if (success) lagSeconds.observe(Math.max(0, now - clockParts(data.clock).milliseconds) / 1000);
    },
  };
}
export type Metrics = ReturnType<typeof createMetrics>;
