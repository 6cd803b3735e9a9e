import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isClosedTo } from '../../shared/case/step-refusals.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { type LegalCard, quoteLegalCard, searchLegalCards } from '../../shared/law/articles.ts';
import { speakersOfMeeting } from '../minutes/speakers.ts';
import { Button, SavedMark, useOrder } from '../ui/index.tsx';
import { dateText, timeInShanghai } from '../ui/shanghai-time.ts';
import { newId, useAct } from './useCase.ts';

/** Article texts one search away: read out here, or written into the minutes as an explanation by the mediator. */
export default function LegalCards({ view, caseId }: { readonly view: CaseView; readonly caseId: string }) {
  const { t, i18n } = useTranslation();
  const [question, setQuestion] = useState('');
  const { act } = useAct(caseId);
  const [written, setWritten] = useState<{ readonly id: string; readonly at: Date } | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // The rail stands below the minutes: one key reaches the search from wherever somebody types.
    const onKey = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.code !== 'KeyL') return;
      event.preventDefault();
      field.current?.focus();
      field.current?.select();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  const cards = searchLegalCards(question, 8);
  const meeting = view.meetings.findLast((one) => one.document === null);
  const isReadOnly = isClosedTo(view, 'writeMinutes');
  const insert = useOrder(async (card: LegalCard) => {
    if (meeting === undefined) return;
    const speakers = speakersOfMeeting(view, meeting);
    const lead = view.acceptance?.mediators.find((one) => one.role === 'leadMediator');
    const speaker = speakers.find((one) => one.id === lead?.id) ?? speakers[0];
    if (speaker === undefined) return;
    await act('minutes.entryWritten', {
      patches: [
        {
          kind: 'minutesEntry',
          id: newId('n'),
          fields: {
            meetingId: meeting.id,
            order: Math.max(0, ...meeting.entries.map((entry) => entry.order ?? 0)) + 1,
            time: timeInShanghai(),
            speakerId: speaker.id,
            speaker: speaker.name,
            speakerRole: speaker.role,
            kind: 'explanation',
            text: quoteLegalCard(card),
          },
        },
      ],
    });
    setWritten({ id: card.id, at: new Date() });
  });
  return (
    <div role="search" className="legal-search" aria-label={t('law.cards')}>
      <h2>{t('law.cards')}</h2>
      <input
        className="input"
        type="search"
        ref={field}
        aria-keyshortcuts="Alt+L"
        aria-label={t('law.search')}
        placeholder={t('law.searchHint')}
        data-field="law.question"
        value={question}
        onChange={(event) => setQuestion(event.target.value)}
      />
      {question.trim() !== '' && cards.length === 0 && (
        <p className="soft small" role="status">
          {t('law.nothing')}
        </p>
      )}
      <ul className="legal-cards">
        {cards.map((card, index) => (
          <li key={card.id} data-card={card.id}>
            <details open={index === 0}>
              <summary>
                {i18n.language === 'en' ? `${card.lawEn} ` : `《${card.law}》`}
                {card.label} {card.kind === 'gist' && <span className="tag tag-amber">{t('law.gist')}</span>}
              </summary>
              <p className="small card-text">{card.text}</p>
              <p className="small soft">
                {card.kind === 'gist'
                  ? t('law.gistExplained')
                  : t('law.version', { date: dateText(card.version) })}
              </p>
              {!isReadOnly && meeting !== undefined && (
                <div className="row">
                  <Button
                    kind="quiet"
                    data-action="card-to-minutes"
                    disabled={insert.isBusy}
                    onClick={() => void insert.run(card)}
                  >
                    {t('law.toMinutes', { number: meeting.number ?? 1 })}
                  </Button>
                  <SavedMark at={written?.id === card.id ? written.at : null} />
                </div>
              )}
            </details>
          </li>
        ))}
      </ul>
      {insert.failure}
    </div>
  );
}
