import type { Knowledge } from '../record/fold.ts';
import type { Entities } from '../record/registers.ts';
import type { EntityPatch } from './actions.ts';
import { effectivenessOf } from './agreement.ts';
import {
  type Authorship,
  type CaseState,
  type Freeze,
  type Freezing,
  type LateChange,
  listFreezeKeys,
  type Note,
} from './state.ts';

/**
 * A freeze always wins: what was written beside it is kept and shown as come too late, and alters nothing.
 * Where two desks finalised the same thing apart, the paper that is in force stands, else one that people signed; backdating
 * gains nothing.
 */

/** Adds a finalised document's freeze and puts back what it did not know. */
export function addFreezing(
  state: CaseState,
  freezeKey: string,
  authorship: Authorship,
  documentId: string,
  knowledge: Knowledge,
  known: Entities,
): CaseState {
  const freezing: Freezing = {
    documentId,
    actionId: authorship.actionId,
    known,
    knownNotes: Object.values(state.notes)
      .flat()
      .map((note) => note.authorship.actionId)
      .filter((id) => knowledge.knows(id)),
  };
  const former = state.frozen[freezeKey];
  const freezings = [...(former?.freezings ?? []), freezing];
  return settleFreeze({ ...state, frozen: { ...state.frozen, [freezeKey]: freezeBy(freezing, freezings) } }, [
    freezeKey,
    former,
  ]);
}

/** Chooses anew which document stands, after one of them was signed. */
export function reviewFreezes(state: CaseState, documentId: string): CaseState {
  return Object.entries(state.frozen)
    .filter(
      ([, { freezings }]) => freezings.length > 1 && freezings.some((one) => one.documentId === documentId),
    )
    .reduce((before, entry) => settleFreeze(before, entry), state);
}

function freezeBy({ documentId, actionId }: Freezing, freezings: readonly Freezing[]): Freeze {
  return { documentId, actionId, freezings };
}

function settleFreeze(state: CaseState, [freezeKey, former]: [string, Freeze | undefined]): CaseState {
  const freezings = state.frozen[freezeKey]?.freezings ?? [];
  const isSigned = ({ documentId }: Freezing) =>
    state.documents[documentId]?.signatures.some(({ manner }) => manner !== 'refused') ?? false;
  const isInForce = ({ documentId, known }: Freezing) => {
    const document = state.documents[documentId];
    return document?.form === 'agreement' && effectivenessOf(state, document, known).isEffective;
  };
  const signed = freezings.filter(isSigned);
  const standing = signed.find(isInForce) ?? signed[0] ?? freezings[0];
  if (standing === undefined || standing.actionId === former?.actionId) {
    return standing === undefined ? state : withFreeze(state, freezeKey, standing, freezings);
  }
  const settled = withFreeze(state, freezeKey, standing, freezings);
  const isSwitch = former !== undefined;
  const touched = (state.notes[freezeKey] ?? []).filter((note) => isSwitch || !isKnown(standing, note));
  return { ...settled, entities: entitiesAsKnown(state.entities, standing.known, touched) };
}

function withFreeze(
  state: CaseState,
  freezeKey: string,
  standing: Freezing,
  freezings: readonly Freezing[],
): CaseState {
  const documents = { ...state.documents };
  for (const { documentId } of freezings) {
    const document = documents[documentId];
    if (document === undefined) continue;
    documents[documentId] = { ...document, isLate: documentId !== standing.documentId };
  }
  return { ...state, documents, frozen: { ...state.frozen, [freezeKey]: freezeBy(standing, freezings) } };
}

/** Puts every noted entity back to what the freeze knew. */
function entitiesAsKnown(entities: Entities, known: Entities, touched: readonly Note[]): Entities {
  const result: Record<string, Entities[string]> = { ...entities };
  for (const { patch } of touched) {
    const { [patch.id]: _, ...others } = result[patch.kind] ?? {};
    const before = known[patch.kind]?.[patch.id];
    // The order of entities is that of their arrival: an entity that stays keeps its place.
    result[patch.kind] = before === undefined ? others : { ...result[patch.kind], [patch.id]: before };
  }
  return result;
}

function isKnown(standing: Freezing, note: Note): boolean {
  return standing.knownNotes.includes(note.authorship.actionId);
}

/** Every change that came too late for a freeze, in the order of the record. */
export function listLateChanges(state: CaseState): LateChange[] {
  const late = new Map<Note, string>();
  for (const [freezeKey, { freezings, actionId }] of Object.entries(state.frozen)) {
    const standing = freezings.find((one) => one.actionId === actionId);
    if (standing === undefined) continue;
    const beside = (state.notes[freezeKey] ?? []).filter((note) => !isKnown(standing, note));
    for (const note of beside) late.set(note, freezeKey);
    // Something that was moved away beside the freeze is put back whole, with what was written on it elsewhere.
    for (const moved of beside.filter((note) => note.freezeKeys.length > 1)) {
      for (const note of moved.freezeKeys.flatMap((key) => state.notes[key] ?? [])) {
        const isSameEntity = note.patch.kind === moved.patch.kind && note.patch.id === moved.patch.id;
        if (isSameEntity && !isKnown(standing, note)) late.set(note, freezeKey);
      }
    }
  }
  return [...late].map(([{ authorship, patch }, freezeKey]) => ({ authorship, patch, freezeKey }));
}

/** Notes a change of something that can be frozen. */
export function noteChange(state: CaseState, { authorship, patch }: Omit<Note, 'freezeKeys'>): CaseState {
  const freezeKeys = listFreezeKeys(state, patch);
  if (freezeKeys.length === 0) return state;
  const notes = { ...state.notes };
  const note: Note = { authorship, patch, freezeKeys };
  for (const key of freezeKeys) notes[key] = [...(notes[key] ?? []), note];
  return { ...state, notes };
}

/** Whether a change would alter something that is frozen, or move something into it. */
export function isFrozen(state: CaseState, patch: EntityPatch): boolean {
  return listFreezeKeys(state, patch).some((key) => state.frozen[key] !== undefined);
}
