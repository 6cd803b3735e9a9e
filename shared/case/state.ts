import { isSameJson } from '../record/canonical.ts';
import type { Entities } from '../record/registers.ts';
import { fieldValue } from '../record/registers.ts';
import type {
  AcceptanceDecided,
  CaseArchived,
  CaseHandedOver,
  CaseOpened,
  CaseReceived,
  DocumentFinalised,
  DocumentPrinted,
  DocumentSigned,
  DocumentSignedByCertificate,
  EntityPatch,
  ExtensionAgreed,
  OutcomeRecorded,
  SignatureManner,
} from './actions.ts';

/** Who did something, where, when: the part of a header that the view shows. */
export type Authorship = {
  readonly actionId: string;
  readonly type: string;
  readonly person: string;
  readonly desk: string;
  readonly at: string;
};

export type Signature = Omit<DocumentSigned, 'manner'> & {
  readonly manner: SignatureManner | 'certificate';
  /** 证书签名: what stands in the file; only with the manner 'certificate'. */
  readonly certificate?: Omit<
    DocumentSignedByCertificate,
    'documentId' | 'signerId' | 'signerName' | 'date' | 'licence'
  >;
  readonly authorship: Authorship;
  /**
   * The parties that this signature binds, by the powers on file when it was recorded: what is entered about an
   * agent afterwards neither makes nor unmakes an agreement.
   */
  readonly boundPartyIds: readonly string[];
};
/** 延期 as it was agreed; one entered by mistake keeps its place, so that the papers of the others keep their numbers. */
export type Extension = ExtensionAgreed & { readonly actionId: string; readonly isWithdrawn: boolean };
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

export type TimelineEntry = Authorship & {
  readonly office: string;
  readonly body: unknown;
  readonly isRedacted: boolean;
};

/** A change of something that a document can freeze, with everything it would be frozen by. */
export type Note = {
  readonly authorship: Authorship;
  readonly patch: EntityPatch;
  readonly freezeKeys: readonly string[];
};

/** One finalisation of something, with what it knew; several only where desks finalised apart. */
export type Freezing = {
  readonly documentId: string;
  readonly actionId: string;
  /** Everything as the finalising desk saw it. */
  readonly known: Entities;
  readonly knownNotes: readonly string[];
};

/** What is frozen: by the standing document, and by those that desks finalised beside it. */
export type Freeze = {
  readonly documentId: string;
  readonly actionId: string;
  readonly freezings: readonly Freezing[];
};

/** A list that grows at its end without a copy of what is there. */
export type Chain<Item> = { readonly item: Item; readonly before: Chain<Item> } | null;

export function listChain<Item>(chain: Chain<Item>): Item[] {
  const items: Item[] = [];
  for (let link = chain; link !== null; link = link.before) items.push(link.item);
  return items.reverse();
}

/** What the actions of one case file add up to. Everything shown is projected from it (view.ts). */
export type CaseState = {
  readonly opened: CaseOpened | null;
  readonly entities: Entities;
  readonly extensions: readonly Extension[];
  readonly documents: Readonly<Record<string, CaseDocument>>;
  /** 'meeting:m1', 'agreement:1', 'visit:v1' → what froze it. */
  readonly frozen: Readonly<Record<string, Freeze>>;
  /** Changes of things that can be frozen, by freeze key. */
  readonly notes: Readonly<Record<string, readonly Note[]>>;
  readonly refused: readonly RefusedAction[];
  /** Action types of a newer program: kept, passed on, and no further work on this case here. */
  readonly unknown: readonly Authorship[];
  /** Types of actions whose bodies were removed: what followed was judged while they were whole. */
  readonly redactedTypes: readonly string[];
  readonly timeline: Chain<TimelineEntry>;
};

export const emptyCaseState: CaseState = {
  opened: null,
  entities: {},
  extensions: [],
  documents: {},
  frozen: {},
  notes: {},
  refused: [],
  unknown: [],
  redactedTypes: [],
  timeline: null,
};

/**
 * Decisions stand in registers like any field, so that two desks that decide apart show as a conflict.
 */
export type Decisions = {
  readonly opening: CaseOpened;
  readonly acceptance: AcceptanceDecided;
  readonly outcome: OutcomeRecorded;
  readonly archive: CaseArchived;
  readonly handover: CaseHandedOver;
  readonly receipt: CaseReceived;
};

/** The standing decision, or undefined; null after a reopening took it back. */
export function findDecision<Name extends keyof Decisions>(
  state: Pick<CaseState, 'entities'>,
  name: Name,
): Decisions[Name] | undefined {
  const value = fieldValue(state.entities.decision?.[name], 'value');
  return value === null || value === undefined ? undefined : (value as Decisions[Name]);
}

/** The office that works on the file: the one that opened it, or received it since (移送). */
export function findOffice(state: Pick<CaseState, 'opened' | 'entities'>): CaseOpened['office'] | undefined {
  return findDecision(state, 'receipt')?.office ?? state.opened?.office;
}

/** Whether desks decided apart and nobody has settled it yet. */
export function isDecidedTwice(state: CaseState, name: keyof Decisions): boolean {
  const register = state.entities.decision?.[name]?.fields.value ?? [];
  return register.some((one) => !isSameJson(one.value, register[0]?.value));
}

/**
 * What freezing the patched entity would be called: by where it stands and by where the patch would put it, so
 * that nothing is moved out of, or into, what is frozen. Empty for kinds that are never frozen.
 */
export function listFreezeKeys(state: CaseState, patch: EntityPatch): string[] {
  switch (patch.kind) {
    case 'meeting':
      return [`meeting:${patch.id}`];
    case 'minutesEntry':
      // Offers go on over meetings: a later one answers and replaces one of minutes that are final.
      return keysOfPlace(state, patch, 'meeting', 'meetingId');
    case 'agreementTerms':
      return [`agreement:${patch.id}`];
    case 'obligation':
      return keysOfPlace(state, patch, 'agreement', 'agreementVersion');
    case 'visit':
      return [`visit:${patch.id}`];
    default:
      return [];
  }
}

function keysOfPlace(state: CaseState, patch: EntityPatch, prefix: string, field: string): string[] {
  const places = [fieldValue(state.entities[patch.kind]?.[patch.id], field), patch.fields[field]];
  return [
    ...new Set(places.filter((place) => typeof place === 'string').map((place) => `${prefix}:${place}`)),
  ];
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

/** What one action recorded and may be taken back (撤销登记). */
export type Withdrawable =
  | { readonly kind: 'extension' | 'outcome' }
  | { readonly kind: 'signature' | 'printing'; readonly documentId: string };

/** What stands in the case by this action and can be taken back; a signature by certificate stands in the file itself. */
export function findWithdrawable(state: CaseState, actionId: string): Withdrawable | undefined {
  if (state.extensions.some((one) => one.actionId === actionId && !one.isWithdrawn))
    return { kind: 'extension' };
  const outcomes = state.entities.decision?.outcome?.fields.value ?? [];
  if (outcomes.some(({ action, value }) => action === actionId && value !== null)) return { kind: 'outcome' };
  for (const { documentId, signatures, printings } of Object.values(state.documents)) {
    if (signatures.some((one) => one.manner !== 'certificate' && one.authorship.actionId === actionId))
      return { kind: 'signature', documentId };
    if (printings.some((one) => one.authorship.actionId === actionId))
      return { kind: 'printing', documentId };
  }
  return undefined;
}
