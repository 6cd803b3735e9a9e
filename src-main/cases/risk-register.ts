import { randomUUID } from 'node:crypto';
import { CodedError } from '../../shared/contract/ipc.ts';
import { permissionToWriteRisks } from '../../shared/directory/permissions.ts';
import type { StoredAction } from '../../shared/record/action.ts';
import { type RiskActionType, riskActions } from '../../shared/risk/actions.ts';
import { riskReducer } from '../../shared/risk/reducer.ts';
import { makeRiskId } from '../../shared/risk/risk-id.ts';
import type { RiskState } from '../../shared/risk/state.ts';
import { getRiskView, type RiskView } from '../../shared/risk/view.ts';
import { createRecordFiles, type OpenRecord, type RecordRules } from './record-files.ts';
import type { RecordNumbers } from './record-numbers.ts';

const riskRules: RecordRules<RiskState, RiskActionType> = {
  kind: 'risk',
  reducer: riskReducer,
  first: 'risk.registered',
  versionOf: (type) => riskActions[type].version,
  permissionTo: () => permissionToWriteRisks,
  isBegun: ({ registered }) => registered !== null,
  hasUnknown: ({ unknown }) => unknown.length > 0,
};

/** All of some years of an office: the register is small, and is listed whole. */
const keptOpen = 5_000;

/** Signatures are checked in other threads, some at once; between these the desk answers whoever asks. */
const readTogether = 20;

type FileParts = Parameters<typeof createRecordFiles<RiskState, RiskActionType>>[0];

/** 风险台账: what an office knows of risks before there is a case, record by record. */
export function createRiskRegister(
  parts: Omit<FileParts, 'rules' | 'keptOpen' | 'log' | 'onChanged'> & {
    readonly log: FileParts['log'] & {
      readonly findAll: () => Promise<StoredAction[]>;
      /** Why actions are out of force, of whatever record. */
      readonly findAllRejections: () => Promise<ReadonlyMap<string, string>>;
    };
    readonly numbers: RecordNumbers;
    readonly onChanged: (riskId: string) => void;
  },
) {
  const { log } = parts;
  let ids: Promise<Set<string>> | null = null;
  /**
   * What was read with the ids, each record's until it is opened: one by one the records of an office would be two
   * questions for each. What arrives later is read when it is taken in.
   */
  const readAhead = new Map<string, { stored: StoredAction[]; rejections: ReadonlyMap<string, string> }>();
  const readAll = async (): Promise<Set<string>> => {
    const rejections = await log.findAllRejections();
    const all = await log.findAll();
    for (const one of all) {
      const ofRecord = readAhead.get(one.recordId)?.stored ?? [];
      ofRecord.push(one);
      readAhead.set(one.recordId, { stored: ofRecord, rejections });
    }
    return new Set(all.map(({ recordId }) => recordId));
  };
  const listIds = (): Promise<Set<string>> => {
    ids ??= readAll();
    // What failed is tried again by the next who asks.
    ids.catch(() => {
      ids = null;
    });
    return ids;
  };
  const files = createRecordFiles({
    ...parts,
    log: {
      ...log,
      findActionsOfRecord: async (riskId) => readAhead.get(riskId)?.stored ?? log.findActionsOfRecord(riskId),
      findRejections: async (riskId) => {
        const ahead = readAhead.get(riskId);
        readAhead.delete(riskId);
        return ahead?.rejections ?? log.findRejections(riskId);
      },
    },
    rules: riskRules,
    keptOpen,
    onChanged: async (riskId, file) => {
      show(riskId, file);
      (await listIds()).add(riskId);
      parts.onChanged(riskId);
    },
  });
  const met = new Map<string, RiskView>();
  const show = (riskId: string, { fold, faults }: OpenRecord<RiskState>) => {
    const view = getRiskView(riskId, fold.state);
    met.set(riskId, view);
    return { view, faults: [...faults] };
  };
  const open = async (riskId: string) => show(riskId, await files.open(riskId));
  /** One whose first action has not come yet, or was refused, is no risk: it must not hide those that are. */
  const meet = async (riskId: string): Promise<void> => {
    await open(riskId).catch((error: unknown) => {
      if (!(error instanceof CodedError) || error.code !== 'risk.unknown') throw error;
    });
  };
  /** Those that stand in the register, the last registered first. One that does not verify at all has no line. */
  const list = async (): Promise<RiskView[]> => {
    const ids = [...(await listIds())];
    for (let start = 0; start < ids.length; start += readTogether)
      await Promise.all(ids.slice(start, start + readTogether).map(meet));
    const views = [...met.values()].filter(({ riskNumber }) => riskNumber !== '');
    return views.sort((left, right) => (registeredAt(left) < registeredAt(right) ? 1 : -1));
  };

  return {
    open,
    list,
    /** Those that were read since the desk was opened: at once, and all of them after the register was listed. */
    listMet: (): RiskView[] => [...met.values()],
    listIds: async (): Promise<string[]> => [...(await listIds())],
    /** Begins a record; the number is given out for good before it is written. */
    register: async (
      body: { readonly patches: readonly unknown[] },
      today: string,
    ): Promise<{ riskId: string; riskNumber: string }> => {
      for (const { riskNumber } of await list()) parts.numbers.noteMet(riskNumber);
      const riskNumber = await parts.numbers.allot(today);
      const riskId = makeRiskId(randomUUID());
      await files.begin(riskId, { ...body, riskNumber });
      return { riskId, riskNumber };
    },
    act: async (riskId: string, type: RiskActionType, body: unknown) =>
      show(riskId, await files.act(riskId, type, body)),
    refresh: (riskId: string): Promise<boolean> => {
      readAhead.delete(riskId);
      return files.refresh(riskId);
    },
    /** '' for what is no record of the register, or whose first action has not come yet. */
    findNumber: async (riskId: string): Promise<string> => {
      if (!(await listIds()).has(riskId)) return '';
      await meet(riskId);
      return met.get(riskId)?.riskNumber ?? '';
    },
  };
}
export type RiskRegister = ReturnType<typeof createRiskRegister>;

function registeredAt({ timeline }: RiskView): string {
  return timeline[0]?.at ?? '';
}
