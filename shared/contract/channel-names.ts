/**
 * Every channel by area. The preload script is built from this list alone, so that it carries no schema code;
 * a test proves that it names exactly the channels of the contracts.
 */
export const channelNames = {
  session: [
    'status',
    'setUp',
    'setUpDemo',
    'unlock',
    'lock',
    'touch',
    'addPerson',
    'changePin',
    'recover',
    'checkRecoveryKey',
    'restoreBackup',
  ],
  cases: [
    'list',
    'open',
    'today',
    'visitRound',
    'findDocument',
    'findParties',
    'create',
    'act',
    'noteRoundPrinted',
    'writeCaucusNote',
    'readCaucusNotes',
    'writeAssessment',
    'readAssessments',
  ],
  documents: [
    'preview',
    'read',
    'printers',
    'printJob',
    'finalise',
    'print',
    'cancelPrintJob',
    'exportPdf',
    'saveWorkerTemplate',
  ],
  wording: ['forms', 'preview', 'replace'],
  scans: ['read', 'scannerFolder', 'readScannerFile', 'add', 'chooseScannerFolder'],
  sync: ['status', 'offices', 'enrol', 'signIn', 'resend', 'settle', 'compareNow', 'saveSupportBundle'],
  administration: ['overview', 'addOffice', 'addPerson', 'changeRoles', 'givePassword', 'makeCode', 'revoke'],
  desk: [
    'settings',
    'mediators',
    'lawTables',
    'safety',
    'changeSettings',
    'recordMediator',
    'backUpNow',
    'findUpdate',
    'takeUpdate',
    'showUpdate',
  ],
} as const;

/** What main tells the window without being asked. */
export const events = ['session.changed', 'cases.changed', 'desk.changed', 'sync.changed'] as const;
