import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call, desk } from '../app/desk.ts';
import { Notice } from '../ui/index.tsx';

/** After an update, while the lines of closed cases are still made anew: what can be relied on, and what not yet. */
export function RebuildingNotice() {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: ['rebuilding'], queryFn: () => call(desk.desk.rebuilding({})) });
  if (!data?.progress) return null;
  return <Notice tone="info">{t('shell.rebuilding', data.progress)}</Notice>;
}
