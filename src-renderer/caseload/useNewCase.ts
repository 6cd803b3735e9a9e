import { toShanghaiDate } from '../../shared/text/dates.ts';
import { call, desk } from '../app/desk.ts';
import { useRoutes } from '../shell/routes.ts';
import { useOrder } from '../ui/index.tsx';

/** Today as a calendar day in Shanghai. */
export function todayInShanghai(): string {
  return toShanghaiDate(new Date().toISOString());
}

/** 登记新申请: a case file with a number of this desk, then straight to its intake. */
export function useNewCase() {
  const go = useRoutes((routes) => routes.go);
  return useOrder(async (openedOn: string, externalNumber: string) => {
    const { caseId } = await call(
      desk.cases.create({ openedOn, externalNumber: externalNumber.trim() || null }),
    );
    go({ name: 'case', caseId, section: 'intake' });
  });
}
