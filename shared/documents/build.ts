import type { FormId } from '../case/actions.ts';
import type { CaseView } from '../case/view.ts';
import type { DocumentContent } from './content.ts';
import { buildAgreement } from './forms/agreement.ts';
import {
  buildConsultationLetter,
  buildMediationApplication,
  buildOralApplicationRecord,
} from './forms/application-papers.ts';
import {
  buildArbitrationReviewApplication,
  buildJudicialConfirmationApplication,
  buildMediationCertificate,
  buildPaymentOrderApplication,
} from './forms/applications.ts';
import { buildClosingReport, buildMajorDisputeReport, buildPerformanceAssessment } from './forms/closing.ts';
import {
  buildApplicationWithdrawal,
  buildExtensionConsent,
  buildMediationOpinion,
} from './forms/during-mediation.ts';
import { buildFileCover, buildFileIndex, buildFileRemarks } from './forms/file-papers.ts';
import {
  buildChallengeApplication,
  buildChallengeDecision,
  buildDisclosureStatement,
  buildMediatorSelection,
} from './forms/mediator-papers.ts';
import { buildMinutes } from './forms/minutes.ts';
import { buildNegotiationRecord, buildSettlementAgreement } from './forms/negotiation.ts';
import { buildAcceptanceNotice, buildRefusalNotice, buildTerminationNotice } from './forms/notices.ts';
import {
  buildAddressConfirmation,
  buildAuthorisation,
  buildEvidenceList,
  buildLegalRepresentativeCertificate,
} from './forms/party-papers.ts';
import {
  buildPaymentReceipt,
  buildPerformanceRecord,
  buildPerformanceReminder,
} from './forms/performance.ts';
import { buildRegistrationForm } from './forms/registration-form.ts';
import { buildRightsNotice } from './forms/rights-notice.ts';
import { buildServiceReceipt } from './forms/service-receipt.ts';
import {
  buildInvestigationRecord,
  buildMeetingNotice,
  buildUndisputedFacts,
} from './forms/session-papers.ts';
import { buildVisitRecord } from './forms/visit-record.ts';

/**
 * What a document says, from the case file alone: nothing is typed twice, and nothing of the 副卷 can be in it,
 * because the case view does not hold it.
 * @param subjectId what the form is about (FormEntry.subject); not used by forms about the whole case
 * @param facts what is reckoned outside the case file: the last day of the 15 days after acceptance (D04) and
 * today, to which delay is counted; '' where it cannot be reckoned
 * @throws Error 'document.meetingUnknown', 'document.agreementUnknown', 'document.visitUnknown',
 * 'document.partyUnknown', 'document.agentUnknown', 'document.paymentUnknown', 'document.serviceUnknown', 'document.extensionUnknown',
 * 'document.nothingOverdue'
 */
export function buildDocument(
  view: CaseView,
  form: FormId,
  subjectId: string,
  facts: { readonly mediationEndsOn: string; readonly today: string },
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
    case 'mediationApplication':
      return buildMediationApplication(view);
    case 'oralApplicationRecord':
      return buildOralApplicationRecord(view);
    case 'consultationLetter':
      return buildConsultationLetter(view, subjectId);
    case 'mediatorSelection':
      return buildMediatorSelection(view);
    case 'challengeApplication':
      return buildChallengeApplication(view);
    case 'disclosureStatement':
      return buildDisclosureStatement(view);
    case 'challengeDecision':
      return buildChallengeDecision(view);
    case 'legalRepresentativeCertificate':
      return buildLegalRepresentativeCertificate(view, subjectId);
    case 'authorisation':
      return buildAuthorisation(view, subjectId);
    case 'addressConfirmation':
      return buildAddressConfirmation(view, subjectId);
    case 'meetingNotice':
      return buildMeetingNotice(view, subjectId);
    case 'investigationRecord':
      return buildInvestigationRecord(view);
    case 'evidenceList':
      return buildEvidenceList(view, subjectId);
    case 'undisputedFacts':
      return buildUndisputedFacts(view);
    case 'minutes':
      return buildMinutes(view, subjectId);
    case 'agreement':
      return buildAgreement(view, subjectId);
    case 'terminationNotice':
      return buildTerminationNotice(view);
    case 'visitRecord':
      return buildVisitRecord(view, subjectId);
    case 'mediationOpinion':
      return buildMediationOpinion(view);
    case 'extensionConsent':
      return buildExtensionConsent(view, subjectId, facts.mediationEndsOn);
    case 'applicationWithdrawal':
      return buildApplicationWithdrawal(view);
    case 'paymentReceipt':
      return buildPaymentReceipt(view, subjectId);
    case 'performanceRecord':
      return buildPerformanceRecord(view, subjectId, facts.today);
    case 'performanceReminder':
      return buildPerformanceReminder(view, subjectId, facts.today);
    case 'performanceAssessment':
      return buildPerformanceAssessment(view);
    case 'serviceReceipt':
      return buildServiceReceipt(view, subjectId);
    case 'arbitrationReviewApplication':
      return buildArbitrationReviewApplication(view, subjectId);
    case 'judicialConfirmationApplication':
      return buildJudicialConfirmationApplication(view, subjectId);
    case 'paymentOrderApplication':
      return buildPaymentOrderApplication(view, subjectId, facts.today);
    case 'mediationCertificate':
      return buildMediationCertificate(view, subjectId);
    case 'majorDisputeReport':
      return buildMajorDisputeReport(view);
    case 'closingReport':
      return buildClosingReport(view);
    case 'fileCover':
      return buildFileCover(view);
    case 'fileIndex':
      return buildFileIndex(view);
    case 'fileRemarks':
      return buildFileRemarks(view);
    case 'negotiationRecord':
      return buildNegotiationRecord(view);
    case 'settlementAgreement':
      return buildSettlementAgreement(view);
  }
}
