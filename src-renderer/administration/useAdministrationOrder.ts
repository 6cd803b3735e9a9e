import { useQueryClient } from '@tanstack/react-query';
import { useOrder } from '../ui/index.tsx';

/** After an order to the centre, what is shown of offices, people and desks is asked anew. */
export function useAdministrationOrder<Given extends unknown[]>(work: (...given: Given) => Promise<unknown>) {
  const client = useQueryClient();
  return useOrder(async (...given: Given) => {
    await work(...given);
    await client.invalidateQueries({ queryKey: ['administration'] });
  });
}
