import type { MangoQuerySelector, MangoQuerySortPart } from 'rxdb';
import { caseFoldVersion } from '../../shared/case/reducer.ts';
import { CaseSummary, remoteFoldVersion } from '../../shared/case/summary.ts';
import { toSearchQuery } from '../../shared/text/search-tokens.ts';
import type { Store } from './open-store.ts';
import { listPages } from './pages.ts';
import { StoreError } from './store-error.ts';

export type IndexFilter = {
  readonly search: string;
  readonly stage: string | null;
  readonly isClosed: boolean | null;
  readonly mediatorId: string | null;
  readonly order: 'deadline' | 'newest' | 'changed';
  readonly offset: number;
  readonly limit: number;
};

type Page = { readonly rows: CaseSummary[]; readonly total: number };

/** Lines that are looked through at once. */
const pageSize = 200;

/** More hits than anybody reads through; the search is then narrowed. */
const searchedAtMost = 500;

const sortParts = {
  deadline: [{ closed: 'asc' }, { nextDeadlineOn: 'asc' }],
  newest: [{ openedOn: 'desc' }],
  changed: [{ updatedClock: 'desc' }],
} as const satisfies Record<IndexFilter['order'], readonly MangoQuerySortPart<CaseSummary>[]>;

/**
 * The summaries of all cases, by index and by search words.
 * @param rebuild folds a case anew whose summary is damaged, or of another version of the program
 */
