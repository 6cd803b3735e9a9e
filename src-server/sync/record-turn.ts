import { caseReducer, findBody } from '../../shared/case/reducer.ts';
import { listSideFileReaders } from '../../shared/case/side-file-readers.ts';
import type { CaseState } from '../../shared/case/state.ts';
import { summariseCase } from '../../shared/case/summarise.ts';
import { getCaseView } from '../../shared/case/view.ts';
import type { PushResult } from '../../shared/contract/sync.ts';
import type { Action } from '../../shared/record/action.ts';
import { type Fold, foldActions } from '../../shared/record/fold.ts';
import { riskReducer } from '../../shared/risk/reducer.ts';
import type { RiskState } from '../../shared/risk/state.ts';
import type { Judge, Judgement, NewReceipt } from '../certificates/judgement.ts';
import { saveReceipt } from '../certificates/receipts.ts';
import type { Database } from '../database/open-database.ts';
import type { Visitor } from '../directory/access.ts';
import type { AuthenticAction } from './authenticity.ts';
import { selectFeedActions } from './feed-actions.ts';
import { inHistoryOrder } from './history-order.ts';
import { type Judged, judgeTogether } from './judging.ts';
import { findReceivingOffice, findSendingOffice, type KnownRecord } from './office-locks.ts';
import type { PushWriter } from './push-writer.ts';
import { type RecordFolds, readRecord } from './record-folds.ts';
import { noteRefusals } from './refusals.ts';
import { riskRowOf } from './risk-rows.ts';
import { isStorable, toStorable } from './storable.ts';

/** What the judging of one record needs besides the database. */
export type RecordTurnParts = {
  readonly folds: RecordFolds;
  readonly judge: Judge;
  readonly now: () => number;
};

/** The actions of one record within one push, under the record's lock. */
export class RecordTurn {
  private readonly change: Database;
  private readonly parts: RecordTurnParts;
  private readonly visitor: Visitor;
  private readonly recordId: string;
  private readonly kind: string;
  private readonly writer: PushWriter;
  private readonly afterCommit: (() => void)[];
  /** Whether the record was there before this push. */
  private isBegun = false;

  constructor(
    change: Database,
    parts: RecordTurnParts,
    visitor: Visitor,
    record: { readonly recordId: string; readonly recordKind: string },
    writer: PushWriter,
    afterCommit: (() => void)[],
  ) {
    this.change = change;
    this.parts = parts;
    this.visitor = visitor;
    this.recordId = record.recordId;
    this.kind = record.recordKind;
    this.writer = writer;
    this.afterCommit = afterCommit;
  }

