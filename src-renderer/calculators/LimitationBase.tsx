import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntityPatch } from '../../shared/case/actions.ts';
import { limitationRuleOf } from '../../shared/case/limitation-events.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { codeLabel, limitationRules } from '../../shared/law/codes/index.ts';
import { Button } from '../ui/index.tsx';
import { dateText, fixedDateText } from '../ui/shanghai-time.ts';

/** From which day the year runs: the rule chosen, and the date that it needs. */
export function LimitationBase(props: {
  readonly view: CaseView;
  readonly worker: CaseView['parties'][number] | undefined;
  readonly isReadOnly: boolean;
  readonly isBusy: boolean;
  readonly onSave: (patch: EntityPatch) => void;
}) {
  const { t, i18n } = useTranslation();
  const { view, worker, isReadOnly, isBusy, onSave } = props;
  const { rightsKnownOn } = view.application;
  const leaveDate = worker?.leaveDate ?? null;
  const rule = limitationRuleOf(view);
  const saveOfCase = (fields: EntityPatch['fields']) =>
    onSave({ kind: 'application', id: 'application', fields });
  return (
    <div className="grid">
      <div className="field" style={{ gridColumn: 'span 2' }}>
        <label htmlFor="limitationRule">{t('field.application.limitationRule')}</label>
        <select
          id="limitationRule"
          data-field="application.application.limitationRule"
          disabled={isReadOnly || isBusy}
          value={rule}
          onChange={(event) => saveOfCase({ limitationRule: event.target.value })}
        >
          {limitationRules.map(({ code }) => (
            <option key={code} value={code}>
              {codeLabel(limitationRules, code, i18n.language === 'en' ? 'en' : 'zh-CN')}
            </option>
          ))}
        </select>
      </div>
      {rule === 'D12' && (
        <BaseDate
          label={t('field.application.rightsKnownOn')}
          field="application.application.rightsKnownOn"
          saved={rightsKnownOn ?? null}
          isReadOnly={isReadOnly}
          onSave={(date) => saveOfCase({ rightsKnownOn: date })}
        >
          {!rightsKnownOn && leaveDate && !isReadOnly && (
            <Button
              kind="quiet"
              data-action="base-from-leave-date"
              disabled={isBusy}
              onClick={() => saveOfCase({ rightsKnownOn: leaveDate })}
            >
              {t('limitation.takeLeaveDate', { date: dateText(leaveDate) })}
            </Button>
          )}
        </BaseDate>
      )}
      {rule === 'D13' && worker !== undefined && (
        <BaseDate
          key={worker.id}
          label={t('field.party.leaveDate')}
          field={`party.${worker.id}.leaveDate`}
          saved={leaveDate}
          isReadOnly={isReadOnly}
          onSave={(date) => onSave({ kind: 'party', id: worker.id, fields: { leaveDate: date } })}
        />
      )}
    </div>
  );
}

/** The day that the year runs from, saved when the field is left. */
function BaseDate(props: {
  readonly label: string;
  readonly field: string;
  readonly saved: string | null;
  readonly isReadOnly: boolean;
  readonly onSave: (date: string | null) => void;
  readonly children?: ReactNode;
}) {
  const { label, field, saved, isReadOnly, onSave, children } = props;
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {isReadOnly ? (
        <input id={id} data-field={field} readOnly value={fixedDateText(saved ?? '')} />
      ) : (
        <input
          key={saved ?? ''}
          id={id}
          type="date"
          data-field={field}
          defaultValue={saved ?? ''}
          onBlur={(event) => {
            const date = event.target.value || null;
            if (date !== saved) onSave(date);
          }}
        />
      )}
      {children}
    </div>
  );
}
