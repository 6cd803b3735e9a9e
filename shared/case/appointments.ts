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

/**
 * Mediators who were taken out of this case, and those whom the parties want replaced after what they disclosed
 * (在线规则 13, 14): they may not sign in it any more.
 */
export function listExcludedMediators(state: CaseState): string[] {
  const disclosed = listEntities(state.entities, 'disclosure').filter(({ opinion }) => opinion === 'replace');
  return [...listGranted(state), ...disclosed].flatMap(({ mediatorId }) => mediatorId ?? []);
}

/**
 * As which mediator the case names a person: by the id of his desk, or by the certificate number where another desk
 * appointed him. Also those who mediate no more; null when the case does not know him.
 */
export function findMediatorId(
  state: CaseState,
  person: { readonly id: string; readonly certificateNumber: string },
): string | null {
  const named = [
    ...(findDecision(state, 'acceptance')?.mediators ?? []),
    ...listGranted(state).flatMap(({ replacement }) => replacement ?? []),
  ];
  const { id, certificateNumber } = person;
  const found =
    named.find((one) => one.id === id) ??
    named.find((one) => certificateNumber !== '' && one.certificateNumber === certificateNumber);
  return found?.id ?? null;
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
