import type { EntityPatch } from './actions.ts';
import type { EntityOf } from './entities.ts';
import type { CaseView } from './view.ts';

type CardKind = 'party' | 'agent' | 'claim' | 'evidence';

/** The case as it would stand if what was typed about its intake were saved: so that the form fills itself beside it. */
export function withTypedIntake(view: CaseView, patches: readonly EntityPatch[]): CaseView {
  if (patches.length === 0) return view;
  const fieldsOf = (kind: EntityPatch['kind'], id: string) =>
    patches.find((one) => one.kind === kind && one.id === id)?.fields;
  const typedOver = <Kind extends CardKind>(
    kind: Kind,
    saved: readonly EntityOf<Kind>[],
    withdrawn: readonly EntityOf<Kind>[],
  ): EntityOf<Kind>[] => {
    const known = [...saved, ...withdrawn];
    const begun = patches
      .filter((one) => one.kind === kind && known.every(({ id }) => id !== one.id))
      .map(({ id }) => ({ id }) as EntityOf<Kind>);
    return [...known, ...begun]
      .map((one) => ({ ...one, ...fieldsOf(kind, one.id) }) as EntityOf<Kind>)
      .filter(({ isWithdrawn }) => isWithdrawn !== true);
  };
  return {
    ...view,
    application: { ...view.application, ...fieldsOf('application', 'application') },
    parties: typedOver('party', view.parties, view.withdrawn.parties),
    agents: typedOver('agent', view.agents, view.withdrawn.agents),
    claims: typedOver('claim', view.claims, view.withdrawn.claims),
    evidence: typedOver('evidence', view.evidence, view.withdrawn.evidence),
  };
}
