import type { Entities } from '../record/registers.ts';
import { fieldValue } from '../record/registers.ts';
import type {
  AcceptanceDecided,
  CaseArchived,
  CaseOpened,
  DocumentFinalised,
  DocumentPrinted,
  DocumentSigned,
  EntityPatch,
  ExtensionAgreed,
  OutcomeRecorded,
} from './actions.ts';

/** Who did something, where, when: the part of a header that the view shows. */
export type Authorship = {
  readonly actionId: string;
  readonly type: string;
  readonly person: string;
  readonly desk: string;
  readonly at: string;
};

export type Signature = DocumentSigned & { readonly authorship: Authorship };
export type Printing = DocumentPrinted & { readonly authorship: Authorship };

/** A finalised document with what has happened to its paper. */
export type CaseDocument = DocumentFinalised & {
  readonly authorship: Authorship;
  /** Another desk had finalised the same minutes or agreement without knowing of this one. */
  readonly isLate: boolean;
  readonly printings: readonly Printing[];
  readonly signatures: readonly Signature[];
};

/** A change that came too late: written without knowing that its document had been frozen. */
export type LateChange = {
  readonly authorship: Authorship;
  readonly freezeKey: string;
  readonly patch: EntityPatch;
};

export type RefusedAction = { readonly authorship: Authorship; readonly code: string };

export type TimelineEntry = Authorship & { readonly body: unknown; readonly isRedacted: boolean };

type Freezable = { readonly authorship: Authorship; readonly patch: EntityPatch };

/** What the actions of one case file add up to. Everything shown is projected from it (view.ts). */
export type CaseState = {
  readonly opened: CaseOpened | null;
  readonly entities: Entities;
  readonly extensions: readonly ExtensionAgreed[];
  readonly documents: Readonly<Record<string, CaseDocument>>;
  /** 'meeting:m1', 'agreement:1', 'visit:v1' → the document that froze it. */
  readonly frozen: Readonly<Record<string, { readonly documentId: string; readonly actionId: string }>>;
  /** Changes of things that may be frozen later, by freeze key. */
  readonly freezables: Readonly<Record<string, readonly Freezable[]>>;
  readonly late: readonly LateChange[];
  readonly refused: readonly RefusedAction[];
  /** Action types of a newer program: kept, passed on, and no further work on this case here. */
  readonly unknown: readonly Authorship[];
  readonly timeline: readonly TimelineEntry[];
};

export const emptyCaseState: CaseState = {
  opened: null,
  entities: {},
  extensions: [],
  documents: {},
  frozen: {},
  freezables: {},
  late: [],
  refused: [],
  unknown: [],
  timeline: [],
};

/**
 * Decisions stand in registers like any field, so that two desks that decide apart show as a conflict.
 */
export type Decisions = {
  readonly acceptance: AcceptanceDecided;
  readonly outcome: OutcomeRecorded;
  readonly archive: CaseArchived;
};

/** The standing decision, or undefined; null after a reopening took it back. */
export function findDecision<Name extends keyof Decisions>(
  state: CaseState,
  name: Name,
): Decisions[Name] | undefined {
  const value = fieldValue(state.entities.decision?.[name], 'value');
  return value === null || value === undefined ? undefined : (value as Decisions[Name]);
}

/** What freezing the patched entity would be called, or undefined when its kind is never frozen. */
export function findFreezeKey(state: CaseState, patch: EntityPatch): string | undefined {
  const current = (field: string): string | undefined => {
    const value = patch.fields[field] ?? fieldValue(state.entities[patch.kind]?.[patch.id], field);
    return typeof value === 'string' ? value : undefined;
  };
  switch (patch.kind) {
    case 'meeting':
      return `meeting:${patch.id}`;
    case 'minutesEntry':
      // Offers go on over meetings: a later one answers and replaces one of minutes that are final.
      return `meeting:${current('meetingId') ?? ''}`;
    case 'agreementTerms':
      return `agreement:${patch.id}`;
    case 'obligation':
      return `agreement:${current('agreementVersion') ?? ''}`;
    case 'visit':
      return `visit:${patch.id}`;
    default:
      return undefined;
  }
}

/** What a finalised document freezes: minutes their meeting, an agreement its version, a record its visit. */
export function findFreezeKeyOfDocument(document: DocumentFinalised): string | undefined {
  switch (document.form) {
    case 'minutes':
      return `meeting:${document.subjectId}`;
    case 'agreement':
      return `agreement:${document.subjectId}`;
    case 'visitRecord':
      return `visit:${document.subjectId}`;
    default:
      return undefined;
  }
}
