import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isCalendarDate } from '../../shared/text/dates.ts';
import { Button } from '../ui/index.tsx';
import { dateText } from '../ui/shanghai-time.ts';

type Suspension = { readonly from: string; readonly to: string | null; readonly reason: string };

/** 时效中止: 不可抗力 or another proper reason, from a day to a day, or lasting (调解仲裁法 27, third paragraph). */
export function SuspensionForm(props: {
  readonly recorded: readonly Suspension[];
  readonly isReadOnly: boolean;
  readonly isBusy: boolean;
  readonly onSave: (suspensions: readonly Suspension[]) => Promise<boolean>;
}) {
  const { t } = useTranslation();
  const { recorded, isReadOnly, isBusy, onSave } = props;
  const [typed, setTyped] = useState({ from: '', to: '', reason: '' });
  const [isAsked, setAsked] = useState(false);
  const problems = {
    from: isCalendarDate(typed.from) ? null : 'date',
    to: typed.to !== '' && typed.to < typed.from ? 'suspensionOrder' : null,
    reason: typed.reason.trim() === '' ? 'missing' : null,
  };
  const add = async () => {
    setAsked(true);
    if (Object.values(problems).some((problem) => problem !== null)) return;
    const one = { from: typed.from, to: typed.to === '' ? null : typed.to, reason: typed.reason.trim() };
    if (await onSave([...recorded, one])) {
      setTyped({ from: '', to: '', reason: '' });
      setAsked(false);
    }
  };
  const field = (name: 'from' | 'to' | 'reason') => (
    <div className="field">
      <label htmlFor={`suspension-${name}`}>{t(`limitation.suspension.${name}`)}</label>
      <input
        id={`suspension-${name}`}
        type={name === 'reason' ? 'text' : 'date'}
        data-field={`suspension.${name}`}
        aria-invalid={isAsked && problems[name] !== null}
        aria-describedby={`suspension-${name}-problem`}
        value={typed[name]}
        onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
      />
      <span id={`suspension-${name}-problem`} className="field-error" role="status">
        {isAsked && problems[name] !== null && t(`calculators.problem.${problems[name]}`)}
      </span>
    </div>
  );
  return (
    <details style={{ marginTop: '0.75rem' }} open={recorded.length > 0}>
      <summary>{t('field.application.suspensions')}</summary>
      <ul>
        {recorded.map((one, index) => (
          <li key={`${one.from}-${one.to ?? ''}-${one.reason}`} data-suspension={one.from}>
            {one.to === null
              ? t('limitation.suspension.lasting', { from: dateText(one.from), reason: one.reason })
              : t('limitation.suspension.line', {
                  from: dateText(one.from),
                  to: dateText(one.to),
                  reason: one.reason,
                })}{' '}
            {!isReadOnly && (
              <Button
                kind="quiet"
                disabled={isBusy}
                onClick={() => void onSave(recorded.filter((_, at) => at !== index))}
              >
                {t('limitation.remove', { date: dateText(one.from) })}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {!isReadOnly && (
        <>
          <div className="grid">
            {field('from')}
            {field('to')}
            {field('reason')}
          </div>
          <Button data-action="add-suspension" disabled={isBusy} onClick={() => void add()}>
            {t('limitation.suspension.add')}
          </Button>
        </>
      )}
    </details>
  );
}
