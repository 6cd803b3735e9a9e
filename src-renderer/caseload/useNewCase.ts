import { call, desk } from '../app/desk.ts';
import { useRoutes } from '../shell/routes.ts';
import { useOrder } from '../ui/index.tsx';
import { useNewCaseAsked } from './new-case-store.ts';

/** 登记新申请: a case file with a number of this desk, then straight to its intake. */
export function useNewCase() {
  const go = useRoutes((routes) => routes.go);
  const close = useNewCaseAsked((asked) => asked.close);
  return useOrder(async (openedOn: string, externalNumber: string) => {
    const { caseId } = await call(
      desk.cases.create({ openedOn, externalNumber: externalNumber.trim() || null }),
    );
    close();
    go({ name: 'case', caseId, section: 'intake' });
  });
}
