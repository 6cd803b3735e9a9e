import { useQueryClient } from '@tanstack/react-query';
import { useOrder } from '../ui/index.tsx';

/** After an order on the exchange, everything shown is asked anew. */
export function useExchangeOrder<Given extends unknown[]>(work: (...given: Given) => Promise<unknown>) {
  const client = useQueryClient();
  return useOrder(async (...given: Given) => {
    await work(...given);
    await client.invalidateQueries();
  });
}
