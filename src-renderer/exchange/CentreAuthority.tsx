import { useTranslation } from 'react-i18next';
import type { SyncStatus } from '../../shared/contract/desk-sync.ts';
import { call, desk } from '../app/desk.ts';
import { Button } from '../ui/index.tsx';
import { useExchangeOrder } from './useExchangeOrder.ts';

/** 中心证书: whom the desk trusts to be the centre. */
export function CentreAuthority({ status }: { readonly status: SyncStatus }) {
  const { t } = useTranslation();
  const choose = useExchangeOrder(() => call(desk.sync.chooseAuthority({})));
  return (
    <>
      <p className="soft" data-value="authority">
        {status.authority === null
          ? t('exchange.authorityHint')
          : t('exchange.authority', { fingerprint: status.authority })}
      </p>
      {choose.failure}
      <Button
        kind="quiet"
        data-action="choose-authority"
        disabled={choose.isBusy}
        onClick={() => void choose.run()}
      >
        {t('exchange.chooseAuthority')}
      </Button>
    </>
  );
}
