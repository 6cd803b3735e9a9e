import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VisitRoundRow } from '../../shared/contract/cases.ts';
import { codeLabel, visitMethods } from '../../shared/law/codes/index.ts';
import { addDays, formatChineseDate, formatChineseDateWithWeekday } from '../../shared/text/dates.ts';
import { formatMoney } from '../../shared/text/money.ts';
import { call, desk } from '../app/desk.ts';
import { useSession } from '../app/session-store.ts';
import { useRoutes } from '../shell/routes.ts';
import { Button, CheckInput, Section, TextInput, useOrder } from '../ui/index.tsx';
import { listText } from '../ui/list-text.ts';
import { dateText, dateTextWithWeekday, todayInShanghai } from '../ui/shanghai-time.ts';

/** How far back a visit that was not made is still shown. */
const longAgo = '2000-01-01';

/** 回访: what is planned until a day, those that are late first, and the page that goes along when going out. */
export function VisitsPage() {
  const { t } = useTranslation();
  const today = todayInShanghai();
  const [until, setUntil] = useState(addDays(today, 7));
  const { data } = useQuery({
    queryKey: ['cases', 'visitRound', until],
    queryFn: () => call(desk.cases.visitRound({ from: longAgo, until })),
    enabled: until !== '',
    placeholderData: (before) => before,
  });
  const [left, setLeft] = useState<readonly string[]>([]);
  const print = useOrder(async () => {
    await call(desk.cases.noteRoundPrinted({}));
    window.print();
  });
  const rows = data?.rows ?? [];
  const chosen = rows.filter(({ visitId }) => !left.includes(visitId));
  const toggle = (visitId: string) =>
    setLeft(left.includes(visitId) ? left.filter((one) => one !== visitId) : [...left, visitId]);
  return (
    <>
      <Section title={t('nav.visits')} aside={rows.length > 0 && <span className="tag">{rows.length}</span>}>
        <div className="row" style={{ alignItems: 'flex-end', marginBottom: '0.75rem' }}>
          <TextInput
            label={t('round.until')}
            field="round.until"
            type="date"
            value={until}
            onChange={setUntil}
          />
          <Button kind="quiet" data-action="round-today" onClick={() => setUntil(today)}>
            {t('round.today')}
          </Button>
          <Button
            kind="primary"
            data-action="print-visit-round"
            disabled={chosen.length === 0 || print.isBusy}
            onClick={() => void print.run()}
          >
            {t('round.print', { count: chosen.length })}
          </Button>
        </div>
        {print.failure}
        {rows.length === 0 && <p className="soft">{t('visits.none')}</p>}
        {rows.map((row) => (
          <Visit
            key={row.visitId}
            row={row}
            today={today}
            isChosen={!left.includes(row.visitId)}
            onToggle={() => toggle(row.visitId)}
          />
        ))}
      </Section>
      <Round rows={chosen} today={today} />
    </>
  );
}

function Visit(props: {
  readonly row: VisitRoundRow;
  readonly today: string;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
}) {
  const { t, i18n } = useTranslation();
  const go = useRoutes((routes) => routes.go);
  const { row, today } = props;
  const locale = i18n.language === 'en' ? 'en' : 'zh-CN';
  return (
    <div className="card" data-round={row.visitId}>
      <div className="card-head">
        <CheckInput field={`round.${row.visitId}`} isChecked={props.isChosen} onChange={props.onToggle}>
          <strong>{dateTextWithWeekday(row.plannedOn)}</strong>
          {codeLabel(visitMethods, row.method, locale)}
        </CheckInput>
        {row.plannedOn < today && <span className="tag tag-amber">{t('visits.planOverdue')}</span>}
      </div>
      <p>
        {row.partyName} {row.person}　{row.phone}　{row.address}
      </p>
      <p>{row.purpose}</p>
      <Open row={row} />
      <Button
        kind="quiet"
        data-case={row.caseId}
        onClick={() => go({ name: 'case', caseId: row.caseId, section: 'visits' })}
      >
        {t('round.record', { number: row.caseNumber })}
      </Button>
    </div>
  );
}

/** What is still open, on the screen and, in Chinese, on the page that goes along. */
function Open({ row, lng }: { readonly row: VisitRoundRow; readonly lng?: 'zh-CN' }) {
  const { t } = useTranslation();
  const language = lng === undefined ? {} : { lng };
  return row.open.map((one) => (
    <p key={`${one.kind}${one.dueDate}`} className="small">
      {t('round.open', {
        ...language,
        kind: one.kind,
        debtors: listText(one.debtors),
        amount: one.amount === '' ? '' : `${formatMoney(one.amount)} ${t('common.yuan', language)}`,
        date: lng === undefined ? dateText(one.dueDate) : formatChineseDate(one.dueDate),
      })}
    </p>
  ));
}

/** 回访单: seen only on paper, one landscape page with room to write. A Chinese paper of the office. */
function Round({ rows, today }: { readonly rows: readonly VisitRoundRow[]; readonly today: string }) {
  const status = useSession((session) => session.status);
  const { t } = useTranslation();
  return (
    <div className="print-only paper" aria-hidden="true" lang="zh-CN" data-value="round">
      <h1>
        {t('round.title', { lng: 'zh-CN' })}
        <span className="small">　{formatChineseDateWithWeekday(today)}</span>
      </h1>
      <p>
        {status?.officeName}　{status?.person?.name}
      </p>
      <table>
        <thead>
          <tr>
            {['number', 'who', 'where', 'why', 'kept', 'satisfaction', 'next'].map((column) => (
              <th key={column}>{t(`round.column.${column}`, { lng: 'zh-CN' })}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={row.visitId}>
              <td>
                {index + 1}
                <br />
                {codeLabel(visitMethods, row.method)}
              </td>
              <td>
                {row.partyName}
                <br />
                {row.person} {row.phone}
              </td>
              <td>{row.address}</td>
              <td>
                {row.caseNumber}
                <br />
                {row.purpose}
                <Open row={row} lng="zh-CN" />
              </td>
              <td />
              <td />
              <td />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
