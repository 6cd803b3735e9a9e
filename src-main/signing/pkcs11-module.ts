import { promisify } from 'node:util';
import type Koffi from 'koffi';
import { CodedError } from '../../shared/contract/ipc.ts';

/**
 * The functions of a PKCS#11 library (OASIS PKCS #11 v2.40) that signing needs: their place in
 * CK_FUNCTION_LIST and their arguments. Answers are CK_RV.
 */
const functions = {
  C_Initialize: [1, ['void *']],
  C_GetSlotList: [5, ['uint8_t', 'void *', 'void *']],
  C_GetTokenInfo: [7, ['unsigned long', 'void *']],
  C_OpenSession: [13, ['unsigned long', 'unsigned long', 'void *', 'void *', 'void *']],
  C_CloseSession: [14, ['unsigned long']],
  C_Login: [19, ['unsigned long', 'unsigned long', 'void *', 'unsigned long']],
  C_Logout: [20, ['unsigned long']],
  C_GetAttributeValue: [25, ['unsigned long', 'unsigned long', 'void *', 'unsigned long']],
  C_FindObjectsInit: [27, ['unsigned long', 'void *', 'unsigned long']],
  C_FindObjects: [28, ['unsigned long', 'void *', 'unsigned long', 'void *']],
  C_FindObjectsFinal: [29, ['unsigned long']],
  C_SignInit: [43, ['unsigned long', 'void *', 'unsigned long']],
  C_Sign: [44, ['unsigned long', 'void *', 'unsigned long', 'void *', 'void *']],
  C_GenerateKeyPair: [
    60,
    [
      ...['unsigned long', 'void *', 'void *', 'unsigned long', 'void *', 'unsigned long'],
      ...['void *', 'void *'],
    ],
  ],
} as const satisfies Readonly<Record<string, readonly [number, readonly string[]]>>;

export type Pkcs11Function = keyof typeof functions;
type Argument = number | Buffer | null;

export type Pkcs11Module = {
  /** Calls on another thread: a token takes up to seconds. @throws CodedError 'signing.*' */
  readonly call: (name: Pkcs11Function, ...values: readonly Argument[]) => Promise<void>;
  /** CK_ATTRIBUTEs one after the other, or one CK_MECHANISM: a number, a pointer and a length each. */
  readonly entries: (...of: readonly (readonly [type: number, value: Buffer | null])[]) => Buffer;
};

/** Every machine that runs the desk has 64 bits; only Windows keeps its longs short. */
const pointerSize = 8;
const longSize = process.platform === 'win32' ? 4 : pointerSize;
/** The standard packs structures on Windows, elsewhere they are aligned as C does. */
const firstFunction = process.platform === 'win32' ? 2 : pointerSize;

/** Numbers as C longs one after the other; also the way to receive them. */
export function longs(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(longSize * values.length);
  for (const [index, value] of values.entries()) {
    if (longSize === 8) bytes.writeBigUInt64LE(BigInt(value), 8 * index);
    else bytes.writeUInt32LE(value, 4 * index);
  }
  return bytes;
}

/** The n-th long; a token's "not available" (all ones) comes out larger than any length. */
export function longAt(bytes: Buffer, index: number): number {
  return longSize === 8 ? Number(bytes.readBigUInt64LE(8 * index)) : bytes.readUInt32LE(4 * index);
}

/** CKR_ values that a person can do something about. */
const codes: Readonly<Record<number, string>> = {
  3: 'signing.deviceMissing',
  50: 'signing.deviceMissing',
  160: 'signing.pinWrong',
  161: 'signing.pinWrong',
  162: 'signing.pinWrong',
  164: 'signing.pinLocked',
  224: 'signing.deviceMissing',
  225: 'signing.deviceMissing',
};
const alreadyInitialized = 0x191;

/** One per library and process: a library is initialised once and stays. */
const loaded = new Map<string, Promise<Pkcs11Module>>();

/** Loads the maker's library. @throws CodedError 'signing.moduleMissing' */
export function loadPkcs11Module(path: string): Promise<Pkcs11Module> {
  const known = loaded.get(path);
  if (known !== undefined) return known;
  const opened = open(path);
  loaded.set(path, opened);
  // A driver that was not there yet may be installed and tried again.
  opened.catch(() => loaded.delete(path));
  return opened;
}

/** What an entry points at lives as long as the entry: the library reads it from there. */
const pointedAt = new WeakMap<Buffer, readonly (Buffer | null)[]>();

async function open(path: string): Promise<Pkcs11Module> {
  // Loaded with the first token alone: a desk on a machine that has no build of it signs with its own key as ever.
  const { default: koffi } = await import('koffi').catch(() => {
    throw new CodedError('signing.moduleMissing');
  });
  const list = findFunctionList(koffi, path);
  const inUse = new Set<readonly Argument[]>();
  const callNow = async (name: Pkcs11Function, values: readonly Argument[]): Promise<void> => {
    const [place, argumentTypes] = functions[name];
    const pointer: unknown = koffi.decode(list, firstFunction + pointerSize * (place - 1), 'void *');
    const type = koffi.proto('unsigned long', [...argumentTypes]);
    inUse.add(values);
    const answer = Number(await promisify(koffi.decode(pointer, type).async)(...values));
    inUse.delete(values);
    if (answer === 0 || answer === alreadyInitialized) return;
    throw new CodedError(codes[answer] ?? 'signing.deviceFailed', { function: name, answer });
  };
  // One call at a time: the library was not told that it must guard itself against two.
  let last: Promise<unknown> = Promise.resolve();
  const call: Pkcs11Module['call'] = (name, ...values) => {
    const answer = last.then(() => callNow(name, values));
    last = answer.catch(() => {});
    return answer;
  };
  await call('C_Initialize', null);
  const gap = Buffer.alloc(process.platform === 'win32' ? 0 : pointerSize - longSize);
  return {
    call,
    entries: (...of) => {
      const bytes = of.map(([type, value]) => {
        const pointer = Buffer.alloc(pointerSize);
        if (value !== null) pointer.writeBigUInt64LE(BigInt(koffi.address(value)));
        return Buffer.concat([longs(type), gap, pointer, longs(value?.length ?? 0)]);
      });
      const joined = Buffer.concat(bytes);
      pointedAt.set(
        joined,
        of.map(([, value]) => value),
      );
      return joined;
    },
  };
}

/** Held for good: a library that nothing holds is unloaded with the next garbage collection, under whoever calls it. */
const libraries: unknown[] = [];

function findFunctionList(koffi: typeof Koffi, path: string): unknown {
  try {
    const library = koffi.load(path);
    const list: [unknown] = [null];
    const answer: unknown = library.func('C_GetFunctionList', 'unsigned long', [koffi.out('void **')])(list);
    libraries.push(library);
    if (Number(answer) === 0 && list[0] !== null) return list[0];
  } catch {
    // Said below; the path of a driver belongs into no message.
  }
  throw new CodedError('signing.moduleMissing');
}
