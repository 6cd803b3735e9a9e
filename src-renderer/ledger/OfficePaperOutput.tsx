import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfficePaperOrder } from '../../shared/contract/ledger.ts';
import { call, desk } from '../app/desk.ts';
import { PrinterChoice, usePrinters } from '../documents/PrinterChoice.tsx';
import { SaveFileButton } from '../documents/SaveFileButton.tsx';
import { Button, Notice, useOrder } from '../ui/index.tsx';

/** Prints a paper of the office and saves it. */
export function OfficePaperOutput(props: { readonly paper: OfficePaperOrder; readonly isReady: boolean }) {
  const { t } = useTranslation();
  const printers = usePrinters();
  const [handed, setHanded] = useState('');
  const print = useOrder(async () => {
    setHanded('');
    await call(desk.ledger.print({ paper: props.paper, printer: printers.printer, copies: 1 }));
    setHanded(printers.printer);
  });
  return (
    <div className="stack">
      {props.paper.form === 'ledger' && !props.paper.isMasked && (
        <p className="soft small">{t('ledger.namesHint')}</p>
      )}
      <PrinterChoice id="ledger-printer" {...printers} />
      {print.failure}
      {handed !== '' && <Notice tone="info">{t('ledger.handed', { printer: handed })}</Notice>}
      <Button
        kind="primary"
        data-action="print-ledger"
        disabled={!props.isReady || print.isBusy || printers.printer === ''}
        onClick={() => void print.run()}
      >
        {t('print.print')}
      </Button>
      <div className="row" key={JSON.stringify(props.paper)}>
        <SaveFileButton
          action="export-ledger"
          label={t('print.savePdf')}
          disabled={!props.isReady}
          onSave={() => call(desk.ledger.exportPdf(props.paper))}
        />
        {/* A form is no table to reckon on with. */}
        {props.paper.form !== 'riskReport' && (
          <SaveFileButton
            action="export-ledger-sheet"
            label={t('print.saveSheet')}
            disabled={!props.isReady}
            onSave={() => call(desk.ledger.exportSheet(props.paper))}
          />
        )}
      </div>
    </div>
  );
}
