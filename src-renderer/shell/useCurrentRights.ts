import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useSyncStatus } from '../exchange/useSyncStatus.ts';

/** An open case says what this role may do in it: when the centre gave other roles, it is read anew. */
export function useCurrentRights(): void {
  const client = useQueryClient();
  const roles = useSyncStatus()?.roles?.join(' ') ?? '';
  const known = useRef(roles);
  useEffect(() => {
    if (known.current === roles) return;
    known.current = roles;
    void client.invalidateQueries({ queryKey: ['case'] });
  }, [client, roles]);
}
