import type { DocumentSigned } from '../../shared/case/actions.ts';
import { listBoundParties } from '../../shared/case/effectiveness.ts';
import { isRepresentedAt } from '../../shared/case/represented.ts';
import type { CaseDocument } from '../../shared/case/state.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { getFormEntry } from '../../shared/documents/catalogue.ts';

/** Somebody who has a place to sign on a document. */
export type Signer = Pick<DocumentSigned, 'signerId' | 'signerName' | 'capacity' | 'forPartyIds'>;

const signersOfCapacity = {
  party: 'parties',
  agent: 'agents',
  mediator: 'mediators',
  recorder: 'recorder',
  organisation: 'organisationSeal',
} as const;

/** Whether the form has a place for this signer. */
export function isAskedToSign(
  { parties, agents }: Pick<CaseView, 'parties' | 'agents'>,
  { capacity, signerId, forPartyIds }: Signer,
  document: CaseDocument,
): boolean {
  const wanted = capacity === 'other' ? undefined : signersOfCapacity[capacity];
  const entry = getFormEntry(document.form);
  const isOfApplicants = entry.signers.includes('applicants');
  if (wanted === undefined) return false;
  if (!entry.signers.includes(capacity === 'party' && isOfApplicants ? 'applicants' : wanted)) return false;
  // A paper about one party is signed by that party and those who act for it; a power of attorney by its agent
  // and whom he acts for.
  const isPartyOrAgent = capacity === 'party' || capacity === 'agent';
  if (isPartyOrAgent && isOfApplicants)
    return parties.some(({ id, side }) => side === 'applicant' && forPartyIds.includes(id));
  if (isPartyOrAgent && entry.subject === 'party') return forPartyIds.includes(document.subjectId);
  if (entry.subject !== 'agent') return true;
  if (capacity === 'agent') return signerId === document.subjectId;
  const agent = agents.find(({ id }) => id === document.subjectId);
  return capacity !== 'party' || forPartyIds.some((id) => (agent?.forPartyIds ?? []).includes(id));
}

/** Whether others of the group were at the table for this worker, whose minutes they sign. */
export function isRepresented(view: CaseView, { signerId }: Signer, document: CaseDocument): boolean {
  return document.form === 'minutes' && isRepresentedAt(view, document.subjectId, signerId);
}

/** The other workers of a group who are still to sign this paper: they sign at one table, one after the other. */
export function listGroupWaiting(view: CaseView, signer: Signer, document: CaseDocument): Signer[] {
  const workerIds = (view.collective?.rows ?? []).map(({ partyId }) => partyId);
  if (signer.capacity !== 'party' || !workerIds.includes(signer.signerId)) return [];
  return signersOf(view).filter(
    (one) =>
      one.signerId !== signer.signerId &&
      one.capacity === 'party' &&
      workerIds.includes(one.signerId) &&
      isAskedToSign(view, one, document) &&
      !isRepresented(view, one, document) &&
      !document.signatures.some(({ signerId }) => signerId === one.signerId),
  );
}

/**
 * Who signed in a party's place, so that nobody waits for its own hand: under an agreement only an agent whose powers bind
 * it (民事诉讼法 62), under minutes whoever was at the table for it.
 */
export function agentsWhoSigned(
  { capacity, signerId }: Signer,
  { form, signatures }: Pick<CaseDocument, 'form' | 'signatures'>,
): string[] {
  if (capacity !== 'party') return [];
  return signatures
    .filter(({ capacity: own, manner }) => own === 'agent' && manner !== 'refused')
    .filter(({ boundPartyIds, forPartyIds }) =>
      (form === 'agreement' ? boundPartyIds : forPartyIds).includes(signerId),
    )
    .map(({ signerName }) => signerName);
}

/** Everybody who may sign: parties, agents for those they stand for, mediators, recorder, the organisation's seal. */
export function signersOf(view: CaseView): Signer[] {
  const parties = view.parties.map(
    (party): Signer => ({
      signerId: party.id,
      signerName: party.name ?? '',
      capacity: 'party',
      forPartyIds: [party.id],
    }),
  );
  const agents = view.agents.map(
    (agent): Signer => ({
      signerId: agent.id,
      signerName: agent.name ?? '',
      capacity: 'agent',
      forPartyIds: agent.forPartyIds ?? [],
    }),
  );
  const mediators = (view.acceptance?.mediators ?? []).map(
    (one): Signer => ({ signerId: one.id, signerName: one.name, capacity: 'mediator', forPartyIds: [] }),
  );
  const recorder = view.acceptance?.recorder
    ? [
        {
          signerId: 'recorder',
          signerName: view.acceptance.recorder,
          capacity: 'recorder' as const,
          forPartyIds: [],
        },
      ]
    : [];
  const seal: Signer = {
    signerId: 'organisation',
    signerName: view.opened.office.name,
    capacity: 'organisation',
    forPartyIds: [],
  };
  return [...parties, ...agents, ...mediators, ...recorder, seal].filter((one) => one.signerName !== '');
}

/** Whether a signature binds those for whom it stands, by the powers on file now (民事诉讼法 62). */
export type Powers = { readonly isBinding: boolean; readonly partyNames: string };

/** Null for whoever signs in his own name. */
export function findPowers(view: CaseView, signer: Signer): Powers | null {
  if (signer.capacity !== 'agent') return null;
  const bound = listBoundParties(signer, view.agents);
  const partyNames = view.parties
    .filter(({ id }) => signer.forPartyIds.includes(id))
    .map(({ name }) => name ?? '')
    .join('、');
  return { isBinding: bound.length > 0 && bound.length === signer.forPartyIds.length, partyNames };
}
