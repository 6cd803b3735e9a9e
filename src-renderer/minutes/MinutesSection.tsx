import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { meetingResults } from '../../shared/law/codes/index.ts';
import { todayInShanghai } from '../caseload/useNewCase.ts';
import type { SectionProps } from '../casepage/CasePage.tsx';
import { newId, savedValues, useAct } from '../casepage/useCase.ts';
import { FinaliseButton } from '../documents/FinaliseButton.tsx';
import { CheckField, ChoiceField, EntityFields, TextField, useEditing } from '../editing/index.ts';
import { Button, Notice, SavedMark, Section, useOrder } from '../ui/index.tsx';
import { Adjournments } from './Adjournments.tsx';
import { CaucusNotes } from './CaucusNotes.tsx';
import { EntryComposer } from './EntryComposer.tsx';
import { EntryList } from './EntryList.tsx';
import { OfferChain } from './OfferChain.tsx';
import { Reading } from './Reading.tsx';
import { speakersOf } from './speakers.ts';
import { UndisputedFacts } from './UndisputedFacts.tsx';

/** Meetings and their minutes: 调解笔录 as entry cards by speaker. */
export default function MinutesSection({ opened, caseId }: SectionProps) {
  const { t } = useTranslation();
  const { view } = opened;
  const { act } = useAct(caseId);
  const [chosen, setChosen] = useState<string | null>(null);
  const [isReading, setReading] = useState(false);
  const [isCovered, setCovered] = useState(false);
  const current = view.meetings.find((one) => one.id === chosen) ?? view.meetings.at(-1);
  const refusal = view.steps.find((step) => step.id === 'holdMeeting')?.refusal ?? null;
  const begin = useOrder(async () => {
    const id = newId('M');
    await act('meeting.recorded', {
      patches: [
        {
          kind: 'meeting',
          id,
          fields: {
            number: view.meetings.length + 1,
            date: todayInShanghai(),
            startTime: new Date().toTimeString().slice(0, 5),
            place: view.opened.office.address,
            isOpenToPublic: false,
            isRecordingConsented: false,
            attendees: speakersOf(view).map(({ id: personId, name, role }) => ({ personId, name, role })),
          },
        },
      ],
    });
    setChosen(id);
  });
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
              kind={current ? 'plain' : 'primary'}
              data-action="begin-meeting"
              disabled={begin.isBusy || refusal !== null}
              onClick={() => void begin.run()}
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
        {begin.failure}
        {current && <MeetingFields key={current.id} meetingId={current.id} opened={opened} caseId={caseId} />}
      </Section>
      {current && (
        <>
          <div className="split">
            <Section
              title={t('minutes.entries')}
              aside={<span className="soft">{t('minutes.count', { count: current.entries.length })}</span>}
            >
              <EntryList meeting={current} view={view} caseId={caseId} />
              {current.document === null ? (
                <EntryComposer key={current.id} meeting={current} view={view} caseId={caseId} />
              ) : (
                <Notice tone="good">{t('minutes.frozen')}</Notice>
              )}
            </Section>
            <div>
              <OfferChain view={view} />
              <UndisputedFacts view={view} caseId={caseId} />
              <CaucusNotes meeting={current} view={view} caseId={caseId} />
            </div>
          </div>
          {current.document === null && (
            <Section title={t('minutes.finish')}>
              <p className="soft small">{t('minutes.finishExplained')}</p>
              <FinaliseButton
                caseId={caseId}
                form="minutes"
                subjectId={current.id}
                isDisabled={current.entries.length === 0 || !current.result}
              />
            </Section>
          )}
        </>
      )}
      {isReading && current && <Reading meeting={current} onClose={() => setReading(false)} />}
      {isCovered && (
        <button
          type="button"
          className="screen-cover"
          data-action="uncover-screen"
          onClick={() => setCovered(false)}
        >
          {t('minutes.covered')}
        </button>
      )}
    </div>
  );
}

