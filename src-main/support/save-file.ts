import { rm } from 'node:fs/promises';
import { CodedError } from '../../shared/contract/ipc.ts';
import { writeDurably } from '../files/durable.ts';

/**
 * Asks the person where to save; false when the dialog was closed. `beforeWriting` runs when the place is known, and
 * nothing is written when it fails: what has to be noted of an export stands before there is a file (CRITERIA D5).
 */
export type SaveFile = (
  name: string,
  bytes: Uint8Array,
  beforeWriting?: () => Promise<void>,
) => Promise<boolean>;

/**
 * Writes a file to where the person chose, often a stick: whole and on it when this returns, as it may be pulled out right
 * away. What stood there before stays until then. Throws CodedError 'file.noRoom' or 'file.notWritten'.
 */
export async function writeChosenFile(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeDurably(path, bytes, 0o666);
  } catch (error) {
    await rm(`${path}.unfinished`, { force: true }).catch(() => {});
    throw new CodedError(isOfFullDisk(error) ? 'file.noRoom' : 'file.notWritten');
  }
}

const isOfFullDisk = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(String(error.code));
