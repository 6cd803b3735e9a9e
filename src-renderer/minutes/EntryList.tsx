import { memo, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntityOf } from '../../shared/case/entities.ts';
import { numberEntries } from '../../shared/case/entry-numbers.ts';
import type { CaseView, MeetingView } from '../../shared/case/view.ts';
import { codeLabel, minutesEntryKinds } from '../../shared/law/codes/index.ts';
import { useAct } from '../casepage/useCase.ts';
import { Button, useOrder } from '../ui/index.tsx';

/** The entries as they were said; numbers run on over the meetings of a case. */
export function EntryList(props: {
  readonly meeting: MeetingView;
  readonly view: CaseView;
  readonly caseId: string;
  readonly isReadOnly: boolean;
}) {
  const { t, i18n } = useTranslation();
  const { meeting, view, caseId, isReadOnly } = props;
  const { act } = useAct(caseId);
  const all = view.meetings.flatMap((one) => one.entries);
  const numbers = numberEntries(view);
  const corrections = new Map(
    all
      .filter((entry) => entry.correctsEntryId && !entry.isWithdrawn)
      .map((entry) => [entry.correctsEntryId, entry]),
  );
  const correctedWord = (entryId: string) => {
    const by = corrections.get(entryId);
    return by ? t('minutes.correctedBy', { number: numbers.get(by.id), speaker: by.speaker }) : '';
  };
  const withdraw = useOrder((entryId: string, isWithdrawn: boolean) =>
    act('minutes.entryWritten', {
      patches: [{ kind: 'minutesEntry', id: entryId, fields: { isWithdrawn } }],
    }),
  );
  // The newest entry stays in sight, above a composer that never moves.
  const list = useRef<HTMLDivElement>(null);
  const count = meeting.entries.length;
  useEffect(() => {
    if (count > 0) list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [count]);
  if (count === 0) return <p className="soft">{t('minutes.none')}</p>;
  return (
    <div ref={list} className={isReadOnly ? undefined : 'entry-list'}>
      {withdraw.failure}
      {meeting.entries.map((entry) => (
        <Entry
          key={entry.id}
          entry={entry}
          number={numbers.get(entry.id) ?? null}
          kindLabel={codeLabel(minutesEntryKinds, entry.kind ?? '', i18n.language === 'en' ? 'en' : 'zh-CN')}
          corrects={
            entry.correctsEntryId && numbers.has(entry.correctsEntryId)
              ? t('minutes.correctsNumber', { number: numbers.get(entry.correctsEntryId) })
              : ''
          }
          corrected={correctedWord(entry.id)}
          withdrawWord={isReadOnly ? '' : t(entry.isWithdrawn ? 'minutes.restore' : 'minutes.withdraw')}
          onWithdraw={withdraw.run}
        />
      ))}
    </div>
  );
}

const Entry = memo(
  function Entry(props: {
    readonly entry: EntityOf<'minutesEntry'>;
    /** Null for one that was struck. */
    readonly number: number | null;
    readonly kindLabel: string;
    readonly corrects: string;
    readonly corrected: string;
    readonly withdrawWord: string;
    readonly onWithdraw: (entryId: string, isWithdrawn: boolean) => void;
  }) {
    const { entry } = props;
    return (
      <div className={`entry ${entry.isWithdrawn ? 'entry-withdrawn' : ''}`} data-entry={entry.id}>
        <div className="small soft">
          {props.number}
          <br />
          {entry.time}
        </div>
        <div>
          <strong>{entry.speaker}</strong> <span className="small soft">{entry.speakerRole}</span>{' '}
          <span className="tag">{props.kindLabel}</span>
          {props.corrects && <span className="tag tag-amber">{props.corrects}</span>}
          {props.corrected && <span className="tag tag-amber">{props.corrected}</span>}
          <div className="paper">{props.corrected ? <del>{entry.text}</del> : entry.text}</div>
        </div>
        {props.withdrawWord && (
          <Button kind="quiet" onClick={() => props.onWithdraw(entry.id, !entry.isWithdrawn)}>
            {props.withdrawWord}
          </Button>
        )}
      </div>
    );
  },
  (before, after) =>
    before.entry.id === after.entry.id &&
    before.number === after.number &&
    before.entry.isWithdrawn === after.entry.isWithdrawn &&
    before.entry.text === after.entry.text &&
    before.kindLabel === after.kindLabel &&
    before.corrects === after.corrects &&
    before.corrected === after.corrected &&
    before.withdrawWord === after.withdrawWord,
);
