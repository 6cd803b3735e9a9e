import type { CaseView, MeetingView } from '../../shared/case/view.ts';

/** The meeting that was arranged for today and has not begun: that one is held now, and not another beside it. */
export function findArrangedMeeting(view: CaseView, today: string): MeetingView | undefined {
  return view.meetings.find(
    ({ date, entries, document, result }) =>
      date === today && entries.length === 0 && document === null && !result,
  );
}
