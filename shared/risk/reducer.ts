import type { EntityPatch } from '../case/actions.ts';
import { isStanding } from '../case/project.ts';
import type { Authorship } from '../case/state.ts';
import type { Action } from '../record/action.ts';
import type { Reducer } from '../record/fold.ts';
import { applyPatch } from '../record/registers.ts';
import { isRiskActionType, type RiskActionType, riskActions } from './actions.ts';
import { correctsRegister } from './corrections.ts';
import { emptyRiskState, type RiskState } from './state.ts';

/** Raise it with every change of meaning below. */
const riskFoldVersion = 2;

type RiskBody = {
  readonly riskNumber?: string;
  readonly patches: readonly EntityPatch[];
  readonly reason?: string | undefined;
};

/** How a record of the register grows: the one place where the meaning of its actions is written. */
export const riskReducer: Reducer<RiskState> = {
  version: riskFoldVersion,
  initial: emptyRiskState,
  refusal: (history, action) => {
    if (action.isRedacted || !isKnownRiskAction(action)) return null;
    const body = findRiskBody(action);
    return body === undefined ? 'risk.bodyMalformed' : findRefusal(history, action.header.type, body);
  },
  apply: (state, action, knowledge) => {
    const author = authorshipOf(action);
    const noted: RiskState = {
      ...state,
      timeline: [
        ...state.timeline,
        { ...author, office: action.header.office, body: action.body, isRedacted: action.isRedacted },
      ],
    };
    if (!isKnownRiskAction(action)) return { ...noted, unknown: [...noted.unknown, author] };
    const body = findRiskBody(action);
    if (body === undefined) return noted;
    const { riskNumber } = body;
    return {
      ...noted,
      registered: riskNumber === undefined ? noted.registered : { ...author, riskNumber },
      entities: body.patches.reduce(
        (entities, patch) => applyPatch(entities, patch, { ...author, action: author.actionId }, knowledge),
        noted.entities,
      ),
    };
  },
  refuse: (state, action, code) => ({
    ...state,
    refused: [...state.refused, { authorship: authorshipOf(action), code }],
  }),
};

/** Whether this program knows what the action means; it may be of a newer one. */
export function isKnownRiskAction({ header: { type, version } }: Action): boolean {
  return isRiskActionType(type) && version <= riskActions[type].version;
}

/** The body of an action; undefined when it does not fit its type. */
export function findRiskBody({ header: { type }, body, isRedacted }: Action): RiskBody | undefined {
  if (isRedacted || !isRiskActionType(type)) return undefined;
  return riskActions[type].body.safeParse(body).data as RiskBody | undefined;
}

function findRefusal(history: RiskState, type: string, { patches, reason }: RiskBody): string | null {
  const registering: RiskActionType = 'risk.registered';
  if (type === registering) return history.registered === null ? null : 'risk.alreadyRegistered';
  if (history.registered === null) return 'risk.unknown';
  const valuesOf = (kind: string, id: string, field: string) =>
    history.entities[kind]?.[id]?.fields[field] ?? [];
  const isOpen = (...names: Parameters<typeof valuesOf>) => valuesOf(...names).length > 1;
  const isIn = isStanding(history.entities.risk?.risk);
  // One desk took it out, another took it in again: whoever settles that may keep either.
  const isSettled = isOpen('risk', 'risk', 'isWithdrawn');
  const decides = patches.some(
    ({ kind, fields: { isWithdrawn } }) =>
      kind === 'risk' && isWithdrawn !== undefined && (isSettled || isWithdrawn === false),
  );
  if (!isIn && !decides) return 'risk.withdrawn';
  const corrects = patches.some((patch) =>
    correctsRegister(patch, (...names) => valuesOf(...names)[0]?.value, isOpen),
  );
  return corrects && reason === undefined ? 'risk.reasonMissing' : null;
}

function authorshipOf({ id, header }: Action): Authorship {
  return { actionId: id, type: header.type, person: header.person, desk: header.desk, at: header.at };
}
