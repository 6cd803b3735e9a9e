import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MinutesEntryKind } from '../../shared/case/entities.ts';
import type { CaseView, MeetingView } from '../../shared/case/view.ts';
import { codeLabel, minutesEntryKinds } from '../../shared/law/codes/index.ts';
import { parseMoney } from '../../shared/text/money.ts';
import { newId, useAct } from '../casepage/useCase.ts';
import { useDraft } from '../drafts/useDraft.ts';
import { Button, useOrder } from '../ui/index.tsx';
import { procedureSteps } from './procedure-steps.ts';
import { speakersOfMeeting } from './speakers.ts';

type Draft = {
  readonly speakerId: string;
  readonly kind: MinutesEntryKind;
  readonly text: string;
  readonly time: string;
  readonly amount: string;
  readonly terms: string;
  readonly correctsEntryId: string;
};

const clockNow = () => new Date().toTimeString().slice(0, 5);
const kindCodes = minutesEntryKinds.map((entry) => entry.code) as readonly MinutesEntryKind[];

/**
 * The composer never moves. Alt+1…9 chooses the speaker, Alt+↑↓ the kind, Ctrl+1…0 inserts a step of the
 * procedure, Enter ends the entry, and does nothing while an input method is composing.
 */
export function EntryComposer(props: {
  readonly meeting: MeetingView;
  readonly view: CaseView;
  readonly caseId: string;
}) {
  const { t, i18n } = useTranslation();
  const { meeting, view, caseId } = props;
  const { act } = useAct(caseId);
  const textarea = useRef<HTMLTextAreaElement>(null);
  const speakers = speakersOfMeeting(view, meeting);
  const locale = i18n.language === 'en' ? 'en' : 'zh-CN';
  const empty: Draft = {
    speakerId: speakers[0]?.id ?? '',
    kind: 'statement',
    text: '',
    time: '',
    amount: '',
    terms: '',
    correctsEntryId: '',
  };
  const { value, change, clear } = useDraft<Draft>(`${caseId}:entry:${meeting.id}`, empty);
  const [error, setError] = useState('');
  const isOffer = value.kind === 'offer' || value.kind === 'counterOffer';
  const speaker = speakers.find((one) => one.id === value.speakerId) ?? speakers[0];

  const write = useOrder(async () => {
    if (speaker === undefined || value.text.trim() === '') return;
    const amount = value.amount === '' ? null : parseMoney(value.amount);
    if (isOffer && value.amount !== '' && amount === null) {
      setError(t('common.notAnAmount'));
      return;
    }
    setError('');
    const entryId = newId('n');
    const order = Math.max(0, ...meeting.entries.map((entry) => entry.order ?? 0)) + 1;
    const entry = {
      kind: 'minutesEntry',
      id: entryId,
      fields: {
        meetingId: meeting.id,
        order,
        time: value.time || clockNow(),
        speakerId: speaker.id,
        speaker: speaker.name,
        speakerRole: speaker.role,
        kind: value.kind,
        text: value.text,
        ...(value.correctsEntryId ? { correctsEntryId: value.correctsEntryId } : {}),
      },
    };
    const standing = view.meetings
      .flatMap((one) => one.offers)
      .filter((offer) => offer.status === 'open')
      .at(-1);
    const offer = {
      kind: 'offer',
      id: newId('f'),
      fields: {
        meetingId: meeting.id,
        entryId,
        kind: value.kind,
        byName: speaker.name,
        ...(amount === null ? {} : { amount }),
        terms: value.terms,
        status: 'open',
        ...(standing ? { answersOfferId: standing.id } : {}),
      },
    };
    const replaced = standing ? [{ kind: 'offer', id: standing.id, fields: { status: 'replaced' } }] : [];
    await act('minutes.entryWritten', { patches: isOffer ? [entry, offer, ...replaced] : [entry] });
    if (clear()) change({ ...empty, speakerId: value.speakerId, time: value.time });
    textarea.current?.focus();
  });

  const insertStep = (index: number) => {
    const step = procedureSteps[index];
    if (step !== undefined) change({ ...value, text: value.text + step.text });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const digit = /^Digit(\d)$/.exec(event.code)?.[1];
    if (event.altKey && digit !== undefined) {
      const chosen = speakers[Number(digit) - 1];
      if (chosen) change({ ...value, speakerId: chosen.id });
      event.preventDefault();
    } else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      const step = event.key === 'ArrowDown' ? 1 : kindCodes.length - 1;
      const next = kindCodes[(kindCodes.indexOf(value.kind) + step) % kindCodes.length];
      if (next) change({ ...value, kind: next });
      event.preventDefault();
    } else if (event.ctrlKey && digit !== undefined) {
      insertStep((Number(digit) + 9) % 10);
      event.preventDefault();
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void write.run();
    }
  };
  return (
    <div className="composer stack" data-composer={meeting.id}>
      <div className="chips" role="group" aria-label={t('minutes.speaker')}>
        {speakers.map((one, index) => (
          <button
            key={one.id}
            type="button"
            className="chip"
            data-speaker={one.name}
            aria-pressed={one.id === speaker?.id}
            onClick={() => {
              change({ ...value, speakerId: one.id });
              textarea.current?.focus();
            }}
          >
            {index < 9 ? `${index + 1} ` : ''}
            {one.name}
            <span className="small">（{one.role}）</span>
          </button>
        ))}
      </div>
      <div className="row">
        <select
          className="input"
          style={{ width: 'auto' }}
          aria-label={t('minutes.kind')}
          data-field="entry.kind"
          value={value.kind}
          onChange={(event) => change({ ...value, kind: event.target.value as MinutesEntryKind })}
        >
          {minutesEntryKinds.map((entry) => (
            <option key={entry.code} value={entry.code}>
              {codeLabel(minutesEntryKinds, entry.code, locale)}
            </option>
          ))}
        </select>
        <input
          className="input"
          style={{ width: 'auto' }}
          type="time"
          aria-label={t('minutes.time')}
          data-field="entry.time"
          value={value.time}
          onChange={(event) => change({ ...value, time: event.target.value })}
        />
        <select
          className="input"
          style={{ width: 'auto' }}
          aria-label={t('minutes.insertStep')}
          data-field="entry.step"
          value=""
          onChange={(event) => insertStep(Number(event.target.value))}
        >
          <option value="">{t('minutes.insertStep')}</option>
          {procedureSteps.map((step, index) => (
            <option key={step.title} value={index}>
              {index + 1}　{step.title}
            </option>
          ))}
        </select>
        <select
          className="input"
          style={{ width: 'auto' }}
          aria-label={t('minutes.corrects')}
          data-field="entry.corrects"
          value={value.correctsEntryId}
          onChange={(event) => change({ ...value, correctsEntryId: event.target.value })}
        >
          <option value="">{t('minutes.correctsNothing')}</option>
          {view.meetings
            .flatMap((one) => one.entries)
            .map((entry, index) => (
              <option key={entry.id} value={entry.id}>
                {t('minutes.correctsNumber', { number: index + 1 })}
              </option>
            ))}
        </select>
      </div>
      {isOffer && (
        <div className="row">
          <input
            className="input"
            style={{ width: '10rem' }}
            inputMode="decimal"
            aria-label={t('minutes.offerAmount')}
            placeholder={t('minutes.offerAmount')}
            data-field="entry.amount"
            value={value.amount}
            onChange={(event) => change({ ...value, amount: event.target.value })}
          />
          <input
            className="input"
            style={{ flex: 1 }}
            aria-label={t('minutes.offerTerms')}
            placeholder={t('minutes.offerTerms')}
            data-field="entry.terms"
            value={value.terms}
            onChange={(event) => change({ ...value, terms: event.target.value })}
          />
        </div>
      )}
      <textarea
        ref={textarea}
        className="input"
        rows={3}
        aria-label={t('minutes.text')}
        placeholder={t('minutes.textHint')}
        data-field="entry.text"
        value={value.text}
        onChange={(event) => change({ ...value, text: event.target.value })}
        onKeyDown={onKeyDown}
      />
      <div className="row">
        <Button
          kind="primary"
          data-action="write-entry"
          disabled={write.isBusy || value.text.trim() === ''}
          onClick={() => void write.run()}
        >
          {t('minutes.write')}
        </Button>
        <span className="soft small">{t('minutes.keys')}</span>
        {error && <span className="field-error">{error}</span>}
      </div>
      {write.failure}
    </div>
  );
}
