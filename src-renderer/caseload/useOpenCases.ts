import { useQuery } from '@tanstack/react-query';
import { call, desk } from '../app/desk.ts';

/** The open cases of this desk changed last, for what is looked at over all of them. */
export function useOpenCases(isWanted = true) {
  return useQuery({
    enabled: isWanted,
    queryKey: ['cases', 'planned-meetings'],
    queryFn: () =>
      call(
        desk.cases.list({
          search: '',
          stage: null,
          isClosed: false,
          mediatorId: null,
          order: 'changed',
          offset: 0,
          limit: 200,
        }),
      ),
  }).data?.rows;
}
