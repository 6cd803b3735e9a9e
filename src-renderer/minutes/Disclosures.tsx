import { useTranslation } from 'react-i18next';
import { isClosedTo } from '../../shared/case/step-refusals.ts';
import type { CaseView, MeetingView } from '../../shared/case/view.ts';
import { disclosureOpinions } from '../../shared/law/codes/index.ts';
import { savedValues, useAct } from '../casepage/useCase.ts';
import {
  CheckField,
  ChoiceField,
  EntityFields,
  SaveBar,
  TextAreaField,
  TextField,
  useEditing,
} from '../editing/index.ts';
import { todayInShanghai } from '../ui/shanghai-time.ts';

/** 披露: each mediator says whether there is anything that may touch on fairness, and the parties say whether to go on. */
export function Disclosures(props: {
  readonly view: CaseView;
  readonly caseId: string;
  readonly meeting: MeetingView;
}) {
  const { t } = useTranslation();
  const { view, caseId, meeting } = props;
  const { act } = useAct(caseId);
  const editing = useEditing(`${caseId}:disclosures`, savedValues(view));
  const mediators = view.acceptance?.mediators ?? [];
  const isReadOnly = isClosedTo(view, 'holdMeeting');
  return (
    <div className="stack">
      {mediators.map((mediator) => {
        const id = `D-${mediator.id}`;
        const hasFacts = editing.get('disclosure', id, 'hasFacts') === true;
        return (
          <EntityFields key={id} editing={editing} kind="disclosure" id={id} isReadOnly={isReadOnly}>
            <div className="card" data-disclosure={mediator.name}>
              <strong>{mediator.name}</strong>
              <div className="grid">
                <TextField field="date" type="date" />
                <CheckField field="hasFacts" />
                {hasFacts && <TextAreaField field="text" rows={2} />}
                {hasFacts && <ChoiceField field="opinion" codes={disclosureOpinions} />}
              </div>
            </div>
          </EntityFields>
        );
      })}
      {!isReadOnly && (
        <SaveBar
          editing={editing}
          action="save-disclosures"
          label={t('disclosure.save')}
          isPlain
          onSave={(reason) =>
            act('meeting.recorded', {
              patches: editing.patches.map((patch) => ({
                ...patch,
                fields: {
                  meetingId: meeting.id,
                  mediatorId: patch.id.slice(2),
                  date: todayInShanghai(),
                  ...patch.fields,
                },
              })),
              ...reason,
            })
          }
        />
      )}
    </div>
  );
}
