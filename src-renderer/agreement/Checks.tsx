import { useTranslation } from 'react-i18next';
import type { CheckFinding } from '../../shared/contract/cases.ts';
import { Button, Notice } from '../ui/index.tsx';

const rank = { error: 0, warning: 1, info: 2 } as const;

/** What would later make the agreement void or unenforceable: errors first, each with its article. */
export function Checks(props: {
  readonly findings: readonly CheckFinding[];
  readonly overruled: Readonly<Record<string, string>>;
  readonly onOverrule: (rule: string, reason: string) => void;
}) {
  const { t } = useTranslation();
  if (props.findings.length === 0) return <Notice tone="good">{t('agreement.checksPassed')}</Notice>;
  const sorted = [...props.findings].sort((left, right) => rank[left.severity] - rank[right.severity]);
  const mend = (path: CheckFinding['path']) => {
    if (path === null) return;
    const field = document.querySelector<HTMLElement>(`[data-field="${path.kind}.${path.id}.${path.field}"]`);
    field?.scrollIntoView({ block: 'center' });
    field?.focus();
  };
  return (
    <ul style={{ listStyle: 'none', padding: 0 }}>
      {sorted.map((finding, index) => (
        <li key={`${finding.rule}-${index}`} data-check={finding.rule} data-severity={finding.severity}>
          <Notice tone={finding.severity === 'info' ? 'info' : finding.severity}>
            <div>{t(finding.messageKey, finding.params)}</div>
            <div className="small">{finding.article}</div>
            <div className="row">
              {finding.path && (
                <Button kind="quiet" onClick={() => mend(finding.path)}>
                  {t('agreement.mend')}
                </Button>
              )}
              {finding.severity === 'warning' && (
                <input
                  className="input"
                  style={{ flex: 1 }}
                  aria-label={t('agreement.overruleReason')}
                  placeholder={t('agreement.overruleReason')}
                  data-field={`overrule.${finding.rule}`}
                  value={props.overruled[finding.rule] ?? ''}
                  onChange={(event) => props.onOverrule(finding.rule, event.target.value)}
                />
              )}
            </div>
          </Notice>
        </li>
      ))}
    </ul>
  );
}
