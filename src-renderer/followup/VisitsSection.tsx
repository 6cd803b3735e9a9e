import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findRefusal, isClosedTo } from '../../shared/case/step-refusals.ts';
import { satisfactionLevels, toldProceedings, visitMethods } from '../../shared/law/codes/index.ts';
import { useSession } from '../app/session-store.ts';
import type { SectionProps } from '../casepage/CasePage.tsx';
import { DoubledNumbers } from '../casepage/DoubledNumbers.tsx';
import { usePartyOptions } from '../casepage/options.ts';
import { PartyContact } from '../casepage/PartyContact.tsx';
import { TakeBackEntity } from '../casepage/TakeBack.tsx';
import { newId, savedValues, useAct } from '../casepage/useCase.ts';
import { FinaliseButton } from '../documents/FinaliseButton.tsx';
import { DraftMark } from '../drafts/DraftMark.tsx';
import {
  ChoiceField,
  type Editing,
  EntityFields,
  focusBegun,
  OvertakenFields,
  PickField,
  TextAreaField,
  TextField,
  useEditing,
} from '../editing/index.ts';
import { Button, Notice, SavedMark, Section, StillMissing, useOrder } from '../ui/index.tsx';
import { dateTextWithWeekday, todayInShanghai } from '../ui/shanghai-time.ts';
import { VisitPlanPanel } from './VisitPlanPanel.tsx';

/** 回访: planned, then recorded with findings, satisfaction and the next step. */
export default function VisitsSection({ opened, caseId }: SectionProps) {
  const { t } = useTranslation();
  const { view } = opened;
  const { act } = useAct(caseId);
  const person = useSession((session) => session.status?.person?.name ?? '');
  const editing = useEditing(`${caseId}:visits`, savedValues(view));
  const [savedAt, setSavedAt] = useState<Date | null>(null);
  const refusal = findRefusal(view, 'recordVisit');
  const ids = [...new Set([...view.visits.map((one) => one.id), ...editing.newIds('visit')])];
  const numberOf = (id: string) => Number(editing.get('visit', id, 'number') ?? 0);
  const isUnexplained = editing
    .newIds('visit')
    .some((id) => isCorrection(editing, id) && !editing.get('visit', id, 'correctionReason'));
  const save = useOrder(async () => {
    await act('visit.recorded', { patches: editing.patches });
    editing.clear();
    setSavedAt(new Date());
  });
  return (
    <Section
      title={t('section.visits')}
      aside={
        <Button
          data-action="add-visit"
          disabled={refusal !== null}
          onClick={() => {
            const id = newId('v');
            editing.set('visit', id, {
              number: Math.max(0, ...ids.map(numberOf)) + 1,
              date: todayInShanghai(),
              method: 'telephone',
              visitor: person,
            });
            focusBegun('visit', id);
          }}
        >
          {t('visits.add')}
        </Button>
      }
    >
      {refusal && <p className="soft">{t(`errors.${refusal}`)}</p>}
      {refusal === null && <VisitPlanPanel view={view} caseId={caseId} />}
      {ids.length === 0 && !refusal && <p className="soft">{t('visits.noneYet')}</p>}
      <DoubledNumbers kind="visit" view={view} caseId={caseId} isReadOnly={refusal !== null} />
      {[...ids]
        // A correction stands beside what it puts right.
        .sort((left, right) => numberOf(left) - numberOf(right))
        .map((id) => (
          <VisitCard key={id} id={id} editing={editing} opened={opened} caseId={caseId} />
        ))}
      {save.failure}
      <OvertakenFields editing={editing} />
      {ids.length > 0 && (
        <div className="row">
          <Button
            kind={editing.patches.length > 0 ? 'primary' : 'plain'}
            data-action="record-visit"
            disabled={save.isBusy || editing.patches.length === 0 || isUnexplained}
            onClick={() => void save.run()}
          >
            {t('visits.save')}
          </Button>
          <StillMissing labels={isUnexplained ? [t('field.visit.correctionReason')] : []} />
          {editing.patches.length > 0 && <DraftMark />}
          <SavedMark at={editing.patches.length === 0 ? savedAt : null} />
        </div>
      )}
    </Section>
  );
}

const isCorrection = (editing: Editing, id: string) => Boolean(editing.get('visit', id, 'correctsVisitId'));

/** What a correction begins with: the record as it stands. */
const copiedFields = [
  'number',
  'date',
  'method',
  'visitor',
  'visitedPartyId',
  'visitedPerson',
  'purpose',
  'findings',
  'satisfaction',
  'hiddenRisk',
  'nextStep',
  'proceeding',
  'proceedingOn',
] as const;

