import { useTranslation } from 'react-i18next';
import type { Editing } from '../editing/index.ts';
import { Button } from '../ui/index.tsx';

type Adjournment = { readonly from: string; readonly to: string; readonly reason: string };

/** 休会: from, to, why. */
export function Adjournments(props: {
  readonly editing: Editing;
  readonly meetingId: string;
  readonly isReadOnly: boolean;
}) {
  const { t } = useTranslation();
  const { editing, meetingId, isReadOnly } = props;
  const rows =
    (editing.get('meeting', meetingId, 'adjournments') as readonly Adjournment[] | null | undefined) ?? [];
  const set = (next: readonly Adjournment[]) => editing.set('meeting', meetingId, { adjournments: next });
  const change = (index: number, part: Partial<Adjournment>) =>
    set(rows.map((row, at) => (at === index ? { ...row, ...part } : row)));
  return (
    <div className="stack">
      {rows.map((row, index) => (
        <div key={`${index}`} className="row" style={{ alignItems: 'flex-end' }}>
          {(['from', 'to', 'reason'] as const).map((name) => (
            <div key={name} className="field" style={{ flex: name === 'reason' ? '1 1 18rem' : '0 0 8rem' }}>
              <label htmlFor={`adjournment-${index}-${name}`}>{t(`minutes.adjournment.${name}`)}</label>
              <input
                id={`adjournment-${index}-${name}`}
                className="input"
                type={name === 'reason' ? 'text' : 'time'}
                data-field={`adjournment.${index}.${name}`}
                readOnly={isReadOnly}
                value={row[name]}
                onChange={(event) => change(index, { [name]: event.target.value })}
              />
            </div>
          ))}
          {!isReadOnly && (
            <Button
              kind="quiet"
              data-action={`drop-adjournment-${index}`}
              onClick={() => set(rows.filter((_, at) => at !== index))}
            >
              {t('minutes.dropAdjournment')}
            </Button>
          )}
        </div>
      ))}
      {!isReadOnly && (
        <Button
          kind="quiet"
          data-action="add-adjournment"
          onClick={() => set([...rows, { from: '', to: '', reason: '' }])}
        >
          {t('minutes.addAdjournment')}
        </Button>
      )}
    </div>
  );
}
