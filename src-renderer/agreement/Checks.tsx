import { useTranslation } from 'react-i18next';
import type { CheckFinding } from '../../shared/contract/cases.ts';
import { useRoutes } from '../shell/routes.ts';
import { Button, Notice } from '../ui/index.tsx';
import { findMendingPlace } from './mending.ts';

const rank = { error: 0, warning: 1, info: 2 } as const;

/** What would later make the agreement void or unenforceable: errors first, each with its article and the way to the field. */
export function Checks(props: {
  readonly caseId: string;
  readonly findings: readonly CheckFinding[];
  readonly overruled: Readonly<Record<string, string>>;
  readonly onOverrule: (rule: string, reason: string) => void;
}) {
  const { t } = useTranslation();
  if (props.findings.length === 0) return <Notice tone="good">{t('agreement.checksPassed')}</Notice>;
  const sorted = [...props.findings].sort((left, right) => rank[left.severity] - rank[right.severity]);
  return (
    <ul className="plain-list">
      {sorted.map((finding, index) => (
        <li key={`${finding.rule}-${index}`} data-check={finding.rule} data-severity={finding.severity}>
          <Notice tone={finding.severity === 'info' ? 'info' : finding.severity}>
            <div>{t(finding.messageKey, finding.params)}</div>
            <div className="small">{finding.article}</div>
            <div className="row">
              <MendButton caseId={props.caseId} finding={finding} />
              {finding.severity === 'warning' && (
                <input
                  className="input"
                  style={{ flex: 1, minWidth: '10rem' }}
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

/** One click to the field that mends it, on this page or another; a field elsewhere is named with its page. */
function MendButton({ caseId, finding }: { readonly caseId: string; readonly finding: CheckFinding }) {
  const { t } = useTranslation();
  const go = useRoutes((routes) => routes.go);
  const place = findMendingPlace(finding);
  if (place === null) return null;
  const { section, at } = place;
  return (
    <Button
      kind="quiet"
      data-action={`mend-${finding.rule}`}
      onClick={() => go({ name: 'case', caseId, section, ...(at === '' ? {} : { at }) })}
    >
      {section === 'agreement'
        ? t('agreement.mend')
        : t('agreement.mendIn', { section: t(`section.${section}`) })}
    </Button>
  );
}
