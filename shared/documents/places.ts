import type { FormId } from '../case/actions.ts';
import type { CaseView } from '../case/view.ts';
import { type FormEntry, getFormEntry } from './catalogue.ts';
import type { DocumentContent, SignaturePlace } from './content.ts';
import { partyPlace, personPlace } from './paper.ts';
import { agentLabel } from './parties.ts';

/**
 * The places to sign of a form, in the order in which they stand on the page.
 * @param isAsked which of the parties have one
 */
export function signaturePlaces(
  view: CaseView,
  form: FormId,
  isAsked: (partyId: string) => boolean = () => true,
): SignaturePlace[] {
  const { signers } = getFormEntry(form);
  return signers.flatMap((signer) =>
    placesOf(signers.includes('applicants') ? applicantsOnly(view) : view, form, signer, isAsked),
  );
}

/** Beside the place of a mediator. */
export const mediatorLabel = '调解员（签名）';

type Signer = FormEntry['signers'][number];

/** The applicants and those who act for them, with nobody of the other side. */
function applicantsOnly(view: CaseView): CaseView {
  const parties = view.parties.filter(({ side }) => side === 'applicant');
  const ids = new Set(parties.map(({ id }) => id));
  const agents = view.agents.filter(({ forPartyIds }) => (forPartyIds ?? []).some((id) => ids.has(id)));
  return { ...view, parties, agents };
}

function placesOf(
  view: CaseView,
  form: FormId,
  signer: Signer,
  isAsked: (partyId: string) => boolean,
): SignaturePlace[] {
  switch (signer) {
    case 'parties':
    case 'applicants':
      return view.parties.filter(({ id }) => isAsked(id)).map((party) => partyPlace(view, party));
    case 'agents':
      return view.agents
        .filter((agent) => agent.role !== 'representative')
        .map((agent) => personPlace(`${agentLabel(agent)}（签名）`, agent.name ?? ''));
    case 'mediators':
      return (view.acceptance?.mediators ?? []).map((mediator) => ({
        label: mediatorLabel,
        name: mediator.certificateNumber
          ? `${mediator.name}　证号：${mediator.certificateNumber}`
          : mediator.name,
        isSeal: false,
      }));
    case 'recorder': {
      const recorder = view.acceptance?.recorder || view.application.registrar || '';
      return [personPlace(form === 'registrationForm' ? '登记人（签名）' : '记录人（签名）', recorder)];
    }
    case 'organisationSeal':
      return [{ label: '调解组织（盖章）', name: view.opened.office.name, isSeal: true }];
  }
}

/** What stands on every form. */
export function commonContent(view: CaseView, form: FormId, number: string): DocumentContent {
  const entry = getFormEntry(form);
  return {
    form,
    formNumber: entry.number,
    title: entry.title,
    office: view.opened.office.name,
    number,
    caseNumber: view.opened.caseNumber,
    places: signaturePlaces(view, form),
  };
}
