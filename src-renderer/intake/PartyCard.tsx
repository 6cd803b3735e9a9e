import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../shared/case/view.ts';
import {
  businessStandings,
  civilCapacities,
  codeLabel,
  employerSizes,
  employerTypes,
  employmentForms,
  groups,
  idTypes,
  industries,
  partySides,
  sexes,
} from '../../shared/law/codes/index.ts';
import { findResidentIdFacts } from '../../shared/law/validators.ts';
import { normaliseName } from '../../shared/text/names.ts';
import {
  CheckField,
  ChoiceField,
  type Editing,
  EntityFields,
  ManyField,
  MoneyField,
  TextField,
  useCodeOptions,
} from '../editing/index.ts';
import { ScanStrip } from '../scans/ScanStrip.tsx';
import { Button, type Finding } from '../ui/index.tsx';
import { EarlierParties } from './EarlierParties.tsx';
import { fillAlike } from './fill-alike.ts';
import { listCards, WithdrawButton } from './Withdrawal.tsx';

/** 经济补偿, 赔偿金, 竞业限制: reckoned by the average of the last twelve months (劳动合同法实施条例 27; 解释一 36). */
const typesByAverageWage: readonly string[] = ['110', '111', '113'];

export type CardProps = { readonly id: string; readonly editing: Editing; readonly isReadOnly: boolean };

type PartyProps = CardProps & {
  /** The workers beside whom this one stands in a group. */
  readonly alikeIds: readonly string[];
  readonly view: CaseView;
};

/**
 * One party. In a long list a card that has a name is folded to one line, and its fields are drawn when it is first
 * opened: a hundred workers have four thousand. One that was just begun stands open.
 */
export function PartyCard({ isFolded, ...props }: PartyProps & { readonly isFolded: boolean }) {
  const { t, i18n } = useTranslation();
  const { id, editing } = props;
  const text = (field: string) => String(editing.get('party', id, field) ?? '');
  const [isBegunOpen] = useState(text('name') === '');
  const startsOpen = !isFolded || isBegunOpen;
  const [isDrawn, setDrawn] = useState(startsOpen);
  return (
    <details className="card" data-card={`party.${id}`} open={startsOpen} onToggle={() => setDrawn(true)}>
      <summary>
        <span className="soft">
          {codeLabel(partySides, text('side'), i18n.language === 'en' ? 'en' : 'zh-CN')} ·{' '}
          {t(text('kind') === 'employer' ? 'intake.employer' : 'intake.person')}
          {'　'}
        </span>
        <strong>{text('name')}</strong>
        <span className="soft">
          {'　'}
          {text('idNumber') || text('creditCode')}　{text('phone')}
        </span>
      </summary>
      {isDrawn && <PartyFields {...props} />}
    </details>
  );
}

