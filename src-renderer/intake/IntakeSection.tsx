import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isClosedTo } from '../../shared/case/step-refusals.ts';
import {
  applicationForms,
  caseClasses,
  caseSources,
  courtProcedures,
  disputeTypes,
  riskLevels,
  yesNoAnswers,
} from '../../shared/law/codes/index.ts';
import { formatMoney, isYuan, sumMoney, toCapitals } from '../../shared/text/money.ts';
import { useSession } from '../app/session-store.ts';
import type { SectionProps } from '../casepage/CasePage.tsx';
import { newId, savedValues, useAct } from '../casepage/useCase.ts';
import { CollectiveSection } from '../collective/index.ts';
import { LivePreview } from '../documents/LivePreview.tsx';
import {
  CheckedFields,
  CheckField,
  ChoiceField,
  CountField,
  currentEntity,
  EntityFields,
  focusBegun,
  LeftOutFields,
  ManyField,
  MoneyField,
  PickField,
  SaveBar,
  TextAreaField,
  TextField,
  useCodeOptions,
  useEditing,
} from '../editing/index.ts';
import { RisksOfEmployer } from '../risks/RisksOfEmployer.tsx';
import { ScanStrip } from '../scans/ScanStrip.tsx';
import { Button, Notice, Section } from '../ui/index.tsx';
import { AgentCard } from './AgentCard.tsx';
import { correctsRecord } from './corrects-record.ts';
import { NegotiationSection } from './NegotiationSection.tsx';
import { PartyCard } from './PartyCard.tsx';
import { duplicateConcerns, RelatedCases, useRelatedCases } from './RelatedCases.tsx';
import {
  ExternalDocumentFields,
  hasExternalDocument,
  OtherProceedingsFields,
  ReceivedAtField,
} from './special-fields.tsx';
import { useIntakeChecks } from './useIntakeChecks.ts';
import { type CardKind, listCards, WithdrawButton, WithdrawnCards } from './Withdrawal.tsx';

