import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isWorker } from '../../shared/law/party-kind.ts';
import type { SectionProps } from '../casepage/CasePage.tsx';
import { useDraft } from '../drafts/useDraft.ts';
import { Button, Section } from '../ui/index.tsx';
import { CalculationResult } from './CalculationResult.tsx';
import { CalculatorForm } from './CalculatorForm.tsx';
import { calculationNote } from './calculation-note.ts';
import { calculators, runCalculator, startValues } from './definitions.ts';
import { guessCalculator } from './guess-calculator.ts';
import { LimitationPanel } from './LimitationPanel.tsx';
import { TransferPanel } from './TransferPanel.tsx';
import { useLawTables } from './useLawTables.ts';
import type { Values } from './values.ts';

type Draft = {
  /** '' is the one of what is in dispute. */
  readonly calculatorId: string;
  readonly partyId: string;
  /** What was typed, by calculator and worker; nothing there: as the case file has it. */
  readonly typed: Readonly<Record<string, Values>>;
};

/** 计算器 and 时效: what the law gives, beside what the parties ask. */
export default function CalculatorsSection({ opened, caseId }: SectionProps) {
  const { t, i18n } = useTranslation();
  const { view } = opened;
  const tables = useLawTables();
  const workers = view.parties.filter(isWorker);
  const { value: draft, change } = useDraft<Draft>(`${caseId}:calculators`, {
    calculatorId: '',
    partyId: workers[0]?.id ?? '',
    typed: {},
  });
  const [isAsked, setAsked] = useState(false);
  const definition =
    calculators.find(({ id }) => id === (draft.calculatorId || guessCalculator(view))) ?? calculators[0];
  // The place is kept while the tables come, so that the rail does not jump.
  if (definition === undefined || tables === undefined) return <div aria-busy="true" />;
  const worker = workers.find(({ id }) => id === draft.partyId) ?? workers[0];
  const key = `${definition.id}.${worker?.id ?? ''}`;
  const typed = draft.typed[key];
  const values = typed ?? startValues(definition, worker, view);
  const { problems, calculation } = runCalculator(definition, values, tables);
  const choose = (part: Partial<Draft>) => {
    setAsked(false);
    change({ ...draft, ...part });
  };
  const paper = i18n.getFixedT('zh-CN');
  // A field left empty is not a mistake before somebody asked for the result.
  const shown = Object.fromEntries(
    Object.entries(problems).filter(([, problem]) => isAsked || problem !== 'missing'),
  );
  return (
    <div>
      <Section
        title={t('calculators.title')}
        aside={
          typed !== undefined && (
            <Button
              kind="quiet"
              data-action="calculator-refill"
              onClick={() => {
                const { [key]: _gone, ...rest } = draft.typed;
                choose({ typed: rest });
              }}
            >
              {t('calculators.refill')}
            </Button>
          )
        }
      >
        <div className="stack">
          <div className="grid">
            <div className="field field-wide">
              <label htmlFor="calculatorId">{t('calculators.which')}</label>
              <select
                id="calculatorId"
                data-field="calculator.id"
                value={definition.id}
                onChange={(event) => choose({ calculatorId: event.target.value })}
              >
                {calculators.map(({ id }) => (
                  <option key={id} value={id}>
                    {t(`calculators.name.${id}`)}
                  </option>
                ))}
              </select>
            </div>
            {workers.length > 1 && definition.id !== 'dayRateWages' && definition.id !== 'sumSheet' && (
              <div className="field">
                <label htmlFor="calculatorParty">{t('calculators.worker')}</label>
                <select
                  id="calculatorParty"
                  data-field="calculator.partyId"
                  value={worker?.id ?? ''}
                  onChange={(event) => choose({ partyId: event.target.value })}
                >
                  {workers.map(({ id, name: workerName }) => (
                    <option key={id} value={id}>
                      {workerName || t('intake.unnamed')}
                    </option>
                  ))}
                </select>
              </div>
            )}
          </div>
          <p className="soft small">{t(`calculators.about.${definition.id}`)}</p>
          <CalculatorForm
            key={key}
            definition={definition}
            values={values}
            problems={shown}
            onChange={(next) =>
              change({ ...draft, calculatorId: definition.id, typed: { ...draft.typed, [key]: next } })
            }
          />
          {calculation === null ? (
            <div className="row">
              <Button data-action="calculate" onClick={() => setAsked(true)}>
                {t('calculators.calculate')}
              </Button>
              <span className="soft small">{t('calculators.notYet')}</span>
            </div>
          ) : (
            <>
              <CalculationResult calculation={calculation} />
              <TransferPanel
                key={key}
                opened={opened}
                caseId={caseId}
                result={{
                  amount: calculation.result,
                  note: calculationNote(calculation, paper),
                  title: paper(definition.titleKey?.(values.rows) ?? `calculators.name.${definition.id}`),
                  disputeTypeCode: definition.disputeTypeCode,
                  partyId:
                    definition.id === 'dayRateWages' || definition.id === 'sumSheet'
                      ? null
                      : (worker?.id ?? null),
                }}
              />
            </>
          )}
        </div>
      </Section>
      <LimitationPanel opened={opened} caseId={caseId} calendar={tables.calendar} />
    </div>
  );
}
