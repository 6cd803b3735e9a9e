import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../shell/useMay.ts';
import { Button } from '../ui/index.tsx';
import { todayInShanghai, useNewCase } from './useNewCase.ts';

/** 登记新申请, for whoever registers cases. */
export function NewCase() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const [openedOn, setOpenedOn] = useState(todayInShanghai);
  const [externalNumber, setExternalNumber] = useState('');
  const order = useNewCase();
  const may = useMay();
  if (!may('registerCases')) return null;
  if (!isOpen) {
    return (
      <Button kind="primary" data-action="new-case" onClick={() => setOpen(true)}>
        {t('caseload.newCase')}
      </Button>
    );
  }
  return (
    <div className="card stack">
      <div className="grid">
        <div className="field">
          <label htmlFor="openedOn">{t('caseload.openedOn')}</label>
          <input
            id="openedOn"
            type="date"
            data-field="openedOn"
            value={openedOn}
            onChange={(event) => setOpenedOn(event.target.value)}
          />
        </div>
        <div className="field">
          <label htmlFor="externalNumber">{t('caseload.externalNumber')}</label>
          <input
            id="externalNumber"
            data-field="externalNumber"
            value={externalNumber}
            onChange={(event) => setExternalNumber(event.target.value)}
          />
          <span className="field-hint">{t('caseload.externalNumberHint')}</span>
        </div>
      </div>
      {order.failure}
      <div className="row">
        <Button
          kind="primary"
          data-action="create-case"
          disabled={order.isBusy || openedOn === ''}
          onClick={() => void order.run(openedOn, externalNumber)}
        >
          {t('caseload.create')}
        </Button>
        <Button onClick={() => setOpen(false)}>{t('common.cancel')}</Button>
      </div>
    </div>
  );
}