export function createCaseIndex(store: Store, rebuild: (caseId: string) => Promise<void>) {
  const summaries = store.collections.caseSummaries;

  const pageBySearch = async (filter: IndexFilter, expression: string) => {
    const ids = await store.searchCases(expression, searchedAtMost);
    const found = await store.guard(summaries.findByIds(ids).exec());
    const rows = [...found.values()]
      .map((document) => document.toJSON() as CaseSummary)
      .filter((row) => fits(row, filter))
      .sort((left, right) => compare(left, right, filter.order));
    return { rows: rows.slice(filter.offset, filter.offset + filter.limit), total: rows.length };
  };

  const readPage = async (filter: IndexFilter): Promise<Page> => {
    const expression = filter.search.trim() === '' ? null : toSearchQuery(filter.search);
    if (filter.search.trim() !== '' && expression === null) return { rows: [], total: 0 };
    if (expression !== null) return pageBySearch(filter, expression);
    const selector: MangoQuerySelector<CaseSummary> = {
      ...(filter.stage === null ? {} : { stage: filter.stage }),
      ...(filter.isClosed === null ? {} : { closed: filter.isClosed }),
      ...(filter.mediatorId === null ? {} : { mediatorId: filter.mediatorId }),
      // In the order of deadlines, cases without a running one are left out.
      ...(filter.order === 'deadline'
        ? { closed: filter.isClosed ?? false, nextDeadlineOn: { $gt: '' } }
        : {}),
    };
    const sort = [...sortParts[filter.order]];
    const [documents, total] = await Promise.all([
      store.guard(summaries.find({ selector, sort, skip: filter.offset, limit: filter.limit }).exec()),
      store.guard(summaries.count({ selector }).exec()),
    ]);
    return { rows: documents.map((document) => document.toJSON() as CaseSummary), total };
  };

  const readDue = async (day: string): Promise<Page> => {
    const [rows, total] = await Promise.all([
      store.listDueCases(day) as Promise<CaseSummary[]>,
      store.guard(summaries.count({ selector: { closed: false } }).exec()),
    ]);
    return { rows: rows.sort((left, right) => compare(left, right, 'changed')), total };
  };

  /** A damaged line, and one that another version of the program has folded, is folded anew and read again. */
  const onlyWhole = async (read: () => Promise<Page>): Promise<Page> => {
    const rebuilt = new Set<string>();
    for (;;) {
      const { rows, total } = await read();
      const whole = rows.filter(isWhole);
      const current = new Set(whole.filter((row) => !isOutdated(row)));
      const untrue = rows.filter((row) => !rebuilt.has(row.id) && !current.has(row));
      if (untrue.length === 0) return { rows: whole, total };
      await Promise.all(untrue.map(({ id }) => rebuild(id)));
      // One that cannot be folded anew is not tried for ever: its faults are said where it is opened.
      for (const { id } of untrue) rebuilt.add(id);
    }
  };

  const pages = () => listPages(store.guard, summaries, pageSize);

  /** Lines that are saved while another write is under way are then committed together. */
  let next: { readonly lines: CaseSummary[]; readonly written: Promise<void> } | null = null;
  let writing: Promise<void> = Promise.resolve();
  const gather = (): NonNullable<typeof next> => {
    const lines: CaseSummary[] = [];
    const written = writing
      // Whoever waited for those lines was told.
      .catch(() => {})
      .then(async () => {
        next = null;
        // Of two lines of one case the later one counts.
        const last = new Map(lines.map((line) => [line.id, line]));
        // Nearly every line is there already: RxDB's upsert would first try to insert it, in vain.
        const known = await store.guard(summaries.findByIds([...last.keys()]).exec());
        const changes = [...known.values()].map((line) =>
          line.incrementalModify(() => last.get(line.id) ?? line),
        );
        await store.guard(Promise.all(changes));
        const added = [...last.values()].filter((line) => !known.has(line.id));
        if (added.length === 0) return;
        const { error } = await store.guard(summaries.bulkUpsert(added));
        if (error.length > 0) throw new StoreError('store.ioError');
      });
    writing = written;
    return { lines, written };
  };

  return {
    /** Durable when it returns. */
    save: async (summary: CaseSummary): Promise<void> => {
      const line = CaseSummary.parse(summary);
      next ??= gather();
      next.lines.push(line);
      return next.written;
    },
    /** Lines of cases that are not here; a case that the desk has folded itself keeps its own. */
    addRemote: async (added: readonly CaseSummary[]): Promise<void> => {
      const lines = added.map((one) => CaseSummary.parse({ ...one, foldVersion: remoteFoldVersion }));
      const { error } = await store.guard(summaries.bulkInsert(lines));
      if (error.some((one) => one.status !== 409)) throw new StoreError('store.ioError');
    },
    hasRemote: async (): Promise<boolean> =>
      (await store.guard(summaries.count({ selector: { foldVersion: remoteFoldVersion } }).exec())) > 0,
    remove: async (caseId: string): Promise<void> => {
      const found = await store.guard(summaries.findOne(caseId).exec());
      if (found !== null) await store.guard(found.remove());
    },
    page: (filter: IndexFilter) => onlyWhole(() => readPage(filter)),
    /** Open cases that may ask for something on the day or before, those first that changed last; and how many are open. */
    due: (day: string) => onlyWhole(() => readDue(day)),
    /** Open cases in which two desks have written different things in one place, those first that changed last. */
    conflicting: async (): Promise<CaseSummary[]> => {
      const read = async (): Promise<Page> => {
        const rows = (await store.listConflictingCases()) as CaseSummary[];
        return { rows: rows.sort((left, right) => compare(left, right, 'changed')), total: rows.length };
      };
      return (await onlyWhole(read)).rows.filter(({ summary }) => summary.conflicts > 0);
    },
    /** Cases that were registered by the last day of a period and had not ended before its first. */
    ofPeriod: async (from: string, to: string): Promise<CaseSummary[]> => {
      const read = async (): Promise<Page> => {
        const rows = (await store.listCasesOfPeriod(from, to)) as CaseSummary[];
        return { rows, total: rows.length };
      };
      return (await onlyWhole(read)).rows;
    },
    /** The ids of all cases that this desk has folded itself, some at a time. */
    listOwnIds: async function* (): AsyncGenerator<readonly string[]> {
      for await (const page of pages())
        yield page.filter(({ foldVersion }) => foldVersion !== remoteFoldVersion).map(({ id }) => id);
    },
    /** The ids of all open cases that this desk has folded itself. */
    listOwnOpenIds: async (): Promise<string[]> => {
      const found = await store.guard(summaries.find({ selector: { closed: false } }).exec());
      return found.filter(({ foldVersion }) => foldVersion !== remoteFoldVersion).map(({ id }) => id);
    },
    /** Those of the cases whose summary knows less than their newest action, given as record and clock. */
    findBehind: async (newest: ReadonlyMap<string, string>): Promise<string[]> => {
      const found = await store.guard(summaries.findByIds([...newest.keys()]).exec());
      return [...newest]
        .filter(([id, clock]) => (found.get(id)?.updatedClock ?? '') < clock)
        .map(([id]) => id);
    },
    /** Cases whose summary holds this very word (documentToken). */
    findByToken: (token: string): Promise<string[]> => store.searchCases(`"${token}"`, searchedAtMost),
    findById: async (caseId: string): Promise<unknown> =>
      (await store.guard(summaries.findOne(caseId).exec()))?.toJSON() ?? null,
    /** How many lines were folded by another version of the program. */
    countOutdated: async (): Promise<number> => {
      const versions = [{ $gt: remoteFoldVersion, $lt: caseFoldVersion }, { $gt: caseFoldVersion }];
      const counts = await Promise.all(
        versions.map((foldVersion) => store.guard(summaries.count({ selector: { foldVersion } }).exec())),
      );
      return counts.reduce((sum, count) => sum + count, 0);
    },
    findOpenOutdated: async (): Promise<string[]> => {
      const open = await store.guard(summaries.find({ selector: { closed: false } }).exec());
      return open.filter(isOutdated).map(({ id }) => id);
    },
    /** The outdated ones among all, some at a time. */
    listOutdated: async function* (): AsyncGenerator<readonly string[]> {
      for await (const page of pages()) yield page.filter(isOutdated).map(({ id }) => id);
    },
  };
}
export type CaseIndex = ReturnType<typeof createCaseIndex>;

const isOutdated = ({ foldVersion }: Pick<CaseSummary, 'foldVersion'>): boolean =>
  foldVersion !== caseFoldVersion && foldVersion !== remoteFoldVersion;

const isWhole = (row: unknown): boolean => CaseSummary.safeParse(row).success;

function fits(row: CaseSummary, filter: IndexFilter): boolean {
  return (
    (filter.stage === null || row.stage === filter.stage) &&
    (filter.isClosed === null || row.closed === filter.isClosed) &&
    (filter.mediatorId === null || row.mediatorId === filter.mediatorId)
  );
}

function compare(left: CaseSummary, right: CaseSummary, order: IndexFilter['order']): number {
  switch (order) {
    case 'deadline':
      return (left.nextDeadlineOn || '9999') < (right.nextDeadlineOn || '9999') ? -1 : 1;
    case 'newest':
      return left.openedOn > right.openedOn ? -1 : 1;
    case 'changed':
      return left.updatedClock > right.updatedClock ? -1 : 1;
  }
}
