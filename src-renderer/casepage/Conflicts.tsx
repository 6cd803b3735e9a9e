import { useTranslation } from 'react-i18next';
import { isClosedTo } from '../../shared/case/step-refusals.ts';
import { permissionToWrite } from '../../shared/directory/permissions.ts';
import type { FieldConflict } from '../../shared/record/registers.ts';
import { useValueText } from '../editing/value-text.ts';
import { useMay } from '../shell/useMay.ts';
import { Notice, Section, useOrder } from '../ui/index.tsx';
import type { SectionProps } from './CasePage.tsx';
import { ConflictCard } from './ConflictCard.tsx';
import { useNamesOfIds } from './names-of-ids.ts';
import { BodyLines } from './Timeline.tsx';
import { useAct } from './useCase.ts';

/** Decisions that desks took apart are settled by taking one of them again. */
const decisionTypes: Readonly<
  Record<string, 'acceptance.decided' | 'outcome.recorded' | 'case.archived' | 'case.received'>
> = {
  acceptance: 'acceptance.decided',
  outcome: 'outcome.recorded',
  archive: 'case.archived',
  receipt: 'case.received',
};

/** What each decision of a case is called: by the action that takes it. */
const decisionNames: Readonly<Record<string, string>> = {
  ...decisionTypes,
  opening: 'case.opened',
  handover: 'case.handedOver',
};

/** What keeps one of the values that stand beside each other. */
function settling({ kind, id, field }: FieldConflict, value: unknown) {
  const decision = kind === 'decision' ? decisionTypes[id] : undefined;
  return decision === undefined
    ? { type: 'conflict.settled' as const, body: { patches: [{ kind, id, fields: { [field]: value } }] } }
    : { type: decision, body: value };
}

/** Fields that two desks filled apart, and changes that came too late: both shown, nothing lost. */
export function Conflicts({ opened, caseId }: SectionProps) {
  const { t } = useTranslation();
  const { act } = useAct(caseId);
  const may = useMay();
  const settle = useOrder((conflict: FieldConflict, value: unknown) => {
    const { type, body } = settling(conflict, value);
    return act(type, body);
  });
  /** Terms and decisions are the mediator's to settle, whatever else the role may. */
  const isOffered = (conflict: FieldConflict, value: unknown): boolean => {
    const { type, body } = settling(conflict, value);
    return !isClosedTo(opened.view, 'settleConflict') && may(permissionToWrite(type, body));
  };
  const names = useNamesOfIds(opened.view);
  const valueText = useValueText((id) => names.get(id));
  const { conflicts, late, refused } = opened.view;
  /** Whose field it is: of several parties it could be anybody's. */
  const ownerOf = (id: string): string => names.get(id) ?? '';
  if (conflicts.length + late.length + refused.length === 0) return null;
  return (
    <Section title={t('conflict.title')}>
      {settle.failure}
      {conflicts.length > 0 && <p className="soft">{t('conflict.explain')}</p>}
      {conflicts.map((conflict) => (
        <ConflictCard
          key={`${conflict.kind}-${conflict.id}-${conflict.field}`}
          title={[
            ownerOf(conflict.id),
            conflict.kind === 'decision'
              ? t(`action.${decisionNames[conflict.id]}`, { defaultValue: '' })
              : t(`field.${conflict.kind}.${conflict.field}`, { defaultValue: conflict.field }),
          ]
            .filter(Boolean)
            .join(' · ')}
          values={conflict.values}
          people={opened.people}
          timeline={opened.view.timeline}
          say={(value) =>
            conflict.kind === 'decision' ? (
              <BodyLines type={decisionNames[conflict.id] ?? ''} body={value} view={opened.view} />
            ) : (
              <p>{valueText(conflict.kind, conflict.field, value)}</p>
            )
          }
          isOffered={(value) =>
            // What was taken back is no decision that could be taken again.
            (conflict.kind !== 'decision' || (conflict.id in decisionTypes && value !== null)) &&
            isOffered(conflict, value)
          }
          onKeep={(value) => void settle.run(conflict, value)}
        />
      ))}
      {late.length > 0 && <Notice tone="warning">{t('conflict.late', { count: late.length })}</Notice>}
      {refused.length > 0 && (
        <Notice tone="warning">{t('conflict.refused', { count: refused.length })}</Notice>
      )}
    </Section>
  );
}
