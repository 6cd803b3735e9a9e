import type { FormId } from '../../shared/case/actions.ts';
import { idOfRow } from '../../shared/case/agreement.ts';
import { listBoundParties } from '../../shared/case/effectiveness.ts';
import { isRepresentedAt } from '../../shared/case/represented.ts';
import type { CaseDocument } from '../../shared/case/state.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { getFormEntry } from '../../shared/documents/catalogue.ts';
import { mediatorSigner, recorderSigner, type Signer, staffSignersOf } from './staff-signers.ts';

export type { Signer };

const signersOfCapacity = {
  party: 'parties',
  agent: 'agents',
  mediator: 'mediators',
  recorder: 'recorder',
  organisation: 'organisationSeal',
} as const;

/** Whether the form has a place for this signer. */
export function isAskedToSign(
  view: CaseView,
  { capacity, signerId, forPartyIds }: Signer,
  document: CaseDocument,
): boolean {
  const { parties, agents } = view;
  if (staffSignersOf(view, document).some((one) => one.signerId === signerId)) return true;
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
  if (document.form === 'paymentReceipt') return listPayees(view, document.subjectId).includes(signerId);
  if (entry.subject !== 'agent') return true;
  if (capacity === 'agent') return signerId === document.subjectId;
  const agent = agents.find(({ id }) => id === document.subjectId);
  return capacity !== 'party' || forPartyIds.some((id) => (agent?.forPartyIds ?? []).includes(id));
}

/** Who received a payment, of the agreement or at the table: nobody else signs its receipt. */
function listPayees(
  { agreements, immediatePerformances }: Pick<CaseView, 'agreements' | 'immediatePerformances'>,
  subjectId: string,
): readonly string[] {
  const atOnce = immediatePerformances.find(({ id }) => id === subjectId);
  const agreed = agreements
    .flatMap(({ performance, obligations }) =>
      performance.map((row) => ({
        row,
        creditorIds: obligations.find(({ id }) => id === row.obligationId)?.creditorIds ?? [],
      })),
    )
    .find(({ row }) => idOfRow(row) === subjectId);
  if (agreed === undefined) return atOnce?.creditorIds ?? [];
  const { row, creditorIds } = agreed;
  const received = new Set(row.entries.flatMap((entry) => entry.creditorIds ?? creditorIds));
  return row.entries.length === 0 ? creditorIds : [...received];
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
 * Papers by which a claim is admitted, given up, changed or settled: an agent signs them with special powers only
 * (民事诉讼法 62). For the others it is enough to act for the party.
 */
const formsOfSpecialPowers: readonly FormId[] = [
  'undisputedFacts',
  'agreement',
  'applicationWithdrawal',
  'arbitrationReviewApplication',
  'judicialConfirmationApplication',
];

type Signed = Pick<CaseDocument, 'form' | 'signatures'>;

/** A paper about an agent, which he signs for himself. */
const isOfAgent = (form: FormId): boolean => getFormEntry(form).subject === 'agent';

/**
 * What the agents of a party did in its place, where their powers are enough for this paper. Nobody grants himself his own
 * powers: a power of attorney waits for the hand of whom it binds (民法典 165).
 */
function agentsOf({ capacity, signerId }: Signer, { form, signatures }: Signed) {
  if (capacity !== 'party' || isOfAgent(form)) return [];
  return signatures.filter(
    ({ capacity: own, boundPartyIds, forPartyIds }) =>
      own === 'agent' &&
      (formsOfSpecialPowers.includes(form) ? boundPartyIds : forPartyIds).includes(signerId),
  );
}

/** How many signed a paper and how many would not: whoever is registered again is one person, as the last entry says. */
export function countSigners({ signatures }: Pick<CaseDocument, 'signatures'>): {
  readonly signed: number;
  readonly refused: number;
} {
  const manners = [...new Map(signatures.map(({ signerId, manner }) => [signerId, manner])).values()];
  const refused = manners.filter((manner) => manner === 'refused').length;
  return { signed: manners.length - refused, refused };
}

/** Who signed in a party's place, so that nobody waits for its own hand. */
export function agentsWhoSigned(signer: Signer, document: Signed): string[] {
  return agentsOf(signer, document)
    .filter(({ manner }) => manner !== 'refused')
    .map(({ signerName }) => signerName);
}

/** Who would not sign in a party's place: it is waited for no longer, though it may still sign itself. */
export function agentsWhoRefused(signer: Signer, document: Signed): string[] {
  return agentsOf(signer, document)
    .filter(({ manner }) => manner === 'refused')
    .map(({ signerName }) => signerName);
}

/**
 * Whether nobody waits for an agent's hand: his powers are not enough for this paper, or it is signed for those for whom
 * he stands. Minutes are signed by everybody who was there, a power of attorney by him whom it empowers.
 */
export function maySignToo(view: CaseView, signer: Signer, document: CaseDocument): boolean {
  const agent = view.agents.find(({ id }) => id === signer.signerId);
  if (signer.capacity !== 'agent' || agent?.role !== 'agent') return false;
  if (document.form === 'minutes' || isOfAgent(document.form)) return false;
  if (findPowers(view, signer, document.form)?.effect === 'notBinding') return true;
  return signersOf(view)
    .filter(({ capacity, signerId }) => capacity === 'party' && signer.forPartyIds.includes(signerId))
    .every(
      (party) =>
        document.signatures.some(
          ({ signerId, manner }) => signerId === party.signerId && manner !== 'refused',
        ) || agentsWhoSigned(party, document).length > 0,
    );
}

/**
 * Everybody who may sign: parties, agents for those they stand for, mediators, recorder, the organisation's seal, and who
 * has a place on a paper that was made: the head, who keeps the archive, who went on a visit.
 */
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
  const mediators = (view.acceptance?.mediators ?? []).map(mediatorSigner);
  const seal: Signer = {
    signerId: 'organisation',
    signerName: view.opened.office.name,
    capacity: 'organisation',
    forPartyIds: [],
  };
  const known = [...parties, ...agents, ...mediators, recorderSigner(view), seal].filter(
    (one) => one.signerName !== '',
  );
  const staff = view.documents.flatMap((document) => staffSignersOf(view, document));
  // Each once, in one row of the table, whatever number of papers names them.
  return [...new Map([...known, ...staff].map((one) => [one.signerId, one])).values()];
}

/** What a signature does for those for whom it stands, by the powers on file now; 'acting' where none are asked for. */
export type Powers = {
  readonly effect: 'binding' | 'notBinding' | 'acting';
  readonly partyNames: string;
};

/** Null for whoever signs in his own name. */
export function findPowers(view: CaseView, signer: Signer, form: FormId): Powers | null {
  if (signer.capacity !== 'agent' || isOfAgent(form)) return null;
  const bound = listBoundParties(signer, view.agents);
  const partyNames = view.parties
    .filter(({ id }) => signer.forPartyIds.includes(id))
    .map(({ name }) => name ?? '')
    .join('、');
  if (!formsOfSpecialPowers.includes(form)) return { effect: 'acting', partyNames };
  const isBinding = bound.length > 0 && bound.length === signer.forPartyIds.length;
  return { effect: isBinding ? 'binding' : 'notBinding', partyNames };
}
