import { CodedError } from '../../shared/contract/ipc.ts';

/** What can go wrong with the store, each with its own screen. */
export const storeErrorCodes = [
  'store.wrongKey',
  'store.damaged',
  'store.newerSchema',
  'store.readOnly',
  'store.diskFull',
  'store.ioError',
  'store.inUse',
  'store.workerGone',
] as const;
export type StoreErrorCode = (typeof storeErrorCodes)[number];

/** A failure of the store: a code, never a document, a path or a statement. */
export class StoreError extends CodedError {
  override readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode) {
    super(code);
    this.name = 'StoreError';
    this.code = code;
  }
}

const codeBySqliteResult: readonly (readonly [prefix: string, code: StoreErrorCode])[] = [
  ['SQLITE_FULL', 'store.diskFull'],
  ['SQLITE_READONLY', 'store.readOnly'],
  ['SQLITE_CANTOPEN', 'store.readOnly'],
  ['SQLITE_PERM', 'store.readOnly'],
  ['SQLITE_BUSY', 'store.inUse'],
  ['SQLITE_LOCKED', 'store.inUse'],
  ['SQLITE_NOTADB', 'store.damaged'],
  ['SQLITE_CORRUPT', 'store.damaged'],
];

/** The store's word for whatever a driver, a worker or the file system threw. Content is left behind. */
export function toStoreError(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const { code, message } = describe(error);
  const known = storeErrorCodes.find((name) => message.includes(name));
  if (known !== undefined) return new StoreError(known);
  const found = codeBySqliteResult.find(([prefix]) => code.startsWith(prefix) || message.includes(prefix));
  if (found !== undefined) return new StoreError(found[1]);
  if (code === 'ENOSPC' || /database or disk is full/.test(message)) return new StoreError('store.diskFull');
  if (code === 'EROFS' || code === 'EACCES' || /readonly database|unable to open database/.test(message)) {
    return new StoreError('store.readOnly');
  }
  if (/database is locked/.test(message)) return new StoreError('store.inUse');
  if (/file is not a database|disk image is malformed/.test(message)) return new StoreError('store.damaged');
  return new StoreError('store.ioError');
}

function describe(error: unknown): { code: string; message: string } {
  if (typeof error !== 'object' || error === null) return { code: '', message: String(error) };
  const code = 'code' in error ? String(error.code) : '';
  const message = 'message' in error ? String(error.message) : '';
  return { code, message: withoutRequest(message) };
}

/** RxDB's remote errors end with the error and begin with the request, whose documents may hold any words. */
function withoutRequest(message: string): string {
  return message.startsWith('could not request') ? message.slice(message.lastIndexOf('"error":')) : message;
}
