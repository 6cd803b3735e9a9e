import { listKnownPeople } from '../../shared/case/known-people.ts';
import type { LedgerPeriod } from '../../shared/case/ledger.ts';
import { withRenewedCertificates } from '../../shared/case/renewed-certificates.ts';
import { isSummaryCurrent, summariseCase } from '../../shared/case/summarise.ts';
import { CaseSummary, isRemote } from '../../shared/case/summary.ts';
import { getCaseView } from '../../shared/case/view.ts';
import type { OpenedCase } from '../../shared/contract/cases.ts';
import { CodedError } from '../../shared/contract/ipc.ts';
import { limitSteps } from '../../shared/directory/own-steps.ts';
import type { Permission } from '../../shared/directory/permissions.ts';
import type { LawTableAdded } from '../../shared/law/office-tables.ts';
import type { RecordHashing, SignatureVerifier, StoredAction } from '../../shared/record/action.ts';
import { hasOpenConflict } from '../../shared/risk/view.ts';
import { toShanghaiDate } from '../../shared/text/dates.ts';
import { toSearchTokens } from '../../shared/text/search-tokens.ts';
import { createActionLog } from '../store/action-log.ts';
import { createCaseIndex } from '../store/case-index.ts';
import { listMediators } from '../store/mediators.ts';
import { createNumberLedger } from '../store/number-ledger.ts';
import type { Store } from '../store/open-store.ts';
import { createParkedActions } from '../store/parked-actions.ts';
import { createAccessLog } from './access-log.ts';
import { createCaseFiles, type OpenCaseFile } from './case-files.ts';
import { createCaseList } from './case-list.ts';
import { createCaseOfRisk } from './case-of-risk.ts';
import { createDailyVerification } from './daily-verification.ts';
import { createLedger } from './ledger.ts';
import { createOfficeRecord } from './office-record.ts';
import { createOfficeTables } from './office-tables.ts';
import { createOfficeWording } from './office-wording.ts';
import { createRebuilding } from './rebuilding.ts';
import type { Reckoning } from './reckoning.ts';
import { createRecordNumbers } from './record-numbers.ts';
import { type Author, createRecordWriter } from './record-writer.ts';
import { createRiskRegister } from './risk-register.ts';
import { createSideFile } from './side-file.ts';
import { listVisitRound } from './visit-round.ts';

export type WorkspaceParts = {
  readonly store: Store;
  readonly dataFolder: string;
  readonly author: () => Author;
  readonly office: { readonly shortName: string };
  readonly deskLetter: string;
  readonly deskId: string;
  readonly hashing: RecordHashing;
  readonly verify: SignatureVerifier;
  readonly may: (permission: Permission) => boolean;
  readonly reckoning: Reckoning;
  readonly now: () => number;
  /** Names of the people of this desk, for showing who did what. */
  readonly peopleNames: () => Record<string, string>;
  readonly onCaseChanged: (caseId: string) => void;
  /** Brings one whole case from the central server into the store. Throws 'sync.offline', 'sync.notEnrolled'. */
  readonly fetchCase: (caseId: string) => Promise<void>;
  /** Waits for a moment in which nobody works. */
  readonly awaitGap: () => Promise<void>;
  /** Fetches good copies of actions from the central server; does nothing without one. */
  readonly repair: (recordId: string, actionIds: ReadonlySet<string>) => Promise<void>;
  /** What the whole office shares has changed, as its wording of the forms. */
  readonly onOfficeChanged: () => void;
};

/** More actions than a desk writes at once, so that a kill is always made good. */
const writtenLast = 50;

export type Workspace = Awaited<ReturnType<typeof openWorkspace>>;

