import { type ComponentProps, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mediationLimits } from '../../shared/case/deadline-events.ts';
import type { Meeting } from '../../shared/case/entities.ts';
import { codeLabel, meetingKinds } from '../../shared/law/codes/index.ts';
import { isWorkingDay } from '../../shared/law/working-days.ts';
import { isCalendarDate } from '../../shared/text/dates.ts';
import { useLawTables } from '../calculators/useLawTables.ts';
import type { SectionProps } from '../casepage/CasePage.tsx';
import { useAct } from '../casepage/useCase.ts';
import { useDraft } from '../drafts/useDraft.ts';
import { useEscape } from '../shell/escape.ts';
import { Button, type Finding, StillMissing, TextInput, useOrder } from '../ui/index.tsx';
import { listText } from '../ui/list-text.ts';
import { dateTextWithWeekday, todayInShanghai } from '../ui/shanghai-time.ts';
import { useFocusBack } from '../ui/useFocusBack.ts';
import { usualPlaceOf } from './arranged-meeting.ts';
import { expectedAttendees } from './expected-attendees.ts';
import { MeetingConflicts, useMeetingConflicts } from './MeetingConflicts.tsx';
import { newMeeting } from './new-meeting.ts';
import { useKnownRooms } from './useKnownRooms.ts';

/** 安排调解会: day, hour, way and room, with what else is planned then. The notice is made from it. */
export function SchedulePanel(props: SectionProps & { readonly onDone: (meetingId: string | null) => void }) {
  const { t, i18n } = useTranslation();
  const { opened, caseId, onDone } = props;
  const { view } = opened;
  const { act } = useAct(caseId);
  const rooms = useKnownRooms();
  useFocusBack();
  useEscape(true, () => onDone(null));
  const tables = useLawTables();
  const [reason, setReason] = useState('');
  const { value, change, clear } = useDraft(`${caseId}:schedule`, {
    kind: 'faceToFace' as Meeting['kind'],
    date: '',
    startTime: '',
    endTime: '',
    ...usualPlaceOf(view),
  });
  const people = expectedAttendees(view).map(({ name }) => name);
  const plan = { meetingId: '', people, ...value };
  const conflicts = useMeetingConflicts(plan, caseId);
  const lastDay = opened.deadlines.find(
    ({ rule, doneOn }) => mediationLimits.has(rule) && doneOn === null,
  )?.dueDate;

  const dayFindings: Finding[] = [];
  const warn = (text: string) => dayFindings.push({ severity: 'warning', text });
  if (isCalendarDate(value.date)) {
    if (value.date < todayInShanghai()) warn(t('schedule.inPast'));
    if (lastDay !== undefined && value.date > lastDay) warn(t('schedule.afterLastDay'));
    const working = tables ? isWorkingDay(value.date, tables.calendar) : null;
    if (working?.ok === false) warn(t('schedule.calendarMissing', { year: working.year }));
    else if (working?.value === false) warn(t('schedule.restDay'));
  }
  const endsBeforeStart = value.endTime !== '' && value.endTime < value.startTime;
  const isReasonNeeded = conflicts.length > 0;
  const missing = [
    ...(isCalendarDate(value.date) ? [] : ['date']),
    ...(value.startTime === '' ? ['startTime'] : []),
    ...(value.place.trim() === '' ? ['place'] : []),
  ].map((name) => t(`field.meeting.${name}`));

  const save = useOrder(async () => {
    const patches = newMeeting(view, value);
    await act('meeting.recorded', {
      patches,
      ...(isReasonNeeded ? { reason: reason.trim() } : {}),
    });
    clear();
    onDone(patches[0].id);
  });
  const text = (
    name: 'date' | 'startTime' | 'endTime' | 'place' | 'room',
    type: 'text' | 'date' | 'time',
    more: Pick<ComponentProps<typeof TextInput>, 'suggestions' | 'findings' | 'isWide' | 'hasFocus'> = {},
  ) => (
    <TextInput
      label={t(`field.meeting.${name}`)}
      field={`schedule.${name}`}
      type={type}
      value={value[name]}
      onChange={(next) => change({ ...value, [name]: next })}
      {...more}
    />
  );
  const locale = i18n.language === 'en' ? 'en' : 'zh-CN';
  return (
    <div className="card stack" data-panel="schedule">
      <h3>{t('schedule.title')}</h3>
      <div className="grid">
        {text('date', 'date', { findings: dayFindings, hasFocus: true })}
        {text('startTime', 'time')}
        {text('endTime', 'time', {
          findings: endsBeforeStart ? [{ severity: 'error', text: t('law.order.endsBeforeStart') }] : [],
        })}
        <div className="field">
          <label htmlFor="schedule-kind">{t('field.meeting.kind')}</label>
          <select
            id="schedule-kind"
            data-field="schedule.kind"
            value={value.kind}
            onChange={(event) => change({ ...value, kind: event.target.value as Meeting['kind'] })}
          >
            {meetingKinds.map(({ code }) => (
              <option key={code} value={code}>
                {codeLabel(meetingKinds, code, locale)}
              </option>
            ))}
          </select>
        </div>
        {text('room', 'text', { suggestions: rooms })}
        {text('place', 'text', { isWide: true })}
      </div>
      {isCalendarDate(value.date) && (
        <p className="soft small">
          {dateTextWithWeekday(value.date)}　{t('schedule.people', { people: listText(people) })}
        </p>
      )}
      <MeetingConflicts conflicts={conflicts} />
      {isReasonNeeded && (
        <TextInput
          label={t('common.insistReason')}
          field="schedule.reason"
          value={reason}
          onChange={setReason}
        />
      )}
      {save.failure}
      <div className="row">
        <Button
          kind="primary"
          data-action="save-schedule"
          disabled={
            save.isBusy || missing.length > 0 || endsBeforeStart || (isReasonNeeded && reason.trim() === '')
          }
          onClick={() => void save.run()}
        >
          {t('schedule.save')}
        </Button>
        <Button onClick={() => onDone(null)}>{t('common.cancel')}</Button>
        <StillMissing labels={missing} />
      </div>
    </div>
  );
}
