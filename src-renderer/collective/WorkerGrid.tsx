import Papa from 'papaparse';
import type { ClipboardEvent, KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorkerColumn } from '../../shared/case/worker-columns.ts';
import { totalsOfWorkers } from '../../shared/case/worker-import.ts';
import {
  checkWorkerRow,
  findOtherReckoning,
  findWrongInstalments,
  hasInstalmentsDifference,
  instalmentTotals,
  type WorkerRow,
  type WorkerTable,
  withoutRow,
} from '../../shared/case/worker-rows.ts';
import { formatMoney, parseMoney } from '../../shared/text/money.ts';
import { fixedDateText, todayInShanghai } from '../ui/shanghai-time.ts';
import { cellWords } from './cell-words.ts';

export type GridView = 'people' | 'amounts' | 'accounts' | 'instalments';
export const gridViews: readonly GridView[] = ['people', 'amounts', 'accounts', 'instalments'];
const columnsOf: Readonly<Record<GridView, readonly WorkerColumn[]>> = {
  people: ['name', 'idNumber', 'phone', 'job', 'entryDate'],
  amounts: ['name', 'dayRate', 'claimedDays', 'advancePaid', 'claimAmount', 'confirmedDays', 'agreedAmount'],
  accounts: ['name', 'accountName', 'bank', 'accountNumber'],
  instalments: ['name', 'agreedAmount'],
};

type GridProps = {
  readonly table: WorkerTable;
  readonly view: GridView;
  readonly isReadOnly: boolean;
  readonly onChange: (table: WorkerTable) => void;
};

/** Name of a cell's place: a column of the worker or the place of an instalment. */
type Place = WorkerColumn | number;

