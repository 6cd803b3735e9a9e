import { useTranslation } from 'react-i18next';
import type { MendPlace, Obstacle } from '../../shared/documents/application-obstacles.ts';
import { type Page, useRoutes } from '../shell/routes.ts';
import { Button, Notice } from '../ui/index.tsx';

/** What would have the application refused, gravest first, each with its article and the way to mend it. */
export function Obstacles(props: { readonly caseId: string; readonly obstacles: readonly Obstacle[] }) {
  const { t } = useTranslation();
  const go = useRoutes((routes) => routes.go);
  if (props.obstacles.length === 0) return <Notice tone="good">{t('pack.nothingInTheWay')}</Notice>;
  return (
    <ul className="plain-list">
      {props.obstacles.map(({ id, severity, article, about, mend }, index) => (
        <li key={`${id}-${about}-${String(index)}`} data-obstacle={id} data-severity={severity}>
          <Notice tone={severity === 'refusal' ? 'error' : 'warning'}>
            <div className="card-head">
              <div>
                <strong>{t(`pack.severity.${severity}`)}</strong>
                {t(`check.application.${id}`, { about: about || t('pack.wholeAgreement') })}
                <div className="small">{article}</div>
              </div>
              {mend !== null && (
                <Button
                  kind="quiet"
                  data-action={`mend-${id}`}
                  onClick={() => go(pageOf(props.caseId, mend))}
                >
                  {t('agreement.mend')}
                </Button>
              )}
            </div>
          </Notice>
        </li>
      ))}
    </ul>
  );
}

/** The section where it is mended, with the cursor in the field. */
function pageOf(caseId: string, mend: MendPlace): Page {
  const inSection = (section: string) => ({ name: 'case', caseId, section }) as const;
  switch (mend.kind) {
    case 'paper':
      return {
        ...inSection('documents'),
        paper: { form: mend.form, subjectId: mend.subjectId },
      };
    case 'signatures':
      return inSection('documents');
    case 'party':
    case 'application':
    case 'claim':
      return { ...inSection('intake'), at: `${mend.kind}.${mend.id}.${mend.field}` };
    case 'agreementTerms':
    case 'obligation':
      return { ...inSection('agreement'), at: `${mend.kind}.${mend.id}.${mend.field}` };
    case 'performance':
      return { ...inSection('performance'), at: `performance.${mend.id}.${mend.field}` };
  }
}
