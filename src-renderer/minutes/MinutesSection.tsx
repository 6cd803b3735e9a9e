import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findRefusal, isClosedTo } from '../../shared/case/step-refusals.ts';
import type { MeetingView } from '../../shared/case/view.ts';
import type { SectionProps } from '../casepage/CasePage.tsx';
import { DoubledNumbers } from '../casepage/DoubledNumbers.tsx';
import { numberPatches } from '../casepage/number-patches.ts';
import { TakeBackEntity } from '../casepage/TakeBack.tsx';
import { useAct } from '../casepage/useCase.ts';
import { FinaliseButton } from '../documents/FinaliseButton.tsx';
import { PaperLine } from '../documents/PaperLine.tsx';
import { focusField } from '../editing/focus-field.ts';
import { useEscape } from '../shell/escape.ts';
import { Button, Notice, Section, StillMissing, useOrder } from '../ui/index.tsx';
import { listText } from '../ui/list-text.ts';
import { timeInShanghai, todayInShanghai } from '../ui/shanghai-time.ts';
import { useFocusBack } from '../ui/useFocusBack.ts';
import { useFocusInside } from '../ui/useFocusInside.ts';
import { ArrangedOnOtherDay } from './ArrangedOnOtherDay.tsx';
import {
  fieldsOfBeginning,
  findArrangedMeeting,
  findPlacesWithout,
  usualPlaceOf,
} from './arranged-meeting.ts';
import { CaucusNotes } from './CaucusNotes.tsx';
import { Challenges } from './Challenges.tsx';
import { Disclosures } from './Disclosures.tsx';
import { EntryComposer } from './EntryComposer.tsx';
import { EntryList } from './EntryList.tsx';
import { expectedAttendees } from './expected-attendees.ts';
import { LeftOutEntries } from './LeftOutEntries.tsx';
import { MeetingFields } from './MeetingFields.tsx';
import { MeetingNotice } from './MeetingNotice.tsx';
import { newMeeting } from './new-meeting.ts';
import { OfferChain } from './OfferChain.tsx';
import { Reading } from './Reading.tsx';
import { RightsAnnouncement } from './RightsAnnouncement.tsx';
import { SchedulePanel } from './SchedulePanel.tsx';
import { UndisputedFacts } from './UndisputedFacts.tsx';
import { listUnsettled } from './unsettled.ts';

