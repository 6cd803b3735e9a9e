import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { codeLabel, interruptionGrounds } from '../../shared/law/codes/index.ts';
import { isCalendarDate } from '../../shared/text/dates.ts';
import { Button } from '../ui/index.tsx';
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
  const { t, i18n } = useTranslation();
  const { recorded, today, isBusy, onSave } = props;
  const locale = i18n.language === 'en' ? 'en' : 'zh-CN';
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
        <div className="field">
          <label htmlFor="interruptionDate">{t('limitation.date')}</label>
          <input
            id="interruptionDate"
            type="date"
            data-field="interruption.date"
            aria-invalid={isAsked && problem !== null}
            value={typed.date}
            onChange={(event) => setTyped({ ...typed, date: event.target.value })}
          />
          {isAsked && problem !== null && (
            <span className="field-error" role="status">
              {t('common.errorWord')}
              {t(`calculators.problem.${problem}`)}
            </span>
          )}
        </div>
        <div className="field">
          <label htmlFor="interruptionGround">{t('limitation.ground')}</label>
          <select
            id="interruptionGround"
            data-field="interruption.ground"
            value={typed.ground}
            onChange={(event) => setTyped({ ...typed, ground: event.target.value })}
          >
            {interruptionGrounds.map(({ code }) => (
              <option key={code} value={code}>
                {codeLabel(interruptionGrounds, code, locale)}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="interruptionProof">{t('limitation.proof')}</label>
          <input
            id="interruptionProof"
            data-field="interruption.proof"
            value={typed.proof}
            onChange={(event) => setTyped({ ...typed, proof: event.target.value })}
          />
        </div>
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
