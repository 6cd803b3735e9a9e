import { z } from 'zod';
import type { RecordHashing, SignatureVerifier, StoredAction } from '../../shared/record/action.ts';
import { verifyActions } from './record-files.ts';

/** What the last verification of all records found: ids only. */
export const Verification = z.object({
  verifiedOn: z.string(),
  records: z.number().int(),
  /** Records with actions that were altered or are gone. */
  faulty: z.array(z.object({ recordId: z.string(), actionIds: z.array(z.string()) })),
  /** Of the log of views, prints and exports; a program before there was a chain did not look. */
  accessLogBreaks: z.number().int().default(0),
});
export type Verification = z.infer<typeof Verification>;

/** One record as it lies in the store: the actions of each of its logs, and the heads that its line in the lists knows. */
export type RecordToVerify = {
  readonly recordId: string;
  readonly logs: readonly (readonly StoredAction[])[];
  readonly heads: readonly string[];
  /** Why the central server put actions of it out of force, by action id. */
  readonly rejections: ReadonlyMap<string, string>;
};

/** The main loop is held no longer than that at once, in milliseconds. */
const longestSlice = 10;

/**
 * Once a day every hash, signature and predecessor of every record is checked, in the gaps of the work (CRITERIA D5). What
 * is opened is verified at once in any case; this finds what nobody opens.
 */
export function createDailyVerification(parts: {
  readonly hashing: Pick<RecordHashing, 'sha256'>;
  readonly verify: SignatureVerifier;
  readonly today: () => string;
  /** The ids of all records that are here, some at a time. */
  readonly listRecordIds: () => AsyncIterable<readonly string[]>;
  readonly read: (recordId: string) => Promise<RecordToVerify>;
  readonly find: () => Promise<unknown>;
  readonly save: (found: Verification) => Promise<void>;
  /** At how many places the log of views, prints and exports is not what was written. */
  readonly countAccessLogBreaks: () => Promise<number>;
  /** Waits for a moment in which nobody works. */
  readonly awaitGap: () => Promise<void>;
  /** Fetches good copies of the named actions from wherever they are; does nothing where there are none. */
  readonly repair: (recordId: string, actionIds: ReadonlySet<string>) => Promise<void>;
}) {
  let isEnded = false;
  let sliceBegan = 0;
  const breathe = async (): Promise<void> => {
    if (performance.now() - sliceBegan < longestSlice) return;
    await new Promise((done) => setImmediate(done));
    sliceBegan = performance.now();
  };

  const findDamage = async ({ logs, heads, rejections }: RecordToVerify): Promise<string[]> => {
    const damaged = new Set<string>();
    const named = new Set(heads);
    const present = new Set(logs.flat().map(({ id }) => id));
    for (const stored of logs.flat()) {
      const { actions, faults } = await verifyActions([stored], parts.hashing, parts.verify, rejections);
      for (const { actionId } of faults) damaged.add(actionId);
      for (const { header } of actions) for (const id of header.after) named.add(id);
      await breathe();
    }
    for (const id of named) if (!present.has(id)) damaged.add(id);
    return [...damaged];
  };
  /** What is wrong in a record after good copies of it were looked for. */
  const verifyRecord = async (recordId: string): Promise<string[]> => {
    await parts.awaitGap();
    sliceBegan = performance.now();
    const damaged = await findDamage(await parts.read(recordId));
    if (damaged.length === 0) return damaged;
    // Without a line, or where the centre has no good copy either: what is still damaged is counted below.
    await parts.repair(recordId, new Set(damaged)).catch(() => {});
    return findDamage(await parts.read(recordId));
  };

  const find = async (): Promise<Verification | null> => {
    const parsed = Verification.safeParse(await parts.find());
    return parsed.success ? parsed.data : null;
  };
  return {
    find,
    /** Verifies all that was not verified today, and once more what was found faulty. Answers what is faulty now. */
    run: async (): Promise<Verification | null> => {
      const before = await find();
      const verifiedOn = parts.today();
      const isDone = before?.verifiedOn === verifiedOn;
      const faulty: Verification['faulty'] = [];
      let records = isDone ? before.records : 0;
      const pages = isDone ? [before.faulty.map(({ recordId }) => recordId)] : parts.listRecordIds();
      for await (const page of pages) {
        for (const recordId of page) {
          if (isEnded) return null;
          const actionIds = await verifyRecord(recordId);
          if (actionIds.length > 0) faulty.push({ recordId, actionIds });
          if (!isDone) records += 1;
        }
      }
      if (isEnded) return null;
      await parts.awaitGap();
      const accessLogBreaks = await parts.countAccessLogBreaks();
      if (isEnded) return null;
      const found = { verifiedOn, records, faulty, accessLogBreaks };
      await parts.save(found);
      return found;
    },
    end: (): void => {
      isEnded = true;
    },
  };
}
