import type { Action } from '../record/action.ts';
import type { Knowledge, Reducer } from '../record/fold.ts';
import { applyPatch, type Entities, type Patch } from '../record/registers.ts';
import { type CaseActionType, caseActions, type EntityPatch, isCaseActionType } from './actions.ts';
import {
  type Authorship,
  type CaseDocument,
  type CaseState,
  emptyCaseState,
  findFreezeKey,
  findFreezeKeyOfDocument,
} from './state.ts';
import { findStepRefusal } from './steps.ts';
import { upcastBody } from './upcast.ts';

/** Raise it with every change of meaning below or in steps.ts: summaries are then folded anew. */
export const caseFoldVersion = 1;

/** How a case file grows: the one place where an action's meaning is written. */
export const caseReducer: Reducer<CaseState> = {
  version: caseFoldVersion,
  initial: emptyCaseState,
  refusal: (history, action) => {
    if (action.isRedacted || !isKnown(action)) return null;
    const body = findBody(action);
    if (body === undefined) return 'case.bodyMalformed';
    // Where a body was removed, what came after was judged while it was whole, and stays allowed.
    if (history.timeline.some((entry) => entry.isRedacted)) return null;
    return findStepRefusal(history, body);
  },
  apply: (state, action, knowledge, history) => {
    const authorship = authorshipOf(action);
    const noted: CaseState = {
      ...state,
      timeline: [...state.timeline, { ...authorship, body: action.body, isRedacted: action.isRedacted }],
    };
    if (action.isRedacted) return noted;
    if (!isKnown(action)) return { ...noted, unknown: [...noted.unknown, authorship] };
    const body = findBody(action);
    return body === undefined ? noted : applyBody(noted, body, authorship, knowledge, history);
  },
  refuse: (state, action, code) => ({
    ...state,
    refused: [...state.refused, { authorship: authorshipOf(action), code }],
  }),
};

/** A case action with its body parsed: the pair that switches can tell apart. */
export type TypedBody = {
  [Type in CaseActionType]: { readonly type: Type; readonly body: BodyOf<Type> };
}[CaseActionType];
type BodyOf<Type extends CaseActionType> = ReturnType<(typeof caseActions)[Type]['body']['parse']>;

function isKnown(action: Action): boolean {
  const { type, version } = action.header;
  return isCaseActionType(type) && version <= caseActions[type].version;
}

/** The parsed body of an action, upcast to today's version; undefined when it does not fit its type. */
export function findBody(action: Action): TypedBody | undefined {
  const { type, version } = action.header;
  if (!isCaseActionType(type)) return undefined;
  const parsed = caseActions[type].body.safeParse(upcastBody(type, version, action.body));
  return parsed.success ? ({ type, body: parsed.data } as TypedBody) : undefined;
}

function authorshipOf({ id, header }: Action): Authorship {
  return { actionId: id, type: header.type, person: header.person, desk: header.desk, at: header.at };
}

function applyBody(
  state: CaseState,
  typed: TypedBody,
  authorship: Authorship,
  knowledge: Knowledge,
  history: CaseState,
): CaseState {
  const decide = (name: string, value: unknown): CaseState => ({
    ...state,
    entities: write(state.entities, { kind: 'decision', id: name, fields: { value } }, authorship, knowledge),
  });
  switch (typed.type) {
    case 'case.opened':
      return { ...state, opened: typed.body };
    case 'intake.recorded':
    case 'response.recorded':
    case 'meeting.recorded':
    case 'minutes.entryWritten':
    case 'agreement.drafted':
    case 'performance.recorded':
    case 'visit.recorded':
    case 'conflict.settled':
      return typed.body.patches.reduce(
        (before, patch) => applyRecording(before, patch as EntityPatch, authorship, knowledge),
        state,
      );
    case 'acceptance.decided':
      return decide('acceptance', typed.body);
    case 'outcome.recorded':
      return decide('outcome', typed.body);
    case 'case.archived':
      return decide('archive', typed.body);
    case 'case.reopened': {
      const withoutArchive = decide('archive', null);
      const patch = { kind: 'decision', id: 'outcome', fields: { value: null } };
      return { ...withoutArchive, entities: write(withoutArchive.entities, patch, authorship, knowledge) };
    }
    case 'extension.agreed':
      return { ...state, extensions: [...state.extensions, typed.body] };
    case 'document.finalised':
      return freeze(
        state,
        { ...typed.body, authorship, isLate: false, printings: [], signatures: [] },
        knowledge,
        history,
      );
    case 'document.printed':
      return changeDocument(state, typed.body.documentId, (document) => ({
        ...document,
        printings: [...document.printings, { ...typed.body, authorship }],
      }));
    case 'document.signed':
      return changeDocument(state, typed.body.documentId, (document) => ({
        ...document,
        signatures: [...document.signatures, { ...typed.body, authorship }],
      }));
  }
}

