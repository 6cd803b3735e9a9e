import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { interruptionGrounds } from '../../shared/law/codes/index.ts';
import { isCalendarDate } from '../../shared/text/dates.ts';
import { useCodeOptions } from '../editing/index.ts';
import { Button, SelectInput, TextInput } from '../ui/index.tsx';
import { dateText } from '../ui/shanghai-time.ts';

type Interruption = { readonly date: string; readonly ground: string; readonly proof: string };
const empty: Interruption = { date: '', ground: 'claimedFromOtherSide', proof: '' };

/** Adds an event that the case file does not hold otherwise, and takes back one that was recorded by mistake. */
export function InterruptionForm(props: {
  readonly recorded: readonly Interruption[];
  readonly today: string;
  readonly isBusy: boolean;
  readonly onSave: (interruptions: readonly Interruption[]) => Promise<boolean>;
}) {
  const { t } = useTranslation();
  const { recorded, today, isBusy, onSave } = props;
  const grounds = useCodeOptions(interruptionGrounds);
  const [typed, setTyped] = useState<Interruption>(empty);
  const [isAsked, setAsked] = useState(false);
  const problem = !isCalendarDate(typed.date) ? 'date' : typed.date > today ? 'future' : null;
  const add = async () => {
    setAsked(true);
    if (problem !== null) return;
    if (await onSave([...recorded, { ...typed, proof: typed.proof.trim() }])) {
      setTyped(empty);
      setAsked(false);
    }
  };
  return (
    <div className="stack" style={{ marginTop: '0.75rem' }}>
      <div className="grid">
        <TextInput
          label={t('limitation.date')}
          field="interruption.date"
          type="date"
          value={typed.date}
          onChange={(date) => setTyped({ ...typed, date })}
          findings={
            isAsked && problem !== null
              ? [{ severity: 'error', text: t(`calculators.problem.${problem}`) }]
              : []
          }
        />
        <SelectInput
          label={t('limitation.ground')}
          field="interruption.ground"
          value={typed.ground}
          options={grounds}
          onChange={(ground) => setTyped({ ...typed, ground })}
        />
        <TextInput
          label={t('limitation.proof')}
          field="interruption.proof"
          value={typed.proof}
          onChange={(proof) => setTyped({ ...typed, proof })}
        />
      </div>
      <div className="row">
        <Button data-action="add-interruption" disabled={isBusy} onClick={() => void add()}>
          {t('limitation.add')}
        </Button>
        {recorded.map((one, index) => (
          <Button
            key={`${one.date}-${one.ground}-${one.proof}`}
            kind="quiet"
            disabled={isBusy}
            onClick={() => void onSave(recorded.filter((_, at) => at !== index))}
          >
            {t('limitation.remove', { date: dateText(one.date) })}
          </Button>
        ))}
      </div>
    </div>
  );
}
