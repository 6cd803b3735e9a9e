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
import { buildAcceptanceApproval, buildExtensionApproval } from './forms/approvals.ts';
import { buildClosingReport, buildMajorDisputeReport, buildPerformanceAssessment } from './forms/closing.ts';
import { buildCourtTerminationReport } from './forms/court-report.ts';
import {
  buildApplicationWithdrawal,
  buildExtensionConsent,
  buildMediationOpinion,
} from './forms/during-mediation.ts';
import { buildEntrustmentReport } from './forms/entrustment-report.ts';
import {
  buildFileBack,
  buildFileCover,
  buildFileIndex,
  buildFileRemarks,
  buildSideFileIndex,
} from './forms/file-papers.ts';
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
import { buildRepresentativeConsent } from './forms/representative-consent.ts';
import { buildRightsNotice } from './forms/rights-notice.ts';
import { buildServiceReceipt } from './forms/service-receipt.ts';
import {
  buildInvestigationRecord,
  buildMeetingNotice,
  buildUndisputedFacts,
} from './forms/session-papers.ts';
import { buildVisitRecord } from './forms/visit-record.ts';
import type { Replacements } from './wording/sentence.ts';

/**
 * What a document says, from the case file alone: nothing is typed twice, and nothing of the 副卷 can be in it,
 * because the case view does not hold it.
 * @param subjectId what the form is about (FormEntry.subject); not used by forms about the whole case
 * @param facts what is reckoned outside the case file: the last day of the 15 days after acceptance (D04) and
 * today, to which delay is counted; '' where it cannot be reckoned
 * @param wording what the office says instead of the form's own sentences
 * @throws Error 'document.meetingUnknown', 'document.agreementUnknown', 'document.visitUnknown',
 * 'document.partyUnknown', 'document.agentUnknown', 'document.paymentUnknown', 'document.serviceUnknown', 'document.extensionUnknown',
 * 'document.nothingOverdue'
 */
export function buildDocument(
  view: CaseView,
  form: FormId,
  subjectId: string,
  facts: { readonly mediationEndsOn: string; readonly today: string },
  wording: Replacements = {},
): DocumentContent {
  switch (form) {
    case 'registrationForm':
      return buildRegistrationForm(view, wording);
    case 'acceptanceApproval':
      return buildAcceptanceApproval(view, wording);
    case 'rightsNotice':
      return buildRightsNotice(view, wording);
    case 'acceptanceNotice':
      return buildAcceptanceNotice(view, facts.mediationEndsOn, wording);
    case 'refusalNotice':
      return buildRefusalNotice(view, wording);
    case 'mediationApplication':
      return buildMediationApplication(view, wording);
    case 'oralApplicationRecord':
      return buildOralApplicationRecord(view, wording);
    case 'consultationLetter':
      return buildConsultationLetter(view, subjectId, wording);
    case 'mediatorSelection':
      return buildMediatorSelection(view, wording);
    case 'challengeApplication':
      return buildChallengeApplication(view, wording);
    case 'disclosureStatement':
      return buildDisclosureStatement(view, wording);
    case 'challengeDecision':
      return buildChallengeDecision(view, wording);
    case 'legalRepresentativeCertificate':
      return buildLegalRepresentativeCertificate(view, subjectId, wording);
    case 'authorisation':
      return buildAuthorisation(view, subjectId, wording);
    case 'representativeConsent':
      return buildRepresentativeConsent(view, wording);
    case 'addressConfirmation':
      return buildAddressConfirmation(view, subjectId, wording);
    case 'meetingNotice':
      return buildMeetingNotice(view, subjectId, wording);
    case 'investigationRecord':
      return buildInvestigationRecord(view, wording);
    case 'evidenceList':
      return buildEvidenceList(view, subjectId, wording);
    case 'undisputedFacts':
      return buildUndisputedFacts(view, wording);
    case 'minutes':
      return buildMinutes(view, subjectId, wording);
    case 'agreement':
      return buildAgreement(view, subjectId, wording);
    case 'terminationNotice':
      return buildTerminationNotice(view, wording);
    case 'courtTerminationReport':
      return buildCourtTerminationReport(view, wording);
    case 'entrustmentReport':
      return buildEntrustmentReport(view, wording);
    case 'visitRecord':
      return buildVisitRecord(view, subjectId);
    case 'mediationOpinion':
      return buildMediationOpinion(view, wording);
    case 'extensionConsent':
      return buildExtensionConsent(view, subjectId, facts.mediationEndsOn, wording);
    case 'extensionApproval':
      return buildExtensionApproval(view, subjectId, facts.mediationEndsOn, wording);
    case 'applicationWithdrawal':
      return buildApplicationWithdrawal(view, wording);
    case 'paymentReceipt':
      return buildPaymentReceipt(view, subjectId, wording);
    case 'performanceRecord':
      return buildPerformanceRecord(view, subjectId, facts.today, wording);
    case 'performanceReminder':
      return buildPerformanceReminder(view, subjectId, facts.today, wording);
    case 'performanceAssessment':
      return buildPerformanceAssessment(view, wording);
    case 'serviceReceipt':
      return buildServiceReceipt(view, subjectId);
    case 'arbitrationReviewApplication':
      return buildArbitrationReviewApplication(view, subjectId, wording);
    case 'judicialConfirmationApplication':
      return buildJudicialConfirmationApplication(view, subjectId, wording);
    case 'paymentOrderApplication':
      return buildPaymentOrderApplication(view, subjectId, facts.today, wording);
    case 'mediationCertificate':
      return buildMediationCertificate(view, subjectId, wording);
    case 'majorDisputeReport':
      return buildMajorDisputeReport(view, wording);
    case 'closingReport':
      return buildClosingReport(view, wording);
    case 'fileCover':
      return buildFileCover(view);
    case 'fileIndex':
      return buildFileIndex(view);
    case 'fileRemarks':
      return buildFileRemarks(view, wording);
    case 'fileBack':
      return buildFileBack(view);
    case 'sideFileIndex':
      return buildSideFileIndex(view);
    case 'negotiationRecord':
      return buildNegotiationRecord(view, wording);
    case 'settlementAgreement':
      return buildSettlementAgreement(view, wording);
  }
}
