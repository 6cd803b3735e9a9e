import type { FormId } from '../case/actions.ts';
import type { CaseView } from '../case/view.ts';
import type { DocumentContent } from './content.ts';
import { buildAgreement } from './forms/agreement.ts';
import { buildMinutes } from './forms/minutes.ts';
import { buildAcceptanceNotice, buildRefusalNotice, buildTerminationNotice } from './forms/notices.ts';
import { buildRegistrationForm } from './forms/registration-form.ts';
import { buildRightsNotice } from './forms/rights-notice.ts';
import { buildVisitRecord } from './forms/visit-record.ts';

/**
 * What a document says, from the case file alone: nothing is typed twice, and nothing of the 副卷 can be in it,
 * because the case view does not hold it.
 * @param subjectId a meeting's, visit's id or an agreement's version; not used by forms about the whole case
 * @param facts what is reckoned outside the case file: the last day of the 15 days after acceptance (D04)
 * @throws Error 'document.meetingUnknown', 'document.agreementUnknown', 'document.visitUnknown'
 */
export function buildDocument(
  view: CaseView,
  form: FormId,
  subjectId: string,
  facts: { readonly mediationEndsOn: string },
): DocumentContent {
  switch (form) {
    case 'registrationForm':
      return buildRegistrationForm(view);
    case 'rightsNotice':
      return buildRightsNotice(view);
    case 'acceptanceNotice':
      return buildAcceptanceNotice(view, facts.mediationEndsOn);
    case 'refusalNotice':
      return buildRefusalNotice(view);
    case 'minutes':
      return buildMinutes(view, subjectId);
    case 'agreement':
      return buildAgreement(view, subjectId);
    case 'terminationNotice':
      return buildTerminationNotice(view);
    case 'visitRecord':
      return buildVisitRecord(view, subjectId);
  }
}
