import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call, desk } from '../app/desk.ts';
import { Section } from '../ui/index.tsx';
import { CaseRows } from './CaseRows.tsx';

/** Cases whose follow-up visit is planned for these days. */
export function VisitsPage() {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: ['today'], queryFn: () => call(desk.cases.today({})) });
  const rows = data?.visits ?? [];
  return (
    <Section title={t('nav.visits')} aside={<span className="tag">{rows.length}</span>}>
      {rows.length === 0 ? <p className="soft">{t('visits.none')}</p> : <CaseRows rows={rows} />}
    </Section>
  );
}
