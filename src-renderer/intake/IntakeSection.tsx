import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntityKind } from '../../shared/case/entities.ts';
import type { CaseView } from '../../shared/case/view.ts';
import {
  agentPowers,
  agentTypes,
  applicationForms,
  caseClasses,
  caseSources,
  codeLabel,
  disputeTypes,
  employerSizes,
  employerTypes,
  employmentForms,
  groups,
  idTypes,
  industries,
  partySides,
  riskLevels,
  sexes,
} from '../../shared/law/codes/index.ts';
import {
  checkCreditCode,
  checkPhone,
  checkResidentId,
  findResidentIdFacts,
} from '../../shared/law/validators.ts';
import { formatMoney, sumMoney, toCapitals } from '../../shared/text/money.ts';
import { todayInShanghai } from '../caseload/useNewCase.ts';
import type { SectionProps } from '../casepage/CasePage.tsx';
import { nextNumberedId, savedValues, useAct } from '../casepage/useCase.ts';
import { CollectiveSection } from '../collective/index.ts';
import {
  CheckField,
  ChoiceField,
  CountField,
  type Editing,
  EntityFields,
  ManyField,
  MoneyField,
  PickField,
  SaveBar,
  TextAreaField,
  TextField,
  useCodeOptions,
  useEditing,
} from '../editing/index.ts';
import { ScanStrip } from '../scans/ScanStrip.tsx';
import { Button, Notice, Section } from '../ui/index.tsx';
import { ExternalDocumentFields, PowersField, ReceivedAtField, yesNoOptions } from './special-fields.tsx';

