import type { SigningCapacity } from '../contract/certificates.ts';
import type { CaseStanding } from '../directory/mediator-standing.ts';
import { findAcceptance, findMediatorId, listExcludedMediators } from './appointments.ts';
import { type CaseState, findDecision } from './state.ts';

/** The organisation's own seal on a document, as `signerId`. */
export const organisationId = 'organisation';

/**
 * As whom somebody would sign in this case, and what the case says about it: the same on the desk and on the server.
 * The seal is the organisation's, so appointment and 回避 of the person who keeps it do not touch it.
 * @param ownOfficeId the office that works on the case while it was not handed over
 */
export function getCaseStanding(
  state: CaseState,
  capacity: SigningCapacity,
  person: { readonly id: string; readonly certificateNumber: string },
  ownOfficeId: string,
): { readonly signerId: string; readonly standing: CaseStanding } {
  const officeId = findDecision(state, 'handover')?.toOfficeId ?? ownOfficeId;
  switch (capacity) {
    case 'organisation':
      return {
        signerId: organisationId,
        standing: { officeId, appointedMediatorIds: [organisationId], excludedMediatorIds: [] },
      };
    case 'mediator':
      return {
        signerId: findMediatorId(state, person) ?? person.id,
        standing: {
          officeId,
          appointedMediatorIds: (findAcceptance(state)?.mediators ?? []).map(({ id }) => id),
          excludedMediatorIds: listExcludedMediators(state),
        },
      };
  }
}
