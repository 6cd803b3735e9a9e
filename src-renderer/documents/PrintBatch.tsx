import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../shared/case/view.ts';
import {
  countCopies,
  countPrinted,
  type PrintLine,
  type PrintSorting,
  planPrintJobs,
  printSortings,
} from '../../shared/documents/print-batch.ts';
import { Button, CheckInput } from '../ui/index.tsx';
import { CopiesInput } from './CopiesInput.tsx';
import { PrintedCount } from './PaperList.tsx';
import { PrintedWord, RecordedWord } from './PrintedWord.tsx';
import { PrinterChoice, usePrinters } from './PrinterChoice.tsx';
import { type PrintPiece, usePrintBatch } from './usePrintBatch.ts';

/** 一次打印多份: papers in their order, copies by rule, 按件 or 按份; then what really came out. */
export function PrintBatch(props: {
  readonly view: CaseView;
  readonly caseId: string;
  readonly pieces: readonly PrintPiece[];
}) {
  const { t } = useTranslation();
  const { view, pieces } = props;
  const printers = usePrinters();
  const printing = usePrintBatch(view, props.caseId, null);
  const [changed, setChanged] = useState<Readonly<Record<string, number>>>({});
  const [sorting, setSorting] = useState<PrintSorting>('byPiece');
  const [isTwoSided, setTwoSided] = useState(false);
  const lines = pieces.map(
    ({ document, copies }): PrintLine => ({
      documentId: document.documentId,
      copies: changed[document.documentId] ?? copies,
    }),
  );
  const copies = countCopies(lines);
  const pages = pieces.reduce(
    (sum, { document }, index) => sum + document.pages * (lines[index]?.copies ?? 0),
    0,
  );
  if (printing.batch !== null) return <PrintedWord view={view} printing={printing} />;
  return (
    <div className="stack" data-print-batch={pieces.length}>
      <RecordedWord printing={printing} />
      <table>
        <thead>
          <tr>
            <th>{t('batch.number')}</th>
            <th>{t('batch.paper')}</th>
            <th>{t('batch.pages')}</th>
            <th>{t('batch.copies')}</th>
          </tr>
        </thead>
        <tbody>
          {pieces.map(({ document, label }, index) => (
            <tr key={document.documentId} data-batch-paper={`${document.form}.${document.subjectId}`}>
              <td>{index + 1}</td>
              <td>
                {label} {countPrinted(document) > 0 && <PrintedCount document={document} />}
              </td>
              <td>{document.pages}</td>
              <td>
                <CopiesInput
                  label={t('batch.copiesOf', { paper: label })}
                  field={`batch.${document.form}.${document.subjectId}`}
                  value={lines[index]?.copies ?? 0}
                  onChange={(next) => setChanged({ ...changed, [document.documentId]: next })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="grid">
        <PrinterChoice id="batch-printer" {...printers} />
        <div className="field">
          <label htmlFor="batch-sorting">{t('batch.sorting')}</label>
          <select
            id="batch-sorting"
            data-field="batch.sorting"
            value={sorting}
            onChange={(event) =>
              setSorting(printSortings.find((one) => one === event.target.value) ?? 'byPiece')
            }
          >
            {printSortings.map((one) => (
              <option key={one} value={one}>
                {t(`batch.sorting.${one}`)}
              </option>
            ))}
          </select>
        </div>
        <CheckInput field="batch.isTwoSided" isChecked={isTwoSided} onChange={setTwoSided}>
          {t('batch.twoSided')}
        </CheckInput>
      </div>
      <div className="row">
        <Button
          kind="primary"
          data-action="print-batch"
          disabled={copies === 0 || printers.printer === '' || printing.hand.isBusy}
          onClick={() => void printing.hand.run(printers.printer, isTwoSided, planPrintJobs(lines, sorting))}
        >
          {t('batch.print', { copies, pages })}
        </Button>
      </div>
    </div>
  );
}
