import { useTranslation } from 'react-i18next';
import { isClosedTo } from '../../shared/case/step-refusals.ts';
import type { SectionProps } from '../casepage/CasePage.tsx';
import { savedValues, useAct } from '../casepage/useCase.ts';
import { SaveBar, useEditing } from '../editing/index.ts';
import { Section } from '../ui/index.tsx';
import { AcceptanceDecision } from './AcceptanceDecision.tsx';
import { ExtensionPanel } from './ExtensionPanel.tsx';
import { attemptsOf, ResponseCard } from './ResponseCard.tsx';

/** Asking the other side, then 受理 or 不予受理 (企业劳动争议协商调解规定 22), and 延期. */
export default function AcceptanceSection({ opened, caseId }: SectionProps) {
  const { t } = useTranslation();
  const { view } = opened;
  const { act } = useAct(caseId);
  const editing = useEditing(`${caseId}:responses`, savedValues(view));
  const isReadOnly = isClosedTo(view, 'recordResponse');
  const respondents = view.parties.filter((party) => party.side !== 'applicant');
  const isDated = respondents.every(({ id }) => attemptsOf(editing, id).every(({ date }) => date !== ''));
  return (
    <div>
      <Section title={t('acceptance.responses')}>
        {respondents.length === 0 && <p className="soft">{t('errors.response.respondentMissing')}</p>}
        {respondents.map((party) => (
          <ResponseCard key={party.id} party={party} view={view} editing={editing} isReadOnly={isReadOnly} />
        ))}
        {!isReadOnly && respondents.length > 0 && (
          <SaveBar
            editing={editing}
            action="save-responses"
            label={t('acceptance.saveResponses')}
            isPlain
            isBlocked={!isDated}
            onSave={(reason) =>
              act('response.recorded', {
                patches: editing.patches.map((patch) => ({
                  ...patch,
                  fields: { ...patch.fields, partyId: patch.id },
                })),
                ...reason,
              })
            }
          />
        )}
      </Section>
      <AcceptanceDecision opened={opened} caseId={caseId} />
      {view.acceptance?.decision === 'accepted' && <ExtensionPanel opened={opened} caseId={caseId} />}
    </div>
  );
}