  /**
   * @param found the record as it stands under its lock; undefined when it begins with these actions
   * @param ofCase the case of the same id, beside which a side file or a visit is kept
   * @param known which of the actions came before, and why they are out of force
   */
  async take(
    group: readonly AuthenticAction[],
    found: KnownRecord | undefined,
    ofCase: KnownRecord | undefined,
    known: ReadonlyMap<string, string | null>,
  ): Promise<PushResult[]> {
    const record = { ...(found ?? this.begin()) };
    this.isBegun = found !== undefined;
    // Whoever held the file once may still send what was done before it left; it is judged by its own history.
    const { holder_office_id: holder, kind } = (this.kind === 'wording' ? null : ofCase) ?? record;
    if (holder !== this.visitor.officeId && !(await this.hasFile(kind))) {
      return group.map((one) => ({ id: one.stored.id, status: 'rejected', code: 'sync.notYourRecord' }));
    }
    let fold =
      this.kind === 'case'
        ? await this.parts.folds.get(this.change, this.visitor.officeId, this.recordId, record.action_count)
        : null;
    const countBefore = record.action_count;
    const present = new Set<string>(fold?.positions.keys() ?? (await this.listIds(record)));
    const results: PushResult[] = [];
    for (const run of inRuns(inHistoryOrder(group))) {
      const founded: AuthenticAction[] = [];
      for (const one of run) {
        const { id } = one.stored;
        const former = known.get(id);
        const missing = one.action.header.after.filter((before) => !present.has(before));
        if (former !== undefined) {
          // A repeated request gets the same answer and has no further effect.
          results.push(former === null ? { id, status: 'known' } : { id, status: 'rejected', code: former });
        } else if (missing.length > 0) {
          results.push(await this.resultOfUnfounded(id, missing));
          continue;
        } else founded.push(one);
        present.add(id);
      }
      const before = fold;
      const judged = before && judgeTogether(caseReducer, before, founded.map(asItCame));
      if (judged !== null) fold = judged.fold;
      const { rejections } = judged ?? (await this.judgeRisk(founded));
      for (const one of founded) {
        const { id } = one.stored;
        let rejection = rejections.get(id) ?? one.rejection;
        let receipt: NewReceipt | null = null;
        if (before !== null && rejection === null && isJudgedAlone(one)) {
          const word = await this.judgeAlone(one, before.state, record);
          if (word?.kind === 'waiting') {
            present.delete(id);
            fold = before;
            results.push({ id, status: 'waiting', code: word.code });
            continue;
          }
          if (word?.kind === 'rejected') {
            rejection = word.code;
            fold = judgeTogether(caseReducer, before, [{ ...one.action, rejection }]).fold;
          }
          if (word?.kind === 'accepted') receipt = word.receipt;
        }
        await this.insert(one, rejection, record);
        if (receipt !== null) {
          await saveReceipt(this.change, { ...one.stored, officeId: this.visitor.officeId }, receipt);
        }
        record.action_count += 1;
        results.push(
          rejection === null ? { id, status: 'accepted' } : { id, status: 'rejected', code: rejection },
        );
        if (rejection === null && one.action.header.type === 'case.handedOver')
          await this.handOver(one, record);
      }
    }
    if (record.action_count > countBefore) await this.finish(record, fold);
    return results;
  }

  /** A risk is short and seldom written: it is read for each push. Of kinds that are no risk nothing is judged. */
  private async judgeRisk(
    founded: readonly AuthenticAction[],
  ): Promise<Pick<Judged<RiskState>, 'rejections'>> {
    if (this.kind !== 'risk') return { rejections: new Map() };
    const { officeId } = this.visitor;
    const before = await readRecord(this.change, officeId, this.recordId, 'risk');
    const fold = foldActions(riskReducer, before);
    // Its id is made with it: another beginning, whatever history it names, is no work done apart, and would take its number.
    let isRegistered = fold.state.registered !== null;
    const actions = founded.map((one) => {
      const action = asItCame(one);
      if (action.header.type !== 'risk.registered' || action.rejection !== null) return action;
      if (isRegistered) return { ...action, rejection: 'risk.alreadyRegistered' };
      isRegistered = true;
      return action;
    });
    const judged = judgeTogether(riskReducer, fold, actions);
    const row = riskRowOf(officeId, this.recordId, judged.fold.state);
    if (row !== null) this.writer.setRisk(row);
    return judged;
  }

  /** What depends on more than the history: where the file is now, and for a signature its file and the register. */
  private async judgeAlone(
    one: AuthenticAction,
    state: CaseState,
    record: { readonly office_id: string; readonly holder_office_id: string },
  ): Promise<Judgement | null> {
    const code = await this.findHandoverRejection(one, record);
    return code === null ? this.judgeCertificate(one, state, record) : { kind: 'rejected', code };
  }

  /** A signature by certificate is judged with its file and the register; null for everything else. */
  private async judgeCertificate(
    { action, stored }: AuthenticAction,
    state: CaseState,
    record: { readonly office_id: string },
  ): Promise<Judgement | null> {
    const body = findBody(action);
    if (body?.type !== 'document.signedByCertificate') return null;
    return this.parts.judge(this.change, {
      officeId: this.visitor.officeId,
      actionId: stored.id,
      recordId: stored.recordId,
      recordOfficeId: record.office_id,
      signer: stored.signer,
      personId: action.header.person,
      state,
      body: body.body,
    });
  }

