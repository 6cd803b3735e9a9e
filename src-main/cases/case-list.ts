import type { CaseSummary } from '../../shared/case/summary.ts';
import { type CaseFilter, CaseListItem } from '../../shared/contract/cases.ts';
import { addDays } from '../../shared/text/dates.ts';

/** What the lists need of the store: summaries by index, and search words to case ids. */
export type CaseIndex = {
  readonly save: (summary: CaseSummary) => Promise<void>;
  readonly page: (filter: IndexFilter) => Promise<{ rows: CaseSummary[]; total: number }>;
  /** Every case that was not refolded by this program's fold version. */
  readonly findOutdated: (foldVersion: number) => Promise<string[]>;
};

export type IndexFilter = Omit<CaseFilter, 'offset'> & { readonly offset: number };

export type CaseList = {
  readonly list: (filter: CaseFilter) => Promise<{ rows: CaseListItem[]; total: number }>;
  readonly today: (date: string) => Promise<Today>;
};

type Today = {
  readonly date: string;
  readonly deadlines: CaseListItem[];
  readonly waitingForSignature: CaseListItem[];
  readonly overduePerformance: CaseListItem[];
  readonly visits: CaseListItem[];
  readonly conflicts: CaseListItem[];
  readonly openCases: number;
};

const openCasesLookedThrough = 200;
/** Deadlines this near stand on the first page. */
const nearDays = 7;

/** Lists of cases, from the index alone: no case file is opened for them. */
export function createCaseList(index: CaseIndex): CaseList {
  const list: CaseList['list'] = async (filter) => {
    const { rows, total } = await index.page(filter);
    return { rows: rows.map(toListItem), total };
  };
  return {
    list,
    today: async (date) => {
      const filter = { search: '', stage: null, isClosed: false, mediatorId: null, offset: 0 };
      const { rows, total } = await list({ ...filter, order: 'deadline', limit: openCasesLookedThrough });
      const soon = addDays(date, nearDays);
      return {
        date,
        deadlines: rows.filter(({ nextDeadlineOn }) => nextDeadlineOn !== '' && nextDeadlineOn <= soon),
        waitingForSignature: rows.filter(({ summary }) => summary.missingSignatures > 0),
        overduePerformance: rows.filter(({ summary }) => summary.overduePerformance > 0),
        visits: rows.filter(({ summary }) => summary.nextVisitOn !== '' && summary.nextVisitOn <= soon),
        conflicts: rows.filter(({ summary }) => summary.conflicts > 0),
        openCases: total,
      };
    },
  };
}

/** A summary without what only the machine needs. */
function toListItem(summary: CaseSummary): CaseListItem {
  return CaseListItem.parse(summary);
}