/** What is known of a party, with the photos of its card or licence beside the fields they are read from. */
function PartyFields({ id, editing, isReadOnly, alikeIds, view }: PartyProps) {
  const { t } = useTranslation();
  const isPerson = editing.get('party', id, 'kind') !== 'employer';
  const text = (field: string) => String(editing.get('party', id, field) ?? '');
  /** Who came first is mostly one of the parties, or speaks for one. */
  const visitor = String(editing.get('application', 'application', 'firstContactPerson') ?? '');
  const isResidentId = text('idType') === 'residentId' || text('idType') === '';
  // What earlier parties are looked for by; nothing once one was taken.
  const [typed, setTyped] = useState('');
  const derive = useCallback(
    (idNumber: string) => {
      const facts = isResidentId ? findResidentIdFacts(idNumber) : null;
      return facts === null ? {} : { sex: facts.sex, birthDate: facts.birthDate };
    },
    [isResidentId],
  );
  const groupOptions = useCodeOptions(groups);
  const isAverageAsked = listCards(editing, 'claim', view).ids.some((claimId) =>
    typesByAverageWage.includes(String(editing.get('claim', claimId, 'disputeTypeCode') ?? '')),
  );
  const averageWageFindings: Finding[] =
    isAverageAsked && text('averageWage') === '' && !isReadOnly
      ? [{ severity: 'info', text: t('intake.averageWageHint') }]
      : [];
  return (
    <EntityFields editing={editing} kind="party" id={id} isReadOnly={isReadOnly}>
      <div className="beside">
        <div>
          <div className="grid">
            <TextField
              field="name"
              onText={setTyped}
              {...(isPerson ? { normalise: normaliseName, suggestions: [visitor].filter(Boolean) } : {})}
            />
            {isPerson ? (
              <>
                <ChoiceField field="idType" codes={idTypes} />
                <TextField field="idNumber" onText={setTyped} derive={derive} />
                <ChoiceField field="sex" codes={sexes} />
                <TextField field="birthDate" type="date" />
                <TextField field="ethnicGroup" />
                <ChoiceField field="civilCapacity" codes={civilCapacities} none={t('intake.fullCapacity')} />
              </>
            ) : (
              <>
                <TextField field="creditCode" onText={setTyped} />
                <TextField field="legalRepresentative" />
                <TextField field="legalRepresentativeTitle" />
                <TextField field="contactPerson" />
              </>
            )}
          </div>
          {!isReadOnly && (
            <EarlierParties
              caseId={view.caseId}
              kind={isPerson ? 'person' : 'employer'}
              typed={typed}
              onTake={(fields) => {
                setTyped('');
                editing.set('party', id, fields);
              }}
            />
          )}
        </div>
        <ScanStrip
          view={view}
          subjectKind="party"
          subjectId={id}
          label={t(isPerson ? 'scan.addIdentity' : 'scan.addLicence')}
          isReadOnly={isReadOnly}
          isShown
        />
      </div>
      <div className="grid">
        <TextField field="phone" type="tel" />
        <TextField field="registeredAddress" isWide />
        <TextField field="deliveryAddress" isWide suggestions={[text('registeredAddress')].filter(Boolean)} />
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
              {(text('leaveDate') !== '' || text('averageWage') !== '') && (
                <MoneyField field="averageWage" findings={averageWageFindings} />
              )}
              <TextField field="wageNote" />
              <ManyField field="groupTags" options={groupOptions} />
            </>
          ) : (
            <>
              <ChoiceField field="industry" codes={industries} />
              <ChoiceField field="employerType" codes={employerTypes} />
              <ChoiceField field="employerSize" codes={employerSizes} />
              <ChoiceField field="businessStanding" codes={businessStandings} />
              <CheckField field="hasUnion" />
            </>
          )}
        </div>
      </details>
      {!isReadOnly && alikeIds.includes(id) && <FillAlike id={id} editing={editing} alikeIds={alikeIds} />}
      {!isReadOnly && <WithdrawButton editing={editing} kind="party" id={id} view={view} />}
    </EntityFields>
  );
}

/** 同住一处、同日进场: typed for one worker of a group, it is filled in for the others, who are looked at before it is saved. */
function FillAlike(props: {
  readonly id: string;
  readonly editing: Editing;
  readonly alikeIds: readonly string[];
}) {
  const { t } = useTranslation();
  const { id, editing, alikeIds } = props;
  const [filledCount, setFilledCount] = useState(0);
  const open = fillAlike(editing.get, id, alikeIds);
  if (open.length === 0)
    return filledCount === 0 ? null : (
      <p className="small" role="status">
        {t('intake.filledAlike', { count: filledCount })}
      </p>
    );
  return (
    <div className="row">
      <Button
        kind="quiet"
        data-action={`fill-alike-${id}`}
        onClick={() => {
          for (const one of open) editing.set('party', one.id, one.fields);
          setFilledCount(open.length);
        }}
      >
        {t('intake.fillAlike', { count: open.length })}
      </Button>
      <span className="small soft">{t('intake.fillAlikeHint')}</span>
    </div>
  );
}
