import { useTranslation } from 'react-i18next';
import type { Verification } from '../../shared/contract/desk-sync.ts';
import { pageOfRecord, useRoutes } from '../shell/routes.ts';
import { Button, Notice, Section } from '../ui/index.tsx';
import { dateText } from '../ui/shanghai-time.ts';

/** Whether every record on this desk is still what was signed; where not, what is safe and what to do. */
export function DailyVerification({ found }: { readonly found: Verification }) {
  const { t } = useTranslation();
  const go = useRoutes((routes) => routes.go);
  const { faulty, records, accessLogBreaks } = found;
  const on = dateText(found.verifiedOn);
  return (
    <Section title={t('verification.title')}>
      {faulty.length === 0 && <p>{t('verification.whole', { on, count: records })}</p>}
      {accessLogBreaks > 0 && (
        <Notice tone="warning">
          <span data-value="access-log-breaks">
            {t('verification.accessLog', { on, count: accessLogBreaks })}
          </span>
        </Notice>
      )}
      {faulty.length > 0 && <Notice tone="warning">{t('verification.damaged', { on })}</Notice>}
      {faulty.map(({ recordId, caseNumber, count }) => (
        <div key={recordId} className="card" data-damaged={recordId}>
          <h3>{caseNumber || t('verification.ofOffice')}</h3>
          <p>{t('verification.count', { count })}</p>
          {caseNumber !== '' && (
            <Button onClick={() => go(pageOfRecord(recordId, 'timeline'))}>{t('exchange.backToCase')}</Button>
          )}
        </div>
      ))}
    </Section>
  );
}
