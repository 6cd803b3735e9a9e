import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../shared/case/view.ts';
import { usePaperLabel } from '../documents/PaperList.tsx';

/** What the ids of a case stand for, in the words of the window; '' where it has no name yet. */
export function useNamesOfIds(view: CaseView): ReadonlyMap<string, string> {
  const { t } = useTranslation();
  const labelOf = usePaperLabel(view);
  return new Map([
    ...[...view.parties, ...view.agents].map(({ id, name }) => [id, name ?? ''] as const),
    ...view.claims.map(({ id, title }) => [id, title ?? ''] as const),
    ...view.meetings.map(({ id, number }) => [id, t('minutes.meetingNumber', { number })] as const),
    ...view.visits.map(({ id, number }) => [id, t('visits.number', { number })] as const),
    ...view.agreements.flatMap(({ obligations }) =>
      obligations.map(({ id, kind }) => [id, kind ?? ''] as const),
    ),
    ...view.documents.map((one) => [one.documentId, labelOf(one)] as const),
  ]);
}
