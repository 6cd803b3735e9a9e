import { useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attendee } from '../../shared/case/entities.ts';
import { isClosedTo } from '../../shared/case/step-refusals.ts';
import type { MeetingView } from '../../shared/case/view.ts';
import { meetingKinds, meetingResults } from '../../shared/law/codes/index.ts';
import type { SectionProps } from '../casepage/CasePage.tsx';
import { savedValues, useAct } from '../casepage/useCase.ts';
import {
  CheckField,
  ChoiceField,
  EntityFields,
  LeftOutFields,
  SaveBar,
  TextField,
  useEditing,
} from '../editing/index.ts';
import { Adjournments } from './Adjournments.tsx';
import { Attendance } from './Attendance.tsx';
import { possibleAttendees } from './expected-attendees.ts';
import { MeetingConflicts, useMeetingConflicts } from './MeetingConflicts.tsx';
import { listStaffIds } from './speakers.ts';
import { useKnownRooms } from './useKnownRooms.ts';

/** When and where a meeting is, who took part, how it ended. Folded once people are talking. */
export function MeetingFields({ opened, caseId, meeting }: SectionProps & { readonly meeting: MeetingView }) {
  const { t } = useTranslation();
  const { act } = useAct(caseId);
  const isReadOnly = meeting.document !== null || isClosedTo(opened.view, 'holdMeeting');
  const editing = useEditing(`${caseId}:meeting:${meeting.id}`, savedValues(opened.view), isReadOnly);
  const rooms = useKnownRooms();
  // Once people are talking, what was settled at the door folds away.
  const isBefore = meeting.entries.length === 0;
  const wasBefore = useRef(isBefore);
  useLayoutEffect(() => {
    // What folds is long where many came: without this the page would end up anywhere, and the composer out of sight.
    if (wasBefore.current && !isBefore)
      document.querySelector('[data-composer]')?.scrollIntoView({ block: 'end' });
    wasBefore.current = isBefore;
  }, [isBefore]);
  const staffIds = listStaffIds(opened.view);
  const textOf = (field: string) => {
    const value = editing.get('meeting', meeting.id, field);
    return typeof value === 'string' ? value : '';
  };
  const attendees =
    (editing.get('meeting', meeting.id, 'attendees') as readonly Attendee[] | null | undefined) ?? [];
  const absent = attendees.filter(({ presence }) => presence === 'absent').length;
  const unchecked = attendees.filter(
    (one) => one.presence !== 'absent' && !one.isIdentityChecked && !staffIds.includes(one.personId),
  ).length;
  const conflicts = useMeetingConflicts(
    {
      meetingId: meeting.id,
      date: textOf('date'),
      startTime: textOf('startTime'),
      endTime: textOf('endTime'),
      place: textOf('place'),
      room: textOf('room'),
      people: attendees.map(({ name }) => name),
    },
    caseId,
  );
  return (
    <EntityFields editing={editing} kind="meeting" id={meeting.id} isReadOnly={isReadOnly}>
      <div className="stack">
        <div className="grid">
          <TextField field="date" type="date" />
          <TextField field="startTime" type="time" />
          <TextField field="endTime" type="time" />
          <ChoiceField field="result" codes={meetingResults} />
        </div>
        <details open={isBefore}>
          <summary>{t('minutes.placeAndWay')}</summary>
          <div className="grid">
            <ChoiceField field="kind" codes={meetingKinds} />
            <TextField field="room" suggestions={rooms} />
            <TextField field="place" isWide />
            <CheckField field="isOpenToPublic" />
            <CheckField field="isRecordingConsented" />
          </div>
          <Adjournments editing={editing} meetingId={meeting.id} isReadOnly={isReadOnly} />
        </details>
        {!isReadOnly && <MeetingConflicts conflicts={conflicts} />}
        <details open={isBefore} data-panel="attendance">
          <summary>
            {[
              t('minutes.attendance', { count: attendees.length }),
              ...(absent > 0 ? [t('minutes.attendanceAbsent', { count: absent })] : []),
              unchecked > 0
                ? t('minutes.attendanceUnchecked', { count: unchecked })
                : t('minutes.attendanceChecked'),
            ].join(t('common.clauseSeparator'))}
          </summary>
          <Attendance
            editing={editing}
            meetingId={meeting.id}
            staffIds={staffIds}
            possible={possibleAttendees(opened.view)}
            isReadOnly={isReadOnly}
          />
        </details>
        <LeftOutFields editing={editing} />
        {!isReadOnly && (
          <SaveBar
            editing={editing}
            action="save-meeting"
            label={t('minutes.saveMeeting')}
            isPlain
            onSave={(reason) => act('meeting.recorded', { patches: editing.patches, ...reason })}
          />
        )}
      </div>
    </EntityFields>
  );
}
