import type { CaseActionType } from '../case/actions.ts';
import type { Role } from '../contract/sync.ts';

/**
 * What each role may do: the one table behind the window's buttons, the checks in main and those of the central server.
 * Supervisors see figures, never case files (京人社仲发〔2023〕18号: 上级指导与统计, not the files themselves).
 */
export const permissions = {
  readCases: ['registrar', 'mediator', 'officeHead', 'archivist'],
  registerCases: ['registrar', 'mediator', 'officeHead'],
  mediate: ['mediator', 'officeHead'],
  recordPaper: ['registrar', 'mediator', 'officeHead', 'archivist'],
  archive: ['archivist', 'mediator', 'officeHead'],
  handOver: ['officeHead'],
  writeCaucusNotes: ['mediator'],
  readFigures: ['statistician', 'supervisor', 'officeHead', 'administrator'],
  administer: ['administrator'],
  /** Whoever belongs to the office: its directory, one's own settings. */
  belong: ['registrar', 'mediator', 'officeHead', 'archivist', 'statistician', 'supervisor', 'administrator'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Permission = keyof typeof permissions;

export function hasPermission(roles: readonly Role[], permission: Permission): boolean {
  const allowed: readonly Role[] = permissions[permission];
  return roles.some((role) => allowed.includes(role));
}

/** What writing an action of each type takes. */
export const actionPermissions: Readonly<Record<CaseActionType, Permission>> = {
  'case.opened': 'registerCases',
  'intake.recorded': 'registerCases',
  'response.recorded': 'registerCases',
  'acceptance.decided': 'registerCases',
  'extension.agreed': 'mediate',
  'meeting.recorded': 'registerCases',
  'minutes.entryWritten': 'registerCases',
  'agreement.drafted': 'mediate',
  'document.finalised': 'registerCases',
  'document.printed': 'recordPaper',
  'document.signed': 'recordPaper',
  'document.signedByCertificate': 'mediate',
  'outcome.recorded': 'mediate',
  'performance.recorded': 'registerCases',
  'visit.recorded': 'registerCases',
  'scan.recorded': 'recordPaper',
  'conflict.settled': 'registerCases',
  'case.archived': 'archive',
  'case.reopened': 'mediate',
  'case.handedOver': 'handOver',
  'case.received': 'registerCases',
};

/**
 * What each route of the central server takes; 'anyone' without a session. A route that does not stand here cannot be
 * added: the server refuses to start.
 */
export const routePermissions: Readonly<Record<string, Permission | 'anyone'>> = {
  'GET /healthz': 'anyone',
  'GET /readyz': 'anyone',
  'GET /metrics': 'anyone',
  'POST /v1/enrolments': 'anyone',
  'POST /v1/challenges': 'anyone',
  'POST /v1/sign-ins': 'anyone',
  'POST /v1/sessions': 'anyone',
  'POST /v1/actions': 'belong',
  'GET /v1/actions': 'readCases',
  'GET /v1/records/:recordId': 'readCases',
  'GET /v1/summaries': 'readCases',
  'POST /v1/digests': 'readCases',
  'GET /v1/live': 'belong',
  'HEAD /v1/blobs/:sha256': 'readCases',
  'GET /v1/blobs/:sha256': 'readCases',
  'PUT /v1/blobs/:sha256': 'recordPaper',
  'GET /v1/directory': 'belong',
  'GET /v1/figures': 'readFigures',
  'GET /v1/administration': 'administer',
  'POST /v1/administration/offices': 'administer',
  'POST /v1/administration/people': 'administer',
  'POST /v1/administration/roles': 'administer',
  'POST /v1/administration/passwords': 'administer',
  'POST /v1/administration/enrolment-codes': 'administer',
  'POST /v1/administration/revocations': 'administer',
};

/** What each channel of the window takes; 'anyone' before or without a session. */
export const channelPermissions: Readonly<Record<string, Permission | 'anyone'>> = {
  'session.status': 'anyone',
  'session.setUp': 'anyone',
  'session.setUpDemo': 'anyone',
  'session.unlock': 'anyone',
  'session.lock': 'anyone',
  'session.touch': 'anyone',
  'session.addPerson': 'belong',
  'session.changePin': 'belong',
  'session.recover': 'anyone',
  'session.checkRecoveryKey': 'anyone',
  'session.restoreBackup': 'anyone',
  'cases.list': 'readCases',
  'cases.open': 'readCases',
  'cases.fetching': 'readCases',
  'cases.today': 'readCases',
  'cases.visitRound': 'readCases',
  'cases.noteRoundPrinted': 'readCases',
  'cases.findDocument': 'readCases',
  'cases.findParties': 'readCases',
  'cases.create': 'registerCases',
  // Each action is checked by its own type.
  'cases.act': 'readCases',
  'cases.writeCaucusNote': 'writeCaucusNotes',
  'cases.readCaucusNotes': 'writeCaucusNotes',
  'cases.writeAssessment': 'writeCaucusNotes',
  'cases.readAssessments': 'writeCaucusNotes',
  'documents.preview': 'readCases',
  'documents.read': 'readCases',
  'documents.printers': 'belong',
  'documents.printJob': 'belong',
  'documents.finalise': 'registerCases',
  'documents.print': 'recordPaper',
  'documents.cancelPrintJob': 'recordPaper',
  'documents.exportPdf': 'readCases',
  'documents.saveWorkerTemplate': 'belong',
  'documents.certificateState': 'readCases',
  'documents.readSigned': 'readCases',
  'documents.check': 'readCases',
  'documents.signWithCertificate': 'mediate',
  'scans.read': 'readCases',
  'scans.scannerFolder': 'recordPaper',
  'scans.readScannerFile': 'recordPaper',
  'scans.add': 'recordPaper',
  'scans.chooseScannerFolder': 'belong',
  'desk.settings': 'anyone',
  'desk.mediators': 'belong',
  'desk.lawTables': 'belong',
  'desk.safety': 'belong',
  'desk.changeSettings': 'anyone',
  'desk.recordMediator': 'belong',
  'desk.backUpNow': 'belong',
  'desk.findUpdate': 'belong',
  'desk.takeUpdate': 'belong',
  'desk.showUpdate': 'belong',
  // Before a desk is enrolled, or after a right was lost, its standing must still be seen and mended.
  'sync.status': 'anyone',
  'sync.offices': 'belong',
  'sync.enrol': 'anyone',
  'sync.signIn': 'anyone',
  'sync.resend': 'belong',
  'sync.settle': 'belong',
  'sync.compareNow': 'belong',
  'sync.saveSupportBundle': 'anyone',
  'certificates.standing': 'belong',
  'certificates.overview': 'administer',
  'certificates.request': 'mediate',
  'certificates.saveRegisterEntry': 'administer',
  'certificates.suspend': 'administer',
  'certificates.revokeRegistration': 'administer',
  'certificates.decideRequest': 'administer',
  'certificates.revokeCertificate': 'administer',
  'administration.overview': 'administer',
  'administration.addOffice': 'administer',
  'administration.addPerson': 'administer',
  'administration.changeRoles': 'administer',
  'administration.givePassword': 'administer',
  'administration.makeCode': 'administer',
  'administration.revoke': 'administer',
};
