import { z } from 'zod';
import type { CaseActionType } from '../case/actions.ts';
import { archiveForms } from '../case/archive-forms.ts';
import type { Role } from '../contract/sync.ts';

/**
 * What each role may do: the one table behind the window's buttons, the checks in main and those of the central server.
 * Supervisors see figures, never case files (京人社仲发〔2023〕18号: 上级指导与统计, not the files themselves).
 */
export const permissions = {
  readCases: ['registrar', 'mediator', 'officeHead', 'archivist'],
  registerCases: ['registrar', 'mediator', 'officeHead'],
  /** 风险台账: registering what is found at employers, and following it up. */
  keepRisks: ['registrar', 'mediator', 'officeHead'],
  mediate: ['mediator', 'officeHead'],
  /** 证书签名: as mediator, or with the seal that a 登记员 may keep as well; as what, the register of mediators decides. */
  signByCertificate: ['registrar', 'mediator', 'officeHead'],
  recordPaper: ['registrar', 'mediator', 'officeHead', 'archivist'],
  archive: ['archivist', 'mediator', 'officeHead'],
  handOver: ['officeHead'],
  writeCaucusNotes: ['mediator'],
  readFigures: ['statistician', 'supervisor', 'officeHead', 'administrator'],
  administer: ['administrator'],
  replaceWording: ['officeHead', 'administrator'],
  /** 节假日表、法定参数: what every deadline and sum of the office is reckoned with. */
  keepTables: ['officeHead', 'administrator'],
  /** The key on paper opens the desk for whoever holds it, and its days without contact begin anew: the head's alone. */
  keepRecoveryKey: ['officeHead'],
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
  // 指定调解员 is part of the decision: changed afterwards, it changes who mediates.
  'acceptance.corrected': 'mediate',
  'extension.agreed': 'mediate',
  'action.withdrawn': 'mediate',
  'meeting.recorded': 'registerCases',
  'minutes.entryWritten': 'registerCases',
  'agreement.drafted': 'mediate',
  'document.finalised': 'registerCases',
  'document.printed': 'recordPaper',
  'document.signed': 'recordPaper',
  'pack.exported': 'recordPaper',
  'document.signedByCertificate': 'signByCertificate',
  'outcome.recorded': 'mediate',
  'performance.recorded': 'registerCases',
  'paymentOrder.recorded': 'registerCases',
  'visit.recorded': 'registerCases',
  'service.recorded': 'registerCases',
  'scan.recorded': 'recordPaper',
  'conflict.settled': 'registerCases',
  'case.archived': 'archive',
  'case.reopened': 'mediate',
  'case.handedOver': 'handOver',
  'case.received': 'registerCases',
};

/** What writing an action of the register of risks takes, whichever it is. */
export const permissionToWriteRisks: Permission = 'keepRisks';

const Form = z.looseObject({ form: z.string() });
const Patch = z.looseObject({ kind: z.string(), fields: z.record(z.string(), z.unknown()).catch({}) });
const Patches = z.looseObject({ patches: z.array(Patch) });
/** What the parties agree on: a word about these is the mediator's, also where it only chooses between two. */
const termsKinds: readonly string[] = ['agreementTerms', 'obligation', 'enforcement'];
/** 回避决定: whoever keeps the minutes writes down that it was raised, not what came of it. */
const challengeDecision: readonly string[] = ['decision', 'replacement'];

/**
 * What writing this action takes. Of types that hold many kinds of words, some are the mediator's: the terms of an
 * agreement, whether they are settled or fixed, and who mediates.
 */
export function permissionToWrite(type: CaseActionType, body: unknown): Permission {
  if (type === 'document.finalised') return permissionToFinalise(Form.safeParse(body).data?.form);
  return isMediatorsWord(type, body) ? 'mediate' : actionPermissions[type];
}

function permissionToFinalise(form: string | undefined): Permission {
  if (form === 'agreement') return 'mediate';
  // 封面、卷内目录、备考表、封底: whoever closes the file makes them.
  return archiveForms.some((one) => one === form) ? 'recordPaper' : actionPermissions['document.finalised'];
}

