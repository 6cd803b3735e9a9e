import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call, desk } from '../app/desk.ts';

const pollPause = 300;

/** While a case is on its way from the centre: how much of it has come. A case that is here opens before this shows. */
export function Fetching({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ['fetching', caseId],
    queryFn: () => call(desk.cases.fetching({ caseId })),
    refetchInterval: pollPause,
  });
  const progress = data?.progress;
  if (!progress) return null;
  const { received, total } = progress;
  const kilobytes = (bytes: number) => Math.ceil(bytes / 1024);
  return (
    <div className="stack" role="status" data-value="fetching">
      <p>
        {total === null
          ? t('case.fetching', { received: kilobytes(received) })
          : t('case.fetchingOf', { received: kilobytes(received), total: kilobytes(total) })}
      </p>
      <progress
        aria-label={t('case.fetchingLabel')}
        max={total ?? undefined}
        value={total === null ? undefined : received}
      />
    </div>
  );
}
