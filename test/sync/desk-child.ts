import { createHash } from 'node:crypto';
import dns from 'node:dns';
import { Worker } from 'node:worker_threads';
import type { OpenedCase } from '../../shared/contract/cases.ts';
import { contracts } from '../../shared/contract/desk-api.ts';
import { type ChannelContract, CodedError } from '../../shared/contract/ipc.ts';
import type { OpenedRisk } from '../../shared/contract/risks.ts';
import { isRiskId } from '../../shared/risk/risk-id.ts';
import type { ExchangePauses } from '../../src-main/sync/exchange.ts';
import { openPlainDesk } from '../fixtures/plain-desk.ts';
import { certifiedName } from '../fixtures/self-signed.ts';
import { createBadLine, goodLine, type LineFaults } from './bad-line.ts';

/**
 * One whole desk in a process of its own: real session, store, case files and exchange. Orders come by message; the
 * line to the server can be made bad, and the process can be made to kill itself at any step of a round: before or
 * after each request, and before or after each write of the store.
 */
export type DeskOrder =
  | { readonly id: number; readonly kind: 'ask'; readonly channel: string; readonly payload: unknown }
  | { readonly id: number; readonly kind: 'line'; readonly faults: LineFaults }
  | { readonly id: number; readonly kind: 'names'; readonly answer: NameAnswer }
  | { readonly id: number; readonly kind: 'write'; readonly recordId: string; readonly order: unknown }
  | { readonly id: number; readonly kind: 'look'; readonly recordId: string }
  | { readonly id: number; readonly kind: 'noteSteps' }
  | { readonly id: number; readonly kind: 'listSteps' }
  | { readonly id: number; readonly kind: 'endAtStep'; readonly step: number }
  | { readonly id: number; readonly kind: 'close' };

/** What whoever knows the addresses of names says of the centre's: where it is, that there is none, or nothing. */
export type NameAnswer = 'found' | 'unknown' | 'silent';

/** Where a desk lives and how it waits. */
export type DeskSettings = {
  readonly folder: string;
  readonly seed: number;
  readonly pauses: ExchangePauses;
  readonly slowHashMemory: number;
  /** Milliseconds that this desk's clock is wrong. */
  readonly clockError: number;
  /** Begins without a line. */
  readonly isLineCut: boolean;
  /** File of an authority whose certificates this desk trusts; '' for the usual ones. */
  readonly authority: string;
};

/** What a desk shows of a case or a risk, short enough to be asked for after every step. */
export type DeskLook = {
  readonly ids: readonly string[];
  readonly refusedIds: readonly string[];
  /** SHA-256 over everything that all desks must show alike. */
  readonly digest: string;
  readonly faults: readonly string[];
};

const settings = JSON.parse(process.argv[2] ?? '') as DeskSettings;
const steps: string[] = [];
let isNoting = false;
let lastStep = Number.POSITIVE_INFINITY;

function passStep(name: string): void {
  if (!isNoting) return;
  steps.push(name);
  // Nothing is closed, nothing is said.
  if (steps.length >= lastStep) process.kill(process.pid, 'SIGKILL');
}
watchStore();
let nameAnswer: NameAnswer = 'found';
answerForTheCentre();

const line = createBadLine(settings.seed, passStep);
if (settings.isLineCut) line.set({ ...goodLine, isCut: true });
const desk = await openPlainDesk(settings.folder, {
  fetcher: line.fetch,
  pauses: settings.pauses,
  slowHashMemory: settings.slowHashMemory,
  now: () => Date.now() + settings.clockError,
});
/** What this desk has shown of each record: it must never show less. */
const shown = new Map<string, ReadonlySet<string>>();

process.on('message', (order: DeskOrder) => {
  void answer(order).then(
    (value) => process.send?.({ id: order.id, ok: true, value }),
    (error: unknown) => {
      const code = error instanceof CodedError ? error.code : `unexpected: ${String(error)}`;
      process.send?.({ id: order.id, ok: false, code });
    },
  );
});
process.on('disconnect', () => process.exit(0));
process.send?.({ id: 0, ok: true, value: null });

async function answer(order: DeskOrder): Promise<unknown> {
  switch (order.kind) {
    case 'ask':
      return ask(order.channel, order.payload);
    case 'line':
      line.set(order.faults);
      return null;
    case 'names':
      nameAnswer = order.answer;
      return null;
    case 'write': {
      const { actionId, opened } = await write(order.recordId, order.order);
      return { actionId, faults: look(order.recordId, opened, false).faults };
    }
    case 'look':
      return look(order.recordId, await open(order.recordId), true);
    case 'noteSteps':
      steps.length = 0;
      lastStep = Number.POSITIVE_INFINITY;
      isNoting = true;
      return null;
    case 'listSteps':
      isNoting = false;
      return [...steps];
    case 'endAtStep':
      steps.length = 0;
      lastStep = order.step;
      isNoting = true;
      return null;
    case 'close':
      await desk.close();
      return null;
  }
}

