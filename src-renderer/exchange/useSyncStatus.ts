import { useQuery } from '@tanstack/react-query';
import type { SyncStatus } from '../../shared/contract/desk-sync.ts';
import { call, desk } from '../app/desk.ts';

/** The next page that is opened asks again, as days go by without a change; not the pages of one press. */
const stillFresh = 1_000;

/** How the desk stands to the centre; asked again whenever main tells that it changed. */
export function useSyncStatus(): SyncStatus | undefined {
  return useQuery({ queryKey: ['sync'], queryFn: () => call(desk.sync.status({})), staleTime: stillFresh })
    .data;
}
