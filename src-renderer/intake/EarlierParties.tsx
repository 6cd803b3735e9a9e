import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { maskIdNumber } from '../../shared/text/names.ts';
import { call, desk } from '../app/desk.ts';
import { Button, useOrder } from '../ui/index.tsx';
import { useSettled } from '../ui/useSettled.ts';

const shortestSearch = 2;

/** Parties of earlier cases that fit what is being typed. Taking one fills who it is and how it is reached. */
export function EarlierParties(props: Asked) {
  return props.typed.trim().length < shortestSearch ? null : <OfferedParties {...props} />;
}

type Asked = {
  readonly caseId: string;
  /** The card's party: employers are offered for employers, people for people. */
  readonly kind: 'person' | 'employer';
  readonly typed: string;
  readonly onTake: (fields: Readonly<Record<string, unknown>>) => void;
};

function OfferedParties(props: Asked) {
  const { t } = useTranslation();
  const { caseId, kind } = props;
  const search = useSettled(props.typed.trim());
  const { data } = useQuery({
    queryKey: ['earlierParties', caseId, search],
    queryFn: () => call(desk.cases.findParties({ caseId, search })),
    enabled: search.length >= shortestSearch,
    placeholderData: keepPreviousData,
    // Somebody who may not search for parties types on as before.
    retry: false,
  });
  const take = useOrder(async (from: { readonly caseId: string; readonly partyId: string }) => {
    const { fields } = await call(desk.cases.readParty({ caseId: from.caseId, partyId: from.partyId }));
    props.onTake(fields);
  });
  const rows = search.length < shortestSearch ? [] : (data?.rows ?? []).filter((row) => row.kind === kind);
  if (rows.length === 0) return null;
  return (
    <div className="card stack" data-offered-parties={rows.length}>
      <span className="small soft" role="status">
        {t('intake.earlierParties', { count: rows.length })}
      </span>
      {rows.map((row) => (
        <div key={`${row.caseId}.${row.partyId}`} className="row">
          <Button
            kind="quiet"
            data-action={`take-party-${row.partyId}`}
            disabled={take.isBusy}
            onClick={() => void take.run(row)}
          >
            {t('intake.takeParty', { name: row.name })}
          </Button>
          <span className="small soft">
            {row.kind === 'person' ? maskIdNumber(row.number) : row.number}
            {'　'}
            {t('intake.fromCase', { number: row.caseNumber })}
          </span>
        </div>
      ))}
      {take.failure}
    </div>
  );
}