/** Meetings and their minutes: 调解笔录 as entry cards by speaker. */
export default function MinutesSection({ opened, caseId }: SectionProps) {
  const { t } = useTranslation();
  const { view } = opened;
  const { act } = useAct(caseId);
  const [chosen, setChosen] = useState<string | null>(null);
  const [isScheduling, setScheduling] = useState(false);
  const [askedAbout, setAskedAbout] = useState<MeetingView | null>(null);
  const [isReading, setReading] = useState(false);
  const [isCovered, setCovered] = useState(false);
  const current = view.meetings.find((one) => one.id === chosen) ?? view.meetings.at(-1);
  // Whoever keeps the minutes of one stays with it when another comes from a colleague's desk.
  if (chosen === null && current !== undefined) setChosen(current.id);
  const unfinished = [
    ...(current?.entries.length === 0 ? [t('minutes.entries')] : []),
    ...(current?.result ? [] : [t('field.meeting.result')]),
  ];
  const unsettled = current === undefined ? [] : listUnsettled(view, current).map((item) => t(item));
  const refusal = findRefusal(view, 'holdMeeting');
  const isWritten = current?.document === null && !isClosedTo(view, 'writeMinutes');
  const begin = useOrder(async (arranged: MeetingView | undefined) => {
    const now = { date: todayInShanghai(), startTime: timeInShanghai() };
    const patches: ReturnType<typeof newMeeting> =
      arranged === undefined
        ? newMeeting(view, { kind: 'faceToFace', ...now, ...usualPlaceOf(view) })
        : [
            {
              kind: 'meeting',
              id: arranged.id,
              fields: fieldsOfBeginning(arranged, now, expectedAttendees(view)),
            },
          ];
    await act('meeting.recorded', { patches });
    setAskedAbout(null);
    setChosen(patches[0].id);
  });
  const beginOrAsk = () => {
    const arranged = findArrangedMeeting(view, todayInShanghai());
    if (arranged === undefined || arranged.date === todayInShanghai()) void begin.run(arranged);
    else setAskedAbout(arranged);
    setScheduling(false);
  };
  return (
    <div>
      <Section
        title={t('section.minutes')}
        aside={
          <>
            {view.meetings.map((meeting) => (
              <button
                key={meeting.id}
                type="button"
                className="chip"
                aria-pressed={meeting.id === current?.id}
                data-meeting={meeting.number}
                onClick={() => setChosen(meeting.id)}
              >
                {t('minutes.meetingNumber', { number: meeting.number })}
              </button>
            ))}
            <Button
              data-action="schedule-meeting"
              disabled={refusal !== null || isScheduling}
              onClick={() => {
                setScheduling(true);
                setAskedAbout(null);
              }}
            >
              {t('schedule.open')}
            </Button>
            <Button
              kind={
                view.nextStep === 'holdMeeting' && !isScheduling && askedAbout === null ? 'primary' : 'plain'
              }
              data-action="begin-meeting"
              disabled={begin.isBusy || refusal !== null}
              onClick={beginOrAsk}
            >
              {t('minutes.begin')}
            </Button>
            {current && (
              <Button data-action="read-back" onClick={() => setReading(true)}>
                {t('minutes.readBack')}
              </Button>
            )}
            <Button data-action="cover-screen" onClick={() => setCovered(true)}>
              {t('minutes.cover')}
            </Button>
          </>
        }
      >
        {refusal && <p className="soft">{t(`errors.${refusal}`)}</p>}
        {refusal === null && !current && <p className="soft">{t('minutes.empty')}</p>}
        {begin.failure}
        <DoubledNumbers kind="meeting" view={view} caseId={caseId} isReadOnly={refusal !== null} />
        {askedAbout !== null && (
          <ArrangedOnOtherDay
            meeting={askedAbout}
            isBusy={begin.isBusy}
            onHold={() => void begin.run(askedAbout)}
            onAnother={() => void begin.run(undefined)}
            onCancel={() => setAskedAbout(null)}
          />
        )}
        {isScheduling && (
          <SchedulePanel
            opened={opened}
            caseId={caseId}
            onDone={(meetingId) => {
              setScheduling(false);
              if (meetingId !== null) setChosen(meetingId);
            }}
          />
        )}
        {current && (
          <>
            <MeetingFields key={current.id} meeting={current} opened={opened} caseId={caseId} />
            {current.document === null && current.entries.length === 0 && (
              <MeetingNotice meeting={current} view={view} caseId={caseId} />
            )}
            <RightsAnnouncement meeting={current} view={view} caseId={caseId} isReadOnly={!isWritten} />
            {isWritten && current.entries.length === 0 && (
              <TakeBackEntity
                key={`withdraw ${current.id}`}
                label={t('minutes.withdrawMeeting')}
                name="meeting"
                caseId={caseId}
                type="meeting.recorded"
                kind="meeting"
                id={current.id}
                others={numberPatches('meeting', findPlacesWithout(view.meetings, current))}
              />
            )}
          </>
        )}
      </Section>
      {current && (
        <>
          <div className="split">
            <Section
              title={t('minutes.entries')}
              aside={<span className="soft">{t('minutes.count', { count: current.entries.length })}</span>}
            >
              {current.document !== null && (
                <Notice tone="good">
                  <p>{t('minutes.frozen')}</p>
                  <PaperLine
                    view={view}
                    caseId={caseId}
                    paper={{ form: 'minutes', subjectId: current.id }}
                    isFixedElsewhere
                  />
                </Notice>
              )}
              <EntryList meeting={current} view={view} caseId={caseId} isReadOnly={!isWritten} />
              {isWritten ? (
                <EntryComposer key={current.id} meeting={current} view={view} caseId={caseId} />
              ) : (
                <LeftOutEntries key={current.id} caseId={caseId} meetingId={current.id} />
              )}
            </Section>
            <div>
              <OfferChain view={view} caseId={caseId} />
              <UndisputedFacts view={view} caseId={caseId} />
              <Section title={t('challenge.title')}>
                <Challenges view={view} caseId={caseId} meeting={current} />
                <details>
                  <summary>{t('disclosure.title')}</summary>
                  <Disclosures view={view} caseId={caseId} meeting={current} />
                </details>
              </Section>
              <CaucusNotes key={current.id} meeting={current} view={view} caseId={caseId} />
            </div>
          </div>
          {isWritten && (
            <Section title={t('minutes.finish')}>
              <p className="soft small">{t('minutes.finishExplained')}</p>
              {unsettled.length > 0 && (
                <Notice tone="warning">{t('minutes.unsettled', { items: listText(unsettled) })}</Notice>
              )}
              <div className="row">
                <FinaliseButton
                  caseId={caseId}
                  kind={current.result ? 'primary' : 'plain'}
                  form="minutes"
                  subjectId={current.id}
                  isDisabled={unfinished.length > 0}
                />
                <StillMissing labels={unfinished} />
                {(unsettled.length > 0 || !current.result) && (
                  <Button
                    kind="quiet"
                    data-action="to-meeting-fields"
                    onClick={() =>
                      focusField(`meeting.${current.id}.${current.endTime ? 'result' : 'endTime'}`)
                    }
                  >
                    {t('minutes.toFields')}
                  </Button>
                )}
              </div>
            </Section>
          )}
        </>
      )}
      {isReading && current && (
        <Reading
          view={view}
          caseId={caseId}
          meeting={current}
          isWritten={isWritten}
          onClose={() => setReading(false)}
        />
      )}
      {isCovered && <ScreenCover onUncover={() => setCovered(false)} />}
    </div>
  );
}

/** Hides everything at once when somebody walks round the desk. */
function ScreenCover({ onUncover }: { readonly onUncover: () => void }) {
  const { t } = useTranslation();
  const cover = useRef<HTMLButtonElement>(null);
  useFocusBack();
  useFocusInside(cover);
  useEscape(true, onUncover);
  return (
    <button
      ref={cover}
      type="button"
      className="screen-cover"
      autoFocus
      data-action="uncover-screen"
      onClick={onUncover}
    >
      {t('minutes.covered')}
    </button>
  );
}
