import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Overruling } from '../../shared/case/overrulings.ts';
import { DraftMark } from '../drafts/DraftMark.tsx';
import { Button, Notice, SavedMark, useOrder } from '../ui/index.tsx';
import { todayInShanghai } from '../ui/shanghai-time.ts';
import { focusField } from './focus-field.ts';
import { OvertakenFields } from './OvertakenFields.tsx';
import { listOpenFaults, type OpenFault } from './open-faults.ts';
import type { Editing } from './useEditing.ts';

/** Why something was saved: a correction, or in spite of what the desk warned of. Goes into the action as it is. */
export type SavingReason = { readonly reason?: string; readonly overruled?: readonly Overruling[] };

const none: readonly OpenFault[] = [];

/**
 * Saves what was typed, once. What is wrong or unlikely is named with the way to it; who insists says why, and the
 * timeline keeps the reason with the words of the warning. A correction always says why.
 */
export function SaveBar(props: {
  readonly editing: Editing;
  /** `data-action` of the button. */
  readonly action: string;
  readonly label: string;
  readonly isCorrection?: boolean;
  /** Stays where it stands, where another bar holds the foot of the screen. */
  readonly isPlain?: boolean;
  /** What the section warns of besides the faults of single fields. */
  readonly concerns?: readonly OpenFault[];
  /** Something typed that no reason lets through; its field says so. */
  readonly isBlocked?: boolean;
  readonly onSave: (reason: SavingReason) => Promise<unknown>;
}) {
  const { t } = useTranslation();
  const {
    editing,
    action,
    label,
    isCorrection = false,
    isPlain = false,
    concerns = none,
    isBlocked = false,
  } = props;
  const [reason, setReason] = useState('');
  const [savedAt, setSavedAt] = useState<Date | null>(null);
  const isChanged = editing.patches.length > 0;
  const faults = isChanged ? [...listOpenFaults(editing, todayInShanghai()), ...concerns] : [];
  const isReasonNeeded = isChanged && (isCorrection || faults.length > 0);
  const save = useOrder(async () => {
    const said = reason.trim();
    const overruled = faults.map(({ path, messageKey, params }) => ({
      rule: messageKey,
      reason: said,
      path,
      ...(params === undefined ? {} : { params }),
    }));
    await props.onSave({
      ...(isReasonNeeded ? { reason: said } : {}),
      ...(overruled.length > 0 ? { overruled } : {}),
    });
    editing.clear();
    setReason('');
    setSavedAt(new Date());
  });
  return (
    <div className={isPlain ? 'stack' : 'composer stack'}>
      <OvertakenFields editing={editing} />
      {faults.length > 0 && (
        <ul className="fault-list" aria-label={t('common.openWarnings')}>
          {faults.map(({ path, messageKey, params, labelKey }) => (
            <li key={`${path}${messageKey}`} className="row" data-fault={path} data-fault-rule={messageKey}>
              <Notice tone="warning">
                {t('common.labelled', { label: t(labelKey), value: t(messageKey, params ?? {}) })}
              </Notice>
              <Button kind="quiet" onClick={() => focusField(path)}>
                {t('agreement.mend')}
              </Button>
            </li>
          ))}
        </ul>
      )}
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
          disabled={save.isBusy || isBlocked || !isChanged || (isReasonNeeded && reason.trim() === '')}
          onClick={() => void save.run()}
        >
          {label}
        </Button>
        {isChanged && <DraftMark />}
        <SavedMark at={isChanged ? null : savedAt} />
      </div>
      {save.failure}
    </div>
  );
}
