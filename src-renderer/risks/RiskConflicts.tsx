import { useTranslation } from 'react-i18next';
import type { OpenedRisk } from '../../shared/contract/risks.ts';
import { useValueText } from '../editing/value-text.ts';
import { Button, Notice, useOrder } from '../ui/index.tsx';
import { instantText } from '../ui/shanghai-time.ts';
import { useRiskAct } from './useRisk.ts';

/** Fields that two desks filled apart: both values stand there until somebody chooses. */
export function RiskConflicts(props: { readonly opened: OpenedRisk; readonly isReadOnly: boolean }) {
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
        <div key={`${kind}-${id}-${field}`} className="card" data-conflict={`${kind}.${id}.${field}`}>
          <h3>{t(`field.${kind}.${field}`)}</h3>
          <div className="grid">
            {values.map((one) => (
              <div key={one.action} className="card">
                <p>{valueText(kind, field, one.value)}</p>
                <p className="small soft">
                  {people[one.person] ?? ''} {instantText(one.at)}
                </p>
                {!props.isReadOnly && (
                  <Button data-action="settle" onClick={() => void settle.run(kind, id, field, one.value)}>
                    {t('conflict.keepThis')}
                  </Button>
                )}
              </div>
            ))}
          </div>
        </div>
      ))}
      {view.refused.length > 0 && (
        <Notice tone="warning">{t('conflict.refused', { count: view.refused.length })}</Notice>
      )}
    </>
  );
}
