import { useTranslation } from 'react-i18next';
import { useMay } from '../shell/useMay.ts';
import { Button } from '../ui/index.tsx';
import { useNewCaseAsked } from './new-case-store.ts';

/** 登记新申请, for whoever registers cases: opens the panel that asks for the day. */
export function NewCase() {
  const { t } = useTranslation();
  const { isAsked, ask } = useNewCaseAsked();
  const may = useMay();
  if (!may('registerCases')) return null;
  return (
    <Button kind={isAsked ? 'plain' : 'primary'} data-action="new-case" aria-expanded={isAsked} onClick={ask}>
      {t('caseload.newCase')}
    </Button>
  );
}
