import { useTranslation } from 'react-i18next';
import { findEarlySignature } from '../../shared/case/signing-day.ts';
import { isAtAnotherOffice } from '../../shared/case/step-refusals.ts';
import type { RunningDeadline } from '../../shared/contract/cases.ts';
import { deadlineLabel } from '../../shared/law/deadline-labels.ts';
import { useRoutes } from '../shell/routes.ts';
import { Button, Notice } from '../ui/index.tsx';
import { loadedApart } from '../ui/loadedApart.tsx';
import { dateText, todayInShanghai } from '../ui/shanghai-time.ts';
import type { SectionProps } from './CasePage.tsx';

/** The texts of the articles are loaded when a case is open, not with the window. */
export const LegalCards = loadedApart(() => import('./LegalCards.tsx'));

/** An overdue duty is red; a right or an opening that has passed is only said, for nobody can still do anything about it. */
function DaysLeft({ deadline }: { readonly deadline: RunningDeadline }) {
  const { t } = useTranslation();
  const { daysLeft, nature } = deadline;
  if (daysLeft === null) return null;
  if (daysLeft < 0) {
    return nature === 'duty' ? (
      <span className="tag tag-red">{t('deadline.passed', { count: -daysLeft })}</span>
    ) : (
      <span className="tag">{t('deadline.lapsed', { count: -daysLeft })}</span>
    );
  }
  return (
    <span className={`tag ${daysLeft <= 3 ? 'tag-amber' : ''}`}>
      {t('deadline.left', { count: daysLeft })}
    </span>
  );
}

type DeadlineGroup = { readonly deadline: RunningDeadline; readonly count: number };

/** What ends on one day by one rule is said once, with how many it is: twelve instalments are one reminder. Soonest first. */
function groupByDay(deadlines: readonly RunningDeadline[]): DeadlineGroup[] {
  const groups = new Map<string, DeadlineGroup>();
  for (const deadline of deadlines) {
    const key = `${deadline.id} ${deadline.dueDate} ${deadline.problem ?? ''}`;
    groups.set(key, { deadline, count: (groups.get(key)?.count ?? 0) + 1 });
  }
  return [...groups.values()].sort((left, right) =>
    left.deadline.dueDate.localeCompare(right.deadline.dueDate),
  );
}

/** A right or an opening whose day has passed: nobody can still do anything about it. */
const isLapsed = ({ nature, daysLeft }: RunningDeadline): boolean =>
  nature !== 'duty' && daysLeft !== null && daysLeft < 0;

function DeadlineLines({ groups }: { readonly groups: readonly DeadlineGroup[] }) {
  const { t, i18n } = useTranslation();
  const locale = i18n.language === 'en' ? 'en' : 'zh-CN';
  return (
    <ul>
      {groups.map(({ deadline, count }) => (
        <li
          key={`${deadline.id}-${deadline.triggerDate}-${deadline.dueDate}-${deadline.problem}`}
          data-deadline={deadline.rule}
        >
          <div>
            {deadlineLabel(deadline.id, locale)}
            {count > 1 && <span className="soft">{t('deadline.several', { count })}</span>}
          </div>
          <div>
            {deadline.problem !== 'calendarMissing' && dateText(deadline.dueDate)}{' '}
            <DaysLeft deadline={deadline} />
          </div>
          <div className="small soft">
            {deadline.article}
            {deadline.isRolledOver ? ` · ${t('deadline.rolledOver')}` : ''}
          </div>
          {deadline.problem && <div className="small field-warning">{t(`deadline.${deadline.problem}`)}</div>}
        </li>
      ))}
    </ul>
  );
}

/** Running deadlines with their article, and who must still sign. */
export function LawRail({ opened, caseId }: SectionProps) {
  const { t } = useTranslation();
  const go = useRoutes((routes) => routes.go);
  const isElsewhere = isAtAnotherOffice(opened.view);
  // What is over is waited for by nobody, even where it passed before; what another office works on is due there.
  const open = opened.deadlines.filter((one) => one.endedOn === null && !isElsewhere);
  const running = groupByDay(open.filter((one) => !isLapsed(one)));
  const lapsed = groupByDay(open.filter(isLapsed));
  const agreement = opened.view.agreements.findLast((one) => one.isFinal);
  const early = agreement && findEarlySignature(opened.view, agreement, todayInShanghai());
  return (
    <aside className="rail section" aria-label={t('rail.title')}>
      <h2>{t('rail.deadlines')}</h2>
      {running.length === 0 && (
        <p className="soft small">{t(isElsewhere ? 'rail.deadlinesElsewhere' : 'rail.noDeadlines')}</p>
      )}
      <DeadlineLines groups={running} />
      {lapsed.length > 0 && (
        <details>
          <summary className="small soft">{t('rail.lapsed', { count: lapsed.length })}</summary>
          <DeadlineLines groups={lapsed} />
        </details>
      )}
      {agreement && (
        <>
          <h2>{t('rail.effect')}</h2>
          {agreement.effectiveness.isEffective ? (
            <>
              <p data-value="effectiveDate">
                {t('effect.since', { date: dateText(agreement.effectiveness.effectiveDate) })}
              </p>
              {early && (
                <Notice tone="warning">
                  <p>
                    {t('effect.signedEarly', { name: early.signerName, date: dateText(early.date) })}{' '}
                    {t(`signing.day.${early.fault.code}`, { day: dateText(early.fault.day) })}
                  </p>
                  <Button
                    kind="quiet"
                    data-action="to-early-signature"
                    onClick={() =>
                      go({
                        name: 'case',
                        caseId,
                        section: 'documents',
                        at: `agreement.${agreement.version}.${early.signerId}`,
                      })
                    }
                  >
                    {t('effect.toSignature')}
                  </Button>
                </Notice>
              )}
            </>
          ) : (
            <>
              <ul data-value="missing">
                {agreement.effectiveness.missing.map((one) => (
                  <li key={`${one.kind}-${one.id}`}>
                    <span className="tag tag-amber">{t(`missing.${one.kind}`)}</span> {one.name}
                  </li>
                ))}
              </ul>
              <Button
                kind="quiet"
                data-action="to-signing"
                onClick={() =>
                  go({ name: 'case', caseId, section: 'documents', at: `agreement.${agreement.version}` })
                }
              >
                {t('closing.toSign')}
              </Button>
            </>
          )}
        </>
      )}
      <LegalCards view={opened.view} caseId={caseId} />
    </aside>
  );
}
