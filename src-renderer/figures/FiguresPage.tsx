import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { countOfficeFigures, type OfficeFigures } from '../../shared/case/office-figures.ts';
import { call, desk } from '../app/desk.ts';
import { codeText, errorText } from '../app/error-text.ts';
import { PeriodChips } from '../ledger/PeriodChips.tsx';
import { periodAround } from '../ledger/periods.ts';
import { Button, Notice, Section } from '../ui/index.tsx';
import { instantText, todayInShanghai } from '../ui/shanghai-time.ts';

const columns = [
  'opened',
  'open',
  'closed',
  'agreed',
  'settled',
  'successRate',
] as const satisfies readonly (keyof OfficeFigures)[];

/**
 * 统计: how the cases of the office and of those below it stand, for who sees figures and no case file. Without a line those
 * of the last time, with their hour.
 */
export function FiguresPage() {
  const { t } = useTranslation();
  const today = todayInShanghai();
  const [period, setPeriod] = useState(periodAround('thisYear', today));
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['figures'],
    queryFn: () => call(desk.figures.read({})),
  });
  const months = { from: period.from.slice(0, 7), to: period.to.slice(0, 7) };
  return (
    <Section title={t('nav.figures')}>
      <div className="stack">
        <p className="soft">{t('figures.explain')}</p>
        <PeriodChips period={period} today={today} onChange={setPeriod} />
        {error && <Notice tone="error">{errorText(error, t)}</Notice>}
        {data === undefined && !error && <p className="soft">{t('figures.asking')}</p>}
        {data?.trouble && (
          <Notice tone="warning">
            <p>{t('figures.notOfNow', { at: instantText(data.askedAt) })}</p>
            <p className="small">{codeText(data.trouble, t)}</p>
          </Notice>
        )}
        {(error || data) && (
          <div className="row">
            {data && !data.trouble && (
              <span className="soft">{t('figures.asOf', { at: instantText(data.askedAt) })}</span>
            )}
            <Button data-action="retry-figures" disabled={isFetching} onClick={() => void refetch()}>
              {t(isFetching ? 'figures.asking' : 'figures.askAgain')}
            </Button>
          </div>
        )}
        {data && (
          <table data-value="figures">
            <thead>
              <tr>
                <th>{t('figures.office')}</th>
                {columns.map((column) => (
                  <th key={column} className="number">
                    {t(`figures.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.figures.offices.map(({ id, name }) => (
                <Row
                  key={id}
                  name={name}
                  figures={countOfficeFigures(
                    data.figures.rows.filter(({ officeId }) => officeId === id),
                    months,
                  )}
                />
              ))}
              {data.figures.offices.length > 1 && (
                <Row name={t('figures.together')} figures={countOfficeFigures(data.figures.rows, months)} />
              )}
            </tbody>
          </table>
        )}
        <p className="soft small">{t('figures.rule')}</p>
      </div>
    </Section>
  );
}

function Row({ name, figures }: { readonly name: string; readonly figures: OfficeFigures }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {columns.map((column) => (
        <td key={column} className="number">
          {figures[column] === '' ? '—' : figures[column]}
        </td>
      ))}
    </tr>
  );
}
