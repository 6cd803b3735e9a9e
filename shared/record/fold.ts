import type { Action } from './action.ts';
import { clockParts } from './hybrid-clock.ts';

/** What an action knew when it was written: everything named by `after`, and what that named. */
export type Knowledge = {
  /** Whether the action was written after the action with this id. */
  readonly knows: (id: string) => boolean;
};

/** How a record's view grows by one action. Pure; states are never changed in place. */
export type Reducer<State> = {
  /** Raised whenever the same actions would fold to another state: cached states then no longer count. */
  readonly version: number;
  readonly initial: State;
  /** Why the action may not be done after `history`; null when it may. Judged by its own history only. */
  readonly refusal: (history: State, action: Action) => string | null;
  /** `history` is the state of exactly what the action knew; with no concurrent work it is `state`. */
  readonly apply: (state: State, action: Action, knowledge: Knowledge, history: State) => State;
  /** Called instead of `apply` for a refused action, so that it stays visible. */
  readonly refuse: (state: State, action: Action, code: string) => State;
};

type OrderKey = { readonly milliseconds: number; readonly counter: number; readonly id: string };

/**
 * The state after one sequence of actions, and the states that go on from it. Histories share their beginnings, so
 * each step of any history is taken once, however many desks never knew all of each other.
 */
type Step<State> = { readonly state: State; readonly next: Map<string, Step<State>> };

type Folded<State> = {
  readonly action: Action;
  readonly key: OrderKey;
  /** Bit i is set when the action at position i of the order is known to this one. */
  readonly ancestors: Uint32Array;
  /** Why it was refused by its own history, or null. */
  readonly code: string | null;
  /** The state of exactly what the action knew. */
  readonly history: State;
  /** The step of exactly this action's history and itself. */
  readonly closure: Step<State>;
};

/** A folded record; `continueFold` goes on from it. */
export type Fold<State> = {
  readonly reducerVersion: number;
  readonly state: State;
  readonly heads: readonly string[];
  /** Actions in the order in which they were folded. */
  readonly actions: readonly Action[];
  /** Actions that name a predecessor which has not arrived; kept, and folded when it does. */
  readonly awaiting: readonly Action[];
  readonly entries: readonly Folded<State>[];
  readonly positions: ReadonlyMap<string, number>;
  readonly root: Step<State>;
  /** The step of all actions. */
  readonly last: Step<State>;
};

/** The fold of a record without actions. */
export function emptyFold<State>(reducer: Reducer<State>): Fold<State> {
  const root = { state: reducer.initial, next: new Map() };
  return {
    reducerVersion: reducer.version,
    state: reducer.initial,
    heads: [],
    actions: [],
    awaiting: [],
    entries: [],
    positions: new Map(),
    root,
    last: root,
  };
}

/** Folds actions, given in any order, to the one state they mean. */
export function foldActions<State>(reducer: Reducer<State>, actions: readonly Action[]): Fold<State> {
  return continueFold(reducer, emptyFold(reducer), actions);
}

/**
 * Adds actions to a fold. Equal to a fold of all of them from the beginning: where an action belongs
 * before one that was folded already, the fold starts again.
 */
export function continueFold<State>(
  reducer: Reducer<State>,
  fold: Fold<State>,
  added: readonly Action[],
): Fold<State> {
  const fresh = new Map<string, Action>();
  for (const action of [...fold.awaiting, ...added]) {
    const known = fresh.get(action.id) ?? findFolded(fold, action.id);
    const merged = known === undefined ? action : mergeCopies(known, action);
    if (merged !== known) fresh.set(action.id, merged);
  }
  if (fresh.size === 0) return fold;
  if (fold.reducerVersion !== reducer.version || [...fresh.keys()].some((id) => fold.positions.has(id))) {
    return refold(reducer, fold, fresh);
  }
  const { keyed, awaiting } = orderActions(fold, fresh);
  const last = fold.entries.at(-1);
  const first = keyed[0];
  if (last !== undefined && first !== undefined && compareKeys(first.key, last.key) < 0) {
    return refold(reducer, fold, fresh);
  }
  return appendOrdered(reducer, fold, keyed, awaiting);
}

function refold<State>(reducer: Reducer<State>, fold: Fold<State>, fresh: Map<string, Action>): Fold<State> {
  const kept = fold.actions.filter((action) => !fresh.has(action.id));
  return continueFold(reducer, emptyFold(reducer), [...kept, ...fresh.values()]);
}

function findFolded<State>(fold: Fold<State>, id: string): Action | undefined {
  const position = fold.positions.get(id);
  return position === undefined ? undefined : fold.entries[position]?.action;
}

/** A body that was removed stays away, and a rejection stands, whichever copy comes last. */
function mergeCopies(known: Action, other: Action): Action {
  const isRedactedNow = other.isRedacted && !known.isRedacted;
  const isRejectedNow = other.rejection !== null && known.rejection === null;
  if (!isRedactedNow && !isRejectedNow) return known;
  const content = known.isRedacted ? known : other;
  return { ...content, rejection: known.rejection ?? other.rejection };
}

type Keyed = { readonly action: Action; readonly key: OrderKey };

/**
 * The order of actions follows from each action's own history alone: its clock, moved behind those it
 * knew where its machine's clock was wrong. So an order once computed never changes by later arrivals.
 */