  /** By a record of this very kind: whoever knows the id of a case can write one of another kind under it. */
  private async hasFile(kind: string): Promise<boolean> {
    const found = await selectFeedActions(this.change, this.visitor.officeId)
      .select('feed.sequence')
      .where('feed.record_id', '=', this.recordId)
      .where('actions.record_kind', '=', kind)
      .limit(1)
      .executeTakeFirst();
    return found !== undefined;
  }

  /** A predecessor that is not here yet comes later; one that belongs to another record never does. */
  private async resultOfUnfounded(id: string, missing: readonly string[]): Promise<PushResult> {
    const elsewhere = await this.change
      .selectFrom('actions')
      .select('id')
      .where('office_id', '=', this.visitor.officeId)
      .where('id', 'in', missing)
      .where((where) =>
        where.or([where('record_id', '!=', this.recordId), where('record_kind', '!=', this.kind)]),
      )
      .limit(1)
      .executeTakeFirst();
    if (elsewhere === undefined) return { id, status: 'waiting', code: 'sync.historyMissing' };
    const code = 'sync.historyForeign';
    await noteRefusals(this.change, this.visitor, [{ id, code }], this.parts.now());
    return { id, status: 'rejected', code };
  }

  private begin(): KnownRecord {
    const { officeId } = this.visitor;
    return {
      office_id: officeId,
      id: this.recordId,
      kind: this.kind,
      holder_office_id: officeId,
      action_count: 0,
    };
  }

  private async listIds(record: KnownRecord): Promise<string[]> {
    if (record.action_count === 0) return [];
    const rows = await this.change
      .selectFrom('feed')
      .select('action_id')
      .where('office_id', '=', this.visitor.officeId)
      .where('record_id', '=', this.recordId)
      .execute();
    return rows.map((row) => row.action_id);
  }

  private async insert(
    { stored, action }: AuthenticAction,
    rejection: string | null,
    record: { readonly office_id: string; readonly holder_office_id: string },
  ): Promise<void> {
    const { officeId } = this.visitor;
    this.writer.addAction({
      office_id: officeId,
      id: stored.id,
      record_id: stored.recordId,
      record_kind: stored.recordKind,
      type: stored.type,
      clock: stored.clock,
      header: stored.header,
      // Of what is out of force only its place in the chain is kept.
      salt: rejection === null ? stored.salt : null,
      body: rejection === null ? stored.body : null,
      signature: stored.signature,
      signer: stored.signer,
      received_at: new Date(this.parts.now()).toISOString(),
      rejection,
    });
    const isSideFile = stored.recordKind === 'sideFile';
    // Only who works on the file hears of it. The receipt is the other half of a hand-over: it goes back as well.
    const receivers = new Set([officeId, ...(isSideFile ? [] : [record.holder_office_id])]);
    if (action.header.type === 'case.received' && rejection === null) {
      await this.writer.flush();
      const sender = await findSendingOffice(this.change, officeId, this.recordId);
      if (sender !== null) receivers.add(sender);
    }
    for (const receiver of [...receivers].sort()) {
      await this.feed(receiver, officeId, stored.id, isSideFile ? audienceOf(action) : null);
    }
  }

  private feed(
    officeId: string,
    actionOfficeId: string,
    actionId: string,
    audience: string | null,
  ): Promise<void> {
    return this.writer.addToFeed({
      office_id: officeId,
      action_office_id: actionOfficeId,
      action_id: actionId,
      record_id: this.recordId,
      audience,
    });
  }

  private async findHandoverRejection(
    { action }: AuthenticAction,
    record: { readonly holder_office_id: string },
  ): Promise<string | null> {
    if (findBody(action)?.type !== 'case.handedOver') return null;
    if (record.holder_office_id !== this.visitor.officeId) return 'case.handedOver';
    const receiver = findReceivingOffice(action);
    if (receiver === null || receiver === this.visitor.officeId) return 'sync.officeUnknown';
    const known = await this.change
      .selectFrom('offices')
      .select('id')
      .where('id', '=', receiver)
      .executeTakeFirst();
    return known === undefined ? 'sync.officeUnknown' : null;
  }

