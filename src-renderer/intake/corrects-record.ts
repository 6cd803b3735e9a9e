import type { EntityPatch } from '../../shared/case/actions.ts';
import type { CaseView } from '../../shared/case/view.ts';

/**
 * Whether this changes, after the acceptance, what was registered. Agents and evidence come along later as a matter of
 * course, and so does what the other side says of it: only what already stood there is corrected.
 */
export function correctsRecord(view: CaseView, { kind, id, fields }: EntityPatch): boolean {
  if (kind !== 'agent' && kind !== 'evidence') return true;
  const known: Readonly<Record<string, unknown>> | undefined = (
    kind === 'agent' ? view.agents : view.evidence
  ).find((one) => one.id === id);
  return known !== undefined && Object.keys(fields).some((name) => Boolean(known[name]));
}
