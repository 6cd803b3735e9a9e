import type { CaseSummary } from '../../shared/case/summary.ts';
import { type CaseFilter, CaseListItem } from '../../shared/contract/cases.ts';
import { addDays } from '../../shared/text/dates.ts';

/** What the lists need of the store: summaries by index or by search words. */
export type SummaryPages = {
  readonly page: (filter: CaseFilter) => Promise<{ rows: CaseSummary[]; total: number }>;
};

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
export function createCaseList(index: SummaryPages): CaseList {
  const list: CaseList['list'] = async (filter) => {
    const { rows, total } = await index.page(filter);
    return { rows: rows.map(toListItem), total };
  };
  return {
    list,
    today: async (date) => {
      const filter = { search: '', stage: null, isClosed: false, mediatorId: null, offset: 0 } as const;
      const [byDeadline, { rows, total }] = await Promise.all([
        list({ ...filter, order: 'deadline', limit: openCasesLookedThrough }),
        list({ ...filter, order: 'changed', limit: openCasesLookedThrough }),
      ]);
      const soon = addDays(date, nearDays);
      return {
        date,
        deadlines: byDeadline.rows.filter(({ nextDeadlineOn }) => nextDeadlineOn <= soon),
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
