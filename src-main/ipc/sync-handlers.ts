import type { DeskHandlers } from '../../shared/contract/desk-api.ts';
import type { OpenDesk } from '../desk.ts';

/** Answers the channels of `sync`. */
export function createSyncHandlers(parts: {
  readonly getOpenDesk: () => OpenDesk;
  readonly saveFile: (name: string, bytes: Uint8Array) => Promise<boolean>;
  readonly version: string;
}): DeskHandlers['sync'] {
  const { getOpenDesk } = parts;
  const status = () => getOpenDesk().sync.status();
  return {
    status,
    offices: async () => ({ offices: getOpenDesk().sync.offices() }),
    enrol: async ({ address, code }) => {
      await getOpenDesk().sync.enrol(address, code);
      return status();
    },
    signIn: async ({ account, password }) => {
      await getOpenDesk().sync.signIn(account, password);
      return status();
    },
    resend: async ({ id }) => {
      await getOpenDesk().sync.resend(id);
      return status();
    },
    settle: async ({ id }) => {
      await getOpenDesk().sync.settle(id);
      return status();
    },
    compareNow: async () => {
      await getOpenDesk().sync.compare();
      return status();
    },
    saveSupportBundle: async () => {
      const { store, workspace } = getOpenDesk();
      const { parked, officeName: _, address, ...told } = await status();
      // Counts, codes and versions; no name, number or text of anybody (CRITERIA I4).
      const bundle = {
        madeAt: new Date().toISOString(),
        version: parts.version,
        platform: process.platform,
        architecture: process.arch,
        sync: { ...told, isEnrolled: address !== null },
        parked: parked.map(({ code, type, at }) => ({ code, type, at })),
        savedActions: await workspace.countActions(),
        isFileWhole: await store.isIntact('quick'),
      };
      const bytes = Buffer.from(`${JSON.stringify(bundle, null, 2)}\n`, 'utf8');
      return { isSaved: await parts.saveFile('mediation-desk-support.json', bytes) };
    },
  };
}