/** 受理登记: one page, in the order of the conversation. One save is one action with what changed. */
export default function IntakeSection({ opened, caseId }: SectionProps) {
  const { t, i18n } = useTranslation();
  const { view } = opened;
  const { act } = useAct(caseId);
  const isReadOnly = isClosedTo(view, 'recordIntake');
  const editing = useEditing(`${caseId}:intake`, savedValues(view), isReadOnly);
  const [isFormShown, setFormShown] = useState(false);

  const parties = listCards(editing, 'party', view);
  const workerIds = parties.ids.filter(
    (id) =>
      editing.get('party', id, 'side') === 'applicant' && editing.get('party', id, 'kind') !== 'employer',
  );
  const agents = listCards(editing, 'agent', view);
  const person = useSession((session) => session.status?.person?.name ?? '');
  const claims = listCards(editing, 'claim', view);
  const evidence = listCards(editing, 'evidence', view);
  const partyOptions = parties.ids.map((id) => ({
    value: id,
    label: String(editing.get('party', id, 'name') || t('intake.unnamed')),
  }));

  const isGroup =
    editing.get('application', 'application', 'isCollective') === true ||
    Number(editing.get('application', 'application', 'workerCount') ?? 1) >= 2 ||
    view.collective !== null;

  /** Begins a card, and the hand is where its first field is. */
  const begin = (kind: CardKind, id: string, fields: Readonly<Record<string, unknown>>) => {
    editing.set(kind, id, fields);
    focusBegun(kind, id);
  };
  const addParty = (side: string, kind: string) =>
    begin('party', newId('P'), {
      side,
      kind,
      ...(kind === 'person' ? { idType: 'residentId' } : {}),
    });
  const amounts = claims.ids
    .filter((id) => editing.get('claim', id, 'isInScope') !== false)
    .map((id) => String(editing.get('claim', id, 'amount') ?? ''))
    .filter((amount) => /^\d+\.\d{2}$/.test(amount));

  const typeOptions = useCodeOptions(disputeTypes);
  const type = editing.get('application', 'application', 'disputeTypeCode');
  const courtCauses = disputeTypes.flatMap(({ code, courtCause }) =>
    code === type && courtCause !== null ? [courtCause] : [],
  );
  // As it stood when the page was opened: it does not fold under the hand that takes the last one out.
  const [hasOtherTypes] = useState((view.application.otherDisputeTypeCodes ?? []).length > 0);
  const [hasFirstContact] = useState(Boolean(view.application.firstContactOn));
  const source = String(editing.get('application', 'application', 'sourceCode') ?? '');
  const checked = useIntakeChecks(
    editing,
    { parties: parties.ids, agents: agents.ids, claims: claims.ids },
    view,
  );
  const related = useRelatedCases({
    caseId,
    parties: parties.ids.map((id) => currentEntity(editing, 'party', id)),
    agents: agents.ids.map((id) => currentEntity(editing, 'agent', id)),
    disputeTypeCode: String(editing.get('application', 'application', 'disputeTypeCode') ?? ''),
  });

  return (
    <CheckedFields checked={checked}>
      <div className={isFormShown ? 'split' : undefined}>
        <div>
          {editing.isRestored && editing.patches.length > 0 && (
            <Notice tone="info">{t('common.draftRestored')}</Notice>
          )}
          <EntityFields editing={editing} kind="application" id="application" isReadOnly={isReadOnly}>
            <Section
              title={t('intake.registration')}
              aside={
                <Button
                  kind="quiet"
                  data-action="show-registration-form"
                  aria-pressed={isFormShown}
                  onClick={() => setFormShown(!isFormShown)}
                >
                  {t(isFormShown ? 'intake.hideForm' : 'intake.showForm')}
                </Button>
              }
            >
              <div className="grid">
                <ReceivedAtField editing={editing} isReadOnly={isReadOnly} />
                <ChoiceField field="form" codes={applicationForms} />
                <ChoiceField field="sourceCode" codes={caseSources} />
                <ChoiceField field="disputeTypeCode" codes={disputeTypes} isWide />
                <TextField field="causeOfAction" suggestions={courtCauses} />
                <TextField field="place" suggestions={[view.opened.office.address].filter(Boolean)} />
                <TextField field="registrar" suggestions={person === '' ? [] : [person]} />
                <ChoiceField field="caseClass" codes={caseClasses} />
                <ChoiceField field="riskLevel" codes={riskLevels} />
                <CountField field="workerCount" />
                <ChoiceField field="arbitrationUnderWay" codes={yesNoAnswers} />
                <ChoiceField field="litigationUnderWay" codes={yesNoAnswers} />
                <ChoiceField field="inspectionUnderWay" codes={yesNoAnswers} />
                <CheckField field="isCollective" />
                <OtherProceedingsFields editing={editing} />
              </div>
              <details open={hasFirstContact}>
                <summary>{t('intake.firstContact')}</summary>
                <div className="grid">
                  <TextField field="firstContactOn" type="date" />
                  <TextField
                    field="firstContactChannel"
                    suggestions={t('intake.firstContactChannels').split('、')}
                  />
                  <TextField field="firstContactPerson" />
                  <TextField field="firstContactHandler" suggestions={person === '' ? [] : [person]} />
                </div>
                <TextAreaField field="firstContactSummary" rows={2} />
              </details>
              <details open={hasOtherTypes}>
                <summary>{t('intake.otherTypes')}</summary>
                <ManyField field="otherDisputeTypeCodes" options={typeOptions} />
              </details>
              <details key={String(hasExternalDocument(source))} open={hasExternalDocument(source)}>
                <summary>{t('intake.sourceDetails')}</summary>
                <ExternalDocumentFields
                  editing={editing}
                  isReadOnly={isReadOnly}
                  knownNumber={view.opened.externalNumber ?? ''}
                />
                <div className="grid">
                  {source === 'S09' && <ChoiceField field="courtProcedure" codes={courtProcedures} />}
                  {hasExternalDocument(source) && (
                    <>
                      <TextField field="sourceAnsweredOn" type="date" />
                      <TextField field="sourceToldResultOn" type="date" />
                    </>
                  )}
                  <TextField field="sourceNote" isWide />
                </div>
              </details>
            </Section>
          </EntityFields>

          <NegotiationSection
            editing={editing}
            view={view}
            isReadOnly={isReadOnly}
            partyOptions={partyOptions}
          />

          <Section
            title={t('intake.parties')}
            aside={
              !isReadOnly && (
                <>
                  <Button data-action="add-applicant-person" onClick={() => addParty('applicant', 'person')}>
                    {t('intake.addWorker')}
                  </Button>
                  <Button
                    data-action="add-respondent-employer"
                    onClick={() => addParty('respondent', 'employer')}
                  >
                    {t('intake.addEmployer')}
                  </Button>
                  <Button
                    kind="quiet"
                    data-action="add-applicant-employer"
                    onClick={() => addParty('applicant', 'employer')}
                  >
                    {t('intake.addEmployerApplicant')}
                  </Button>
                  <Button
                    kind="quiet"
                    data-action="add-respondent-person"
                    onClick={() => addParty('respondent', 'person')}
                  >
                    {t('intake.addPersonRespondent')}
                  </Button>
                  <Button
                    kind="quiet"
                    data-action="add-third-party"
                    onClick={() => addParty('thirdParty', 'employer')}
                  >
                    {t('intake.addThirdParty')}
                  </Button>
                </>
              )
            }
          >
            {parties.ids.length === 0 && <p className="soft">{t('intake.noParties')}</p>}
            <RelatedCases {...related} />
            <RisksOfEmployer view={view} />
            {parties.ids.map((id) => (
              <PartyCard
                key={id}
                id={id}
                editing={editing}
                isReadOnly={isReadOnly}
                isFolded={parties.ids.length > 4}
                alikeIds={workerIds}
                view={view}
              />
            ))}
            <WithdrawnCards editing={editing} kind="party" ids={parties.outIds} isReadOnly={isReadOnly} />
          </Section>

          {isGroup && <CollectiveSection opened={opened} caseId={caseId} />}

          <Section
            title={t('intake.agents')}
            aside={
              !isReadOnly && (
                <Button
                  data-action="add-agent"
                  onClick={() =>
                    begin('agent', newId('A'), {
                      role: 'agent',
                      idType: 'residentId',
                      hasSpecialPowers: false,
                      powers: [],
                    })
                  }
                >
                  {t('intake.addAgent')}
                </Button>
              )
            }
          >
            {agents.ids.map((id) => (
              <AgentCard
                key={id}
                id={id}
                editing={editing}
                isReadOnly={isReadOnly}
                partyOptions={partyOptions}
                view={view}
              />
            ))}
            <WithdrawnCards editing={editing} kind="agent" ids={agents.outIds} isReadOnly={isReadOnly} />
          </Section>

          <Section
            title={t('intake.claims')}
            aside={
              !isReadOnly && (
                <Button
                  data-action="add-claim"
                  onClick={() =>
                    begin('claim', newId('C'), {
                      isInScope: true,
                      ...(claims.ids.length === 0 ? sumOfWorkers(view) : {}),
                      disputeTypeCode: editing.get('application', 'application', 'disputeTypeCode') ?? '',
                      claimantIds: parties.ids.filter(
                        (id) => editing.get('party', id, 'side') === 'applicant',
                      ),
                    })
                  }
                >
                  {t('intake.addClaim')}
                </Button>
              )
            }
          >
            {claims.ids.map((id) => (
              <EntityFields key={id} editing={editing} kind="claim" id={id} isReadOnly={isReadOnly}>
                <div className="card">
                  <div className="grid">
                    <TextField field="title" />
                    <MoneyField field="amount" />
                    <ChoiceField field="disputeTypeCode" codes={disputeTypes} isWide />
                    <CheckField field="isInScope" isWide />
                    {editing.get('claim', id, 'isInScope') === false && (
                      <TextField field="scopeNote" isWide />
                    )}
                    <TextAreaField field="text" rows={2} />
                  </div>
                  {!isReadOnly && <WithdrawButton editing={editing} kind="claim" id={id} view={view} />}
                </div>
              </EntityFields>
            ))}
            <WithdrawnCards editing={editing} kind="claim" ids={claims.outIds} isReadOnly={isReadOnly} />
            {amounts.length > 0 && (
              <p data-value="claimTotal">
                <strong>
                  {t('intake.claimTotal')}　{formatMoney(sumMoney(amounts))} {t('common.yuan')}
                </strong>
                {'　'}
                {toCapitals(sumMoney(amounts))}
              </p>
            )}
          </Section>

          <EntityFields editing={editing} kind="application" id="application" isReadOnly={isReadOnly}>
            <Section title={t('intake.facts')}>
              <TextAreaField field="factsAndReasons" rows={6} />
            </Section>
          </EntityFields>

          <Section
            title={t('intake.evidence')}
            aside={
              !isReadOnly && (
                <Button
                  data-action="add-evidence"
                  onClick={() =>
                    begin('evidence', newId('E'), {
                      // It stands on Chinese papers, whatever the window speaks.
                      number: i18n.getFixedT('zh-CN')('intake.evidenceNumber', {
                        number: evidence.ids.length + 1,
                      }),
                    })
                  }
                >
                  {t('intake.addEvidence')}
                </Button>
              )
            }
          >
            {evidence.ids.map((id) => (
              <EntityFields key={id} editing={editing} kind="evidence" id={id} isReadOnly={isReadOnly}>
                <div className="card grid">
                  <TextField field="number" />
                  <TextField field="name" />
                  <PickField field="submittedBy" options={partyOptions} />
                  <CountField field="pages" />
                  <TextField field="form" />
                  <TextField field="purpose" isWide />
                  <TextField field="otherSideOpinion" isWide />
                  <ScanStrip
                    view={view}
                    subjectKind="evidence"
                    subjectId={id}
                    label={t('scan.addEvidence')}
                    isReadOnly={isReadOnly}
                  />
                  {!isReadOnly && <WithdrawButton editing={editing} kind="evidence" id={id} view={view} />}
                </div>
              </EntityFields>
            ))}
            <WithdrawnCards editing={editing} kind="evidence" ids={evidence.outIds} isReadOnly={isReadOnly} />
          </Section>

          <LeftOutFields editing={editing} />
          {!isReadOnly && (
            <SaveBar
              editing={editing}
              action="save-intake"
              label={t('intake.save')}
              isCorrection={
                view.acceptance !== null && editing.patches.some((patch) => correctsRecord(view, patch))
              }
              concerns={duplicateConcerns(view, related.disputes)}
              onSave={(reason) => act('intake.recorded', { patches: editing.patches, ...reason })}
            />
          )}
        </div>
        {isFormShown && (
          <div className="beside-form">
            <LivePreview
              caseId={caseId}
              form="registrationForm"
              subjectId="application"
              state={view.timeline.at(-1)?.actionId ?? ''}
              typed={editing.patches}
            />
          </div>
        )}
      </div>
    </CheckedFields>
  );
}

/** What the workers of a group ask for together stands in their table. */
function sumOfWorkers({ collective }: SectionProps['opened']['view']): { readonly amount?: string } {
  const asked = (collective?.rows ?? []).map(({ claimAmount }) => claimAmount).filter(isYuan);
  return asked.length === 0 ? {} : { amount: sumMoney(asked) };
}
