import { basename, dirname, join } from 'node:path';
import { CodedError } from '../../shared/contract/ipc.ts';
import { getOfferedUpdate, type InstalledRelease, takeOfferedUpdate } from './offline-update.ts';

export type UpdateParts = {
  readonly installed: InstalledRelease;
  /** Asks the person for a folder or stick; null when the dialog was closed. */
  readonly chooseFolder: () => Promise<string | null>;
  /** Opens the folder of a file with the file marked; starts nothing. */
  readonly showFile: (path: string) => void;
};

/**
 * The steps of an update by hand: look, take, show. The installer is never started from here. The window names no
 * path: the folder is the one that the person chose in the system's dialog, the file the one that was checked.
 */
export function createUpdateSteps(
  parts: UpdateParts & { readonly dataFolder: string; readonly backUpNow: () => Promise<string> },
) {
  let chosen: string | null = null;
  let taken: string | null = null;
  return {
    /** Null when the dialog was closed. Throws what `getOfferedUpdate` throws. */
    find: async () => {
      chosen = null;
      taken = null;
      const folder = await parts.chooseFolder();
      if (folder === null) return null;
      const { version, publishedOn, installer } = await getOfferedUpdate(folder, parts.installed);
      chosen = folder;
      return { version, publishedOn, size: installer.size, installedVersion: parts.installed.version };
    },
    /** Copies, checks, then copies the data. Only when all of it went well can the installer be shown. */
    take: async () => {
      if (chosen === null) throw new CodedError('update.notChosen');
      taken = null;
      const path = await takeOfferedUpdate(chosen, parts.installed, join(parts.dataFolder, 'update'));
      const backedUpAt = await parts.backUpNow();
      taken = path;
      return { file: basename(path), folder: dirname(path), kind: parts.installed.kind, backedUpAt };
    },
    show: () => {
      if (taken === null) throw new CodedError('update.notChosen');
      parts.showFile(taken);
    },
  };
}
