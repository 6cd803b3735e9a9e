import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseDocument } from '../../shared/case/state.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { wordForms } from '../../shared/documents/catalogue.ts';
import { countMissingCopies } from '../../shared/documents/print-batch.ts';
import { call, desk } from '../app/desk.ts';
import { mayTakeBack, TakeBackAction } from '../casepage/TakeBack.tsx';
import { Button, CheckInput } from '../ui/index.tsx';
import { instantText } from '../ui/shanghai-time.ts';
import { CopiesInput } from './CopiesInput.tsx';
import { PrintedCount } from './PaperList.tsx';
import { PrintedWord, RecordedWord } from './PrintedWord.tsx';
import { PrinterChoice, usePrinters } from './PrinterChoice.tsx';
import { SaveFileButton } from './SaveFileButton.tsx';
import { usePrintBatch } from './usePrintBatch.ts';

/** Hands the very bytes to the queue, then asks whether the paper is there: only that is printed. */
export function PrintPanel(props: {
  readonly document: CaseDocument;
  readonly view: CaseView;
  readonly caseId: string;
}) {
  const { t } = useTranslation();
  const { document, view, caseId } = props;
  const { documentId } = document;
  const printers = usePrinters();
  const printing = usePrintBatch(view, caseId, { form: document.form, subjectId: document.subjectId });
  // What is still missing; all that the rule wants once everything is there.
  const [typed, setTyped] = useState<number | null>(null);
  const copies = typed ?? (countMissingCopies(document) || document.copies);
  const [isTwoSided, setTwoSided] = useState(false);
  return (
    <div className="stack">
      <p className="small soft">{t('print.hash', { hash: document.contentSha256.slice(0, 12) })}</p>
      {document.printings.length > 0 && (
        <p>
          <PrintedCount document={document} />
        </p>
      )}
      {mayTakeBack(view) &&
        document.printings.map(({ copies: count, authorship }) => (
          <TakeBackAction
            key={authorship.actionId}
            label={t('takeBack.printing', { count, at: instantText(authorship.at) })}
            name="printing"
            caseId={caseId}
            actionId={authorship.actionId}
          />
        ))}
      <RecordedWord printing={printing} />
      {printing.batch === null ? (
        <>
          <PrinterChoice id="printer" {...printers} />
          <div className="field">
            <span className="field-label">{t('print.copies', { count: document.copies })}</span>
            <CopiesInput
              label={t('print.copies', { count: document.copies })}
              field="print.copies"
              value={copies}
              onChange={setTyped}
            />
          </div>
          {document.pages > 1 && (
            <CheckInput field="print.isTwoSided" isChecked={isTwoSided} onChange={setTwoSided}>
              {t('batch.twoSided')}
            </CheckInput>
          )}
          <Button
            kind="primary"
            data-action="print"
            disabled={printers.printer === '' || copies === 0}
            onClick={() => {
              setTyped(null);
              void printing.hand.run(printers.printer, isTwoSided, [{ documentId, copies }]);
            }}
          >
            {t('print.print')}
          </Button>
        </>
      ) : (
        <PrintedWord view={view} printing={printing} />
      )}
      <SaveFileButton
        key={`${documentId}.pdf`}
        action="export-pdf"
        label={t('print.savePdf')}
        onSave={() => call(desk.documents.exportPdf({ caseId, documentId }))}
      />
      {wordForms.has(document.form) && (
        <SaveFileButton
          key={`${documentId}.word`}
          action="export-word"
          label={t('print.saveWord')}
          hint={t('print.wordHint')}
          onSave={() => call(desk.documents.exportWord({ caseId, documentId }))}
        />
      )}
    </div>
  );
}
