import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeetingPlan } from '../../shared/case/meeting-plans.ts';
import type { CaseListItem } from '../../shared/contract/cases.ts';
import { isRiskId } from '../../shared/risk/risk-id.ts';
import { addDays } from '../../shared/text/dates.ts';
import { call, desk } from '../app/desk.ts';
import { codeText } from '../app/error-text.ts';
import type { SectionId } from '../casepage/section-ids.ts';
import { useStandingLines } from '../certificates/useStandingLines.tsx';
import { useOpenBatchLines } from '../documents/useOpenBatchLines.tsx';
import { ConflictLine } from '../exchange/ConflictCases.tsx';
import { useSyncStatus } from '../exchange/useSyncStatus.ts';
import { isKeyDateNear } from '../risks/key-date.ts';
import { RiskLine } from '../risks/RiskLine.tsx';
import { useRisks } from '../risks/useRisk.ts';
import { useRoutes } from '../shell/routes.ts';
import { Button, Section } from '../ui/index.tsx';
import { dateText, dateTextWithWeekday, todayInShanghai } from '../ui/shanghai-time.ts';
import { useSettled } from '../ui/useSettled.ts';
import { CaseLine } from './CaseLine.tsx';
import { DeadlineTag } from './CaseRows.tsx';
import { NewCase } from './NewCase.tsx';
import { useUnsavedLines } from './useUnsavedLines.tsx';

