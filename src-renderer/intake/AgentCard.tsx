import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../shared/case/view.ts';
import { agentPowers, agentRoles, agentTypes, idTypes, sexes } from '../../shared/law/codes/index.ts';
import { findResidentIdFacts } from '../../shared/law/validators.ts';
import { normaliseName } from '../../shared/text/names.ts';
import { ChoiceField, EntityFields, ManyField, TextField } from '../editing/index.ts';
import { ScanStrip } from '../scans/ScanStrip.tsx';
import type { CardProps } from './PartyCard.tsx';
import { PowersField } from './special-fields.tsx';
import { WithdrawButton } from './Withdrawal.tsx';

/** 委托代理人, 法定代理人 or 代表人. Only an agent has powers that are written down one by one. */
export function AgentCard({
  id,
  editing,
  isReadOnly,
  partyOptions,
  view,
}: CardProps & {
  readonly partyOptions: readonly { value: string; label: string }[];
  readonly view: CaseView;
}) {
  const { t } = useTranslation();
  const isAgent = (editing.get('agent', id, 'role') ?? 'agent') === 'agent';
  const idType = editing.get('agent', id, 'idType') ?? 'residentId';
  const derive = (idNumber: string) => {
    const facts = idType === 'residentId' ? findResidentIdFacts(idNumber) : null;
    return facts === null ? {} : { sex: facts.sex };
  };
  return (
    <EntityFields editing={editing} kind="agent" id={id} isReadOnly={isReadOnly}>
      <div className="card">
        <div className="beside">
          <div className="grid">
            <TextField field="name" normalise={normaliseName} />
            <ChoiceField field="role" codes={agentRoles} />
            <ManyField field="forPartyIds" options={partyOptions} />
            <ChoiceField field="idType" codes={idTypes} />
            <TextField field="idNumber" derive={derive} />
            <ChoiceField field="sex" codes={sexes} />
            {isAgent && <ChoiceField field="typeCode" codes={agentTypes} />}
            <TextField field="relation" />
            <TextField field="organisation" suggestions={partyOptions.map(({ label }) => label)} />
            {isAgent && <TextField field="licenceNumber" />}
            <TextField field="phone" type="tel" />
          </div>
          <ScanStrip
            view={view}
            subjectKind="agent"
            subjectId={id}
            label={t('scan.addIdentity')}
            isReadOnly={isReadOnly}
            isShown
          />
        </div>
        {isAgent && (
          <div className="grid">
            <TextField field="authorisedOn" type="date" />
            <TextField field="validFrom" type="date" />
            <TextField field="validTo" type="date" />
            <PowersField editing={editing} id={id} codes={agentPowers} isReadOnly={isReadOnly} />
          </div>
        )}
        {!isReadOnly && <WithdrawButton editing={editing} kind="agent" id={id} view={view} />}
      </div>
    </EntityFields>
  );
}
