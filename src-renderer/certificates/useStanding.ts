import { useQuery } from '@tanstack/react-query';
import { call, desk } from '../app/desk.ts';

/** The unlocked person's certificates, by what came with the last sync. */
export function useStanding() {
  return useQuery({
    queryKey: ['sync', 'certificateStanding'],
    queryFn: () => call(desk.certificates.standing({})),
  });
}
