import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { satisfactionLevels, visitMethods } from '../../shared/law/codes/index.ts';
import { useSession } from '../app/session-store.ts';
import { todayInShanghai } from '../caseload/useNewCase.ts';
import type { SectionProps } from '../casepage/CasePage.tsx';
import { newId, savedValues, useAct } from '../casepage/useCase.ts';
import { FinaliseButton } from '../documents/FinaliseButton.tsx';
import {
  ChoiceField,
  EntityFields,
  PickField,
  TextAreaField,
  TextField,
  useEditing,
} from '../editing/index.ts';
import { Button, Notice, SavedMark, Section, useOrder } from '../ui/index.tsx';

/** 回访: planned, then recorded with findings, satisfaction and the next step. */
export default function VisitsSection({ opened, caseId }: SectionProps) {
  const { t } = useTranslation();
  const { view } = opened;
  const { act } = useAct(caseId);
  const person = useSession((session) => session.status?.person?.name ?? '');
  const editing = useEditing(`${caseId}:visits`, savedValues(view));
  const [savedAt, setSavedAt] = useState<Date | null>(null);
  const refusal = view.steps.find((step) => step.id === 'recordVisit')?.refusal ?? null;
  const partyOptions = view.parties.map((party) => ({ value: party.id, label: party.name ?? party.id }));
  const ids = [...new Set([...view.visits.map((one) => one.id), ...editing.newIds('visit')])];
  const save = useOrder(async () => {
    await act('visit.recorded', { patches: editing.patches });
    editing.clear();
    setSavedAt(new Date());
  });
  const isFrozen = (id: string) => (view.visits.find((one) => one.id === id)?.document ?? null) !== null;
  return (
    <Section
      title={t('section.visits')}
      aside={
        <Button
          data-action="add-visit"
          disabled={refusal !== null}
          onClick={() =>
            editing.set('visit', newId('v'), {
              number: ids.length + 1,
              date: todayInShanghai(),
              method: 'telephone',
              visitor: person,
            })
          }
        >
          {t('visits.add')}
        </Button>
      }
    >
      {refusal && <p className="soft">{t(`errors.${refusal}`)}</p>}
      {ids.length === 0 && !refusal && <p className="soft">{t('visits.noneYet')}</p>}
      {ids.map((id, index) => (
        <EntityFields key={id} editing={editing} kind="visit" id={id} isReadOnly={isFrozen(id)}>
          <div className="card" data-visit={index + 1}>
            <h3>{t('visits.number', { number: index + 1 })}</h3>
            <div className="grid">
              <TextField field="plannedOn" type="date" />
              <TextField field="date" type="date" />
              <ChoiceField field="method" codes={visitMethods} />
              <TextField field="visitor" />
              <PickField field="visitedPartyId" options={partyOptions} />
              <TextField field="visitedPerson" />
              <TextField field="purpose" />
              <ChoiceField field="satisfaction" codes={satisfactionLevels} />
              <TextField field="hiddenRisk" />
              <TextAreaField field="findings" rows={3} />
              <TextAreaField field="nextStep" rows={2} />
            </div>
            {isFrozen(id) && <Notice tone="good">{t('visits.frozen')}</Notice>}
            {!isFrozen(id) &&
              view.visits.some((one) => one.id === id && one.date) &&
              editing.patches.length === 0 && (
                <FinaliseButton caseId={caseId} form="visitRecord" subjectId={id} />
              )}
          </div>
        </EntityFields>
      ))}
      {save.failure}
      <div className="row">
        <Button
          kind="primary"
          data-action="record-visit"
          disabled={save.isBusy || editing.patches.length === 0}
          onClick={() => void save.run()}
        >
          {t('visits.save')}
        </Button>
        {editing.patches.length > 0 && <span className="soft small">{t('common.draftKept')}</span>}
        <SavedMark at={editing.patches.length === 0 ? savedAt : null} />
      </div>
    </Section>
  );
}
