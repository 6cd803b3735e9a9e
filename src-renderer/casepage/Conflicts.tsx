import { useTranslation } from 'react-i18next';
import type { FieldConflict } from '../../shared/record/registers.ts';
import { Button, Notice, Section, useOrder } from '../ui/index.tsx';
import { instantText } from '../ui/shanghai-time.ts';
import type { SectionProps } from './CasePage.tsx';
import { useAct } from './useCase.ts';

/** Decisions that desks took apart are settled by taking one of them again. */
const decisionTypes: Readonly<Record<string, 'acceptance.decided' | 'outcome.recorded'>> = {
  acceptance: 'acceptance.decided',
  outcome: 'outcome.recorded',
};

/** Fields that two desks filled apart, and changes that came too late: both shown, nothing lost. */
export function Conflicts({ opened, caseId }: SectionProps) {
  const { t } = useTranslation();
  const { act } = useAct(caseId);
  const settle = useOrder((conflict: FieldConflict, value: unknown) => {
    const decision = conflict.kind === 'decision' ? decisionTypes[conflict.id] : undefined;
    if (decision !== undefined) return act(decision, value);
    return act('conflict.settled', {
      patches: [{ kind: conflict.kind, id: conflict.id, fields: { [conflict.field]: value } }],
    });
  });
  const { conflicts, late, refused } = opened.view;
  if (conflicts.length + late.length + refused.length === 0) return null;
  return (
    <Section title={t('conflict.title')}>
      {settle.failure}
      {conflicts.map((conflict) => (
        <div key={`${conflict.kind}-${conflict.id}-${conflict.field}`} className="card">
          <h3>{t(`field.${conflict.kind}.${conflict.field}`, { defaultValue: conflict.field })}</h3>
          <div className="grid">
            {conflict.values.map((one) => (
              <div key={one.action} className="card">
                <p>{typeof one.value === 'object' ? JSON.stringify(one.value) : String(one.value)}</p>
                <p className="small soft">
                  {opened.people[one.person] ?? ''} {instantText(one.at)}
                </p>
                {(conflict.kind !== 'decision' || conflict.id in decisionTypes) && (
                  <Button data-action="settle" onClick={() => void settle.run(conflict, one.value)}>
                    {t('conflict.keepThis')}
                  </Button>
                )}
              </div>
            ))}
          </div>
        </div>
      ))}
      {late.length > 0 && <Notice tone="warning">{t('conflict.late', { count: late.length })}</Notice>}
      {refused.length > 0 && (
        <Notice tone="warning">{t('conflict.refused', { count: refused.length })}</Notice>
      )}
    </Section>
  );
}
