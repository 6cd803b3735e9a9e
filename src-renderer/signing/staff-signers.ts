import type { DocumentSigned } from '../../shared/case/actions.ts';
import type { CaseDocument } from '../../shared/case/state.ts';
import type { CaseView } from '../../shared/case/view.ts';

/** Somebody who has a place to sign on a document. */
export type Signer = Pick<DocumentSigned, 'signerId' | 'signerName' | 'capacity' | 'forPartyIds'>;

/** In which role somebody signs who is neither of the parties nor mediates: the word beside the name. */
export const staffRoles = ['head', 'registrar', 'archivist', 'inspector', 'visitor', 'visited'] as const;
type StaffRole = (typeof staffRoles)[number];

type Paper = Pick<CaseDocument, 'form' | 'subjectId'>;

export const mediatorSigner = ({ id, name }: { readonly id: string; readonly name: string }): Signer => ({
  signerId: id,
  signerName: name,
  capacity: 'mediator',
  forPartyIds: [],
});

/** Before somebody is named to keep the record, or where the case is refused, it is who registered it (places.ts). */
export const recorderSigner = ({ acceptance, application }: CaseView): Signer => ({
  signerId: 'recorder',
  signerName: acceptance?.recorder || application.registrar || '',
  capacity: 'recorder',
  forPartyIds: [],
});

/** Who signs a paper for the office beside mediators and recorder, and whom a visit was paid; nobody without a name. */
export function staffSignersOf(view: CaseView, { form, subjectId }: Paper): Signer[] {
  const { acceptance, application, archive } = view;
  const { officeHead } = view.opened.office;
  const signer = (role: StaffRole, name = '', key = ''): Signer[] =>
    name === ''
      ? []
      : [
          {
            signerId: key === '' ? role : `${role}-${key}`,
            signerName: name,
            capacity: 'other',
            forPartyIds: [],
          },
        ];
  const archivist = signer('archivist', archive?.filedBy);
  switch (form) {
    case 'oralApplicationRecord': {
      const recorder = recorderSigner(view);
      return application.registrar === recorder.signerName
        ? [recorder]
        : signer('registrar', application.registrar ?? '');
    }
    case 'acceptanceApproval': {
      const approver = acceptance?.approvedBy || officeHead;
      return [
        ...signer('registrar', application.registrar ?? ''),
        ...signer('head', approver, approver === officeHead ? '' : 'acceptance'),
      ];
    }
    case 'extensionApproval': {
      const [lead] = acceptance?.mediators ?? [];
      return [...(lead === undefined ? [] : [mediatorSigner(lead)]), ...signer('head', officeHead)];
    }
    case 'challengeDecision':
    case 'closingReport':
    case 'majorDisputeReport':
      return signer('head', officeHead);
    case 'fileBack':
      return archivist;
    case 'fileRemarks':
      return [...archivist, ...signer('inspector', archive?.checkedBy)];
    case 'visitRecord': {
      const visit = view.visits.find(({ id }) => id === subjectId);
      const visited = visit?.method === 'inPerson' ? (visit.visitedPerson ?? '') : '';
      // Mostly it is a mediator of the case who goes.
      const mediator = acceptance?.mediators.find(({ name }) => name === visit?.visitor);
      return [
        ...(mediator ? [mediatorSigner(mediator)] : signer('visitor', visit?.visitor ?? '', subjectId)),
        ...signer('visited', visited, subjectId),
      ];
    }
    default:
      return [];
  }
}

/** The key of the word for what somebody signs as. */
export function capacityWord({ capacity, signerId }: Signer): string {
  const role = staffRoles.find((one) => capacity === 'other' && signerId.split('-')[0] === one);
  return `capacity.${role ?? capacity}`;
}
