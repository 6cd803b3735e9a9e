import type { CaseView } from '../../case/view.ts';
import { codeLabel, meetingResults } from '../../law/codes/index.ts';
import type { DocumentContent, Field } from '../content.ts';
import { namesOfSide } from '../parties.ts';
import { commonContent } from '../places.ts';
import { dateText, mediatorsText, yesNoText } from '../wording.ts';

/** 调解笔录 (DOMAIN 2.3.8; 企业劳动争议协商调解规定 30; 办案规则 42). */
export type Minutes = DocumentContent & {
  readonly head: readonly Field[];
  readonly entries: readonly {
    readonly number: number;
    readonly time: string;
    readonly speaker: string;
    readonly role: string;
    readonly text: string;
    /** '更正第3条' where an entry puts another right. */
    readonly note: string;
  }[];
  readonly result: string;
  readonly closing: string;
};

/** @throws Error 'document.meetingUnknown' */
export function buildMinutes(view: CaseView, meetingId: string): Minutes {
  const meeting = view.meetings.find((one) => one.id === meetingId);
  if (meeting === undefined) throw new Error('document.meetingUnknown');
  const before = view.meetings
    .filter((one) => (one.number ?? 0) < (meeting.number ?? 0))
    .reduce((count, one) => count + one.entries.length, 0);
  const numbers = new Map(
    view.meetings.flatMap((one) => one.entries).map((entry, index) => [entry.id, index + 1]),
  );
  const breaks = (meeting.adjournments ?? [])
    .map(({ from, to, reason }) => `${from}至${to}${reason ? `（${reason}）` : ''}`)
    .join('；');
  const head: Field[] = [
    ['案由', view.application.causeOfAction ?? ''],
    ['申请人', namesOfSide(view, 'applicant')],
    ['被申请人', namesOfSide(view, 'respondent')],
    ['第三人', namesOfSide(view, 'thirdParty')],
    ['次数', meeting.number ? `第${meeting.number}次调解会` : ''],
    ['时间', `${dateText(meeting.date)}${meeting.startTime ?? ''}至${meeting.endTime ?? ''}`],
    ['休会', breaks],
    ['地点', meeting.place ?? ''],
    ['调解员', mediatorsText(view.acceptance?.mediators ?? [])],
    ['记录人', view.acceptance?.recorder ?? ''],
    ['参加人', (meeting.attendees ?? []).map(({ name, role }) => `${name}（${role}）`).join('、')],
    ['是否公开', yesNoText(meeting.isOpenToPublic)],
    ['是否同意录音录像', yesNoText(meeting.isRecordingConsented)],
  ];
  return {
    ...commonContent(view, 'minutes', view.opened.caseNumber),
    head: head.filter(([, value]) => value !== ''),
    entries: meeting.entries
      .filter((entry) => !entry.isWithdrawn)
      .map((entry, index) => ({
        number: before + index + 1,
        time: entry.time ?? '',
        speaker: entry.speaker ?? '',
        role: entry.speakerRole ?? '',
        text: entry.text ?? '',
        note: entry.correctsEntryId ? `更正第${numbers.get(entry.correctsEntryId) ?? ''}条` : '',
      })),
    result: codeLabel(meetingResults, meeting.result ?? ''),
    closing: '以上笔录经本人核对，与所述一致。',
  };
}