/** A plan is one line until somebody records what came of it. */
function VisitCard(props: SectionProps & { readonly id: string; readonly editing: Editing }) {
  const { t } = useTranslation();
  const { id, editing, opened, caseId } = props;
  const { view } = opened;
  const person = useSession((session) => session.status?.person?.name ?? '');
  const text = (field: string) => String(editing.get('visit', id, field) ?? '');
  const saved = view.visits.find((one) => one.id === id);
  const isFrozen = (saved?.document ?? null) !== null;
  const isClosed = isClosedTo(view, 'recordVisit');
  // While a day is typed part by part it is empty for a moment: what is being recorded stays open.
  const [isRecording, setRecording] = useState(text('date') !== '');
  if (text('date') !== '' && !isRecording) setRecording(true);
  const isPlan = !isRecording;
  const isCorrected = saved?.isCorrected === true;
  const isCorrecting = isCorrection(editing, id);
  const partyOptions = usePartyOptions()(view.parties);
  const visited = view.parties.find((party) => party.id === text('visitedPartyId'));
  const proceeding = { isTold: text('proceeding') !== '', isDated: text('proceedingOn') !== '' };
  return (
    <EntityFields editing={editing} kind="visit" id={id} isReadOnly={isFrozen || isClosed}>
      <div className="card" data-visit={text('number')}>
        <div className="card-head">
          <h3>
            {t('visits.number', { number: text('number') })}
            {isCorrecting && `　${t('visits.correction')}`}
            {isPlan && text('plannedOn') !== '' && `　${dateTextWithWeekday(text('plannedOn'))}`}
          </h3>
          {isPlan ? (
            <span className={`tag ${text('plannedOn') < todayInShanghai() ? 'tag-amber' : ''}`}>
              {t(text('plannedOn') < todayInShanghai() ? 'visits.planOverdue' : 'visits.planned')}
            </span>
          ) : (
            isFrozen && (
              <span className={`tag ${isCorrected ? 'tag-amber' : 'tag-green'}`}>
                {isCorrected ? t('visits.corrected') : `✓ ${t('visits.recorded')}`}
              </span>
            )
          )}
        </div>
        {isPlan && (
          <p>
            {visited?.name}　{visited?.phone}　{text('purpose')}
          </p>
        )}
        {isPlan && !isFrozen && (
          <div className="grid">
            <TextField field="plannedOn" type="date" />
            <ChoiceField field="method" codes={visitMethods} />
          </div>
        )}
        {isPlan && !isFrozen && !isClosed && (
          <Button
            data-action={`record-plan-${text('number')}`}
            onClick={() => {
              editing.set('visit', id, {
                date: todayInShanghai(),
                visitor: text('visitor') || person,
                // Whom one speaks with there follows from it.
                visitedPartyId: text('visitedPartyId'),
              });
              focusBegun('visit', id);
            }}
          >
            {t('visits.recordPlan')}
          </Button>
        )}
        {isPlan && saved !== undefined && !isClosed && (
          <TakeBackEntity
            label={t('visits.callOff')}
            name={`visit-${text('number')}`}
            caseId={caseId}
            type="visit.recorded"
            kind="visit"
            id={id}
          />
        )}
        {saved === undefined && (
          <Button kind="quiet" data-action="drop-visit" onClick={() => editing.drop('visit', id)}>
            {t('intake.dropCard')}
          </Button>
        )}
        {!isPlan && !isFrozen && visited && <PartyContact party={visited} view={view} />}
        {!isPlan &&
          (isCorrected ? (
            <details>
              <summary className="small soft">{t('visits.showCorrected')}</summary>
              <RecordFields partyOptions={partyOptions} isCorrecting={isCorrecting} proceeding={proceeding} />
            </details>
          ) : (
            <RecordFields partyOptions={partyOptions} isCorrecting={isCorrecting} proceeding={proceeding} />
          ))}
        {isFrozen && !isCorrected && <Notice tone="good">{t('visits.frozen')}</Notice>}
        {isFrozen && !isCorrected && !isClosed && (
          <Button
            kind="quiet"
            data-action={`correct-visit-${text('number')}`}
            disabled={editing
              .newIds('visit')
              .some((one) => editing.get('visit', one, 'correctsVisitId') === id)}
            onClick={() => {
              const correction = newId('v');
              editing.set('visit', correction, {
                ...Object.fromEntries(copiedFields.map((field) => [field, editing.get('visit', id, field)])),
                correctsVisitId: id,
              });
              focusBegun('visit', correction);
            }}
          >
            {t('visits.correct')}
          </Button>
        )}
        {!isFrozen && !isClosed && saved?.date && editing.patches.length === 0 && (
          <FinaliseButton kind="plain" caseId={caseId} form="visitRecord" subjectId={id} />
        )}
      </div>
    </EntityFields>
  );
}

/** What is recorded of a visit that took place. */
function RecordFields(props: {
  readonly partyOptions: readonly { readonly value: string; readonly label: string }[];
  readonly isCorrecting: boolean;
  readonly proceeding: { readonly isTold: boolean; readonly isDated: boolean };
}) {
  const { t } = useTranslation();
  const { isTold, isDated } = props.proceeding;
  return (
    <div className="grid">
      <TextField field="date" type="date" />
      <ChoiceField field="method" codes={visitMethods} />
      <TextField field="visitor" />
      <PickField field="visitedPartyId" options={props.partyOptions} />
      <TextField field="visitedPerson" />
      <TextField field="purpose" isWide />
      <TextAreaField field="findings" rows={3} />
      <ChoiceField field="satisfaction" codes={satisfactionLevels} />
      <TextField field="hiddenRisk" />
      <TextAreaField field="nextStep" rows={2} />
      <ChoiceField field="proceeding" codes={toldProceedings} none={t('visits.noProceeding')} />
      {isTold && <TextField field="proceedingOn" type="date" />}
      {isTold && (
        <p className="small soft field-wide">
          {t(isDated ? 'visits.proceedingCounts' : 'visits.proceedingUndated')}
        </p>
      )}
      {props.isCorrecting && <TextField field="correctionReason" isWide />}
    </div>
  );
}
