import { readFile, stat } from 'node:fs/promises';
import type { DeskHandlers } from '../../shared/contract/desk-api.ts';
import { CodedError } from '../../shared/contract/ipc.ts';
import type { OpenDesk } from '../open-desk.ts';
import type { DeskLog } from '../support/desk-log.ts';
import type { SaveFile } from '../support/save-file.ts';
import { makeSupportBundle } from '../support/support-bundle.ts';

/** As many as an office writes in weeks; older ones seldom explain what goes wrong today. */
const actionsInBundle = 5_000;

const largestCertificate = 64 * 1024;

/** Throws 'sync.authorityMalformed' for what can be no certificate. */
async function readCertificateFile(path: string): Promise<Uint8Array> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile() || found.size > largestCertificate) throw new CodedError('sync.authorityMalformed');
  return readFile(path);
}

/** Answers the channels of `sync`. */
export function createSyncHandlers(parts: {
  readonly getOpenDesk: () => OpenDesk;
  readonly saveFile: SaveFile;
  /** Asks the person for a file; null when the dialog was closed. */
  readonly chooseFile: () => Promise<string | null>;
  readonly version: string;
  readonly now: () => number;
  readonly log: Pick<DeskLog, 'read'>;
  readonly findNewestBackup: () => Promise<string | null>;
}): DeskHandlers['sync'] {
  const { getOpenDesk } = parts;
  const status = () => getOpenDesk().sync.status();
  return {
    status,
    parked: async ({ id }) => ({ content: await getOpenDesk().sync.findParked(id) }),
    offices: async () => ({ offices: getOpenDesk().sync.offices() }),
    enrol: async ({ address, code }) => {
      await getOpenDesk().sync.enrol(address, code);
      return status();
    },
    chooseAuthority: async () => {
      const path = await parts.chooseFile();
      if (path !== null) await getOpenDesk().sync.chooseAuthority(await readCertificateFile(path));
      return status();
    },
    signIn: async (order) => {
      await getOpenDesk().sync.signIn(order);
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
      const bundle = makeSupportBundle({
        madeAt: new Date(parts.now()).toISOString(),
        version: parts.version,
        sync: await status(),
        isFileWhole: await store.isIntact('quick'),
        lastBackupAt: await parts.findNewestBackup(),
        actions: await workspace.listNewestActions(actionsInBundle),
        savedActions: await workspace.countActions(),
        log: await parts.log.read(),
      });
      return { isSaved: await parts.saveFile('mediation-desk-support.zip', bundle) };
    },
  };
}
