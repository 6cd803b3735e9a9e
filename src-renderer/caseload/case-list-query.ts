import { queryOptions } from '@tanstack/react-query';
import type { CaseFilter } from '../../shared/contract/cases.ts';
import { call, desk } from '../app/desk.ts';

/** As many as the list shows at once. */
export const casesOnPage = 50;

/** What the list shows when it is opened. */
export const firstCases: CaseFilter = {
  search: '',
  stage: null,
  isClosed: null,
  mediatorId: null,
  order: 'changed',
  offset: 0,
  limit: casesOnPage,
};

/** Main tells of every change of a line; what was read a moment ago for whoever opens the list is not read again. */
const stillFresh = 2_000;

/** One page of the list of cases. */
export const caseListQuery = (filter: CaseFilter) =>
  queryOptions({
    queryKey: ['cases', filter],
    queryFn: () => call(desk.cases.list(filter)),
    staleTime: stillFresh,
  });
