import { useTranslation } from 'react-i18next';
import { focusField } from '../editing/index.ts';
import { useRoutes } from '../shell/routes.ts';
import { Button, Notice } from '../ui/index.tsx';
import { type AcceptanceCheck, keyOfCheck } from './acceptance-checks.ts';

/** What speaks against acceptance, each with its article, the way to mend it, and the place for a reason. */
export function AcceptanceChecks(props: {
  readonly caseId: string;
  readonly checks: readonly AcceptanceCheck[];
  readonly reasons: Readonly<Record<string, string>>;
  readonly onReason: (key: string, reason: string) => void;
}) {
  const { t } = useTranslation();
  const go = useRoutes((routes) => routes.go);
  const { caseId, checks, reasons } = props;
  if (checks.length === 0) return null;
  const mend = ({ path, section }: AcceptanceCheck) => {
    if (!focusField(path)) go({ name: 'case', caseId, section });
  };
  return (
    <div className="stack" data-checks={checks.length}>
      <h3>{t('acceptance.checks')}</h3>
      {checks.map((check) => {
        const key = keyOfCheck(check);
        const name = `overrule.${check.messageKey}.${check.path}`;
        return (
          <div key={key} className="card" data-check={check.messageKey}>
            <Notice tone="warning">
              {t('intake.finding', { words: t(check.messageKey, check.params), article: check.article })}
            </Notice>
            <div className="row">
              {check.path !== '' && (
                <Button kind="quiet" data-action="mend" onClick={() => mend(check)}>
                  {t('agreement.mend')}
                </Button>
              )}
              <div className="field" style={{ flex: 1, minWidth: '16rem' }}>
                <label htmlFor={name}>{t('acceptance.insistReason')}</label>
                <input
                  id={name}
                  data-field={name}
                  autoComplete="off"
                  value={reasons[key] ?? ''}
                  onChange={(event) => props.onReason(key, event.target.value)}
                />
              </div>
            </div>
          </div>
        );
      })}
    </div>
  );
}
