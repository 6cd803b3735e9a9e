import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEscape } from '../shell/escape.ts';
import { Button } from '../ui/index.tsx';
import { todayInShanghai } from '../ui/shanghai-time.ts';
import { useFocusBack } from '../ui/useFocusBack.ts';
import { useNewCaseAsked } from './new-case-store.ts';
import { useNewCase } from './useNewCase.ts';

/** Asks before a case file is begun, below the top line: the work stays where it is, and Esc leads back to it. */
export function NewCasePanel() {
  const { t } = useTranslation();
  const { close } = useNewCaseAsked();
  const [openedOn, setOpenedOn] = useState(todayInShanghai);
  const [externalNumber, setExternalNumber] = useState('');
  const order = useNewCase();
  useFocusBack();
  useEscape(true, close);
  return (
    <form
      className="new-case card"
      aria-label={t('caseload.newCase')}
      onSubmit={(event) => {
        event.preventDefault();
        if (!order.isBusy) void order.run(openedOn, externalNumber);
      }}
    >
      <h2>{t('caseload.newCase')}</h2>
      <div className="new-case-fields">
        <div className="field">
          <label htmlFor="openedOn">{t('caseload.openedOn')}</label>
          <input
            id="openedOn"
            type="date"
            data-field="openedOn"
            autoFocus
            required
            value={openedOn}
            onChange={(event) => setOpenedOn(event.target.value)}
          />
        </div>
        <div className="field">
          <label htmlFor="externalNumber">{t('caseload.externalNumber')}</label>
          <input
            id="externalNumber"
            data-field="externalNumber"
            autoComplete="off"
            aria-describedby="externalNumber-hint"
            value={externalNumber}
            onChange={(event) => setExternalNumber(event.target.value)}
          />
        </div>
        <Button
          kind="primary"
          type="submit"
          data-action="create-case"
          disabled={order.isBusy || openedOn === ''}
        >
          {t('caseload.create')}
        </Button>
        <Button onClick={close}>{t('common.cancel')}</Button>
      </div>
      <p id="externalNumber-hint" className="small soft">
        {t('caseload.externalNumberHint')}
      </p>
      {order.failure}
    </form>
  );
}
