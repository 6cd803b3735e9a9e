import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findFieldFaults } from '../../shared/law/field-faults.ts';
import { todayInShanghai } from '../caseload/useNewCase.ts';
import { Button, Notice, SavedMark, useOrder } from '../ui/index.tsx';
import { focusField } from './focus-field.ts';
import type { Editing } from './useEditing.ts';

/**
 * Saves what was typed, once. What cannot be so is named with the way to it; who insists says why, and the timeline
 * keeps the reason. A correction always says why.
 */
export function SaveBar(props: {
  readonly editing: Editing;
  /** `data-action` of the button. */
  readonly action: string;
  readonly label: string;
  readonly isCorrection?: boolean;
  /** Stays where it stands, where another bar holds the foot of the screen. */
  readonly isPlain?: boolean;
  readonly onSave: (reason: { readonly reason?: string }) => Promise<unknown>;
}) {
  const { t } = useTranslation();
  const { editing, action, label, isCorrection = false, isPlain = false } = props;
  const [reason, setReason] = useState('');
  const [savedAt, setSavedAt] = useState<Date | null>(null);
  const isChanged = editing.patches.length > 0;
  const faults = editing.patches.flatMap(({ kind, id }) =>
    findFieldFaults(kind, (field) => editing.get(kind, id, field), todayInShanghai())
      .filter(({ severity }) => severity === 'error')
      .map(({ field, code }) => ({ path: `${kind}.${id}.${field}`, code, label: `field.${kind}.${field}` })),
  );
  const isReasonNeeded = isChanged && (isCorrection || faults.length > 0);
  const save = useOrder(async () => {
    await props.onSave(isReasonNeeded ? { reason: reason.trim() } : {});
    editing.clear();
    setReason('');
    setSavedAt(new Date());
  });
  return (
    <div className={isPlain ? 'stack' : 'composer stack'}>
      {faults.map(({ path, code, label: name }) => (
        <div key={`${path}${code}`} className="row" data-fault={path}>
          <Notice tone="warning">
            {t(name)}：{t(`law.order.${code}`)}
          </Notice>
          <Button kind="quiet" onClick={() => focusField(path)}>
            {t('agreement.mend')}
          </Button>
        </div>
      ))}
      <div className="row">
        {isReasonNeeded && (
          <div className="field" style={{ flex: 1, minWidth: '16rem' }}>
            <label htmlFor={`${action}-reason`}>
              {t(isCorrection ? 'intake.correctionReason' : 'common.insistReason')}
            </label>
            <input
              id={`${action}-reason`}
              data-field={isCorrection ? 'correctionReason' : `${action}.reason`}
              autoComplete="off"
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </div>
        )}
        <Button
          kind={isChanged ? 'primary' : 'plain'}
          data-action={action}
          disabled={save.isBusy || !isChanged || (isReasonNeeded && reason.trim() === '')}
          onClick={() => void save.run()}
        >
          {label}
        </Button>
        {isChanged && <span className="soft small">{t('common.draftKept')}</span>}
        <SavedMark at={isChanged ? null : savedAt} />
      </div>
      {save.failure}
    </div>
  );
}
