import type { EntityPatch } from '../../shared/case/actions.ts';
import type { Meeting } from '../../shared/case/entities.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { numberPatches } from '../casepage/number-patches.ts';
import { newId } from '../casepage/useCase.ts';
import { findPlace } from './arranged-meeting.ts';
import { expectedAttendees } from './expected-attendees.ts';

/** When, where and how, as it is planned or begun. */
export type MeetingTimes = Pick<Meeting, 'kind' | 'date' | 'startTime' | 'place' | 'room'> & {
  readonly endTime?: string;
};

/** Another meeting of the case, to which those who belong to the case are expected; first its own patch. */
export function newMeeting(
  view: CaseView,
  { endTime, ...times }: MeetingTimes,
): readonly [EntityPatch, ...EntityPatch[]] {
  const { number, moved } = findPlace(view.meetings, times);
  return [
    {
      kind: 'meeting',
      id: newId('M'),
      fields: {
        number,
        ...times,
        ...(endTime ? { endTime } : {}),
        isOpenToPublic: false,
        isRecordingConsented: false,
        attendees: expectedAttendees(view),
      },
    },
    ...numberPatches('meeting', moved),
  ];
}
