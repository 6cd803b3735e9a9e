import type { EntityPatch } from '../../shared/case/actions.ts';
import type { EntityKind } from '../../shared/case/entities.ts';
import type { ParkedContent } from '../../shared/contract/desk-sync.ts';
import type { SectionId } from '../casepage/section-ids.ts';

/** Where something is recorded, and what a form there is filled in with. */
export type ParkedPlace = {
  readonly section: SectionId;
  /** The field that gets the focus. */
  readonly at?: string;
  readonly drafts: readonly ParkedDraft[];
};
/** A form by the name of its draft, without the case's id, and what goes under what somebody has typed there since. */
export type ParkedDraft = { readonly name: string; readonly typed: Readonly<Record<string, unknown>> };

const sectionOfKind: Readonly<Record<EntityKind, SectionId>> = {
  application: 'intake',
  party: 'intake',
  agent: 'intake',
  claim: 'intake',
  evidence: 'intake',
  collective: 'intake',
  negotiation: 'intake',
  response: 'acceptance',
  meeting: 'minutes',
  challenge: 'minutes',
  disclosure: 'minutes',
  minutesEntry: 'minutes',
  offer: 'minutes',
  undisputedFact: 'minutes',
  immediatePerformance: 'agreement',
  agreementTerms: 'agreement',
  obligation: 'agreement',
  enforcement: 'agreement',
  performance: 'performance',
  paymentOrder: 'performance',
  visit: 'visits',
  service: 'documents',
  scan: 'documents',
  // No case file speaks of these: a risk has a page of its own (placeOfParkedRisk).
  risk: 'timeline',
  riskFollowUp: 'timeline',
  riskReport: 'timeline',
  riskCase: 'timeline',
};

const sectionOfType: Readonly<Record<string, SectionId>> = {
  'acceptance.decided': 'acceptance',
  'acceptance.corrected': 'acceptance',
  'extension.agreed': 'acceptance',
  'action.withdrawn': 'timeline',
  'outcome.recorded': 'closing',
  'case.archived': 'closing',
  'case.reopened': 'closing',
  'case.handedOver': 'closing',
  'case.received': 'closing',
  'document.finalised': 'documents',
  'document.printed': 'documents',
  'document.signed': 'documents',
  'document.signedByCertificate': 'documents',
  'pack.exported': 'applications',
};

/** Where what was recorded in vain is recorded anew. What no form takes back is only shown beside its section. */
export function placeOfParked({ type, body }: ParkedContent): ParkedPlace {
  const patches = listPatches(body);
  const [first] = patches;
  if (first === undefined) {
    const section = sectionOfType[type] ?? 'timeline';
    return type === 'outcome.recorded'
      ? { section, drafts: [{ name: 'outcome', typed: body as Record<string, unknown> }] }
      : { section, drafts: [] };
  }
  const entry = patches.find(({ kind }) => kind === 'minutesEntry');
  if (entry !== undefined) return placeOfEntry(entry, patches);
  const drafts = patches.flatMap((patch): ParkedDraft[] => {
    const name = draftOfPatch(patch);
    return name === null ? [] : [{ name, typed: { [`${patch.kind}/${patch.id}`]: patch.fields } }];
  });
  const [field] = Object.keys(first.fields);
  return {
    section: sectionOfKind[first.kind],
    ...(field === undefined ? {} : { at: `${first.kind}.${first.id}.${field}` }),
    drafts,
  };
}

/**
 * The form of the register in which it is recorded anew: that of the risk's page, or the one for a new risk, for a risk whose
 * registering was refused is none. Its draft is called by what it is about.
 */
export function placeOfParkedRisk(
  riskId: string,
  { type, body }: ParkedContent,
): { readonly riskId: string; readonly drafts: readonly ParkedDraft[] } {
  const patches = listPatches(body);
  const drafts = patches.slice(0, 1).map(({ kind }) => ({
    name: kind,
    typed: Object.fromEntries(patches.map((one) => [`${one.kind}/${one.id}`, one.fields])),
  }));
  return { riskId: type === 'risk.registered' ? '' : riskId, drafts };
}

/** Spoken words go back to where they are typed, with the offer that was made in them. */
function placeOfEntry({ id, fields }: EntityPatch, patches: readonly EntityPatch[]): ParkedPlace {
  const offer = patches.find((one) => one.kind === 'offer' && one.fields.entryId === id)?.fields;
  const typed = {
    speakerId: fields.speakerId ?? '',
    kind: fields.kind ?? 'statement',
    text: fields.text ?? '',
    time: fields.time ?? '',
    amount: offer?.amount ?? '',
    terms: offer?.terms ?? '',
    correctsEntryId: fields.correctsEntryId ?? '',
  };
  const drafts = typeof fields.text === 'string' ? [{ name: `entry:${fields.meetingId}`, typed }] : [];
  return { section: 'minutes', at: 'entry.text', drafts };
}

/** The draft of the form that edits what a patch is about; null where there is none. */
function draftOfPatch({ kind, id, fields }: EntityPatch): string | null {
  switch (kind) {
    case 'application':
    case 'party':
    case 'agent':
    case 'claim':
    case 'evidence':
    case 'negotiation':
      return 'intake';
    case 'collective':
      return 'election';
    case 'response':
      return 'responses';
    case 'meeting':
    case 'challenge':
      return `${kind}:${id}`;
    case 'disclosure':
      return 'disclosures';
    case 'agreementTerms':
      return `agreement:${id}`;
    case 'obligation':
      return typeof fields.agreementVersion === 'string' ? `agreement:${fields.agreementVersion}` : null;
    case 'enforcement':
      return `enforcement:${id}`;
    case 'paymentOrder':
      return 'paymentOrders';
    case 'visit':
      return 'visits';
    case 'service':
      return 'services';
    default:
      return null;
  }
}

function listPatches(body: unknown): readonly EntityPatch[] {
  const patches = typeof body === 'object' && body !== null && 'patches' in body ? body.patches : null;
  return Array.isArray(patches) ? (patches as EntityPatch[]) : [];
}
