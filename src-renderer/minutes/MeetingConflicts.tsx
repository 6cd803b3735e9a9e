import { useTranslation } from 'react-i18next';
import {
  findMeetingConflicts,
  type MeetingConflict,
  type MeetingPlan,
} from '../../shared/case/meeting-plans.ts';
import { useOpenCases } from '../caseload/useOpenCases.ts';
import { listText } from '../ui/list-text.ts';

/** What other cases have planned in the same room or with the same people at the same time. */
export function useMeetingConflicts(plan: MeetingPlan, caseId: string): MeetingConflict[] {
  const rows = useOpenCases() ?? [];
  const others = rows
    .filter((row) => row.id !== caseId)
    .flatMap(({ caseNumber, summary }) => (summary.meetings ?? []).map((one) => ({ caseNumber, plan: one })));
  return findMeetingConflicts(plan, others);
}

export function MeetingConflicts({ conflicts }: { readonly conflicts: readonly MeetingConflict[] }) {
  const { t } = useTranslation();
  return (
    <div role="status">
      {conflicts.map(({ caseNumber, startTime, isSamePlace, people }) => (
        <p key={`${caseNumber}${startTime}`} data-meeting-conflict={caseNumber}>
          <span className="tag tag-amber">{t('common.warningWord')}</span>{' '}
          {isSamePlace && t('minutes.conflictPlace', { caseNumber, startTime })}
          {people.length > 0 &&
            t('minutes.conflictPeople', { caseNumber, startTime, people: listText(people) })}
        </p>
      ))}
    </div>
  );
}
