import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorkerCells } from '../../shared/case/worker-columns.ts';
import {
  findDifferingTotals,
  type ImportedWorker,
  importWorkers,
  isImportable,
  mendWorkers,
  totalsOfWorkers,
  type WorkerImport,
} from '../../shared/case/worker-import.ts';
import { countKnown, type WorkerRow } from '../../shared/case/worker-rows.ts';
import { formatMoney, isYuan } from '../../shared/text/money.ts';
import { call, desk } from '../app/desk.ts';
import { useDraft } from '../drafts/useDraft.ts';
import { Button, Notice, useOrder } from '../ui/index.tsx';
import { listText } from '../ui/list-text.ts';
import { todayInShanghai } from '../ui/shanghai-time.ts';
import { cellWords } from './cell-words.ts';
import { readSheetFile, SheetError } from './read-sheet.ts';

type Read = Extract<WorkerImport, { kind: 'read' }>;
/** A sheet that is being gone through, with the rows of it that are in the list already. */
type Sheet = {
  readonly read: Read;
  readonly taken: readonly WorkerCells[];
  /** The lines of those who were taken, one for each. A draft of an older program has none. */
  readonly takenLines?: readonly number[];
};

/** 导入名册: reads a file, shows what is in order and what is not, and hands over the rows that are. */
export function ImportPanel(props: {
  readonly caseId: string;
  /** Who is in the table already. */
  readonly known: readonly WorkerRow[];
  readonly onTake: (
    workers: readonly WorkerCells[],
    columns: readonly (keyof WorkerCells)[],
    order: readonly WorkerCells[],
  ) => void;
}) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  // Rows that wait to be mended wait also while somebody looks elsewhere.
  const { value: sheet, change, clear } = useDraft<Sheet | null>(`${props.caseId}:workers-import`, null);
  const template = useOrder(() => call(desk.documents.saveWorkerTemplate({})));
  const choose = async (file: File | undefined) => {
    setRefusal(null);
    if (file === undefined) return;
    clear();
    try {
      const cells = await readSheetFile(new Uint8Array(await file.arrayBuffer()));
      const read = importWorkers(cells, todayInShanghai());
      if (read.kind === 'refused') setRefusal(t(`workers.file.${read.code}`));
      else change({ read, taken: [] });
    } catch (error) {
      setRefusal(t(`workers.file.${error instanceof SheetError ? error.code : 'broken'}`));
    }
  };
  const take = ({ read, taken, takenLines = [] }: Sheet) => {
    const good = read.rows.filter(isImportable);
    const all = [...taken.map((cells, at) => ({ cells, line: takenLines[at] ?? 0 })), ...good];
    props.onTake(
      good.map(({ cells }) => cells),
      read.columns.map(({ column }) => column),
      all.toSorted((left, right) => left.line - right.line).map(({ cells }) => cells),
    );
    const wrong = read.rows.filter((row) => !isImportable(row));
    const takenNow = { taken: all.map(({ cells }) => cells), takenLines: all.map(({ line }) => line) };
    if (wrong.length === 0) clear();
    else change({ read: { ...read, rows: wrong }, ...takenNow });
  };
  return (
    <div className="stack">
      <div className="row">
        <input
          ref={input}
          type="file"
          hidden
          accept=".xlsx,.csv"
          data-field="workers.file"
          onChange={(event) => {
            void choose(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
        <Button data-action="import-workers" onClick={() => input.current?.click()}>
          {t('workers.import')}
        </Button>
        <Button
          kind="quiet"
          data-action="save-worker-template"
          disabled={template.isBusy}
          onClick={() => void template.run()}
        >
          {t('workers.template')}
        </Button>
        <span className="soft small">{t('workers.importHint')}</span>
      </div>
      {template.failure}
      {refusal && <Notice tone="error">{refusal}</Notice>}
      {sheet && (
        <Preview
          sheet={sheet}
          known={props.known}
          onChange={(rows) => change({ ...sheet, read: { ...sheet.read, rows } })}
          onTake={() => take(sheet)}
          onLeave={clear}
        />
      )}
    </div>
  );
}

function Preview(props: {
  readonly sheet: Sheet;
  readonly known: readonly WorkerRow[];
  readonly onChange: (rows: readonly ImportedWorker[]) => void;
  readonly onTake: () => void;
  readonly onLeave: () => void;
}) {
  const { t } = useTranslation();
  const { read: result, taken } = props.sheet;
  /** Cells that were shown as wrong stay open while they are typed in, also once they are right. */
  const [shown] = useState(
    () => new Set(result.rows.flatMap((row) => row.findings.map(({ column }) => `${row.line}.${column}`))),
  );
  const good = result.rows.filter(isImportable);
  const wrongCount = result.rows.length - good.length;
  const knownCount = countKnown(
    props.known,
    good.map((row) => row.cells),
  );
  const totals = totalsOfWorkers(good.map((row) => row.cells));
  // The sheet's own sums are of all its rows: compared once none of them waits to be mended.
  const differing =
    wrongCount > 0 ? [] : findDifferingTotals(result, [...taken, ...good.map((row) => row.cells)]);
  const cells = result.rows.flatMap((row) =>
    [...new Set([...shown])]
      .filter((key) => key.startsWith(`${row.line}.`))
      .map((key) => ({ row, column: key.slice(key.indexOf('.') + 1) as keyof WorkerCells })),
  );
  return (
    <div className="card" data-value="workerImport">
      <p>
        <strong data-value="workersGood">{t('workers.goodRows', { count: good.length })}</strong>
        {wrongCount > 0 && (
          <strong data-value="workersWrong">　{t('workers.wrongRows', { count: wrongCount })}</strong>
        )}
        {knownCount > 0 && <span>　{t('workers.knownRows', { count: knownCount })}</span>}
      </p>
      <p className="small soft">
        {t('workers.sums', {
          claimedDays: totals.claimedDays,
          confirmedDays: totals.confirmedDays,
          advancePaid: formatMoney(totals.advancePaid),
          claimAmount: formatMoney(totals.claimAmount),
          agreedAmount: formatMoney(totals.agreedAmount),
        })}
      </p>
      {result.ignoredHeadings.length > 0 && (
        <p className="small soft">
          {t('workers.ignoredHeadings', { headings: listText(result.ignoredHeadings) })}
        </p>
      )}
      {differing.map(({ column, stated, sum }) => (
        <Notice key={column} tone="warning">
          {t('workers.totalDiffers', {
            column: t(`workers.column.${column}`),
            stated: isYuan(stated) ? formatMoney(stated) : stated,
            sum: isYuan(sum) ? formatMoney(sum) : sum,
          })}
        </Notice>
      ))}
      {cells.length > 0 && (
        <div className="worker-scroll">
          <table>
            <thead>
              <tr>
                <th>{t('workers.line')}</th>
                <th>{t('workers.column.name')}</th>
                <th>{t('workers.columnWord')}</th>
                <th>{t('workers.content')}</th>
                <th>{t('workers.whatToDo')}</th>
              </tr>
            </thead>
            <tbody>
              {cells.map(({ row, column }) => {
                const findings = row.findings.filter((one) => one.column === column);
                const label = `${t('workers.lineNumber', { line: row.line })} ${t(`workers.column.${column}`)}`;
                return (
                  <tr key={`${row.line}.${column}`}>
                    <td>{t('workers.lineNumber', { line: row.line })}</td>
                    <td>{row.cells.name}</td>
                    <td>{t(`workers.column.${column}`)}</td>
                    <td>
                      <input
                        className="input"
                        aria-label={label}
                        data-field={`import.${row.line}.${column}`}
                        value={row.cells[column]}
                        onChange={(event) =>
                          props.onChange(
                            mendWorkers(result.rows, row.line, column, event.target.value, todayInShanghai()),
                          )
                        }
                      />
                    </td>
                    <td role="status">
                      {findings.map((finding) => (
                        <p key={finding.code} className={`field-${finding.severity}`}>
                          {t(finding.severity === 'error' ? 'common.errorWord' : 'common.warningWord')}
                          {cellWords(t, finding)}
                        </p>
                      ))}
                      {findings.length === 0 && <span className="saved-mark">✓ {t('workers.mended')}</span>}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      <div className="row">
        <Button kind="primary" data-action="take-workers" disabled={good.length === 0} onClick={props.onTake}>
          {t('workers.take', { count: good.length })}
        </Button>
        <Button kind="quiet" data-action="leave-import" onClick={props.onLeave}>
          {t('workers.leave')}
        </Button>
        {wrongCount > 0 && <span className="soft small">{t('workers.wrongStay')}</span>}
      </div>
    </div>
  );
}