/** The workers' table: Tab and arrows move, Enter goes down, a block copied from a spreadsheet is pasted as one. */
export function WorkerGrid({ table, view, isReadOnly, onChange }: GridProps) {
  const { t } = useTranslation();
  const places: readonly Place[] = [
    ...columnsOf[view],
    ...(view === 'instalments' ? table.dueDates.map((_, place) => place) : []),
  ];
  const focus = (row: number, column: number) =>
    document.querySelector<HTMLInputElement>(`[data-cell="${row}.${column}"]`)?.focus();
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>, row: number, column: number) => {
    if (event.nativeEvent.isComposing) return;
    const { selectionStart, selectionEnd, value } = event.currentTarget;
    const isAtStart = selectionStart === 0 && selectionEnd === 0;
    const isAtEnd = selectionStart === value.length && selectionEnd === value.length;
    const target: readonly [number, number] | null =
      event.key === 'Enter' || event.key === 'ArrowDown'
        ? [row + (event.shiftKey ? -1 : 1), column]
        : event.key === 'ArrowUp'
          ? [row - 1, column]
          : event.key === 'ArrowLeft' && isAtStart
            ? [row, column - 1]
            : event.key === 'ArrowRight' && isAtEnd
              ? [row, column + 1]
              : null;
    if (target === null) return;
    event.preventDefault();
    focus(...target);
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>, row: number, column: number) => {
    const text = event.clipboardData.getData('text/plain');
    if (isReadOnly || !/[\t\n]/.test(text.trimEnd())) return;
    event.preventDefault();
    const block = Papa.parse<string[]>(text.trimEnd(), { delimiter: '\t' }).data;
    const rows = table.rows.map((one, index) => {
      const cells = block[index - row];
      if (index < row || cells === undefined) return one;
      return cells.reduce((result, cell, offset) => {
        const place = places[column + offset];
        return place === undefined ? result : withText(result, place, cell.trim());
      }, one);
    });
    onChange({ ...table, rows });
  };
  const totals = totalsOfWorkers(
    table.rows.map(({ cells }) => ({
      ...cells,
      advancePaid: parseMoney(cells.advancePaid) ?? '',
      claimAmount: parseMoney(cells.claimAmount) ?? '',
      agreedAmount: parseMoney(cells.agreedAmount) ?? '',
    })),
  );
  const parts = instalmentTotals(table);
  const totalOf = (place: Place): string => {
    if (typeof place === 'number') return formatMoney(parts[place] ?? '0.00');
    if (place === 'name') return t('workers.total', { count: totals.count });
    if (place === 'advancePaid' || place === 'claimAmount' || place === 'agreedAmount')
      return formatMoney(totals[place]);
    return place === 'claimedDays' || place === 'confirmedDays' ? totals[place] : '';
  };
  const label = (place: Place) =>
    typeof place === 'number' ? t('workers.instalment', { number: place + 1 }) : t(`workers.column.${place}`);
  return (
    <div className="worker-scroll" data-field="collective.collective.rows" tabIndex={-1}>
      <table className="worker-grid">
        <thead>
          <tr>
            <th>{t('workers.order')}</th>
            {places.map((place) => (
              <th key={place}>
                {label(place)}
                {typeof place === 'number' && (
                  <input
                    className="input"
                    type={isReadOnly ? 'text' : 'date'}
                    aria-label={t('workers.dueDate', { number: place + 1 })}
                    data-field={`worker.dueDate.${place + 1}`}
                    readOnly={isReadOnly}
                    value={
                      isReadOnly ? fixedDateText(table.dueDates[place] ?? '') : (table.dueDates[place] ?? '')
                    }
                    onChange={(event) =>
                      onChange({ ...table, dueDates: table.dueDates.with(place, event.target.value) })
                    }
                  />
                )}
              </th>
            ))}
            {!isReadOnly && <th />}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => {
            const findings = checkWorkerRow(row, todayInShanghai());
            const wrongParts = findWrongInstalments(row, table.dueDates);
            return (
              <tr key={row.partyId}>
                <td>{index + 1}</td>
                {places.map((place, column) => {
                  const finding = findings.find((one) => one.column === place);
                  const isPart = typeof place === 'number';
                  const reckoned =
                    view === 'amounts' && (place === 'claimAmount' || place === 'agreedAmount')
                      ? findOtherReckoning(row, place)
                      : null;
                  const words =
                    isPart && wrongParts.includes(place)
                      ? { severity: 'error', text: t('workers.instalmentWrong') }
                      : finding
                        ? { severity: finding.severity, text: cellWords(t, finding) }
                        : view === 'instalments' && place === 'agreedAmount' && hasInstalmentsDifference(row)
                          ? { severity: 'warning', text: t('workers.instalmentsDiffer') }
                          : reckoned === null
                            ? null
                            : {
                                severity: 'warning',
                                text: t('workers.otherReckoning', { amount: formatMoney(reckoned) }),
                              };
                  return (
                    <td key={place}>
                      <input
                        className="input"
                        data-cell={`${index}.${column}`}
                        data-field={`worker.${index + 1}.${isPart ? `instalment${place + 1}` : place}`}
                        aria-label={`${row.cells.name || t('workers.order')}${index + 1} ${label(place)}`}
                        aria-invalid={words?.severity === 'error'}
                        autoComplete="off"
                        readOnly={isReadOnly}
                        value={isPart ? (row.instalments[place] ?? '') : row.cells[place]}
                        onKeyDown={(event) => onKeyDown(event, index, column)}
                        onPaste={(event) => onPaste(event, index, column)}
                        onChange={(event) =>
                          onChange({
                            ...table,
                            rows: table.rows.with(index, withText(row, place, event.target.value)),
                          })
                        }
                      />
                      {words && <span className={`field-${words.severity}`}>{words.text}</span>}
                    </td>
                  );
                })}
                {!isReadOnly && (
                  <td>
                    <button
                      type="button"
                      className="button button-quiet"
                      data-action={`remove-worker-${index + 1}`}
                      aria-label={t('workers.removeNamed', { name: row.cells.name || index + 1 })}
                      onClick={() => onChange(withoutRow(table, index))}
                    >
                      {t('workers.removeRow')}
                    </button>
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <td />
            {places.map((place) => (
              <td key={place} data-value={`workerTotal.${place}`}>
                <strong>{totalOf(place)}</strong>
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function withText(row: WorkerRow, place: Place, text: string): WorkerRow {
  if (typeof place !== 'number') return { ...row, cells: { ...row.cells, [place]: text } };
  const instalments = Array.from({ length: Math.max(row.instalments.length, place + 1) }, (_, index) =>
    index === place ? text : (row.instalments[index] ?? ''),
  );
  return { ...row, instalments };
}
