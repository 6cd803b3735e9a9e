import { useTranslation } from 'react-i18next';
import { limitationRuleOf } from '../../shared/case/limitation-events.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { Button } from '../ui/index.tsx';
import { dateText } from '../ui/shanghai-time.ts';

/** From which day the year runs: the rule chosen, and the date that it needs. */
export function LimitationBase(props: {
  readonly view: CaseView;
  readonly leaveDate: string | null;
  readonly isReadOnly: boolean;
  readonly isBusy: boolean;
  readonly onSave: (fields: Readonly<Record<string, unknown>>) => Promise<boolean>;
}) {
  const { t } = useTranslation();
  const { view, leaveDate, isReadOnly, isBusy, onSave } = props;
  const { rightsKnownOn } = view.application;
  const rule = limitationRuleOf(view);
  return (
    <div className="grid">
      <div className="field" style={{ gridColumn: 'span 2' }}>
        <label htmlFor="limitationRule">{t('field.application.limitationRule')}</label>
        <select
          id="limitationRule"
          data-field="application.application.limitationRule"
          disabled={isReadOnly || isBusy}
          value={rule}
          onChange={(event) => void onSave({ limitationRule: event.target.value })}
        >
          <option value="D12">{t('limitation.rule.D12')}</option>
          <option value="D13">{t('limitation.rule.D13')}</option>
        </select>
      </div>
      {rule === 'D12' ? (
        <div className="field">
          <label htmlFor="rightsKnownOn">{t('field.application.rightsKnownOn')}</label>
          <input
            key={rightsKnownOn ?? ''}
            id="rightsKnownOn"
            type="date"
            data-field="application.application.rightsKnownOn"
            readOnly={isReadOnly}
            defaultValue={rightsKnownOn ?? ''}
            onBlur={(event) => {
              const date = event.target.value;
              if (date !== (rightsKnownOn ?? '')) void onSave({ rightsKnownOn: date === '' ? null : date });
            }}
          />
          {!rightsKnownOn && leaveDate && !isReadOnly && (
            <Button
              kind="quiet"
              data-action="base-from-leave-date"
              disabled={isBusy}
              onClick={() => void onSave({ rightsKnownOn: leaveDate })}
            >
              {t('limitation.takeLeaveDate', { date: dateText(leaveDate) })}
            </Button>
          )}
        </div>
      ) : (
        <div className="field">
          <span className="field-label">{t('field.party.leaveDate')}</span>
          <span>{leaveDate ? dateText(leaveDate) : t('limitation.leaveDateUnknown')}</span>
        </div>
      )}
    </div>
  );
}