function orderActions<State>(
  fold: Fold<State>,
  fresh: ReadonlyMap<string, Action>,
): { keyed: Keyed[]; awaiting: Action[] } {
  const keys = new Map<string, OrderKey | null>();
  const keyOf = (id: string): OrderKey | null | undefined => {
    const position = fold.positions.get(id);
    if (position !== undefined) return fold.entries[position]?.key;
    return keys.get(id);
  };
  const stack = [...fresh.values()];
  while (stack.length > 0) {
    const action = stack.at(-1) as Action;
    if (keys.has(action.id)) {
      stack.pop();
      continue;
    }
    const unresolved = action.header.after.filter((id) => keyOf(id) === undefined);
    const reachable = unresolved.map((id) => fresh.get(id)).filter((found) => found !== undefined);
    if (reachable.length > 0) {
      stack.push(...reachable);
      continue;
    }
    stack.pop();
    keys.set(action.id, unresolved.length > 0 ? null : ownKey(action, keyOf));
  }
  const keyed: Keyed[] = [];
  const awaiting: Action[] = [];
  for (const action of fresh.values()) {
    const key = keys.get(action.id);
    if (key) keyed.push({ action, key });
    else awaiting.push(action);
  }
  keyed.sort((left, right) => compareKeys(left.key, right.key));
  awaiting.sort((left, right) => (left.id < right.id ? -1 : 1));
  return { keyed, awaiting };
}

function ownKey(action: Action, keyOf: (id: string) => OrderKey | null | undefined): OrderKey | null {
  let { milliseconds, counter } = clockParts(action.header.clock);
  for (const id of action.header.after) {
    const parent = keyOf(id);
    if (!parent) return null;
    const isBehind =
      parent.milliseconds > milliseconds ||
      (parent.milliseconds === milliseconds && parent.counter >= counter);
    if (isBehind) {
      milliseconds = parent.milliseconds;
      counter = parent.counter + 1;
    }
  }
  return { milliseconds, counter, id: action.id };
}

function compareKeys(left: OrderKey, right: OrderKey): number {
  if (left.milliseconds !== right.milliseconds) return left.milliseconds - right.milliseconds;
  if (left.counter !== right.counter) return left.counter - right.counter;
  return left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
}

function appendOrdered<State>(
  reducer: Reducer<State>,
  fold: Fold<State>,
  keyed: readonly Keyed[],
  awaiting: readonly Action[],
): Fold<State> {
  const entries = [...fold.entries];
  const positions = new Map(fold.positions);
  const heads = new Set(fold.heads);
  let last = fold.last;
  const take = (from: Step<State>, action: Action, entry: Omit<Folded<State>, 'closure'>): Step<State> => {
    // One fold may be gone on from twice: with an action, and with the same one put out of force.
    const way = entry.code === null ? action.id : `${action.id} ${entry.code}`;
    const known = from.next.get(way);
    if (known !== undefined) return known;
    const knows = (id: string): boolean => {
      const position = positions.get(id);
      return position !== undefined && hasBit(entry.ancestors, position);
    };
    const state =
      entry.code === null
        ? reducer.apply(from.state, action, { knows }, entry.history)
        : reducer.refuse(from.state, action, entry.code);
    const step = { state, next: new Map() };
    from.next.set(way, step);
    return step;
  };
  /** The step an action was written upon: that of its one predecessor, or of its ancestors in their order. */
  const historyStep = (action: Action, ancestors: Uint32Array): Step<State> => {
    const [only, ...others] = action.header.after;
    if (only === undefined) return fold.root;
    const position = positions.get(only);
    const parent = position === undefined ? undefined : entries[position];
    if (others.length === 0 && parent !== undefined) return parent.closure;
    let step = fold.root;
    for (const [index, entry] of entries.entries()) {
      if (hasBit(ancestors, index)) step = take(step, entry.action, entry);
    }
    return step;
  };
  for (const { action, key } of keyed) {
    const ancestors = ancestorBits(action, entries, positions);
    const knowsEverything = countBits(ancestors) === entries.length;
    const before = knowsEverything ? last : historyStep(action, ancestors);
    const history = before.state;
    const code = action.rejection ?? reducer.refusal(history, action);
    const judged = { action, key, ancestors, code, history };
    const closure = take(before, action, judged);
    last = knowsEverything ? closure : take(last, action, judged);
    positions.set(action.id, entries.length);
    entries.push({ ...judged, closure });
    for (const id of action.header.after) heads.delete(id);
    heads.add(action.id);
  }
  return {
    reducerVersion: reducer.version,
    state: last.state,
    heads: [...heads].sort(),
    actions: entries.map((entry) => entry.action),
    awaiting,
    entries,
    positions,
    root: fold.root,
    last,
  };
}

function ancestorBits<State>(
  action: Action,
  entries: readonly Folded<State>[],
  positions: ReadonlyMap<string, number>,
): Uint32Array {
  const bits = new Uint32Array((entries.length >>> 5) + 1);
  for (const id of action.header.after) {
    const position = positions.get(id);
    const parent = position === undefined ? undefined : entries[position];
    if (position === undefined || parent === undefined) continue;
    for (let word = 0; word < parent.ancestors.length; word += 1) {
      bits[word] = (bits[word] ?? 0) | (parent.ancestors[word] ?? 0);
    }
    bits[position >>> 5] = (bits[position >>> 5] ?? 0) | (1 << (position & 31));
  }
  return bits;
}

function hasBit(bits: Uint32Array, position: number): boolean {
  return (((bits[position >>> 5] ?? 0) >>> (position & 31)) & 1) === 1;
}

function countBits(bits: Uint32Array): number {
  let count = 0;
  for (let word of bits) {
    while (word !== 0) {
      word &= word - 1;
      count += 1;
    }
  }
  return count;
}
