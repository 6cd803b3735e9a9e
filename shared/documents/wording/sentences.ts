import type { FormId } from '../../case/actions.ts';
import { agreementSentences } from '../forms/agreement.ts';
import {
  consultationLetterSentences,
  mediationApplicationSentences,
  oralApplicationRecordSentences,
} from '../forms/application-papers.ts';
import {
  arbitrationReviewApplicationSentences,
  judicialConfirmationApplicationSentences,
  mediationCertificateSentences,
  paymentOrderApplicationSentences,
} from '../forms/applications.ts';
import { acceptanceApprovalSentences, extensionApprovalSentences } from '../forms/approvals.ts';
import {
  closingReportSentences,
  majorDisputeReportSentences,
  performanceAssessmentSentences,
} from '../forms/closing.ts';
import { courtTerminationReportSentences } from '../forms/court-report.ts';
import {
  applicationWithdrawalSentences,
  extensionConsentSentences,
  mediationOpinionSentences,
} from '../forms/during-mediation.ts';
import { entrustmentReportSentences } from '../forms/entrustment-report.ts';
import { fileRemarksSentences } from '../forms/file-papers.ts';
import {
  challengeApplicationSentences,
  challengeDecisionSentences,
  disclosureStatementSentences,
  mediatorSelectionSentences,
} from '../forms/mediator-papers.ts';
import { minutesSentences } from '../forms/minutes.ts';
import { negotiationRecordSentences, settlementAgreementSentences } from '../forms/negotiation.ts';
import {
  acceptanceNoticeSentences,
  refusalNoticeSentences,
  terminationNoticeSentences,
} from '../forms/notices.ts';
import {
  addressConfirmationSentences,
  authorisationSentences,
  evidenceListSentences,
  legalRepresentativeCertificateSentences,
} from '../forms/party-papers.ts';
import {
  paymentReceiptSentences,
  performanceRecordSentences,
  performanceReminderSentences,
} from '../forms/performance.ts';
import { registrationFormSentences } from '../forms/registration-form.ts';
import { representativeConsentSentences } from '../forms/representative-consent.ts';
import { rightsNoticeSentences } from '../forms/rights-notice.ts';
import {
  investigationRecordSentences,
  meetingNoticeSentences,
  undisputedFactsSentences,
} from '../forms/session-papers.ts';
import type { FixedSentences } from './sentence.ts';

/** The fixed sentences of every form. A form of labels and values alone has none. */
export const fixedSentences: Readonly<Record<FormId, FixedSentences>> = {
  registrationForm: registrationFormSentences,
  acceptanceApproval: acceptanceApprovalSentences,
  rightsNotice: rightsNoticeSentences,
  acceptanceNotice: acceptanceNoticeSentences,
  refusalNotice: refusalNoticeSentences,
  mediationApplication: mediationApplicationSentences,
  oralApplicationRecord: oralApplicationRecordSentences,
  consultationLetter: consultationLetterSentences,
  mediatorSelection: mediatorSelectionSentences,
  challengeApplication: challengeApplicationSentences,
  disclosureStatement: disclosureStatementSentences,
  challengeDecision: challengeDecisionSentences,
  legalRepresentativeCertificate: legalRepresentativeCertificateSentences,
  authorisation: authorisationSentences,
  representativeConsent: representativeConsentSentences,
  addressConfirmation: addressConfirmationSentences,
  meetingNotice: meetingNoticeSentences,
  investigationRecord: investigationRecordSentences,
  evidenceList: evidenceListSentences,
  undisputedFacts: undisputedFactsSentences,
  minutes: minutesSentences,
  agreement: agreementSentences,
  terminationNotice: terminationNoticeSentences,
  courtTerminationReport: courtTerminationReportSentences,
  entrustmentReport: entrustmentReportSentences,
  visitRecord: {},
  mediationOpinion: mediationOpinionSentences,
  extensionConsent: extensionConsentSentences,
  extensionApproval: extensionApprovalSentences,
  applicationWithdrawal: applicationWithdrawalSentences,
  paymentReceipt: paymentReceiptSentences,
  performanceRecord: performanceRecordSentences,
  performanceReminder: performanceReminderSentences,
  performanceAssessment: performanceAssessmentSentences,
  serviceReceipt: {},
  arbitrationReviewApplication: arbitrationReviewApplicationSentences,
  judicialConfirmationApplication: judicialConfirmationApplicationSentences,
  paymentOrderApplication: paymentOrderApplicationSentences,
  mediationCertificate: mediationCertificateSentences,
  majorDisputeReport: majorDisputeReportSentences,
  closingReport: closingReportSentences,
  fileCover: {},
  fileIndex: {},
  fileRemarks: fileRemarksSentences,
  fileBack: {},
  sideFileIndex: {},
  negotiationRecord: negotiationRecordSentences,
  settlementAgreement: settlementAgreementSentences,
};