  /** 移送: the whole file is put into the other office's feed, and it is that office's from now on. */
  private async handOver(
    { action }: AuthenticAction,
    record: { office_id: string; holder_office_id: string },
  ): Promise<void> {
    const target = findReceivingOffice(action);
    if (target === null) return;
    await this.writer.flush();
    const rows = await this.change
      .selectFrom('feed')
      .select(['action_office_id', 'action_id'])
      .where('office_id', '=', this.visitor.officeId)
      .where('record_id', '=', this.recordId)
      .where('audience', 'is', null)
      .orderBy('sequence')
      .execute();
    const there = await this.change
      .selectFrom('feed')
      .select('action_id')
      .where('office_id', '=', target)
      .where('record_id', '=', this.recordId)
      .execute();
    const known = new Set(there.map((row) => row.action_id));
    for (const row of rows) {
      if (!known.has(row.action_id)) await this.feed(target, row.action_office_id, row.action_id, null);
    }
    record.holder_office_id = target;
  }

  private async finish(record: KnownRecord, fold: Fold<CaseState> | null): Promise<void> {
    this.writer.setRecord(record);
    if (fold === null) return;
    const { officeId } = this.visitor;
    const { holder_office_id: holder, action_count: count } = record;
    this.summarise(officeId, fold, count);
    if (holder === officeId) return;
    await this.writer.flush();
    // It may know what this office does not hear of any more.
    this.summarise(holder, await this.parts.folds.get(this.change, holder, this.recordId, count), count);
  }

  private summarise(officeId: string, fold: Fold<CaseState>, count: number): void {
    // A record that begins with this push is kept by the next one only. Of many that a desk sends at once after weeks
    // without a line few are gone on with soon; they would put out those that are, and the collector would move them all.
    if (this.isBegun) {
      this.afterCommit.push(() => this.parts.folds.keep(officeId, this.recordId, fold, count));
    }
    if (fold.state.opened === null) return;
    const view = getCaseView(this.recordId, fold.state, officeId);
    const summary = summariseCase(view, fold, { today: '', deadlines: [], toSearchTokens: () => '' });
    this.writer.setSummary({
      office_id: officeId,
      record_id: this.recordId,
      sequence: this.writer.reached(officeId),
      is_closed: summary.closed,
      opened_month: summary.openedOn.slice(0, 7),
      stage: summary.stage,
      outcome_code: toStorable(summary.summary.outcomeCode),
      conflicts: summary.summary.conflicts,
      summary: JSON.stringify(summary),
    });
  }
}

const judgedAlone: readonly string[] = ['case.handedOver', 'document.signedByCertificate'];
const isJudgedAlone = ({ action }: AuthenticAction): boolean => judgedAlone.includes(action.header.type);

/** What is judged by its history alone stays together; whatever needs more, and decides for those after it, is alone. */
function inRuns(ordered: readonly AuthenticAction[]): AuthenticAction[][] {
  const runs: AuthenticAction[][] = [];
  for (const one of ordered) {
    const last = runs.at(-1);
    const isOpen = last?.[0] !== undefined && !isJudgedAlone(last[0]);
    if (isOpen && !isJudgedAlone(one)) last.push(one);
    else runs.push([one]);
  }
  return runs;
}

function asItCame({ action, rejection }: AuthenticAction): Action {
  return { ...action, rejection };
}

/**
 * Who reads an entry of the 副卷, one in a line as the feed keeps it. An id with an end of a line in it, or one that cannot be
 * kept, is nobody's.
 */
function audienceOf({ header, body }: Action): string {
  return listSideFileReaders(header.person, body).filter(isStorable).join('\n');
}
