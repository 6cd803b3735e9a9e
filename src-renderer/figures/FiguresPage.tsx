import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { countOfficeFigures, type OfficeFigures } from '../../shared/case/office-figures.ts';
import { codeLabel, riskLevels } from '../../shared/law/codes/index.ts';
import { countRiskFigures } from '../../shared/risk/risk-figures.ts';
import { call, desk } from '../app/desk.ts';
import { codeText, errorText } from '../app/error-text.ts';
import { PeriodChips } from '../ledger/PeriodChips.tsx';
import { periodAround } from '../ledger/periods.ts';
import { Button, Notice, Section } from '../ui/index.tsx';
import { listText } from '../ui/list-text.ts';
import { instantText, todayInShanghai } from '../ui/shanghai-time.ts';

const columns = [
  'opened',
  'open',
  'closed',
  'agreed',
  'settled',
  'successRate',
] as const satisfies readonly (keyof OfficeFigures)[];

const riskColumns = ['found', 'open', 'levels', 'resolved'] as const;

/**
 * 统计: how the cases and risks of the office and of those below it stand, for who sees figures and no case file. Without a
 * line those of the last time, with their hour.
 */
export function FiguresPage() {
  const { t, i18n } = useTranslation();
  const locale = i18n.language === 'en' ? 'en' : 'zh-CN';
  const today = todayInShanghai();
  const [period, setPeriod] = useState(periodAround('thisYear', today));
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['figures'],
    queryFn: () => call(desk.figures.read({})),
  });
  const levelText = ({ level, count }: { readonly level: string; readonly count: number }) =>
    `${level === '' ? t('figures.risk.unjudged') : codeLabel(riskLevels, level, locale)} ${count}`;
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
          <FigureTable
            name="figures"
            offices={data.figures.offices}
            columns={columns}
            labelOf={(column) => t(`figures.${column}`)}
            figuresOf={(officeId) => countOfficeFigures(ofOffice(data.figures.rows, officeId), months)}
          />
        )}
        <p className="soft small">{t('figures.rule')}</p>
        {data && (
          <>
            <h3>{t('risk.title')}</h3>
            <FigureTable
              name="risks"
              offices={data.figures.offices}
              columns={riskColumns}
              labelOf={(column) => t(`figures.risk.${column}`)}
              figuresOf={(officeId) => {
                const counted = countRiskFigures(ofOffice(data.figures.risks, officeId), months);
                return { ...counted, levels: listText(counted.openByLevel.map(levelText)) };
              }}
            />
            <p className="soft small">{t('figures.riskRule')}</p>
          </>
        )}
      </div>
    </Section>
  );
}

/** Those of one office, or of all together where none is named. */
function ofOffice<Row extends { readonly officeId: string }>(rows: readonly Row[], officeId?: string): Row[] {
  return rows.filter((row) => officeId === undefined || row.officeId === officeId);
}

/** A line for each office, and one for all where there are several. */
function FigureTable<Column extends string>(props: {
  readonly name: 'figures' | 'risks';
  readonly offices: readonly { readonly id: string; readonly name: string }[];
  readonly columns: readonly Column[];
  readonly labelOf: (column: Column) => string;
  readonly figuresOf: (officeId?: string) => Readonly<Record<Column, number | string>>;
}) {
  const { t } = useTranslation();
  const { name, offices, columns: shown, figuresOf } = props;
  const line = (label: string, officeId?: string) => {
    const figures = figuresOf(officeId);
    return (
      <tr key={officeId ?? ''}>
        <th scope="row">{label}</th>
        {shown.map((column) => (
          <td key={column} className="number">
            {figures[column] === '' ? '—' : figures[column]}
          </td>
        ))}
      </tr>
    );
  };
  return (
    <table data-value={name}>
      <thead>
        <tr>
          <th>{t('figures.office')}</th>
          {shown.map((column) => (
            <th key={column} className="number">
              {props.labelOf(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {offices.map((office) => line(office.name, office.id))}
        {offices.length > 1 && line(t('figures.together'))}
      </tbody>
    </table>
  );
}
