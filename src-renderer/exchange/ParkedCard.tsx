import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParkedItem } from '../../shared/contract/desk-sync.ts';
import { call, desk } from '../app/desk.ts';
import { codeText } from '../app/error-text.ts';
import { Button } from '../ui/index.tsx';
import { instantText } from '../ui/shanghai-time.ts';
import { useExchangeOrder } from './useExchangeOrder.ts';

/** One thing that the centre did not take: why, what stood in it, and what somebody may do about it. */
export function ParkedCard(props: {
  readonly item: ParkedItem;
  readonly children?: ReactNode;
  /** Stands before the orders that every parked action has. */
  readonly way?: ReactNode;
}) {
  const { item } = props;
  const { t } = useTranslation();
  const resend = useExchangeOrder(() => call(desk.sync.resend({ id: item.id })));
  const settle = useExchangeOrder(() => call(desk.sync.settle({ id: item.id })));
  return (
    <div className="card" data-parked={item.code}>
      <h3>
        {item.caseNumber} {t(`action.${item.type}`, { defaultValue: item.type })}
      </h3>
      <p>{codeText(item.code, t)}</p>
      {item.code.startsWith('standing.') && <p>{t('exchange.parkedSignature')}</p>}
      <p className="soft small">{instantText(item.at)}</p>
      {props.children}
      {resend.failure}
      {settle.failure}
      <div className="button-row">
        {props.way}
        {item.mayResend ? (
          <Button data-action="resend" disabled={resend.isBusy} onClick={() => void resend.run()}>
            {t('exchange.resend')}
          </Button>
        ) : (
          <Button data-action="settle-parked" disabled={settle.isBusy} onClick={() => void settle.run()}>
            {t('exchange.settle')}
          </Button>
        )}
      </div>
    </div>
  );
}
