import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView, MeetingView } from '../../shared/case/view.ts';
import { call, desk } from '../app/desk.ts';
import { useSession } from '../app/session-store.ts';
import { useDraft } from '../drafts/useDraft.ts';
import { useMay } from '../shell/useMay.ts';
import { Button, SavedMark, Section, SelectInput, TextInput, useOrder } from '../ui/index.tsx';
import { dateText, todayInShanghai } from '../ui/shanghai-time.ts';
import { entryTime } from './entry-time.ts';
import { caucusPartners, speakersOf } from './speakers.ts';

type Note = {
  readonly noteId: string;
  readonly withId: string;
  readonly date: string;
  readonly time: string;
  readonly text: string;
  readonly heldById?: string | undefined;
};

/** 背对背沟通记录: its mediator's own, kept in the 副卷, blurred until clicked, in no document. */
export function CaucusNotes(props: {
  readonly meeting: MeetingView;
  readonly view: CaseView;
  readonly caseId: string;
}) {
  const { t } = useTranslation();
  const { meeting, view, caseId } = props;
  const may = useMay();
  const partners = caucusPartners(view, meeting);
  const known = [...partners, ...speakersOf(view)];
  const nameOf = (id: string) => known.find((one) => one.id === id)?.name ?? '';
  const mediators = view.acceptance?.mediators ?? [];
  const ownId = useSession((session) => session.status?.person?.id ?? '');
  // Who writes it down held it, where they mediate; a lone mediator held it whoever writes.
  const usual = (
    mediators.find(({ id }) => id === ownId) ?? (mediators.length === 1 ? mediators[0] : undefined)
  )?.id;
  const [notes, setNotes] = useState<readonly Note[] | null>(null);
  const [savedAt, setSavedAt] = useState<Date | null>(null);
  const [clear, setClear] = useState<string | null>(null);
  // One who talks apart while others wait writes it down afterwards: the last entry of the minutes has another time.
  const draft = useDraft(`${caseId}:caucus:${meeting.id}`, {
    withId: '',
    heldById: '',
    time: '',
    text: '',
  });
  // A draft of an earlier program does not name who held it.
  const heldById = draft.value.heldById || usual;
  const write = useOrder(async () => {
    const { withId, time, text } = draft.value;
    await call(
      desk.cases.writeCaucusNote({
        caseId,
        meetingId: meeting.id,
        withId,
        date: meeting.date ?? todayInShanghai(),
        time: time || entryTime(meeting),
        text,
        ...(heldById === undefined ? {} : { heldById }),
      }),
    );
    draft.clear();
    setNotes(null);
    setSavedAt(new Date());
  });
  const read = useOrder(async () => setNotes((await call(desk.cases.readCaucusNotes({ caseId }))).notes));
  if (!may('writeCaucusNotes')) return null;
  const isWritten = draft.value.text.trim() !== '';
  const isWithMissing = isWritten && draft.value.withId === '';
  const isHolderMissing = isWritten && heldById === undefined && mediators.length > 0;
  return (
    <Section title={t('caucus.title')}>
      <div className="stack">
        <p className="soft small">{t('caucus.explained')}</p>
        {notes === null ? (
          <Button data-action="read-caucus" onClick={() => void read.run()}>
            {t('caucus.read')}
          </Button>
        ) : (
          notes.map((note) => (
            <div key={note.noteId} className="card">
              <p className="small soft">
                {dateText(note.date)} {note.time}　{nameOf(note.withId)}
                {note.heldById !== undefined &&
                  `　${t('caucus.heldByNamed', { name: nameOf(note.heldById) })}`}
              </p>
              <button
                type="button"
                className={clear === note.noteId ? '' : 'blurred'}
                style={{ border: 0, background: 'none', textAlign: 'left', cursor: 'pointer' }}
                onClick={() => setClear(clear === note.noteId ? null : note.noteId)}
              >
                {note.text}
              </button>
            </div>
          ))
        )}
        {notes?.length === 0 && <p className="soft">{t('caucus.none')}</p>}
        {read.failure}
        {mediators.length > 1 && (
          <SelectInput
            label={t('caucus.heldBy')}
            field="caucus.heldById"
            value={heldById ?? ''}
            options={mediators.map(({ id, name }) => ({ value: id, label: name }))}
            hasNone={usual === undefined}
            onChange={(chosen) => draft.change({ ...draft.value, heldById: chosen })}
          />
        )}
        <SelectInput
          label={t('caucus.with')}
          field="caucus.withId"
          value={draft.value.withId}
          options={partners.map(({ id, name }) => ({ value: id, label: name }))}
          hasNone
          onChange={(withId) => draft.change({ ...draft.value, withId })}
        />
        <TextInput
          label={t('caucus.time')}
          field="caucus.time"
          type="time"
          value={draft.value.time || entryTime(meeting)}
          onChange={(time) => draft.change({ ...draft.value, time })}
        />
        <div className="field">
          <label htmlFor="caucus-text">{t('caucus.text')}</label>
          <textarea
            id="caucus-text"
            rows={3}
            data-field="caucus.text"
            value={draft.value.text}
            onChange={(event) => draft.change({ ...draft.value, text: event.target.value })}
          />
        </div>
        {isWithMissing && <p className="field-error">{t('caucus.withMissing')}</p>}
        {isHolderMissing && <p className="field-error">{t('caucus.heldByMissing')}</p>}
        {write.failure}
        <Button
          data-action="write-caucus"
          disabled={write.isBusy || !isWritten || isWithMissing || isHolderMissing}
          onClick={() => void write.run()}
        >
          {t('caucus.write')}
        </Button>
        <SavedMark at={draft.value.text === '' ? savedAt : null} />
      </div>
    </Section>
  );
}
