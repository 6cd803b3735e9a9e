import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CaseListItem } from '../../shared/contract/cases.ts';
import { formatChineseDateWithWeekday } from '../../shared/text/dates.ts';
import { call, desk } from '../app/desk.ts';
import { Section } from '../ui/index.tsx';
import { CaseRows } from './CaseRows.tsx';
import { NewCase } from './NewCase.tsx';

/** What today asks for, in the order of its urgency. Empty is a pleasant state. */
export function TodayPage() {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: ['today'], queryFn: () => call(desk.cases.today({})) });
  if (data === undefined) return null;
  const lists: readonly (readonly [string, readonly CaseListItem[]])[] = [
    ['today.deadlines', data.deadlines],
    ['today.waitingForSignature', data.waitingForSignature],
    ['today.overduePerformance', data.overduePerformance],
    ['today.visits', data.visits],
    ['today.conflicts', data.conflicts],
  ];
  const filled = lists.filter(([, rows]) => rows.length > 0);
  return (
    <>
      <div className="case-head">
        <div>
          <h1>
            {t('nav.today')}　{formatChineseDateWithWeekday(data.date)}
          </h1>
          <p className="soft">{t('today.openCases', { count: data.openCases })}</p>
        </div>
        <NewCase />
      </div>
      {filled.length === 0 && (
        <Section title={t('today.nothing')}>
          <p className="soft">{t('today.nothingExplained')}</p>
        </Section>
      )}
      {filled.map(([key, rows]) => (
        <Section key={key} title={t(key)} aside={<span className="tag">{rows.length}</span>}>
          <CaseRows rows={rows} />
        </Section>
      ))}
    </>
  );
}