function write(entities: Entities, patch: Patch, authorship: Authorship, knowledge: Knowledge): Entities {
  const { actionId, person, desk, at } = authorship;
  return applyPatch(entities, patch, { action: actionId, person, desk, at }, knowledge);
}

/** A freeze always wins: what was written beside it is kept and shown as late, and alters nothing. */
function applyRecording(
  state: CaseState,
  patch: EntityPatch,
  authorship: Authorship,
  knowledge: Knowledge,
): CaseState {
  const freezeKey = findFreezeKey(state, patch);
  if (freezeKey !== undefined && state.frozen[freezeKey] !== undefined) {
    return { ...state, late: [...state.late, { authorship, freezeKey, patch }] };
  }
  const entities = write(state.entities, patch, authorship, knowledge);
  if (freezeKey === undefined) return { ...state, entities };
  const noted = [...(state.freezables[freezeKey] ?? []), { authorship, patch }];
  return { ...state, entities, freezables: { ...state.freezables, [freezeKey]: noted } };
}

function freeze(
  state: CaseState,
  document: CaseDocument,
  knowledge: Knowledge,
  history: CaseState,
): CaseState {
  const freezeKey = findFreezeKeyOfDocument(document);
  const { documentId } = document;
  if (freezeKey === undefined) {
    return { ...state, documents: { ...state.documents, [documentId]: document } };
  }
  if (state.frozen[freezeKey] !== undefined) {
    return { ...state, documents: { ...state.documents, [documentId]: { ...document, isLate: true } } };
  }
  const beside = (state.freezables[freezeKey] ?? []).filter(
    (noted) => !knowledge.knows(noted.authorship.actionId),
  );
  return {
    ...state,
    documents: { ...state.documents, [documentId]: document },
    frozen: {
      ...state.frozen,
      [freezeKey]: { documentId, actionId: document.authorship.actionId },
    },
    entities: beside.length === 0 ? state.entities : entitiesAsKnown(state, history, beside),
    late: [...state.late, ...beside.map((noted) => ({ ...noted, freezeKey }))],
  };
}

/** Puts every entity that was changed beside the freeze back to what the freeze knew. */
function entitiesAsKnown(
  state: CaseState,
  history: CaseState,
  beside: readonly { readonly patch: EntityPatch }[],
): Entities {
  const entities: Record<string, Entities[string]> = { ...state.entities };
  for (const { patch } of beside) {
    const ofKind = { ...entities[patch.kind] };
    const known = history.entities[patch.kind]?.[patch.id];
    if (known === undefined) delete ofKind[patch.id];
    else ofKind[patch.id] = known;
    entities[patch.kind] = ofKind;
  }
  return entities;
}

function changeDocument(
  state: CaseState,
  documentId: string,
  change: (document: CaseDocument) => CaseDocument,
): CaseState {
  const document = state.documents[documentId];
  if (document === undefined) return state;
  return { ...state, documents: { ...state.documents, [documentId]: change(document) } };
}