function isMediatorsWord(type: CaseActionType, body: unknown): boolean {
  switch (type) {
    case 'conflict.settled':
    case 'meeting.recorded':
      return (Patches.safeParse(body).data?.patches ?? []).some(
        ({ kind, fields }) =>
          termsKinds.includes(kind) ||
          (kind === 'challenge' && challengeDecision.some((name) => (fields[name] ?? null) !== null)),
      );
    default:
      return false;
  }
}

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
  'GET /v1/certificates': 'belong',
  'GET /v1/receipts': 'readCases',
  'POST /v1/certificate-requests': 'signByCertificate',
  'GET /v1/administration': 'administer',
  'POST /v1/administration/offices': 'administer',
  'POST /v1/administration/people': 'administer',
  'POST /v1/administration/roles': 'administer',
  'POST /v1/administration/passwords': 'administer',
  'POST /v1/administration/enrolment-codes': 'administer',
  'POST /v1/administration/revocations': 'administer',
  'POST /v1/administration/grace': 'administer',
  'GET /v1/administration/certificates': 'administer',
  'POST /v1/administration/register': 'administer',
  'POST /v1/administration/suspensions': 'administer',
  'POST /v1/administration/register-revocations': 'administer',
  'POST /v1/administration/certificate-decisions': 'administer',
  'POST /v1/administration/certificate-revocations': 'administer',
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
  'session.newRecoveryKey': 'keepRecoveryKey',
  'session.replaceRecoveryKey': 'keepRecoveryKey',
  'session.restoreBackup': 'anyone',
  'cases.list': 'readCases',
  'cases.open': 'readCases',
  'cases.fetching': 'readCases',
  'cases.today': 'readCases',
  'cases.schedule': 'readCases',
  'cases.visitRound': 'readCases',
  'cases.noteRoundPrinted': 'readCases',
  'cases.findDocument': 'readCases',
  'cases.findParties': 'registerCases',
  'cases.readParty': 'registerCases',
  'cases.findRelated': 'readCases',
  'cases.create': 'registerCases',
  // Each action is checked by its own type.
  'cases.act': 'readCases',
  'cases.writeCaucusNote': 'writeCaucusNotes',
  'cases.readCaucusNotes': 'writeCaucusNotes',
  'cases.writeAssessment': 'writeCaucusNotes',
  'cases.readAssessments': 'writeCaucusNotes',
  'risks.list': 'readCases',
  'risks.open': 'readCases',
  'risks.register': 'keepRisks',
  'risks.act': 'keepRisks',
  'risks.openCase': 'registerCases',
  'documents.preview': 'readCases',
  'documents.read': 'readCases',
  'documents.prepare': 'belong',
  'documents.printers': 'belong',
  'documents.printJob': 'belong',
  // Each paper is checked by its own form.
  'documents.finalise': 'recordPaper',
  'documents.print': 'recordPaper',
  'documents.cancelPrintJob': 'recordPaper',
  'documents.exportPdf': 'readCases',
  'documents.exportWord': 'readCases',
  'documents.exportApplicationPack': 'recordPaper',
  'documents.exportPlatformPack': 'recordPaper',
  'documents.saveWorkerTemplate': 'belong',
  'documents.certificateState': 'readCases',
  'documents.readSigned': 'readCases',
  'documents.check': 'readCases',
  'documents.signWithCertificate': 'signByCertificate',
  'wording.forms': 'belong',
  'wording.preview': 'belong',
  'wording.replace': 'replaceWording',
  'ledger.preview': 'readCases',
  'ledger.print': 'readCases',
  'ledger.exportPdf': 'readCases',
  'ledger.exportSheet': 'readCases',
  'scans.read': 'readCases',
  'scans.scannerFolder': 'recordPaper',
  'scans.readScannerFile': 'recordPaper',
  'scans.add': 'recordPaper',
  'scans.chooseScannerFolder': 'belong',
  'scans.openCamera': 'recordPaper',
  'scans.shutCamera': 'anyone',
  'desk.settings': 'anyone',
  'desk.mediators': 'belong',
  'desk.lawTables': 'belong',
  'desk.safety': 'belong',
  'desk.rebuilding': 'belong',
  'desk.changeSettings': 'anyone',
  'desk.addLawTable': 'keepTables',
  'desk.recordMediator': 'belong',
  'desk.backUpNow': 'belong',
  'desk.findUpdate': 'belong',
  'desk.takeUpdate': 'belong',
  'desk.showUpdate': 'belong',
  // Before a desk is enrolled, or after a right was lost, its standing must still be seen and mended.
  'sync.status': 'anyone',
  'sync.parked': 'readCases',
  'sync.offices': 'belong',
  'sync.enrol': 'anyone',
  // Before a desk is enrolled whoever sits there may; afterwards only whom its office knows.
  'sync.chooseAuthority': 'belong',
  'sync.signIn': 'anyone',
  'sync.resend': 'belong',
  'sync.settle': 'belong',
  'sync.compareNow': 'belong',
  'sync.saveSupportBundle': 'anyone',
  'certificates.standing': 'belong',
  'certificates.trust': 'belong',
  'certificates.tokens': 'belong',
  'certificates.overview': 'administer',
  'certificates.chooseTokenLibrary': 'belong',
  'certificates.request': 'signByCertificate',
  'certificates.saveRegisterEntry': 'administer',
  'certificates.suspend': 'administer',
  'certificates.revokeRegistration': 'administer',
  'certificates.decideRequest': 'administer',
  'certificates.revokeCertificate': 'administer',
  'figures.read': 'readFigures',
  'administration.overview': 'administer',
  'administration.addOffice': 'administer',
  'administration.addPerson': 'administer',
  'administration.changeRoles': 'administer',
  'administration.givePassword': 'administer',
  'administration.makeCode': 'administer',
  'administration.revoke': 'administer',
  'administration.setGrace': 'administer',
};

/**
 * What goes on when a desk has been without contact for longer than its office allows: signing in, sending, looking after
 * the desk itself. Every other channel shows or changes case files and is shut.
 */
export const channelsBeyondGrace: ReadonlySet<string> = new Set([
  'session.status',
  'session.setUp',
  'session.setUpDemo',
  'session.unlock',
  'session.lock',
  'session.touch',
  'session.changePin',
  'session.recover',
  'session.checkRecoveryKey',
  'session.restoreBackup',
  'scans.shutCamera',
  'desk.settings',
  'desk.changeSettings',
  'desk.safety',
  'desk.rebuilding',
  'desk.backUpNow',
  'desk.findUpdate',
  'desk.takeUpdate',
  'desk.showUpdate',
  'sync.status',
  'sync.enrol',
  'sync.chooseAuthority',
  'sync.signIn',
  'sync.saveSupportBundle',
]);
