import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MinutesEntryKind } from '../../shared/case/entities.ts';
import { numberEntries } from '../../shared/case/entry-numbers.ts';
import type { CaseView, MeetingView } from '../../shared/case/view.ts';
import { codeLabel, minutesEntryKinds } from '../../shared/law/codes/index.ts';
import { parseMoney } from '../../shared/text/money.ts';
import { newId } from '../casepage/useCase.ts';
import { useDraft } from '../drafts/useDraft.ts';
import { Button, Notice } from '../ui/index.tsx';
import type { TypedEntry } from './entry-patches.ts';
import { entryTime } from './entry-time.ts';
import { procedureSteps } from './procedure-steps.ts';
import { speakersOfMeeting } from './speakers.ts';
import { useEntryQueue } from './useEntryQueue.ts';

type Draft = TypedEntry & { readonly speakerId: string };

/** Brings the chosen speaker into sight within his line, where there are many; the page itself stays where it is. */
function showChip(chip: HTMLElement | null): void {
  const line = chip?.parentElement;
  if (!chip || !line) return;
  const [own, around] = [chip.getBoundingClientRect(), line.getBoundingClientRect()];
  if (own.left < around.left) line.scrollLeft -= around.left - own.left;
  else if (own.right > around.right) line.scrollLeft += own.right - around.right;
}

/** Characters; the schema of an entry takes no more. */
const longestEntry = 50_000;

const kindCodes = minutesEntryKinds.map((entry) => entry.code) as readonly MinutesEntryKind[];

/**
 * The composer never moves. F2 passes to the next speaker, Alt+1…9 chooses one, Alt+↑↓ the kind, Ctrl+1…0 inserts a step of the
 * procedure, Enter ends the entry, and does nothing while an input method is composing.
 */
export function EntryComposer(props: {
  readonly meeting: MeetingView;
  readonly view: CaseView;
  readonly caseId: string;
}) {
  const { t, i18n } = useTranslation();
  const { meeting, view, caseId } = props;
  const queue = useEntryQueue(caseId, meeting.id);
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
  const { value, read, change, goOn } = useDraft<Draft>(`${caseId}:entry:${meeting.id}`, empty);
  const [error, setError] = useState('');
  const isOffer = value.kind === 'offer' || value.kind === 'counterOffer';
  const speaker = speakers.find((one) => one.id === value.speakerId) ?? speakers[0];

  /** Ends the entry. The composer is free at once; two Enters in a row end one entry. */
  const end = () => {
    const now = read();
    if (speaker === undefined || now.text.trim() === '') return;
    const isPriced = now.kind === 'offer' || now.kind === 'counterOffer';
    const amount = isPriced && now.amount !== '' ? parseMoney(now.amount) : '';
    if (amount === null) {
      setError(t('common.notAnAmount'));
      return;
    }
    setError('');
    queue.add({
      entryId: newId('n'),
      offerId: newId('f'),
      speaker,
      kind: now.kind,
      text: now.text,
      time: now.time || entryTime(meeting),
      amount,
      terms: isPriced ? now.terms : '',
      correctsEntryId: now.correctsEntryId,
    });
    goOn({ ...empty, speakerId: now.speakerId, time: now.time });
    textarea.current?.focus();
  };
  const takeBack = () => {
    const entry = queue.takeBack();
    if (entry === undefined) return;
    const { kind, text, time, amount, terms, correctsEntryId } = entry;
    const own = read();
    goOn({
      speakerId: entry.speaker.id,
      kind,
      text: own.text === '' ? text : `${text}\n${own.text}`,
      time,
      amount,
      terms,
      correctsEntryId,
    });
    textarea.current?.focus();
  };

  const insertStep = (index: number) => {
    const step = procedureSteps[index];
    if (step !== undefined) change({ ...value, text: value.text + step.text });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'F2') {
      const step = event.shiftKey ? speakers.length - 1 : 1;
      const at = speakers.findIndex((one) => one.id === speaker?.id);
      const next = speakers[(at + step) % speakers.length];
      if (next) change({ ...value, speakerId: next.id });
      event.preventDefault();
      return;
    }
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
    } else if (event.key === '/' && value.text === '') {
      // As in a command line: the articles are one key away from an empty composer.
      event.preventDefault();
      document.querySelector<HTMLElement>('[data-field="law.question"]')?.focus();
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      end();
    }
  };
  const onEnter = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    end();
  };
  return (
    <div className="entry-composer stack" data-composer={meeting.id}>
      <div className="chips chips-line" role="group" aria-label={t('minutes.speaker')}>
        {speakers.map((one, index) => (
          <button
            key={one.id}
            type="button"
            className="chip"
            data-speaker={one.name}
            ref={one.id === speaker?.id ? showChip : undefined}
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
      <div className="row row-line">
        <select
          className="input"
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
          type="time"
          aria-label={t('minutes.time')}
          data-field="entry.time"
          value={value.time}
          onChange={(event) => change({ ...value, time: event.target.value })}
        />
        <select
          className="input"
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
          aria-label={t('minutes.corrects')}
          data-field="entry.corrects"
          value={value.correctsEntryId}
          onChange={(event) => change({ ...value, correctsEntryId: event.target.value })}
        >
          <option value="">{t('minutes.correctsNothing')}</option>
          {[...numberEntries(view)].map(([id, number]) => (
            <option key={id} value={id}>
              {t('minutes.correctsNumber', { number })}
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
            onKeyDown={onEnter}
            onChange={(event) => change({ ...value, amount: event.target.value })}
          />
          <input
            className="input"
            style={{ flex: 1 }}
            aria-label={t('minutes.offerTerms')}
            placeholder={t('minutes.offerTerms')}
            data-field="entry.terms"
            value={value.terms}
            onKeyDown={onEnter}
            onChange={(event) => change({ ...value, terms: event.target.value })}
          />
        </div>
      )}
      <textarea
        ref={textarea}
        className="input"
        rows={2}
        aria-label={t('minutes.text')}
        placeholder={t('minutes.textHint')}
        data-field="entry.text"
        maxLength={longestEntry}
        value={value.text}
        onChange={(event) => change({ ...value, text: event.target.value })}
        onKeyDown={onKeyDown}
      />
      <div className="row">
        <Button kind="primary" data-action="write-entry" disabled={value.text.trim() === ''} onClick={end}>
          {t('minutes.write')}
        </Button>
        <span className="soft small">{t('minutes.keys')}</span>
        {error && <span className="field-error">{error}</span>}
        {queue.waiting.length > 0 && queue.failure === null && (
          <span className="soft small" role="status">
            {t('minutes.saving', { count: queue.waiting.length })}
          </span>
        )}
      </div>
      {queue.failure !== null && (
        <Notice tone="error">
          <p>{queue.failure}</p>
          <p>{t('minutes.waitingKept', { count: queue.waiting.length })}</p>
          <div className="row">
            <Button data-action="retry-entries" onClick={queue.retry}>
              {t('common.retry')}
            </Button>
            <Button data-action="take-back-entry" onClick={takeBack}>
              {t('minutes.takeBack')}
            </Button>
          </div>
        </Notice>
      )}
    </div>
  );
}
