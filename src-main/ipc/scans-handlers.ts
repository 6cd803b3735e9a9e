import type { DeskHandlers } from '../../shared/contract/desk-api.ts';
import { CodedError } from '../../shared/contract/ipc.ts';
import type { CameraDoor } from '../camera-door.ts';
import { listScannerFiles, readScannerFile } from '../cases/scanner-folder.ts';
import type { OpenDesk } from '../open-desk.ts';

const folderPlace = 'scannerFolder';

/** Answers the channels of `scans`. */
export function createScansHandlers(parts: {
  readonly getOpenDesk: () => OpenDesk;
  /** Asks the person for a folder; null when the dialog was closed. */
  readonly chooseFolder: () => Promise<string | null>;
  readonly camera: CameraDoor;
}): DeskHandlers['scans'] {
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  // In the encrypted store: the path of a folder often holds somebody's name.
  const findFolder = async (): Promise<string | null> => {
    const { store } = parts.getOpenDesk();
    const found = await store.guard(store.collections.settings.findOne(folderPlace).exec());
    return typeof found?.value === 'string' ? found.value : null;
  };

  return {
    add: async ({ caseId, bytes, originalBytes, ...scan }) => {
      const { scans, workspace } = parts.getOpenDesk();
      const { scanId, file } = await scans.add(caseId, {
        ...scan,
        bytes: Buffer.from(bytes, 'base64'),
        originalBytes: originalBytes === null ? null : Buffer.from(originalBytes, 'base64'),
      });
      return { scanId, opened: await workspace.assemble(caseId, file) };
    },
    read: async ({ caseId, scanId }) => {
      const { scans, workspace } = parts.getOpenDesk();
      const { bytes, mediaType } = await scans.read((await workspace.open(caseId)).view, scanId);
      return { bytes: base64(bytes), mediaType };
    },
    scannerFolder: async () => {
      const folder = await findFolder();
      return { folder, files: folder === null ? null : await listScannerFiles(folder) };
    },
    readScannerFile: async ({ name }) => {
      const folder = await findFolder();
      if (folder === null) throw new CodedError('scan.unknown');
      const { bytes, mediaType } = await readScannerFile(folder, name);
      return { bytes: base64(bytes), mediaType };
    },
    openCamera: async () => {
      parts.getOpenDesk(); // a locked desk takes no photos
      parts.camera.open();
      return {};
    },
    shutCamera: async () => {
      parts.camera.shut();
      return {};
    },
    chooseScannerFolder: async () => {
      const folder = await parts.chooseFolder();
      if (folder === null) return { isChosen: false };
      const { store } = parts.getOpenDesk();
      await store.guard(store.collections.settings.upsert({ id: folderPlace, value: folder }));
      return { isChosen: true };
    },
  };
}
