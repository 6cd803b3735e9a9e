import { type ComponentProps, memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isClosedTo } from '../../shared/case/step-refusals.ts';
import { emptyWorker, totalsOfWorkers } from '../../shared/case/worker-import.ts';
import {
  checkWorkerRow,
  findWrongInstalments,
  patchesOfTable,
  tableOfCase,
  type WorkerTable,
  withSheet,
} from '../../shared/case/worker-rows.ts';
import { findConsentFault } from '../../shared/documents/forms/representative-consent.ts';
import { formatMoney, isYuan, sumMoney } from '../../shared/text/money.ts';
import type { SectionProps } from '../casepage/CasePage.tsx';
import { newId, savedValues, useAct } from '../casepage/useCase.ts';
import { PaperLine } from '../documents/PaperLine.tsx';
import { DraftMark } from '../drafts/DraftMark.tsx';
import { useDraft } from '../drafts/useDraft.ts';
import {
  EntityFields,
  ManyField,
  OvertakenFields,
  TextAreaField,
  TextField,
  useEditing,
} from '../editing/index.ts';
import { Button, Notice, SavedMark, Section, StillMissing, useOrder } from '../ui/index.tsx';
import { listText } from '../ui/list-text.ts';
import { todayInShanghai } from '../ui/shanghai-time.ts';
import { ImportPanel } from './ImportPanel.tsx';
import { type GridView, gridViews, WorkerGrid } from './WorkerGrid.tsx';