/** Everything that is done with cases while the desk is unlocked. */
export async function openWorkspace(parts: WorkspaceParts) {
  const { store, hashing, verify, reckoning } = parts;
  const actions = createActionLog(store, 'actions');
  const sideFiles = createActionLog(store, 'sideFiles');
  const templates = createActionLog(store, 'templates');
  const riskActions = createActionLog(store, 'risks');
  const logs = [actions, sideFiles, templates, riskActions];
  const parked = createParkedActions(store);
  const index = createCaseIndex(store, (caseId) => refold(caseId));
  const today = () => toShanghaiDate(new Date(parts.now()).toISOString());
  // Of what is older than a day the machine's clock alone is ahead, unless it is set back in the very next moments.
  const since = new Date(parts.now() - 24 * 3_600_000).toISOString();
  const [hasRemote, ...lastClocks] = await Promise.all([
    index.hasRemote(),
    ...logs.map((log) => log.findLastClock(parts.deskId, since)),
  ]);
  const writer = createRecordWriter({
    hashing,
    author: parts.author,
    now: parts.now,
    lastClock: lastClocks.sort().at(-1) ?? '',
  });

  const numberParts = {
    officeShortName: parts.office.shortName,
    deskLetter: parts.deskLetter,
    ledger: createNumberLedger(store, parts.dataFolder),
  };
  const numbers = createRecordNumbers({ ...numberParts, series: 'case' });
  const risks = createRiskRegister({
    log: {
      ...riskActions,
      findRejections: parked.findReasons,
      findAllRejections: parked.findAllReasons,
    },
    writer,
    hashing,
    verify,
    may: parts.may,
    numbers: createRecordNumbers({ ...numberParts, series: 'risk' }),
    onChanged: parts.onCaseChanged,
  });
  let mayHaveRemote = hasRemote;
  /** The line of a case that is at the central server with more than is here; null when there is none. */
  const findRemote = async (caseId: string): Promise<CaseSummary | null> => {
    if (!mayHaveRemote) return null;
    const stored = CaseSummary.safeParse(await index.findById(caseId));
    return stored.success && isRemote(stored.data) ? stored.data : null;
  };
  const keepSummary = async (caseId: string, { fold }: OpenCaseFile, isWhole = false): Promise<void> => {
    if (fold.state.opened === null) return;
    // While it is still coming in, the central server's line knows more than what is here.
    const remote = isWhole ? null : await findRemote(caseId);
    if (remote?.heads.some((head) => !fold.positions.has(head))) return;
    numbers.noteMet(fold.state.opened.caseNumber);
    const view = getCaseView(caseId, fold.state, parts.author().office);
    const deadlines = reckoning
      .deadlines(view, today())
      .filter((one) => one.endedOn === null && one.problem === null)
      .map(({ rule, dueDate, nature }) => ({ rule, dueDate, isDuty: nature === 'duty' }));
    const summary = summariseCase(view, fold, { today: today(), deadlines, toSearchTokens });
    await index.save({ ...summary, summary: { ...summary.summary, people: listKnownPeople(view) } });
  };
  const caseFiles = createCaseFiles({
    log: { ...actions, findRejections: parked.findReasons },
    writer,
    hashing,
    verify,
    may: parts.may,
    onChanged: async (caseId, file) => {
      await keepSummary(caseId, file);
      parts.onCaseChanged(caseId);
    },
  });

  const assemble = async (caseId: string, file: OpenCaseFile): Promise<OpenedCase> => {
    const own = getCaseView(caseId, file.fold.state, parts.author().office);
    const view = limitSteps(withRenewedCertificates(own, await listMediators(store)), parts.may);
    return {
      view,
      deadlines: reckoning.deadlines(view, today()),
      agreementChecks: reckoning.agreementChecks(view, today()),
      people: parts.peopleNames(),
      faults: [...file.faults],
    };
  };

  const rebuilding = createRebuilding({
    count: index.countOutdated,
    findOpen: index.findOpenOutdated,
    listClosed: index.listOutdated,
    refold: (caseId) => refold(caseId),
    onProgress: () => parts.onCaseChanged(''),
  });
  /** Summaries are derived: those of another fold version are made anew, before anything is shown of them. */
  const refreshOutdated = async (): Promise<void> => {
    // A kill between an action and its line in the lists leaves the line behind: only of what was written last.
    const newest = await actions.listNewest(writtenLast);
    const behind = await index.findBehind(new Map(newest.map(({ recordId, clock }) => [recordId, clock])));
    await Promise.all(behind.map(refold));
    await rebuilding.begin();
  };
  const refold = async (caseId: string): Promise<void> => {
    // In its turn: what somebody writes meanwhile must not be covered by what was read before.
    const keep = caseFiles.pass(caseId, (file) => keepSummary(caseId, file));
    await keep.catch(async (error: unknown) => {
      if (!(error instanceof CodedError) || error.code !== 'case.unknown') throw error;
      // Without a single action behind it a summary says nothing that could be true.
      if ((await findRemote(caseId)) === null) await index.remove(caseId);
    });
  };

  const officeRecord = createOfficeRecord({
    log: { ...templates, findRejections: parked.findReasons },
    writer,
    hashing,
    verify,
    officeId: () => parts.author().office,
  });
  const tables = createOfficeTables(officeRecord);
  const loadTables = async (): Promise<boolean> => {
    const before = reckoning.tables.office;
    const office = await tables.list();
    reckoning.use(office);
    return office.length !== before.length || office.some(({ id }, index) => id !== before[index]?.id);
  };
  /** A new calendar moves the last days of what is still open. */
  const refreshOpenCases = async (): Promise<void> => {
    for (const id of await index.listOwnOpenIds()) await keepSummary(id, await caseFiles.open(id));
  };

  /** Fetches the case first when more of it is at the central server than here. */
  const openWhole = async (caseId: string): Promise<OpenCaseFile> => {
    const isFetched = (await findRemote(caseId)) !== null;
    if (isFetched) await fetchWhole(caseId);
    const file = await caseFiles.open(caseId);
    if (isFetched) await keepSummary(caseId, file, true);
    else await keepSummaryIfBehind(caseId, file);
    return file;
  };
  const openCase = async (caseId: string): Promise<OpenedCase> => assemble(caseId, await openWhole(caseId));
  const fetchWhole = async (caseId: string): Promise<void> => {
    try {
      await parts.fetchCase(caseId);
    } catch (error) {
      if (!(error instanceof CodedError) || error.code !== 'sync.offline') throw error;
      throw new CodedError('case.notHere');
    }
  };

  const ledger = createLedger({
    index,
    openView: async (caseId) =>
      getCaseView(caseId, (await openWhole(caseId)).fold.state, parts.author().office),
    reckoning,
  });

  /** The number of a case or of a risk; '' for another record, or one that has not come yet. */
  const findCaseNumber = async (caseId: string): Promise<string> => {
    const found = await store.guard(store.collections.caseSummaries.findOne(caseId).exec());
    return found?.caseNumber ?? risks.findNumber(caseId);
  };
  const { settings } = store.collections;
  const accessLog = createAccessLog({ store, hashing, now: parts.now, person: () => parts.author().person });
  const verification = createDailyVerification({
    hashing,
    verify,
    today,
    listRecordIds: async function* () {
      yield [parts.author().office, ...(await risks.listIds())];
      yield* index.listOwnIds();
    },
    read: async (recordId) => ({
      recordId,
      logs: await Promise.all(logs.map((log) => log.findActionsOfRecord(recordId))),
      heads: CaseSummary.safeParse(await index.findById(recordId)).data?.heads ?? [],
      rejections: await parked.findReasons(recordId),
    }),
    find: async () => (await store.guard(settings.findOne('record.verification').exec()))?.toJSON().value,
    save: async (value) => {
      await store.guard(settings.incrementalUpsert({ id: 'record.verification', value }));
    },
    countAccessLogBreaks: accessLog.countBreaks,
    awaitGap: parts.awaitGap,
    repair: parts.repair,
  });

  return {
    caseFiles,
    risks,
    verification,
    /** The last verification as it is shown. */
    findVerification: async () => {
      const found = await verification.find();
      if (found === null) return null;
      const faulty = found.faulty.map(async ({ recordId, actionIds }) => ({
        recordId,
        caseNumber: await findCaseNumber(recordId),
        count: actionIds.length,
      }));
      return { ...found, faulty: await Promise.all(faulty) };
    },
    parked,
    index,
    today,
    list: createCaseList(index),
    listConflicts: async () => [
      ...(await index.conflicting()).map(({ id, caseNumber, summary }) => ({
        recordId: id,
        caseNumber,
        count: summary.conflicts,
      })),
      // Nothing that is shown at the start waits for the whole register.
      ...risks
        .listMet()
        .filter(hasOpenConflict)
        .map(({ riskId, riskNumber, conflicts }) => ({
          recordId: riskId,
          caseNumber: riskNumber,
          count: conflicts.length,
        })),
    ],
    ledger: async (period: LedgerPeriod) => {
      await rebuilding.awaitEnd();
      return ledger(period, today());
    },
    rebuildingProgress: rebuilding.progress,
    /** What goes on by itself ends. */
    end: (): void => {
      rebuilding.end();
      verification.end();
    },
    visitRound: (from: string, until: string) =>
      listVisitRound({ index, openView: async (caseId) => (await openCase(caseId)).view }, from, until),
    numbers,
    caseOfRisk: createCaseOfRisk({ risks, caseFiles, deskId: parts.deskId }),
    sideFile: createSideFile({
      log: { ...sideFiles, findRejections: parked.findReasons },
      writer,
      hashing,
      verify,
      person: () => parts.author().person,
    }),
    wording: createOfficeWording({ record: officeRecord, onChanged: parts.onOfficeChanged }),
    lawTables: {
      /** Everything is reckoned with the office's tables from now on; answers whether they have changed. */
      load: loadTables,
      add: async (added: LawTableAdded): Promise<void> => {
        await tables.add(added);
        await loadTables();
        await refreshOpenCases();
        parts.onOfficeChanged();
      },
    },
    peopleNames: parts.peopleNames,
    assemble,
    refreshOutdated,
    /** Lines of the office's cases before the cases themselves have come; search finds them by names and numbers. */
    addRemoteLines: async (lines: readonly CaseSummary[]): Promise<void> => {
      mayHaveRemote = true;
      for (const { caseNumber } of lines) numbers.noteMet(caseNumber);
      await index.addRemote(lines.map((line) => ({ ...line, searchTokens: searchTokensOf(line) })));
      parts.onCaseChanged('');
    },
    open: openCase,
    findCaseNumber,
    /** After actions arrived from elsewhere, or were put out of force. Side files have no list to keep. */
    refreshRecord: async (recordId: string): Promise<void> => {
      if ((await caseFiles.refresh(recordId)) || (await risks.refresh(recordId))) return;
      if (await loadTables()) await refreshOpenCases();
      parts.onCaseChanged(recordId);
    },
    countActions: async () =>
      (await Promise.all(logs.map((log) => log.count()))).reduce((sum, count) => sum + count, 0),
    /** Both logs' newest actions, as they followed each other. */
    listNewestActions: async (limit: number): Promise<StoredAction[]> => {
      const both = [...(await actions.listNewest(limit)), ...(await sideFiles.listNewest(limit))];
      return both.sort((left, right) => (left.clock < right.clock ? -1 : 1)).slice(-limit);
    },
    noteAccess: accessLog.note,
  };

  async function keepSummaryIfBehind(caseId: string, file: OpenCaseFile): Promise<void> {
    if (!isSummaryCurrent(await index.findById(caseId), file.fold.heads)) await keepSummary(caseId, file);
  }
}

function searchTokensOf({ caseNumber, summary }: CaseSummary): string {
  const texts = [caseNumber, summary.externalNumber, ...summary.applicants, ...summary.respondents];
  return texts.filter(Boolean).map(toSearchTokens).join(' ');
}
