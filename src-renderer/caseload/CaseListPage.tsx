import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { stages } from '../../shared/case/steps.ts';
import { call, desk } from '../app/desk.ts';
import { useRoutes } from '../shell/routes.ts';
import { Button, Section } from '../ui/index.tsx';
import { todayInShanghai } from '../ui/shanghai-time.ts';
import { CaseRows } from './CaseRows.tsx';
import { caseListQuery, casesOnPage, firstCases } from './case-list-query.ts';
import { NewCase } from './NewCase.tsx';

export function CaseListPage() {
  const { t } = useTranslation();
  const { search, setSearch } = useRoutes();
  const [stage, setStage] = useState('');
  const [closed, setClosed] = useState('');
  const [mediatorId, setMediatorId] = useState('');
  const [order, setOrder] = useState(firstCases.order);
  const [offset, setOffset] = useState(0);
  const [searched, setSearched] = useState(search);
  // What is found anew begins at its first page.
  if (searched !== search) {
    setSearched(search);
    setOffset(0);
  }
  const filter = {
    ...firstCases,
    search,
    stage: stage || null,
    isClosed: closed === '' ? null : closed === 'yes',
    mediatorId: mediatorId || null,
    order,
    offset,
  };
  // In the order of deadlines, too, cases are left out: those without one.
  const isChosen = stage !== '' || closed !== '' || mediatorId !== '' || order === 'deadline';
  const list = useQuery({ ...caseListQuery(filter), placeholderData: (before) => before });
  const mediators = useQuery({ queryKey: ['mediators'], queryFn: () => call(desk.desk.mediators({})) });
  const choice = (
    label: string,
    field: string,
    value: string,
    set: (value: string) => void,
    options: readonly (readonly [string, string])[],
  ) => (
    <div className="field">
      <label htmlFor={field}>{t(label)}</label>
      <select
        id={field}
        data-field={field}
        value={value}
        onChange={(event) => {
          set(event.target.value);
          setOffset(0);
        }}
      >
        {options.map(([code, words]) => (
          <option key={code} value={code}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
  const total = list.data?.total ?? 0;
  return (
    <>
      <Section title={t('nav.cases')} aside={<NewCase />}>
        <div className="grid">
          {choice('caseload.stage', 'filter.stage', stage, setStage, [
            ['', t('common.all')],
            ...stages.map((one) => [one, t(`stage.${one}`)] as const),
          ])}
          {choice('caseload.state', 'filter.closed', closed, setClosed, [
            ['', t('common.all')],
            ['no', t('caseload.isOpen')],
            ['yes', t('caseload.isOver')],
          ])}
          {choice('caseload.mediator', 'filter.mediator', mediatorId, setMediatorId, [
            ['', t('common.all')],
            ...(mediators.data?.mediators ?? []).map((one) => [one.id, one.name] as const),
          ])}
          {choice('caseload.order', 'filter.order', order, (value) => setOrder(value as typeof order), [
            ['changed', t('caseload.byChange')],
            ['deadline', t('caseload.byDeadline')],
            ['newest', t('caseload.byDate')],
          ])}
        </div>
      </Section>
      <Section
        title={
          search
            ? t('caseload.found', { search })
            : t(isChosen ? 'caseload.chosenCases' : 'caseload.allCases')
        }
        aside={
          <>
            <span className="soft">{t('caseload.count', { count: total })}</span>
            {search && (
              <Button kind="quiet" data-action="clear-search" onClick={() => setSearch('')}>
                {t('caseload.showAll')}
              </Button>
            )}
          </>
        }
      >
        {list.data && list.data.rows.length === 0 && (
          <p className="soft">
            {t(isChosen ? 'caseload.noneChosen' : search ? 'caseload.nothingFound' : 'caseload.empty')}
          </p>
        )}
        {list.data && list.data.rows.length > 0 && (
          <CaseRows rows={list.data.rows} today={todayInShanghai()} />
        )}
        {total > casesOnPage && (
          <div className="row">
            <Button disabled={offset === 0} onClick={() => setOffset(Math.max(0, offset - casesOnPage))}>
              {t('common.previous')}
            </Button>
            <span className="soft">
              {offset + 1}–{Math.min(offset + casesOnPage, total)}
            </span>
            <Button disabled={offset + casesOnPage >= total} onClick={() => setOffset(offset + casesOnPage)}>
              {t('common.next')}
            </Button>
          </div>
        )}
      </Section>
    </>
  );
}
