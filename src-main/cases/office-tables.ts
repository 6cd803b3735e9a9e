import {
  type LawTableAdded,
  lawTableAdded,
  listOfficeTables,
  type OfficeTable,
} from '../../shared/law/office-tables.ts';
import type { OfficeRecord } from './office-record.ts';

/** The tables that the office added to those of the program: who brought in what, when and from where is kept. */
export function createOfficeTables(record: OfficeRecord) {
  return {
    list: async (): Promise<OfficeTable[]> => listOfficeTables(await record.readActions()),
    /** Answers when it is durable. */
    add: async (added: LawTableAdded): Promise<void> => {
      await record.write(lawTableAdded, () => added);
    },
  };
}
