import type { EntityPatch } from '../../shared/case/actions.ts';
import type { Meeting } from '../../shared/case/entities.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { newId } from '../casepage/useCase.ts';
import { expectedAttendees } from './expected-attendees.ts';

/** When, where and how, as it is planned or begun. */
export type MeetingTimes = Pick<Meeting, 'kind' | 'date' | 'startTime' | 'place' | 'room'> & {
  readonly endTime?: string;
};

/** The next meeting of the case: its number goes on, those who belong to the case are expected. */
export function newMeeting(view: CaseView, { endTime, ...times }: MeetingTimes): EntityPatch {
  return {
    kind: 'meeting',
    id: newId('M'),
    fields: {
      number: Math.max(0, ...view.meetings.map(({ number }) => number ?? 0)) + 1,
      ...times,
      ...(endTime ? { endTime } : {}),
      isOpenToPublic: false,
      isRecordingConsented: false,
      attendees: expectedAttendees(view),
    },
  };
}