function MeetingFields({ opened, caseId, meetingId }: SectionProps & { readonly meetingId: string }) {
  const { t } = useTranslation();
  const { view } = opened;
  const { act } = useAct(caseId);
  const editing = useEditing(`${caseId}:meeting:${meetingId}`, savedValues(view));
  const [savedAt, setSavedAt] = useState<Date | null>(null);
  const isReadOnly = view.meetings.find((one) => one.id === meetingId)?.document !== null;
  const save = useOrder(async () => {
    await act('meeting.recorded', { patches: editing.patches });
    editing.clear();
    setSavedAt(new Date());
  });
  return (
    <EntityFields editing={editing} kind="meeting" id={meetingId} isReadOnly={isReadOnly}>
      <div className="grid">
        <TextField field="date" type="date" />
        <TextField field="startTime" type="time" />
        <TextField field="endTime" type="time" />
        <TextField field="place" />
        <ChoiceField field="result" codes={meetingResults} />
        <CheckField field="isOpenToPublic" />
        <CheckField field="isRecordingConsented" />
      </div>
      <Attendees editing={editing} meetingId={meetingId} isReadOnly={isReadOnly} />
      <Adjournments editing={editing} meetingId={meetingId} isReadOnly={isReadOnly} />
      {save.failure}
      {!isReadOnly && (
        <div className="row">
          <Button
            data-action="save-meeting"
            disabled={save.isBusy || editing.patches.length === 0}
            onClick={() => void save.run()}
          >
            {t('minutes.saveMeeting')}
          </Button>
          <SavedMark at={editing.patches.length === 0 ? savedAt : null} />
        </div>
      )}
    </EntityFields>
  );
}

type Attendee = { readonly personId: string; readonly name: string; readonly role: string };

/** Who was there, in which capacity: prefilled from the case file, corrected here. */
function Attendees(props: {
  readonly editing: ReturnType<typeof useEditing>;
  readonly meetingId: string;
  readonly isReadOnly: boolean;
}) {
  const { t } = useTranslation();
  const { editing, meetingId, isReadOnly } = props;
  const attendees =
    (editing.get('meeting', meetingId, 'attendees') as readonly Attendee[] | null | undefined) ?? [];
  const set = (next: readonly Attendee[]) => editing.set('meeting', meetingId, { attendees: next });
  const [name, setName] = useState('');
  const [role, setRole] = useState('');
  return (
    <fieldset className="field" style={{ border: 0, padding: 0 }}>
      <legend className="field-label">{t('field.meeting.attendees')}</legend>
      <div className="chips">
        {attendees.map((one) => (
          <span key={one.personId} className="tag">
            {one.name}（{one.role}）
            {!isReadOnly && (
              <button
                type="button"
                className="button-quiet"
                style={{ border: 0, background: 'none', cursor: 'pointer' }}
                aria-label={t('minutes.removeAttendee', { name: one.name })}
                onClick={() => set(attendees.filter((other) => other.personId !== one.personId))}
              >
                ×
              </button>
            )}
          </span>
        ))}
      </div>
      {!isReadOnly && (
        <div className="row">
          <input
            className="input"
            style={{ width: '10rem' }}
            aria-label={t('minutes.attendeeName')}
            placeholder={t('minutes.attendeeName')}
            data-field="attendee.name"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <input
            className="input"
            style={{ width: '14rem' }}
            aria-label={t('minutes.attendeeRole')}
            placeholder={t('minutes.attendeeRole')}
            data-field="attendee.role"
            value={role}
            onChange={(event) => setRole(event.target.value)}
          />
          <Button
            data-action="add-attendee"
            disabled={name.trim() === ''}
            onClick={() => {
              set([...attendees, { personId: newId('X'), name: name.trim(), role: role.trim() }]);
              setName('');
              setRole('');
            }}
          >
            {t('minutes.addAttendee')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
