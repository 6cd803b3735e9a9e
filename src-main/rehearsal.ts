import { caseFoldVersion } from '../shared/case/reducer.ts';
import type { CaseSummary } from '../shared/case/summary.ts';
import { CaseFilter, casesContract } from '../shared/contract/cases.ts';
import { deskSyncContract } from '../shared/contract/desk-sync.ts';
import type { OpenDesk } from './open-desk.ts';
import type { Unlocked } from './session/session.ts';
import { createSigner, newSigningKey } from './session/signing-key.ts';
import type { Vault } from './session/vault.ts';
import { listMediators } from './store/mediators.ts';
import { openPassingStore, type Store } from './store/open-store.ts';

const vaultOfNobody: Vault = {
  format: 3,
  desk: { id: 'nobody', letter: 'A' },
  office: { id: 'nobody', name: '' },
  isDemo: false,
  people: [],
  detailsWrap: null,
  recoveryWrap: '',
};

function unlockNobody(): Unlocked {
  const { fingerprint, privateKey } = newSigningKey();
  const office = { id: 'nobody', name: '', shortName: '', type: '', district: '', districtCode: '' };
  const rest = { street: '', address: '', phone: '', officeHead: '', arbitrationCommission: '', court: '' };
  return {
    personId: 'nobody',
    dataKey: Buffer.alloc(32),
    signer: createSigner(fingerprint, privateKey),
    draftKey: Buffer.alloc(32),
    details: { office: { ...office, ...rest }, names: {} },
  };
}

const someLine: CaseSummary = {
  id: 'case-of-nobody',
  foldVersion: caseFoldVersion,
  heads: [],
  caseNumber: '',
  stage: 'application',
  openedOn: '',
  nextDeadlineOn: '',
  closed: false,
  mediatorId: '',
  updatedClock: '',
  searchTokens: '',
  summary: {
    externalNumber: '',
    applicants: [''],
    respondents: [''],
    disputeTypeCode: '',
    causeOfAction: '',
    mediatorName: '',
    claimTotal: '',
    outcomeCode: '',
    nextStep: '',
    nextDeadlineRule: '',
    effectiveDate: '',
    missingSignatures: 1,
    conflicts: 0,
    nextVisitOn: '',
    overduePerformance: 0,
    openDueDates: [],
    deadlines: [],
    meetings: [],
    people: [],
  },
};

/**
 * Opens a desk of nobody over a store in memory, asks it what the first screens ask, and throws it away: what is left is
 * compiled code. Nothing of it is written to the disk or told to the window.
 * @param open as for whoever unlocks
 */
export async function rehearse(
  workerUrl: URL,
  open: (store: Store, unlocked: Unlocked, vault: Vault) => Promise<OpenDesk>,
): Promise<void> {
  const store = await openPassingStore(workerUrl);
  try {
    await store.guard(store.collections.caseSummaries.bulkInsert([someLine]));
    const { workspace, sync } = await open(store, unlockNobody(), vaultOfNobody);
    const { list, today } = workspace;
    const { queries } = casesContract;
    queries.list.response.parse(await list.list(CaseFilter.parse({}), today()));
    queries.today.response.parse(await list.today(today()));
    deskSyncContract.queries.status.response.parse(await sync.status());
    await workspace.listConflicts();
    await listMediators(store);
    workspace.end();
    await sync.stop();
  } finally {
    await store.close();
  }
}
