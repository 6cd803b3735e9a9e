import { useTranslation } from 'react-i18next';
import type { LedgerPeriod } from '../../shared/case/ledger.ts';
import { periodAround, periodKinds } from './periods.ts';

/** The periods that reports are asked for, one press each. */
export function PeriodChips(props: {
  readonly period: LedgerPeriod;
  /** 'YYYY-MM-DD' in Beijing. */
  readonly today: string;
  readonly onChange: (period: LedgerPeriod) => void;
}) {
  const { t } = useTranslation();
  const { period, today, onChange } = props;
  const isCurrent = (one: LedgerPeriod) => one.from === period.from && one.to === period.to;
  return (
    <div className="chips" role="group" aria-label={t('ledger.period')}>
      {periodKinds.map((kind) => (
        <button
          key={kind}
          type="button"
          className="chip"
          data-period={kind}
          aria-pressed={isCurrent(periodAround(kind, today))}
          onClick={() => onChange(periodAround(kind, today))}
        >
          {t(`ledger.period.${kind}`)}
        </button>
      ))}
    </div>
  );
}