const open = async (recordId: string) =>
  (isRiskId(recordId)
    ? await ask('risks.open', { riskId: recordId })
    : await ask('cases.open', { caseId: recordId })) as OpenedCase | OpenedRisk;

async function write(
  recordId: string,
  order: unknown,
): Promise<{ readonly actionId: string; readonly opened: OpenedCase | OpenedRisk }> {
  if (!isRiskId(recordId)) {
    return (await ask('cases.act', { caseId: recordId, order })) as { actionId: string; opened: OpenedCase };
  }
  const opened = (await ask('risks.act', { riskId: recordId, order })) as OpenedRisk;
  // What one person wrote in a record stands in the order in which it was written.
  const { person } = (await ask('session.status', {})) as { person: { id: string } };
  const own = opened.view.timeline.filter((entry) => entry.person === person.id);
  return { actionId: own.at(-1)?.actionId ?? '', opened };
}

async function ask(channel: string, given: unknown): Promise<unknown> {
  const [area = '', name = ''] = channel.split('.');
  const contract = contracts.find((one) => one.area === area);
  const channels: Readonly<Record<string, ChannelContract>> = { ...contract?.queries, ...contract?.commands };
  const payload = channels[name]?.request.parse(given);
  const areas = desk.handlers as unknown as Record<
    string,
    Record<string, (payload: unknown) => Promise<unknown>>
  >;
  const handler = areas[area]?.[name];
  if (handler === undefined) throw new Error(channel);
  return handler(payload);
}

/** Invariants of what a desk shows: each action once, none forged, and never fewer than before. */
function look(
  recordId: string,
  { view, faults: recordFaults }: OpenedCase | OpenedRisk,
  isWhole: boolean,
): DeskLook {
  const refusedIds = view.refused.map((one) => one.authorship.actionId);
  const ids = [...view.timeline.map((entry) => entry.actionId), ...refusedIds];
  const now = new Set(ids);
  const faults = recordFaults.map((one) => `${one.fault} ${one.actionId}`);
  if (now.size !== ids.length) faults.push('an action is shown twice');
  for (const id of shown.get(recordId) ?? []) if (!now.has(id)) faults.push(`no longer shown: ${id}`);
  shown.set(recordId, now);
  if (!isWhole) return { ids: [], refusedIds: [], digest: '', faults };
  const digest = createHash('sha256').update(JSON.stringify(view)).digest('hex');
  return { ids, refusedIds, digest, faults };
}

/** The store's thread is spoken to by messages; a step of a round lies before and after each write among them. */
function watchStore(): void {
  const send = Worker.prototype.postMessage;
  const watched = new WeakSet<Worker>();
  const writes = new Map<string, string>();
  Worker.prototype.postMessage = function (message: unknown, ...others: never[]): void {
    if (isNoting && isWrite(message)) {
      const written = `write ${nameOf(message.params)}`;
      writes.set(message.requestId, written);
      passStep(`before ${written}`);
    }
    if (!watched.has(this)) {
      watched.add(this);
      this.prependListener('message', (answered: { answerTo?: string }) => {
        const written = writes.get(answered.answerTo ?? '');
        if (written !== undefined) passStep(`after ${written}`);
      });
    }
    send.call(this, message, ...others);
  };
}

/**
 * Answers for the centre's name in the place of the system. It does not prove how long a system's own resolver takes, nor
 * that it leaves Node's threads to others meanwhile.
 */
function answerForTheCentre(): void {
  const usual = dns.lookup;
  const answer = (name: string, options: dns.LookupOptions, done: (...found: unknown[]) => void): void => {
    if (name !== certifiedName) usual(name, options, done);
    else if (nameAnswer === 'unknown')
      done(Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND' }));
    else if (nameAnswer === 'found' && options.all) done(null, [{ address: '127.0.0.1', family: 4 }]);
    else if (nameAnswer === 'found') done(null, '127.0.0.1', 4);
  };
  Object.assign(dns, { lookup: answer });
}

type WriteMessage = { readonly requestId: string; readonly params: unknown };
function isWrite(message: unknown): message is WriteMessage {
  return (
    typeof message === 'object' && message !== null && 'method' in message && message.method === 'bulkWrite'
  );
}
function nameOf(params: unknown): string {
  const [, context] = Array.isArray(params) ? (params as unknown[]) : [];
  return typeof context === 'string' ? context : '';
}
