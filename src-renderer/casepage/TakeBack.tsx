import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, StillMissing, TextInput, useOrder } from '../ui/index.tsx';
import { useAct } from './useCase.ts';

/** 撤销登记: takes back what was recorded by mistake. It asks why; the record of it stays in the timeline. */
export function TakeBack(props: {
  readonly label: string;
  /** Its name for tests and the demo. */
  readonly name: string;
  readonly onTakeBack: (reason: string) => Promise<unknown>;
}) {
  const { t } = useTranslation();
  const { label, name, onTakeBack } = props;
  const [reason, setReason] = useState('');
  const order = useOrder(() => onTakeBack(reason.trim()));
  const isWanting = reason.trim() === '';
  const asked = t('takeBack.reason');
  return (
    <details className="take-back">
      <summary className="small soft">{label}</summary>
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

/** Takes back what one action recorded: an extension, a signature on paper, an outcome. */
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
