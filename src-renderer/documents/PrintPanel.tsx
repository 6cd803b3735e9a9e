import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseDocument } from '../../shared/case/state.ts';
import { wordForms } from '../../shared/documents/catalogue.ts';
import { call, desk } from '../app/desk.ts';
import { useAct } from '../casepage/useCase.ts';
import { Button, useOrder } from '../ui/index.tsx';
import { PrintedCount } from './PaperList.tsx';
import { PrinterChoice, usePrinters } from './PrinterChoice.tsx';

/** Hands the very bytes to the queue, then asks whether the paper is there: only that is printed. */
export function PrintPanel({
  document,
  caseId,
}: {
  readonly document: CaseDocument;
  readonly caseId: string;
}) {
  const { t } = useTranslation();
  const { act } = useAct(caseId);
  const printers = usePrinters();
  const { printer } = printers;
  const [copies, setCopies] = useState(document.copies);
  const [isAsking, setAsking] = useState(false);
  const print = useOrder(async () => {
    await call(desk.documents.print({ caseId, documentId: document.documentId, printer, copies }));
    setAsking(true);
  });
  const confirm = useOrder(async () => {
    await act('document.printed', { documentId: document.documentId, copies, printer });
    setAsking(false);
  });
  const save = useOrder(() => call(desk.documents.exportPdf({ caseId, documentId: document.documentId })));
  const saveWord = useOrder(() =>
    call(desk.documents.exportWord({ caseId, documentId: document.documentId })),
  );
  return (
    <div className="stack">
      <p className="small soft">{t('print.hash', { hash: document.contentSha256.slice(0, 12) })}</p>
      {document.printings.length > 0 && (
        <p>
          <PrintedCount document={document} />
        </p>
      )}
      <PrinterChoice id="printer" {...printers} />
      <div className="field">
        <label htmlFor="copies">{t('print.copies', { count: document.copies })}</label>
        <input
          id="copies"
          type="number"
          min={1}
          max={99}
          data-field="print.copies"
          value={copies}
          onChange={(event) => setCopies(Math.max(1, Number(event.target.value)))}
        />
      </div>
      {print.failure}
      {!isAsking && (
        <Button
          kind="primary"
          data-action="print"
          disabled={print.isBusy || printer === ''}
          onClick={() => void print.run()}
        >
          {t('print.print')}
        </Button>
      )}
      {isAsking && (
        <div className="card stack">
          <strong>{t('print.allThere', { count: copies })}</strong>
          {confirm.failure}
          <div className="row">
            <Button
              kind="primary"
              data-action="confirm-printed"
              disabled={confirm.isBusy}
              onClick={() => void confirm.run()}
            >
              {t('print.yes')}
            </Button>
            <Button data-action="not-printed" onClick={() => setAsking(false)}>
              {t('print.no')}
            </Button>
          </div>
        </div>
      )}
      {save.failure}
      <Button data-action="export-pdf" onClick={() => void save.run()}>
        {t('print.savePdf')}
      </Button>
      {wordForms.has(document.form) && (
        <>
          {saveWord.failure}
          <Button
            data-action="export-word"
            disabled={saveWord.isBusy}
            title={t('print.wordHint')}
            onClick={() => void saveWord.run()}
          >
            {t('print.saveWord')}
          </Button>
        </>
      )}
    </div>
  );
}