/** What today asks for: who comes and where to go on the left; on the right what runs out, in the order of its urgency. */
export function TodayPage() {
  const { t } = useTranslation();
  const go = useRoutes((routes) => routes.go);
  const { data } = useQuery({ queryKey: ['today'], queryFn: () => call(desk.cases.today({})) });
  const sync = useSyncStatus();
  const standingLines = useStandingLines();
  const openBatchLines = useOpenBatchLines();
  // The register is read, and verified, when somebody stays here: who goes on to the list does not wait for it.
  const hasStayed = useSettled(data !== undefined);
  const risks = useRisks(hasStayed);
  const unsavedLines = useUnsavedLines(hasStayed);
  if (data === undefined) return null;
  const parked = sync?.parked.filter((one) => one.needsSomebody) ?? [];
  const lines = (
    rows: readonly CaseListItem[],
    section: SectionId | '',
    tag: (row: CaseListItem) => ReactNode,
  ) => rows.map((row) => <CaseLine key={row.id} row={row} section={section} tag={tag(row)} />);
  const count = (key: string, number: number) => (
    <span className={`tag ${number > 0 ? 'tag-amber' : ''}`} data-count={key}>
      {number}
    </span>
  );
  const right: readonly (readonly [string, readonly ReactNode[]])[] = [
    [
      'deadlines',
      lines(data.deadlines, '', (row) => (
        <DeadlineTag
          dueDate={row.nextDeadlineOn}
          rule={row.summary.nextDeadlineRule}
          today={todayInShanghai()}
        />
      )),
    ],
    [
      'waitingForSignature',
      lines(data.waitingForSignature, 'documents', ({ summary }) => (
        <span className="tag tag-amber">
          {t('caseload.missingSignatures', { count: summary.missingSignatures })}
        </span>
      )),
    ],
    [
      'overduePerformance',
      lines(data.overduePerformance, 'performance', ({ summary }) => (
        <span className="tag tag-red">{t('caseload.overdue', { count: summary.overduePerformance })}</span>
      )),
    ],
    [
      'needsYou',
      [
        ...unsavedLines,
        ...lines(data.toReceive, 'closing', () => (
          <span className="tag tag-amber">{t('step.receiveCase')}</span>
        )),
        ...lines(data.conflicts, 'intake', ({ summary }) => (
          <span className="tag tag-amber">{t('caseload.conflicts', { count: summary.conflicts })}</span>
        )),
        ...(sync?.conflicts ?? [])
          .filter(({ recordId }) => isRiskId(recordId))
          .map((item) => <ConflictLine key={item.recordId} item={item} />),
        ...openBatchLines,
        ...standingLines,
        ...parked.map((item) => (
          <li key={item.id}>
            <button
              type="button"
              className="line"
              data-parked={item.id}
              onClick={() => go({ name: 'exchange' })}
            >
              <span>
                {item.caseNumber}　{t(`action.${item.type}`, { defaultValue: item.type })}
                <span className="small soft">　{codeText(item.code, t)}</span>
              </span>
              <span className="tag tag-amber">{t('today.parked')}</span>
            </button>
          </li>
        )),
      ],
    ],
  ];
  const nearRisks = (risks ?? [])
    .filter((one) => isKeyDateNear(one, data.date))
    .sort((left, right) => ((left.risk.keyDate ?? '') < (right.risk.keyDate ?? '') ? -1 : 1));
  const isEmpty =
    data.meetings.length + data.soonMeetings.length + data.visits.length + nearRisks.length === 0 &&
    right.every(([, items]) => items.length === 0);
  return (
    <>
      <div className="case-head">
        <div>
          <h1>
            {t('nav.today')}　{dateTextWithWeekday(data.date)}
          </h1>
          <p className="soft">{t('today.openCases', { count: data.openCases })}</p>
        </div>
        <div className="row">
          <Button kind="quiet" data-action="check-document" onClick={() => go({ name: 'check' })}>
            {t('check.title')}
          </Button>
          <NewCase />
        </div>
      </div>
      {isEmpty ? (
        risks !== undefined && (
          <Section title={t('today.nothing')}>
            <p className="soft">{t('today.nothingExplained')}</p>
          </Section>
        )
      ) : (
        <div className="today">
          <div>
            <Section title={t('today.meetings')} aside={count('meetings', data.meetings.length)}>
              {data.meetings.length === 0 && <p className="soft">{t('today.noMeetings')}</p>}
              <ul className="lines">
                {data.meetings.map((one) => (
                  <MeetingLine key={one.plan.meetingId} {...one} />
                ))}
              </ul>
            </Section>
            {data.soonMeetings.length > 0 && (
              <Section title={t('today.soonMeetings')}>
                <ul className="lines" data-list="soonMeetings">
                  {data.soonMeetings.map((one) => (
                    <MeetingLine
                      key={one.plan.meetingId}
                      {...one}
                      day={dateTextWithWeekday(one.plan.date)}
                      tag={
                        one.plan.date === addDays(data.date, 1) && (
                          <span className="tag tag-amber">{t('today.tomorrow')}</span>
                        )
                      }
                    />
                  ))}
                </ul>
              </Section>
            )}
            <Section title={t('today.visits')} aside={count('visits', data.visits.length)}>
              {data.visits.length === 0 && <p className="soft">{t('today.noVisits')}</p>}
              <ul className="lines">
                {data.visits.map((row) => (
                  <CaseLine
                    key={row.id}
                    row={row}
                    section="visits"
                    before={<strong>{dateText(row.summary.nextVisitOn)}</strong>}
                    tag={
                      row.summary.nextVisitOn < data.date && (
                        <span className="tag tag-amber">{t('visits.planOverdue')}</span>
                      )
                    }
                  />
                ))}
              </ul>
              {data.visits.length > 0 && (
                <Button kind="quiet" data-action="open-visits" onClick={() => go({ name: 'visits' })}>
                  {t('today.visitRound')}
                </Button>
              )}
            </Section>
            {nearRisks.length > 0 && (
              <Section title={t('today.risks')} aside={count('risks', nearRisks.length)}>
                <ul className="lines" data-list="risks">
                  {nearRisks.map((one) => (
                    <RiskLine key={one.riskId} view={one} />
                  ))}
                </ul>
              </Section>
            )}
          </div>
          <div>
            {right.map(([key, items]) => (
              <Section key={key} title={t(`today.${key}`)} aside={count(key, items.length)}>
                {items.length === 0 ? (
                  <p className="soft">{t(`today.${key}None`)}</p>
                ) : (
                  <ul className="lines" data-list={key}>
                    {items}
                  </ul>
                )}
              </Section>
            ))}
          </div>
        </div>
      )}
    </>
  );
}

/** A meeting with its day where it is not today's, its hours and its place. */
function MeetingLine(props: {
  readonly caseItem: CaseListItem;
  readonly plan: MeetingPlan;
  readonly day?: string;
  readonly tag?: ReactNode;
}) {
  const { caseItem, plan, day = '', tag } = props;
  const hours = [plan.startTime, plan.endTime].filter(Boolean).join('–');
  return (
    <CaseLine
      row={caseItem}
      section="minutes"
      before={<strong>{[day, hours].filter(Boolean).join(' ')}</strong>}
      after={[plan.place, plan.room].filter(Boolean).join(' ')}
      tag={tag}
    />
  );
}
