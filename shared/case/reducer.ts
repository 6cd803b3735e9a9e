import type { Action } from '../record/action.ts';
import type { Knowledge, Reducer } from '../record/fold.ts';
import { applyPatch, type Entities, type Patch } from '../record/registers.ts';
import { toShanghaiDate } from '../text/dates.ts';
import {
  type CaseActionType,
  caseActions,
  type DocumentFinalised,
  type DocumentSignedByCertificate,
  type EntityPatch,
  isCaseActionType,
} from './actions.ts';
import { listBoundParties } from './effectiveness.ts';
import { addFreezing, isFrozen, noteChange, reviewFreezes } from './freezing.ts';
import { listStanding } from './project.ts';
import {
  type Authorship,
  type CaseDocument,
  type CaseState,
  type Decisions,
  emptyCaseState,
  findDecision,
  findFreezeKeyOfDocument,
  findWithdrawable,
  type Signature,
} from './state.ts';
import { findStepRefusal } from './steps.ts';
import { upcastBody } from './upcast.ts';

/** Raise it with every change of meaning below or in steps.ts: summaries are then folded anew. */
export const caseFoldVersion = 23;

/** How a case file grows: the one place where an action's meaning is written. */
export const caseReducer: Reducer<CaseState> = {
  version: caseFoldVersion,
  initial: emptyCaseState,
  refusal: (history, action) => {
    if (action.isRedacted || !isKnown(action)) return null;
    const body = findBody(action);
    if (body === undefined) return 'case.bodyMalformed';
    return findStepRefusal(history, body, action.header.office);
  },
  apply: (state, action, knowledge, history) => {
    const authorship = authorshipOf(action);
    const noted: CaseState = {
      ...state,
      timeline: {
        item: {
          ...authorship,
          office: action.header.office,
          body: action.body,
          isRedacted: action.isRedacted,
        },
        before: state.timeline,
      },
    };
    if (action.isRedacted) return applyRedacted(noted, authorship, knowledge);
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

/** Whether this program knows what the action means; it may be of a newer one. */
export function isKnown(action: Action): boolean {
  const { type, version } = action.header;
  return isCaseActionType(type) && version <= caseActions[type].version;
}

/** Judging and applying ask for the same body one after the other; kept as long as the action itself is. */
const parsedBodies = new WeakMap<
  object,
  { readonly type: string; readonly version: number; readonly found: TypedBody | undefined }
>();

/** The parsed body of an action, upcast to today's version; undefined when it does not fit its type. */
export function findBody(action: Action): TypedBody | undefined {
  const { body } = action;
  if (typeof body !== 'object' || body === null) return parseBody(action);
  const { type, version } = action.header;
  const known = parsedBodies.get(body);
  if (known?.type === type && known.version === version) return known.found;
  const found = parseBody(action);
  parsedBodies.set(body, { type, version, found });
  return found;
}

function parseBody(action: Action): TypedBody | undefined {
  const { type, version } = action.header;
  if (!isCaseActionType(type)) return undefined;
  const parsed = caseActions[type].body.safeParse(upcastBody(type, version, action.body));
  return parsed.success ? ({ type, body: parsed.data } as TypedBody) : undefined;
}

function authorshipOf({ id, header }: Action): Authorship {
  return { actionId: id, type: header.type, person: header.person, desk: header.desk, at: header.at };
}

/** Of an action whose body was removed stays what its type alone says: that it was done. */
function applyRedacted(state: CaseState, authorship: Authorship, knowledge: Knowledge): CaseState {
  const noted = { ...state, redactedTypes: [...state.redactedTypes, authorship.type] };
  switch (authorship.type) {
    case 'case.reopened':
      return reopen(noted, authorship, knowledge);
    case 'case.archived':
      return decide(
        noted,
        'archive',
        { ...emptyArchive, filedOn: toShanghaiDate(authorship.at) },
        authorship,
        knowledge,
      );
    default:
      return noted;
  }
}

const emptyArchive = { archiveNumber: '', filedBy: '', checkedBy: '', retentionClass: '', note: '' };

/** Decisions stand in registers, so that those of two desks show as a conflict. */
function decide(
  state: CaseState,
  name: keyof Decisions,
  value: Decisions[keyof Decisions] | null,
  authorship: Authorship,
  knowledge: Knowledge,
): CaseState {
  const patch = { kind: 'decision', id: name, fields: { value } };
  return { ...state, entities: write(state.entities, patch, authorship, knowledge) };
}

function reopen(state: CaseState, authorship: Authorship, knowledge: Knowledge): CaseState {
  const withoutArchive = decide(state, 'archive', null, authorship, knowledge);
  return decide(withoutArchive, 'outcome', null, authorship, knowledge);
}

function applyBody(
  state: CaseState,
  typed: TypedBody,
  authorship: Authorship,
  knowledge: Knowledge,
  history: CaseState,
): CaseState {
  switch (typed.type) {
    case 'case.opened': {
      const decided = decide(state, 'opening', typed.body, authorship, knowledge);
      return { ...decided, opened: findDecision(decided, 'opening') ?? null };
    }
    case 'intake.recorded':
    case 'response.recorded':
    case 'meeting.recorded':
    case 'minutes.entryWritten':
    case 'agreement.drafted':
    case 'performance.recorded':
    case 'paymentOrder.recorded':
    case 'visit.recorded':
    case 'service.recorded':
    case 'scan.recorded':
    case 'conflict.settled':
      return typed.body.patches.reduce(
        (before, patch) => applyRecording(before, patch as EntityPatch, authorship, knowledge),
        state,
      );
    case 'acceptance.decided':
      return decide(state, 'acceptance', typed.body, authorship, knowledge);
    case 'acceptance.corrected': {
      const { correctionReason: _, ...decision } = typed.body;
      return decide(state, 'acceptance', decision, authorship, knowledge);
    }
    case 'outcome.recorded':
      return decide(state, 'outcome', typed.body, authorship, knowledge);
    case 'case.archived':
      return decide(state, 'archive', typed.body, authorship, knowledge);
    case 'case.reopened':
      return reopen(state, authorship, knowledge);
    case 'case.handedOver': {
      const handedOver = decide(state, 'handover', typed.body, authorship, knowledge);
      return decide(handedOver, 'receipt', null, authorship, knowledge);
    }
    case 'case.received':
      return decide(state, 'receipt', typed.body, authorship, knowledge);
    case 'pack.exported':
      // A fact of the timeline: nothing in the case file changes by what left it.
      return state;
    case 'extension.agreed':
      return {
        ...state,
        extensions: [
          ...state.extensions,
          { ...typed.body, actionId: authorship.actionId, isWithdrawn: false },
        ],
      };
    case 'action.withdrawn':
      return withdrawAction(state, typed.body.actionId, authorship, knowledge, history);
    case 'document.finalised':
      return addDocument(state, typed.body, authorship, knowledge, history);
    case 'document.printed':
      return changeDocument(state, history, typed.body.documentId, (document) => ({
        ...document,
        printings: [...document.printings, { ...typed.body, authorship }],
      }));
    case 'document.signed': {
      const boundPartyIds = listBoundParties(typed.body, listStanding(history.entities, 'agent'));
      return changeDocument(state, history, typed.body.documentId, (document) => ({
        ...document,
        signatures: [...document.signatures, { ...typed.body, authorship, boundPartyIds }],
      }));
    }
    case 'document.signedByCertificate': {
      const signature = toSignature(typed.body, authorship);
      return changeDocument(state, history, typed.body.documentId, (document) => ({
        ...document,
        signatures: [...document.signatures, signature],
      }));
    }
  }
}

/** 撤销登记: takes out of the case what its author knew of the named action, and nothing that came to stand in its place. */
function withdrawAction(
  state: CaseState,
  actionId: string,
  authorship: Authorship,
  knowledge: Knowledge,
  history: CaseState,
): CaseState {
  const found = findWithdrawable(history, actionId);
  switch (found?.kind) {
    case 'extension':
      return {
        ...state,
        extensions: state.extensions.map((one) =>
          one.actionId === actionId ? { ...one, isWithdrawn: true } : one,
        ),
      };
    case 'outcome': {
      const known = history.entities.decision?.outcome?.fields.value ?? [];
      return known.length > 1
        ? withoutOutcome(state, actionId)
        : decide(state, 'outcome', null, authorship, knowledge);
    }
    case 'signature':
      return changeDocument(state, history, found.documentId, (document) => ({
        ...document,
        signatures: document.signatures.filter((one) => one.authorship.actionId !== actionId),
      }));
    case 'printing':
      return changeDocument(state, history, found.documentId, (document) => ({
        ...document,
        printings: document.printings.filter((one) => one.authorship.actionId !== actionId),
      }));
    case undefined:
      return state;
  }
}

/** Of outcomes that desks recorded apart, those that nobody took back stay. */
function withoutOutcome(state: CaseState, actionId: string): CaseState {
  const { decision = {} } = state.entities;
  const value = (decision.outcome?.fields.value ?? []).filter(({ action }) => action !== actionId);
  return {
    ...state,
    entities: { ...state.entities, decision: { ...decision, outcome: { fields: { value } } } },
  };
}

/** A signature by certificate stands among the others, so that one rule says when an agreement is in force. */
function toSignature(body: DocumentSignedByCertificate, authorship: Authorship): Signature {
  const { documentId, signerId, signerName, date, licence, ...certificate } = body;
  return {
    documentId,
    signerId,
    signerName,
    date,
    certificate,
    authorship,
    capacity: body.capacity,
    manner: 'certificate',
    forPartyIds: [],
    boundPartyIds: [],
    note: '',
    scanSha256: null,
    ...(licence === undefined ? {} : { licence }),
  };
}

function write(entities: Entities, patch: Patch, authorship: Authorship, knowledge: Knowledge): Entities {
  const { actionId, person, desk, at } = authorship;
  return applyPatch(entities, patch, { action: actionId, person, desk, at }, knowledge);
}

function applyRecording(
  state: CaseState,
  patch: EntityPatch,
  authorship: Authorship,
  knowledge: Knowledge,
): CaseState {
  const noted = noteChange(state, { authorship, patch });
  if (isFrozen(state, patch)) return noted;
  return { ...noted, entities: write(state.entities, patch, authorship, knowledge) };
}

function addDocument(
  state: CaseState,
  body: DocumentFinalised,
  authorship: Authorship,
  knowledge: Knowledge,
  history: CaseState,
): CaseState {
  // Two desks that chose one id apart made two documents: the later in the record goes under a longer name.
  const isTaken = state.documents[body.documentId] !== undefined;
  const documentId = isTaken ? `${body.documentId}.${authorship.actionId.slice(0, 8)}` : body.documentId;
  const document = { ...body, documentId, authorship, isLate: false, printings: [], signatures: [] };
  const added = { ...state, documents: { ...state.documents, [documentId]: document } };
  const freezeKey = findFreezeKeyOfDocument(body);
  if (freezeKey === undefined) return added;
  return addFreezing(added, freezeKey, authorship, documentId, knowledge, history.entities);
}

/** Changes the document that the author meant: the one that he knew under this id. */
function changeDocument(
  state: CaseState,
  history: CaseState,
  documentId: string,
  change: (document: CaseDocument) => CaseDocument,
): CaseState {
  const meant = history.documents[documentId]?.authorship.actionId;
  const found = Object.values(state.documents).find((one) => one.authorship.actionId === meant);
  if (found === undefined) return state;
  const documents = { ...state.documents, [found.documentId]: change(found) };
  return reviewFreezes({ ...state, documents }, found.documentId);
}
