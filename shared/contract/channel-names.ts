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
  cases: ['list', 'open', 'today', 'findParties', 'create', 'act', 'writeCaucusNote', 'readCaucusNotes'],
  documents: ['preview', 'read', 'printers', 'printJob', 'finalise', 'print', 'exportPdf'],
  desk: ['settings', 'mediators', 'safety', 'changeSettings', 'recordMediator', 'backUpNow'],
} as const;

/** What main tells the window without being asked. */
export const events = ['session.changed', 'cases.changed', 'desk.changed'] as const;
