import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunningDeadline } from '../../shared/contract/cases.ts';
import { deadlineLabel } from '../../shared/law/deadline-labels.ts';
import { dateText } from '../ui/shanghai-time.ts';
import type { SectionProps } from './CasePage.tsx';

/** The texts of the articles are loaded when a case is open, not with the window. */
export const loadLegalCards = () => import('./LegalCards.tsx');
const LegalCards = lazy(loadLegalCards);

/** An overdue duty is red; a right or an opening that has passed is only said, for nobody can still do anything about it. */
function DaysLeft({ deadline }: { readonly deadline: RunningDeadline }) {
  const { t } = useTranslation();
  const { daysLeft, nature } = deadline;
  if (daysLeft === null) return null;
  if (daysLeft < 0) {
    return nature === 'duty' ? (
      <span className="tag tag-red">{t('deadline.passed', { days: -daysLeft })}</span>
    ) : (
      <span className="tag">{t('deadline.lapsed', { days: -daysLeft })}</span>
    );
  }
  return (
    <span className={`tag ${daysLeft <= 3 ? 'tag-amber' : ''}`}>
      {t('deadline.left', { days: daysLeft })}
    </span>
  );
}

/** Running deadlines with their article, and who must still sign. */
export function LawRail({ opened, caseId }: SectionProps) {
  const { t, i18n } = useTranslation();
  const locale = i18n.language === 'en' ? 'en' : 'zh-CN';
  // What is over is waited for by nobody, even where it passed before.
  const running = opened.deadlines.filter((one) => one.endedOn === null);
  const agreement = opened.view.agreements.findLast((one) => one.isFinal);
  return (
    <aside className="rail section" aria-label={t('rail.title')}>
      <h2>{t('rail.deadlines')}</h2>
      {running.length === 0 && <p className="soft small">{t('rail.noDeadlines')}</p>}
      <ul>
        {running.map((one) => (
          <li key={`${one.rule}-${one.triggerDate}-${one.dueDate}`} data-deadline={one.rule}>
            <div>{deadlineLabel(one.rule, locale)}</div>
            <div>
              {one.problem !== 'calendarMissing' && dateText(one.dueDate)} <DaysLeft deadline={one} />
            </div>
            <div className="small soft">
              {one.article}
              {one.isRolledOver ? ` · ${t('deadline.rolledOver')}` : ''}
            </div>
            {one.problem && <div className="small field-warning">{t(`deadline.${one.problem}`)}</div>}
          </li>
        ))}
      </ul>
      {agreement && (
        <>
          <h2>{t('rail.effect')}</h2>
          {agreement.effectiveness.isEffective ? (
            <p data-value="effectiveDate">
              {t('effect.since', { date: dateText(agreement.effectiveness.effectiveDate) })}
            </p>
          ) : (
            <ul data-value="missing">
              {agreement.effectiveness.missing.map((one) => (
                <li key={`${one.kind}-${one.id}`}>
                  <span className="tag tag-amber">{t(`missing.${one.kind}`)}</span> {one.name}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
      <Suspense fallback={null}>
        <LegalCards view={opened.view} caseId={caseId} />
      </Suspense>
    </aside>
  );
}
