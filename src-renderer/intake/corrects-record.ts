import type { EntityPatch } from '../../shared/case/actions.ts';
import type { Application } from '../../shared/case/entities.ts';
import type { CaseView } from '../../shared/case/view.ts';

/** What happens after the acceptance: the answer to who sent the case, an award, the steps about an injury. */
const laterDays: readonly (keyof Application)[] = [
  'sourceAnsweredOn',
  'sourceToldResultOn',
  'awardReceivedByWorkerOn',
  'awardReceivedByEmployerOn',
  'awardContestedOn',
  'workInjuryReportedOn',
];

/**
 * Whether this changes, after the acceptance, what was registered. Agents and evidence come along later as a matter of
 * course, and so does what the other side says of it, and the day on which something was done since: only what already
 * stood there is corrected.
 */
export function correctsRecord(view: CaseView, { kind, id, fields }: EntityPatch): boolean {
  const known = findRecord(view, kind, id);
  const names = Object.keys(fields);
  if (kind === 'application')
    return names.some((name) => !laterDays.some((day) => day === name) || Boolean(known?.[name]));
  if (kind !== 'agent' && kind !== 'evidence') return true;
  return known !== undefined && names.some((name) => Boolean(known[name]));
}

function findRecord(
  { application, agents, evidence }: CaseView,
  kind: EntityPatch['kind'],
  id: string,
): Readonly<Record<string, unknown>> | undefined {
  if (kind === 'application') return application;
  return (kind === 'agent' ? agents : evidence).find((one) => one.id === id);
}
