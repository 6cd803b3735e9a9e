import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LawTableAdded } from '../../shared/law/office-tables.ts';
import { importTable, importTableText, type TableImport } from '../../shared/law/table-import.ts';
import { toShanghaiDate } from '../../shared/text/dates.ts';
import { call, desk } from '../app/desk.ts';
import { readSheetFile, SheetError } from '../collective/read-sheet.ts';
import { useMay } from '../shell/useMay.ts';
import { Button, CheckInput, Notice, Section, TextInput, useOrder } from '../ui/index.tsx';
import { listText } from '../ui/list-text.ts';
import { dateText, todayInShanghai } from '../ui/shanghai-time.ts';

const noOrigin = { document: '', source: '', isConfirmed: false };

/** 节假日表 and 法定参数: what deadlines and sums are reckoned with, where each comes from, and how a later one comes in. */
export function LawTables() {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: ['lawTables', 'all'],
    queryFn: () => call(desk.desk.lawTables({})),
  });
  const [origin, setOrigin] = useState(noOrigin);
  const chooser = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [read, setRead] = useState<TableImport | null>(null);
  const look = useOrder(async (chosen: File | null, from: typeof noOrigin) => {
    setFile(chosen);
    setOrigin(from);
    if (chosen === null || data === undefined) return setRead(null);
    const bytes = new Uint8Array(await chosen.arrayBuffer());
    if (chosen.name.toLowerCase().endsWith('.json'))
      return setRead(importTableText(new TextDecoder().decode(bytes)));
    try {
      setRead(importTable(await readSheetFile(bytes), data.parameters, from));
    } catch (error) {
      if (!(error instanceof SheetError)) throw error;
      setRead({ kind: 'unknown' });
    }
  });
  const add = useOrder(async (added: LawTableAdded) => {
    await call(desk.desk.addLawTable(added));
    await client.invalidateQueries({ queryKey: ['lawTables'] });
    await client.invalidateQueries({ queryKey: ['case'] });
    setFile(null);
    setRead(null);
    setOrigin(noOrigin);
  });
  const mayKeep = useMay()('keepTables');
  if (data === undefined) return null;
  const nextYear = Number(todayInShanghai().slice(0, 4)) + 1;
  const isNextYearMissing = data.calendars.every(({ year }) => year !== nextYear);
  const broughtIn = (matches: (added: LawTableAdded) => boolean) => {
    const found = data.office.findLast(({ added }) => matches(added));
    if (found === undefined) return t('lawTable.shipped');
    return t('lawTable.broughtIn', { by: found.by, date: dateText(toShanghaiDate(found.at)) });
  };
  return (
    <Section title={t('lawTable.title')}>
      {isNextYearMissing && <Notice tone="info">{t('lawTable.nextYearMissing', { year: nextYear })}</Notice>}
      <details>
        <summary>{t('lawTable.calendars', { count: data.calendars.length })}</summary>
        <table>
          <tbody>
            {data.calendars.map((table) => (
              <tr key={table.year} data-calendar={table.year}>
                <td>{t('lawTable.year', { year: table.year })}</td>
                <td>{listText(table.documents)}</td>
                <td className="small">{table.source}</td>
                <td>{t(table.confirmed ? 'lawTable.confirmed' : 'lawTable.unconfirmed')}</td>
                <td className="small">
                  {broughtIn((added) => added.kind === 'calendar' && added.calendar.year === table.year)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
      <details>
        <summary>{t('lawTable.figures')}</summary>
        <table>
          <tbody>
            {data.parameters.parameters.flatMap((parameter) =>
              parameter.entries.map((entry) => (
                <tr key={`${parameter.key}${entry.effectiveFrom}`} data-figure={parameter.key}>
                  <td>{i18n.language === 'en' ? parameter.en : parameter.zh}</td>
                  <td>{t('lawTable.from', { date: dateText(entry.effectiveFrom) })}</td>
                  <td>
                    {entry.value} {parameter.unit}
                  </td>
                  <td>{entry.document}</td>
                  <td>{t(entry.confirmed ? 'lawTable.confirmed' : 'lawTable.unconfirmed')}</td>
                  <td className="small">
                    {broughtIn(
                      (added) =>
                        added.kind === 'figures' &&
                        added.figures.some(
                          (one) => one.key === parameter.key && one.effectiveFrom === entry.effectiveFrom,
                        ),
                    )}
                  </td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </details>
      {mayKeep && (
        <>
          <h3>{t('lawTable.import')}</h3>
          <p className="soft small">{t('lawTable.importHint')}</p>
          <div className="grid">
            <TextInput
              label={t('lawTable.document')}
              field="lawTable.document"
              value={origin.document}
              onChange={(document) => void look.run(file, { ...origin, document })}
            />
            <TextInput
              label={t('lawTable.source')}
              field="lawTable.source"
              value={origin.source}
              onChange={(source) => void look.run(file, { ...origin, source })}
            />
            <CheckInput
              field="lawTable.isConfirmed"
              isChecked={origin.isConfirmed}
              onChange={(isChecked) => void look.run(file, { ...origin, isConfirmed: isChecked })}
            >
              {t('lawTable.isConfirmed')}
            </CheckInput>
          </div>
          <div className="row">
            <input
              ref={chooser}
              type="file"
              hidden
              accept=".csv,.xlsx,.json"
              data-field="lawTable.file"
              onChange={(event) => {
                const chosen = event.target.files?.[0] ?? null;
                event.target.value = '';
                if (chosen !== null) void look.run(chosen, origin);
              }}
            />
            <Button data-action="choose-law-table" onClick={() => chooser.current?.click()}>
              {t('lawTable.file')}
            </Button>
            {file !== null && <span className="soft">{file.name}</span>}
            <Button
              data-action="add-law-table"
              disabled={read?.kind !== 'read' || add.isBusy}
              onClick={() => {
                if (read?.kind === 'read') void add.run(read.added);
              }}
            >
              {t('lawTable.add')}
            </Button>
          </div>
          {read !== null && <Found read={read} />}
          {look.failure}
          {add.failure}
        </>
      )}
    </Section>
  );
}

/** What the file holds, before it is taken in; or what is wrong, line by line. */
function Found({ read }: { readonly read: TableImport }) {
  const { t } = useTranslation();
  switch (read.kind) {
    case 'unknown':
      return <Notice tone="error">{t('lawTable.unknown')}</Notice>;
    case 'faulty':
      return (
        <Notice tone="error">
          {t('lawTable.faulty')}
          <ul>
            {read.faults.map((fault) => (
              <li key={`${fault.line}${fault.code}`}>
                {t('lawTable.faultLine', {
                  line: fault.line,
                  words: t(`lawTable.fault.${fault.code}`, { text: fault.text }),
                })}
              </li>
            ))}
          </ul>
        </Notice>
      );
    case 'read':
      return (
        <Notice tone="good">
          {read.added.kind === 'calendar'
            ? t('lawTable.foundCalendar', {
                year: read.added.calendar.year,
                rest: read.added.calendar.restDays.length,
                work: read.added.calendar.makeUpWorkdays.length,
                statutory: read.added.calendar.statutoryHolidays.length,
              })
            : t('lawTable.foundFigures', { count: read.added.figures.length })}
        </Notice>
      );
  }
}