/** 集体争议: the workers' table, the elected representatives and the consent of all. One save is one action. */
export const CollectiveSection = memo(function CollectiveSection({ opened, caseId }: SectionProps) {
  const { t } = useTranslation();
  const { view } = opened;
  const { act } = useAct(caseId);
  const draft = useDraft<WorkerTable | null>(`${caseId}:workers`, null);
  const election = useEditing(`${caseId}:election`, savedValues(view));
  const [gridView, setGridView] = useState<GridView>('people');
  const [reason, setReason] = useState('');
  const [savedAt, setSavedAt] = useState<Date | null>(null);
  const isReadOnly = isClosedTo(view, 'recordIntake');
  const isCorrection = view.acceptance !== null;
  const today = todayInShanghai();
  const table = draft.value ?? tableOfCase(view);
  const wrongRows = table.rows.flatMap((row, index) =>
    checkWorkerRow(row, today).some(({ severity }) => severity === 'error') ||
    findWrongInstalments(row, table.dueDates).length > 0
      ? [index + 1]
      : [],
  );
  const workerPatches =
    wrongRows.length > 0 || draft.value === null ? [] : patchesOfTable(table, view, today);
  const [own] = election.patches;
  const rowsPatch = workerPatches.find(({ kind }) => kind === 'collective');
  const patches = [
    ...workerPatches.filter(({ kind }) => kind !== 'collective'),
    ...(own || rowsPatch
      ? [{ kind: 'collective' as const, id: 'collective', fields: { ...own?.fields, ...rowsPatch?.fields } }]
      : []),
  ];
  const save = useOrder(async () => {
    await act('intake.recorded', { patches, ...(isCorrection ? { reason } : {}) });
    draft.clear();
    election.clear();
    setReason('');
    setSavedAt(new Date());
  });
  const take: ComponentProps<typeof ImportPanel>['onTake'] = (workers, columns, order) =>
    draft.change(withSheet(table, workers, columns, () => newId('P'), order));
  const representatives = election.get('collective', 'collective', 'representativeIds');
  // What is signed on it is looked at until the agreement is.
  const consentFault = view.agreements.at(-1)?.isFinal ? null : findConsentFault(view);
  const count = Array.isArray(representatives) ? representatives.length : 0;
  return (
    <Section title={t('workers.title')} id="collective">
      {draft.isRestored && draft.value !== null && <Notice tone="info">{t('common.draftRestored')}</Notice>}
      {!isReadOnly && <ImportPanel caseId={caseId} known={table.rows} onTake={take} />}
      <div className="chips" role="group" aria-label={t('workers.views')}>
        {gridViews.map((one) => (
          <button
            key={one}
            type="button"
            className="chip"
            data-action={`workers-${one}`}
            aria-pressed={one === gridView}
            onClick={() => setGridView(one)}
          >
            {t(`workers.view.${one}`)}
          </button>
        ))}
      </div>
      <WorkerGrid table={table} view={gridView} isReadOnly={isReadOnly} onChange={draft.change} />
      {!isReadOnly && (
        <div className="row">
          <Button
            data-action="add-worker-row"
            onClick={() =>
              draft.change({
                ...table,
                rows: [...table.rows, { partyId: newId('P'), cells: emptyWorker, instalments: [] }],
              })
            }
          >
            {t('workers.addRow')}
          </Button>
          {gridView === 'instalments' && (
            <Button
              data-action="add-worker-instalment"
              onClick={() => draft.change({ ...table, dueDates: [...table.dueDates, ''] })}
            >
              {t('workers.addInstalment')}
            </Button>
          )}
          <span className="soft small">{t('workers.gridHint')}</span>
        </div>
      )}
      <Comparison opened={opened} caseId={caseId} table={table} />
      <EntityFields editing={election} kind="collective" id="collective" isReadOnly={isReadOnly}>
        <h3>{t('workers.election')}</h3>
        <ManyField
          field="representativeIds"
          options={table.rows.map(({ partyId, cells }) => ({ value: partyId, label: cells.name || '…' }))}
        />
        {count > 0 && (count < 3 || count > 5) && (
          <Notice tone="warning">{t('workers.representativeCount', { count })}</Notice>
        )}
        <div className="grid">
          <TextField field="electedOn" type="date" />
          <TextField field="consentSignedOn" type="date" />
          <TextAreaField field="representativePowers" rows={2} />
        </div>
        <PaperLine
          view={view}
          caseId={caseId}
          paper={{ form: 'representativeConsent', subjectId: 'application' }}
        />
        {consentFault && (
          <Notice tone="warning">
            {t(
              consentFault === 'withoutSums'
                ? 'check.agreement.consentSheetWithoutSums'
                : 'check.agreement.consentSheetOfOtherSums',
            )}
          </Notice>
        )}
      </EntityFields>
      <OvertakenFields editing={election} />
      {!isReadOnly && (
        <div className="row">
          {isCorrection && patches.length > 0 && (
            <input
              className="input"
              style={{ flex: 1 }}
              aria-label={t('intake.correctionReason')}
              placeholder={t('intake.correctionReason')}
              data-field="workers.correctionReason"
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
          <Button
            kind={patches.length > 0 ? 'primary' : 'plain'}
            data-action="save-workers"
            disabled={
              save.isBusy ||
              patches.length === 0 ||
              wrongRows.length > 0 ||
              (isCorrection && reason.trim() === '')
            }
            onClick={() => void save.run()}
          >
            {t('workers.save')}
          </Button>
          <StillMissing
            labels={
              isCorrection && patches.length > 0 && reason.trim() === '' ? [t('intake.correctionReason')] : []
            }
          />
          {wrongRows.length > 0 && (
            <span className="field-error" role="status">
              {t('workers.rowsToMend', { rows: listText(wrongRows) })}
            </span>
          )}
          {patches.length > 0 && <DraftMark />}
          <SavedMark at={patches.length === 0 ? savedAt : null} />
          {save.failure}
        </div>
      )}
    </Section>
  );
});

/** The workers' agreed amounts beside what the newest agreement owes to all of them. */
function Comparison({ opened, table }: SectionProps & { readonly table: WorkerTable }) {
  const { t } = useTranslation();
  const agreement = opened.view.agreements.at(-1);
  const ids = table.rows.map(({ partyId }) => partyId);
  const owed = (agreement?.obligations ?? []).filter(
    (one) =>
      one.isMonetary === true &&
      one.isWithdrawn !== true &&
      ids.length > 0 &&
      ids.every((id) => (one.creditorIds ?? []).includes(id)),
  );
  const amounts = owed.map((one) => one.amount ?? '');
  if (amounts.length === 0 || !amounts.every(isYuan)) return null;
  const sum = totalsOfWorkers(table.rows.map(({ cells }) => cells)).agreedAmount;
  const total = sumMoney(amounts);
  return (
    <div data-value="workerComparison">
      <Notice tone={sum === total ? 'good' : 'warning'}>
        {t(sum === total ? 'workers.equalsAgreement' : 'workers.differsFromAgreement', {
          sum: formatMoney(sum),
          total: formatMoney(total),
        })}
      </Notice>
    </div>
  );
}
