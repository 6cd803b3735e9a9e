import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntityPatch } from '../../shared/case/actions.ts';
import type { RiskView } from '../../shared/risk/view.ts';
import { TakeBack } from '../casepage/TakeBack.tsx';
import { newId } from '../casepage/useCase.ts';
import { type Editing, EntityFields, focusBegun, SaveBar, useEditing } from '../editing/index.ts';
import { Button, Section, StillMissing } from '../ui/index.tsx';
import { correctsRisk, savedOfRisk, useRiskAct } from './useRisk.ts';

export type EntriesProps = { readonly view: RiskView; readonly isReadOnly: boolean };

/** Entries of a risk by their days: each is written once, and put right with a reason. */
export function RiskEntries(
  props: EntriesProps & {
    readonly kind: 'riskFollowUp' | 'riskReport';
    readonly type: 'risk.followedUp' | 'risk.reported';
    readonly ids: readonly string[];
    /** The field without which an entry says nothing. */
    readonly needed: string;
    /** What a new entry begins with. */
    readonly begun: Readonly<Record<string, unknown>>;
    readonly children: (editing: Editing, isNew: boolean) => ReactNode;
    /** What is saved, made of what was typed. */
    readonly finish?: (patches: readonly EntityPatch[]) => readonly EntityPatch[];
  },
) {
  const { t } = useTranslation();
  const { view, isReadOnly, kind, type, begun, finish = (patches) => patches } = props;
  const act = useRiskAct(view.riskId);
  const editing = useEditing(`${view.riskId}:${kind}`, savedOfRisk(view), isReadOnly);
  const [correcting, setCorrecting] = useState<readonly string[]>([]);
  const newIds = editing.newIds(kind).filter((id) => !props.ids.includes(id));
  const isWanting = [...newIds, ...correcting].some((id) => !editing.get(kind, id, props.needed));
  const isTyped = editing.patches.length > 0;
  return (
    <Section
      title={t(`risk.${kind}.title`)}
      aside={
        !isReadOnly && (
          <Button
            data-action={`add-${kind}`}
            disabled={newIds.length > 0}
            onClick={() => {
              const id = newId('f');
              editing.set(kind, id, begun);
              focusBegun(kind, id);
            }}
          >
            {t(`risk.${kind}.add`)}
          </Button>
        )
      }
    >
      {props.ids.length + newIds.length === 0 && <p className="soft">{t(`risk.${kind}.none`)}</p>}
      {[...props.ids, ...newIds].map((id) => {
        const isNew = newIds.includes(id);
        const isOpen = isNew || (!isReadOnly && correcting.includes(id));
        return (
          <div key={id} className="card" data-entry={kind}>
            <EntityFields editing={editing} kind={kind} id={id} isReadOnly={!isOpen}>
              {props.children(editing, isNew)}
            </EntityFields>
            {isNew && (
              <Button kind="quiet" data-action={`drop-${kind}`} onClick={() => editing.drop(kind, id)}>
                {t('intake.dropCard')}
              </Button>
            )}
            {!isOpen && !isReadOnly && (
              <TakeBack
                label={t('risk.takeOutEntry')}
                name={`${kind}-${id}`}
                onTakeBack={(reason) =>
                  act(type, { patches: [{ kind, id, fields: { isWithdrawn: true } }], reason })
                }
              />
            )}
            {!isOpen && !isReadOnly && (
              <Button
                kind="quiet"
                data-action={`correct-${kind}`}
                onClick={() => setCorrecting([...correcting, id])}
              >
                {t('visits.correct')}
              </Button>
            )}
          </div>
        );
      })}
      <StillMissing labels={isWanting && !isReadOnly ? [t(`field.${kind}.${props.needed}`)] : []} />
      {(newIds.length > 0 || correcting.length > 0 || isTyped) && !isReadOnly && (
        <SaveBar
          editing={editing}
          action={`save-${kind}`}
          label={t(`risk.${kind}.save`)}
          isPlain
          isBlocked={isWanting}
          isCorrection={editing.patches.some((patch) => correctsRisk(view, patch))}
          onSave={async (reason) => {
            await act(type, { patches: finish(editing.patches), ...reason });
            setCorrecting([]);
          }}
        />
      )}
    </Section>
  );
}
