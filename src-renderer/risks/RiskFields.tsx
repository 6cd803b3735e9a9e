import { disputeTypes, groups, industries, riskLevels, riskSources } from '../../shared/law/codes/index.ts';
import {
  ChoiceField,
  CountField,
  type Editing,
  EntityFields,
  ManyField,
  TextAreaField,
  TextField,
  useCodeOptions,
} from '../editing/index.ts';
import { ExternalDocumentFields } from '../intake/special-fields.tsx';

/** What the register says of a risk, in the order in which one hears of it: from where, at whom, about whom, what next. */
export function RiskFields({
  editing,
  isReadOnly,
}: {
  readonly editing: Editing;
  readonly isReadOnly: boolean;
}) {
  const groupOptions = useCodeOptions(groups);
  return (
    <EntityFields editing={editing} kind="risk" id="risk" isReadOnly={isReadOnly}>
      <div className="grid">
        <TextField field="foundOn" type="date" />
        <ChoiceField field="sourceCode" codes={riskSources} />
        <ChoiceField field="riskLevel" codes={riskLevels} />
      </div>
      <ExternalDocumentFields editing={editing} kind="risk" isReadOnly={isReadOnly} />
      <div className="grid">
        <TextField field="employerName" isWide />
        <TextField field="creditCode" />
        <ChoiceField field="industry" codes={industries} />
        <TextField field="contactPerson" />
        <TextField field="phone" type="tel" />
        <TextField field="registeredAddress" isWide />
        <CountField field="workerCount" />
        <ChoiceField field="disputeTypeCode" codes={disputeTypes} />
        <ManyField field="groupTags" options={groupOptions} />
        <TextAreaField field="description" rows={3} />
        <TextField field="keyDate" type="date" />
        <TextField field="keyOccasion" />
        <TextField field="responsible" />
        <TextAreaField field="measures" rows={2} />
      </div>
    </EntityFields>
  );
}
