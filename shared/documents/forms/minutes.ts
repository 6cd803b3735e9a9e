import { numberEntries } from '../../case/entry-numbers.ts';
import { isRepresentedAt } from '../../case/represented.ts';
import type { CaseView } from '../../case/view.ts';
import {
  attendancePowers,
  challengeDecisions,
  codeLabel,
  meetingKinds,
  meetingResults,
} from '../../law/codes/index.ts';
import type { Field } from '../content.ts';
import { fields, heading, type Paper, type PaperPart, plainPaper } from '../paper.ts';
import { namesOfSide } from '../parties.ts';
import { commonContent, signaturePlaces } from '../places.ts';
import { dateText, mediatorsText, placeText, yesNoText } from '../value-words.ts';
import { type Replacements, required, speak } from '../wording/sentence.ts';

export const minutesSentences = {
  closing: required('以上笔录经本人核对，与所述一致。', '参照劳动人事争议仲裁办案规则第四十二条'),
};

/**
 * 调解笔录 (DOMAIN 2.3.8; 企业劳动争议协商调解规定 30; 办案规则 42).
 * @throws Error 'document.meetingUnknown'
 */
export function buildMinutes(view: CaseView, meetingId: string, wording: Replacements): Paper {
  const say = speak(minutesSentences, wording);
  const meeting = view.meetings.find((one) => one.id === meetingId);
  if (meeting === undefined) throw new Error('document.meetingUnknown');
  const numbers = numberEntries(view);
  const breaks = (meeting.adjournments ?? [])
    .map(({ from, to, reason }) => `${from}至${to}${reason ? `（${reason}）` : ''}`)
    .join('；');
  const attendees = meeting.attendees ?? [];
  const head: Field[] = [
    ['案由', view.application.causeOfAction ?? ''],
    ['申请人', namesOfSide(view, 'applicant')],
    ['被申请人', namesOfSide(view, 'respondent')],
    ['第三人', namesOfSide(view, 'thirdParty')],
    ['次数', meeting.number ? `第${meeting.number}次调解会` : ''],
    ['时间', `${dateText(meeting.date)}${meeting.startTime ?? ''}至${meeting.endTime ?? ''}`],
    ['休会', breaks],
    ['地点', placeText(meeting)],
    ['调解方式', codeLabel(meetingKinds, meeting.kind ?? '')],
    ['调解员', mediatorsText(view.acceptance?.mediators ?? [])],
    ['记录人', view.acceptance?.recorder ?? ''],
    [
      '参加人',
      attendees
        .filter((one) => one.presence !== 'absent')
        .map(attendeeText)
        .join('、'),
    ],
    [
      '未到场',
      attendees
        .filter((one) => one.presence === 'absent')
        .map(absentText)
        .join('、'),
    ],
    ['告知权利义务', rightsText(meeting)],
    ['回避', challengesText(view, meetingId)],
    ['是否公开', yesNoText(meeting.isOpenToPublic)],
    ['是否同意录音录像', yesNoText(meeting.isRecordingConsented)],
  ];
  const result = codeLabel(meetingResults, meeting.result ?? '');
  return {
    ...commonContent(view, 'minutes', view.opened.caseNumber),
    ...plainPaper,
    isSignedOnEachPage: true,
    places: signaturePlaces(view, 'minutes', (partyId) => !isRepresentedAt(view, meetingId, partyId)),
    parts: [
      fields(head.filter(([, value]) => value !== '')),
      ...meeting.entries
        .filter((entry) => !entry.isWithdrawn)
        .map(
          (entry): PaperPart => ({
            kind: 'entry',
            number: numbers.get(entry.id) ?? 0,
            time: entry.time ?? '',
            speaker: entry.speaker ?? '',
            role: entry.speakerRole ?? '',
            text: entry.text ?? '',
            note: correctionNote(numbers.get(entry.correctsEntryId ?? '')),
          }),
        ),
      ...(result === '' ? [] : [heading(`调解结果：${result}`)]),
    ],
    closing: say('closing'),
  };
}

/** Nothing of an entry that was struck since: no such number stands on the paper. */
function correctionNote(number: number | undefined): string {
  return number === undefined ? '' : `更正第${number}条`;
}

type Meeting = CaseView['meetings'][number];
type Attendee = NonNullable<Meeting['attendees']>[number];

/** '崔小军（被申请人委托代理人，特别授权，已核对居民身份证）'. */
function attendeeText({ name, role, powers, isIdentityChecked, identityDocument }: Attendee): string {
  const details = [
    role,
    powers === 'general' || powers === 'special' ? codeLabel(attendancePowers, powers) : '',
    isIdentityChecked ? `已核对${identityDocument || '身份'}` : '',
  ];
  return `${name}（${details.filter(Boolean).join('，')}）`;
}

function absentText({ name, role, absenceReason }: Attendee): string {
  return `${name}（${[role, absenceReason].filter(Boolean).join('，')}）`;
}

function rightsText({ rightsAnnouncedAt, rightsAnnouncedBy }: Meeting): string {
  return rightsAnnouncedAt
    ? `${rightsAnnouncedAt}由${rightsAnnouncedBy ?? '调解员'}告知，并询问是否申请回避`
    : '';
}

/** What was asked and decided about mediators in this meeting. */
function challengesText(view: CaseView, meetingId: string): string {
  return view.challenges
    .filter((one) => one.meetingId === meetingId)
    .map(({ raisedById, reason, decision, replacement }) => {
      const raisedBy = view.parties.find(({ id }) => id === raisedById)?.name ?? '当事人';
      const decided = decision ? codeLabel(challengeDecisions, decision) : '待决定';
      return `${raisedBy}申请回避${reason ? `（${reason}）` : ''}，${decided}${replacement ? `，由${replacement.name}接任` : ''}`;
    })
    .join('；');
}