/** 受理登记: one page, in the order of the conversation. One save is one action with what changed. */
export default function IntakeSection({ opened, caseId }: SectionProps) {
  const { t } = useTranslation();
  const { view } = opened;
  const { act } = useAct(caseId);
  const editing = useEditing(`${caseId}:intake`, savedValues(view));
  const isReadOnly = view.archive !== null || view.unknown.length > 0;

  const idsOf = (kind: EntityKind, saved: readonly { readonly id: string }[]) => [
    ...new Set([...saved.map((one) => one.id), ...editing.newIds(kind)]),
  ];
  const partyIds = idsOf('party', view.parties);
  const agentIds = idsOf('agent', view.agents);
  const claimIds = idsOf('claim', view.claims);
  const evidenceIds = idsOf('evidence', view.evidence);
  const partyOptions = partyIds.map((id) => ({
    value: id,
    label: String(editing.get('party', id, 'name') || id),
  }));

  const isGroup =
    editing.get('application', 'application', 'isCollective') === true ||
    Number(editing.get('application', 'application', 'workerCount') ?? 1) >= 2 ||
    view.collective !== null;
  // Stays once shown: between a save and the newly folded case the table would lose its import.
  const [wasGroup, setWasGroup] = useState(false);
  if (isGroup && !wasGroup) setWasGroup(true);

  const addParty = (side: string, kind: string) =>
    editing.set('party', nextNumberedId('P', partyIds), {
      side,
      kind,
      ...(kind === 'person' ? { idType: 'residentId' } : {}),
    });
  const amounts = claimIds
    .filter((id) => editing.get('claim', id, 'isInScope') !== false)
    .map((id) => String(editing.get('claim', id, 'amount') ?? ''))
    .filter((amount) => /^\d+\.\d{2}$/.test(amount));

  return (
    <div>
      {editing.isRestored && editing.patches.length > 0 && (
        <Notice tone="info">{t('common.draftRestored')}</Notice>
      )}
      <EntityFields editing={editing} kind="application" id="application" isReadOnly={isReadOnly}>
        <Section title={t('intake.registration')}>
          <div className="grid">
            <ReceivedAtField editing={editing} isReadOnly={isReadOnly} />
            <ChoiceField field="form" codes={applicationForms} />
            <ChoiceField field="sourceCode" codes={caseSources} />
            <TextField field="place" />
            <TextField field="registrar" />
            <ChoiceField field="disputeTypeCode" codes={disputeTypes} />
            <TextField field="causeOfAction" />
            <ChoiceField field="caseClass" codes={caseClasses} />
            <ChoiceField field="riskLevel" codes={riskLevels} />
            <CountField field="workerCount" />
            <PickField field="arbitrationUnderWay" options={yesNoOptions(t)} />
            <PickField field="litigationUnderWay" options={yesNoOptions(t)} />
            <PickField field="inspectionUnderWay" options={yesNoOptions(t)} />
            <CheckField field="isCollective" />
            <ManyField field="otherDisputeTypeCodes" options={useCodeOptions(disputeTypes)} />
          </div>
          <details>
            <summary>{t('intake.sourceDetails')}</summary>
            <ExternalDocumentFields editing={editing} isReadOnly={isReadOnly} />
            <TextField field="sourceNote" isWide />
          </details>
        </Section>
      </EntityFields>

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
        {partyIds.length === 0 && <p className="soft">{t('intake.noParties')}</p>}
        {partyIds.map((id) => (
          <PartyCard
            key={id}
            id={id}
            editing={editing}
            isReadOnly={isReadOnly}
            isFolded={partyIds.length > 4}
            view={view}
          />
        ))}
      </Section>

      {(isGroup || wasGroup) && <CollectiveSection opened={opened} caseId={caseId} />}

      <Section
        title={t('intake.agents')}
        aside={
          !isReadOnly && (
            <Button
              data-action="add-agent"
              onClick={() =>
                editing.set('agent', nextNumberedId('A', agentIds), {
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
        {agentIds.map((id) => (
          <AgentCard key={id} id={id} editing={editing} isReadOnly={isReadOnly} partyOptions={partyOptions} />
        ))}
      </Section>

      <Section
        title={t('intake.claims')}
        aside={
          !isReadOnly && (
            <Button
              data-action="add-claim"
              onClick={() =>
                editing.set('claim', nextNumberedId('C', claimIds), {
                  isInScope: true,
                  claimantIds: partyIds.filter((id) => editing.get('party', id, 'side') === 'applicant'),
                })
              }
            >
              {t('intake.addClaim')}
            </Button>
          )
        }
      >
        {claimIds.map((id) => (
          <EntityFields key={id} editing={editing} kind="claim" id={id} isReadOnly={isReadOnly}>
            <div className="card">
              <div className="grid">
                <TextField field="title" />
                <ChoiceField field="disputeTypeCode" codes={disputeTypes} />
                <MoneyField field="amount" />
                <CheckField field="isInScope" />
                {editing.get('claim', id, 'isInScope') === false && <TextField field="scopeNote" isWide />}
                <TextAreaField field="text" rows={2} />
              </div>
            </div>
          </EntityFields>
        ))}
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
          <TextAreaField field="factsAndReasons" rows={8} />
        </Section>
      </EntityFields>

      <Section
        title={t('intake.evidence')}
        aside={
          !isReadOnly && (
            <Button
              data-action="add-evidence"
              onClick={() => {
                const id = nextNumberedId('E', evidenceIds);
                editing.set('evidence', id, {
                  number: t('intake.evidenceNumber', { number: evidenceIds.length + 1 }),
                });
              }}
            >
              {t('intake.addEvidence')}
            </Button>
          )
        }
      >
        {evidenceIds.map((id) => (
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
            </div>
          </EntityFields>
        ))}
      </Section>

      {!isReadOnly && (
        <SaveBar
          editing={editing}
          action="save-intake"
          label={t('intake.save')}
          isCorrection={view.acceptance !== null}
          onSave={(reason) => act('intake.recorded', { patches: editing.patches, ...reason })}
        />
      )}
    </div>
  );
}

type CardProps = { readonly id: string; readonly editing: Editing; readonly isReadOnly: boolean };

/** In a long list a card that has a name is folded to one line; one that was just begun stands open. */
function PartyCard({
  id,
  editing,
  isReadOnly,
  isFolded,
  view,
}: CardProps & { readonly isFolded: boolean; readonly view: CaseView }) {
  const { t, i18n } = useTranslation();
  const locale = i18n.language === 'en' ? 'en' : 'zh-CN';
  const isPerson = editing.get('party', id, 'kind') !== 'employer';
  const text = (field: string) => String(editing.get('party', id, field) ?? '');
  const isResidentId = text('idType') === 'residentId' || text('idType') === '';
  const words = (findings: readonly { severity: 'warning' | 'error'; code: string }[]) =>
    findings.map(({ severity, code }) => ({ severity, text: t(`law.${code}`) }));
  const derive = (idNumber: string) => {
    const facts = isResidentId ? findResidentIdFacts(idNumber) : null;
    return facts === null ? {} : { sex: facts.sex, birthDate: facts.birthDate };
  };
  const groupOptions = useCodeOptions(groups);
  const [isBegunOpen] = useState(text('name') === '');
  const startsOpen = !isFolded || isBegunOpen;
  return (
    <EntityFields editing={editing} kind="party" id={id} isReadOnly={isReadOnly}>
      <details className="card" data-party={id} open={startsOpen}>
        <summary>
          <strong>
            {codeLabel(partySides, text('side'), locale)} ·{' '}
            {t(isPerson ? 'intake.person' : 'intake.employer')} {text('name')}
          </strong>
          <span className="soft">
            {'　'}
            {text('idNumber') || text('creditCode')}　{text('phone')}
          </span>
        </summary>
        <div className="grid">
          <TextField field="name" />
          {isPerson ? (
            <>
              <ChoiceField field="idType" codes={idTypes} />
              <TextField
                field="idNumber"
                onText={derive}
                findings={
                  isResidentId && text('idNumber') !== ''
                    ? words(checkResidentId(text('idNumber'), todayInShanghai()))
                    : []
                }
              />
              <ChoiceField field="sex" codes={sexes} />
              <TextField field="birthDate" type="date" />
              <TextField field="ethnicGroup" />
            </>
          ) : (
            <>
              <TextField
                field="creditCode"
                findings={text('creditCode') === '' ? [] : words(checkCreditCode(text('creditCode')))}
              />
              <TextField field="legalRepresentative" />
              <TextField field="legalRepresentativeTitle" />
              <TextField field="contactPerson" />
            </>
          )}
          <TextField
            field="phone"
            type="tel"
            findings={text('phone') === '' ? [] : words(checkPhone(text('phone')))}
          />
          <TextField field="registeredAddress" />
          <TextField field="deliveryAddress" />
          <TextField field="postcode" />
          <TextField field="relation" />
          <CheckField field="isElectronicServiceAgreed" />
          {editing.get('party', id, 'isElectronicServiceAgreed') === true && (
            <TextField field="electronicServiceAccount" />
          )}
        </div>
        <details open={isPerson}>
          <summary>{t(isPerson ? 'intake.employment' : 'intake.employerDetails')}</summary>
          <div className="grid">
            {isPerson ? (
              <>
                <TextField field="job" />
                <ChoiceField field="employmentForm" codes={employmentForms} />
                <TextField field="entryDate" type="date" />
                <TextField field="leaveDate" type="date" />
                <CheckField field="hasWrittenContract" />
                <TextField field="contractFrom" type="date" />
                <TextField field="contractTo" type="date" />
                <MoneyField field="monthlyWage" />
                <TextField field="wageNote" />
                <ManyField field="groupTags" options={groupOptions} />
              </>
            ) : (
              <>
                <ChoiceField field="industry" codes={industries} />
                <ChoiceField field="employerType" codes={employerTypes} />
                <ChoiceField field="employerSize" codes={employerSizes} />
                <CheckField field="hasUnion" />
              </>
            )}
          </div>
        </details>
        <ScanStrip
          view={view}
          subjectKind="party"
          subjectId={id}
          label={t('scan.addIdentity')}
          isReadOnly={isReadOnly}
        />
      </details>
    </EntityFields>
  );
}

function AgentCard({
  id,
  editing,
  isReadOnly,
  partyOptions,
}: CardProps & { readonly partyOptions: readonly { value: string; label: string }[] }) {
  return (
    <EntityFields editing={editing} kind="agent" id={id} isReadOnly={isReadOnly}>
      <div className="card">
        <div className="grid">
          <TextField field="name" />
          <ManyField field="forPartyIds" options={partyOptions} />
          <ChoiceField field="sex" codes={sexes} />
          <ChoiceField field="idType" codes={idTypes} />
          <TextField field="idNumber" />
          <ChoiceField field="typeCode" codes={agentTypes} />
          <TextField field="relation" />
          <TextField field="organisation" />
          <TextField field="licenceNumber" />
          <TextField field="phone" type="tel" />
          <TextField field="authorisedOn" type="date" />
          <TextField field="validFrom" type="date" />
          <TextField field="validTo" type="date" />
          <PowersField editing={editing} id={id} codes={agentPowers} isReadOnly={isReadOnly} />
        </div>
      </div>
    </EntityFields>
  );
}
