import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseActionType, EntityPatch } from '../../shared/case/actions.ts';
import type { EntityKind } from '../../shared/case/entities.ts';
import { isClosedTo } from '../../shared/case/step-refusals.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { Button, StillMissing, TextInput, useOrder } from '../ui/index.tsx';
import { useAct } from './useCase.ts';

/** 撤销登记: takes back what was recorded by mistake. It asks why; the record of it stays in the timeline. */
export function TakeBack(props: {
  readonly label: string;
  /** Its name for tests and the demo. */
  readonly name: string;
  /** What stays although it is taken back. */
  readonly hint?: string;
  readonly onTakeBack: (reason: string) => Promise<unknown>;
}) {
  const { t } = useTranslation();
  const { label, name, hint, onTakeBack } = props;
  const [reason, setReason] = useState('');
  const order = useOrder(() => onTakeBack(reason.trim()));
  const isWanting = reason.trim() === '';
  const asked = t('takeBack.reason');
  return (
    <details className="take-back">
      <summary className="small soft">{label}</summary>
      {hint && <p className="small soft">{hint}</p>}
      <TextInput label={asked} field={`${name}.withdrawReason`} value={reason} isWide onChange={setReason} />
      {order.failure}
      <div className="row">
        <Button
          data-action={`withdraw-${name}`}
          disabled={order.isBusy || isWanting}
          onClick={() => void order.run()}
        >
          {label}
        </Button>
        <StillMissing labels={isWanting ? [asked] : []} />
      </div>
    </details>
  );
}

/** Whether what one action recorded may be taken back here and now. */
export function mayTakeBack(view: CaseView): boolean {
  return !isClosedTo(view, 'withdrawAction');
}

/** Takes back what one action recorded: an extension, a signature on paper, printed copies, an outcome. */
export function TakeBackAction(props: {
  readonly label: string;
  readonly name: string;
  readonly caseId: string;
  readonly actionId: string;
}) {
  const { label, name, caseId, actionId } = props;
  const { act } = useAct(caseId);
  return (
    <TakeBack
      label={label}
      name={name}
      onTakeBack={(reason) => act('action.withdrawn', { actionId, reason })}
    />
  );
}

/** Takes one thing out of the case file again: a meeting, a fact, a receipt, a service. */
export function TakeBackEntity(props: {
  readonly label: string;
  readonly name: string;
  readonly caseId: string;
  readonly type: CaseActionType;
  readonly kind: EntityKind;
  readonly id: string;
  /** What says that it is taken out, where it has no word of its own for it. */
  readonly fields?: EntityPatch['fields'];
  /** What follows from it for others. */
  readonly others?: readonly EntityPatch[];
  readonly hint?: string;
  readonly onTakenBack?: () => void;
}) {
  const { label, name, caseId, type, kind, id, hint, onTakenBack } = props;
  const { fields = { isWithdrawn: true }, others = [] } = props;
  const { act } = useAct(caseId);
  return (
    <TakeBack
      label={label}
      name={name}
      {...(hint === undefined ? {} : { hint })}
      onTakeBack={async (reason) => {
        await act(type, { patches: [{ kind, id, fields }, ...others], reason });
        onTakenBack?.();
      }}
    />
  );
}
