import type { AcceptanceDecided } from './actions.ts';
import type { AppointedMediator, EntityOf } from './entities.ts';
import { listEntities } from './project.ts';
import { type CaseState, findDecision } from './state.ts';

/**
 * Who mediates now: those of the acceptance, without whom a challenge that was granted took out, with whom the
 * decision put in the place (特邀规定 15; 在线规则 14).
 */
export function findAcceptance(state: CaseState): AcceptanceDecided | undefined {
  const acceptance = findDecision(state, 'acceptance');
  if (acceptance === undefined) return undefined;
  const mediators = listGranted(state).reduce(replaceMediator, acceptance.mediators);
  return { ...acceptance, mediators };
}

/** Mediators who withdrew or were taken out of this case: they may not sign in it any more. */
export function listExcludedMediators(state: CaseState): string[] {
  return listGranted(state).flatMap(({ mediatorId }) => mediatorId ?? []);
}

type Challenge = EntityOf<'challenge'>;

function listGranted(state: CaseState): Challenge[] {
  return listEntities(state.entities, 'challenge')
    .filter(({ decision }) => decision === 'granted')
    .sort((left, right) => ((left.decidedOn ?? '') < (right.decidedOn ?? '') ? -1 : 1));
}

/** The new mediator takes the role of the one who leaves; without one the next mediator leads. */
function replaceMediator(
  mediators: readonly AppointedMediator[],
  { mediatorId, replacement }: Challenge,
): AppointedMediator[] {
  const leaving = mediators.find(({ id }) => id === mediatorId);
  if (leaving === undefined) return [...mediators];
  const staying = mediators.filter(({ id }) => id !== leaving.id && id !== replacement?.id);
  if (replacement) {
    const successor = { ...replacement, role: leaving.role };
    return leaving.role === 'leadMediator' ? [successor, ...staying] : [...staying, successor];
  }
  if (leaving.role !== 'leadMediator') return staying;
  return staying.map((one, index) => (index === 0 ? { ...one, role: 'leadMediator' } : one));
}
