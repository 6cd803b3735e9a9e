import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../shared/case/view.ts';
import { call, desk } from '../app/desk.ts';
import { BodyLines } from '../casepage/Timeline.tsx';
import { Section } from '../ui/index.tsx';
import { ParkedCard } from './ParkedCard.tsx';
import { useSyncStatus } from './useSyncStatus.ts';

/** Beside the section in which it is recorded anew: what the centre did not take, as it was written. */
export function ParkedHere({ id, view }: { readonly id: string; readonly view: CaseView }) {
  const { t } = useTranslation();
  const item = useSyncStatus()?.parked.find((one) => one.id === id);
  const { data } = useQuery({ queryKey: ['parked', id], queryFn: () => call(desk.sync.parked({ id })) });
  if (item === undefined) return null;
  return (
    <Section title={t('exchange.refusedTitle')}>
      <ParkedCard item={item}>
        {data?.content && <BodyLines {...data.content} view={view} />}
        <p>{t('exchange.recordAnewHint')}</p>
      </ParkedCard>
    </Section>
  );
}
