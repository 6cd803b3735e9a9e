import { execFileSync } from 'node:child_process';
import { openSync, readSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Compiles the preloaded shim; null where there is no Linux or no compiler, said aloud by the test. */
export function buildShim(folder: string): string | null {
  if (process.platform !== 'linux') return null;
  const library = join(folder, 'shim.so');
  try {
    const source = join(import.meta.dirname, 'shim.c');
    execFileSync(process.env.CC ?? 'gcc', ['-O1', '-Wall', '-shared', '-fPIC', '-o', library, source], {
      stdio: 'pipe',
    });
    return library;
  } catch {
    return null;
  }
}

const position = { failAt: 0, isPersistent: 4, errorNumber: 8, count: 12, struck: 16, isTracing: 20 };
const controlLength = 28;
export const errorNumbers = { inputOutput: 5, noSpace: 28 };

export function createControlFile(path: string): void {
  writeFileSync(path, Buffer.alloc(controlLength));
}

/** The numbers that the shim shares with the process that it is loaded under. */
export function openControl(path: string) {
  const file = openSync(path, 'r+');
  const set = (name: keyof typeof position, value: number): void => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    writeSync(file, bytes, 0, 4, position[name]);
  };
  const get = (name: keyof typeof position): number => {
    const bytes = Buffer.alloc(4);
    readSync(file, bytes, 0, 4, position[name]);
    return bytes.readUInt32LE();
  };
  return {
    /** Lets the n-th call from now on fail; with `isPersistent` all after it too. */
    arm: (failAt: number, isPersistent: boolean, errorNumber: number): void => {
      set('failAt', 0);
      set('count', 0);
      set('struck', 0);
      set('isPersistent', isPersistent ? 1 : 0);
      set('errorNumber', errorNumber);
      set('failAt', failAt);
    },
    /** Lets calls through again; answers whether one failed and how many there were. */
    disarm: (): { isStruck: boolean; calls: number } => {
      set('failAt', 0);
      return { isStruck: get('struck') === 1, calls: get('count') };
    },
    trace: (): void => set('isTracing', 1),
  };
}

/** One recorded call on a file of the database, or an id that the store had acknowledged by then. */
export type TraceEvent =
  | { readonly kind: 'write'; readonly file: string; readonly offset: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly file: string; readonly size: number }
  | { readonly kind: 'sync'; readonly file: string }
  | { readonly kind: 'acknowledged'; readonly id: string };

const headLength = 14;
export const tracedFiles = ['desk.db', 'desk.db-wal', 'desk.db-journal'];

export function acknowledgement(id: string): Buffer {
  const head = Buffer.alloc(headLength);
  head.write('A', 0);
  head.writeUInt32LE(id.length, 10);
  return Buffer.concat([head, Buffer.from(id)]);
}

export function readTrace(bytes: Buffer): TraceEvent[] {
  const events: TraceEvent[] = [];
  for (let at = 0; at + headLength <= bytes.length; ) {
    const kind = String.fromCharCode(bytes.readUInt8(at));
    const file = tracedFiles[bytes.readUInt8(at + 1) - 1] ?? '';
    const offset = Number(bytes.readBigInt64LE(at + 2));
    const length = bytes.readUInt32LE(at + 10);
    const content = bytes.subarray(at + headLength, at + headLength + length);
    at += headLength + length;
    if (kind === 'W') events.push({ kind: 'write', file, offset, bytes: content });
    else if (kind === 'T') events.push({ kind: 'truncate', file, size: offset });
    else if (kind === 'S') events.push({ kind: 'sync', file });
    else if (kind === 'A') events.push({ kind: 'acknowledged', id: content.toString() });
    else throw new Error(`unknown record ${kind} in the trace`);
  }
  return events;
}
