import { useTranslation } from 'react-i18next';
import type { OpenedRisk } from '../../shared/contract/risks.ts';
import { ConflictCard } from '../casepage/ConflictCard.tsx';
import { useValueText } from '../editing/value-text.ts';
import { Notice, useOrder } from '../ui/index.tsx';
import { useRiskAct } from './useRisk.ts';

/** Fields that two desks filled apart: both values stand there until somebody chooses. */
export function RiskConflicts(props: {
  readonly opened: OpenedRisk;
  readonly isReadOnly: boolean;
  /** Whether it stands in the register is settled also while it counts as taken out. */
  readonly maySettle: boolean;
}) {
  const { t } = useTranslation();
  const { view, people } = props.opened;
  const act = useRiskAct(view.riskId);
  const valueText = useValueText(() => undefined);
  const settle = useOrder((kind: string, id: string, field: string, value: unknown) =>
    act('risk.recorded', { patches: [{ kind, id, fields: { [field]: value } }] }),
  );
  return (
    <>
      {view.conflicts.length > 0 && <Notice tone="warning">{t('conflict.explain')}</Notice>}
      {settle.failure}
      {view.conflicts.map(({ kind, id, field, values }) => (
        <ConflictCard
          key={`${kind}-${id}-${field}`}
          title={t(field === 'isWithdrawn' ? `risk.isOut.${kind}` : `field.${kind}.${field}`)}
          values={values}
          people={people}
          timeline={view.timeline}
          say={(value) => (
            <p>
              {field === 'isWithdrawn'
                ? t(value === true ? 'risk.isOut.yes' : 'risk.isOut.no')
                : valueText(kind, field, value)}
            </p>
          )}
          isOffered={() => (field === 'isWithdrawn' ? props.maySettle : !props.isReadOnly)}
          onKeep={(value) => void settle.run(kind, id, field, value)}
        />
      ))}
      {view.refused.length > 0 && (
        <Notice tone="warning">{t('conflict.refused', { count: view.refused.length })}</Notice>
      )}
    </>
  );
}
