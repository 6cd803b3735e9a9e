import { basename } from 'node:path';
import { z } from 'zod';
import { CodedError } from '../../shared/contract/ipc.ts';
import type { Store } from '../store/open-store.ts';
import { listTokens, openPkcs11Device, type TokenKey, takeTokenKey } from './pkcs11-device.ts';
import type { SignatureDevice } from './signature-device.ts';

const libraryPlace = 'tokenLibrary';

/**
 * The UKeys of this desk, through their maker's PKCS#11 library. Which library that is, a person chooses in the
 * system's own dialog and the encrypted store keeps: neither the window nor a changed file can make main load another.
 */
export function createTokens(parts: {
  readonly store: Store;
  /** Asks the person for a file; null when the dialog was closed. */
  readonly chooseFile: () => Promise<string | null>;
}) {
  const { store } = parts;
  const { settings } = store.collections;
  const findLibrary = async (): Promise<string | null> => {
    const found = await store.guard(settings.findOne(libraryPlace).exec());
    return z
      .string()
      .nullable()
      .catch(null)
      .parse(found?.toJSON().value ?? null);
  };
  const find = async (serialNumber: string) => {
    const modulePath = await findLibrary();
    if (modulePath === null) throw new CodedError('signing.moduleMissing');
    const token = (await listTokens(modulePath)).find((one) => one.serialNumber === serialNumber);
    if (token === undefined) throw new CodedError('signing.deviceMissing');
    return { modulePath, ...token };
  };
  return {
    /** The tokens plugged in; `problem` is the code of what stands against reading them. */
    list: async () => {
      const path = await findLibrary();
      if (path === null) return { library: null, problem: null, tokens: [] };
      const library = basename(path);
      try {
        const tokens = (await listTokens(path)).map(({ serialNumber, label }) => ({ serialNumber, label }));
        return { library, problem: null, tokens };
      } catch (error) {
        if (!(error instanceof CodedError)) throw error;
        return { library, problem: error.code, tokens: [] };
      }
    },

    /** Kept only when it can be used; else the former one stays. Throws 'signing.moduleMissing'. */
    chooseLibrary: async (): Promise<void> => {
      const path = await parts.chooseFile();
      if (path === null) return;
      await listTokens(path);
      await store.guard(settings.upsert({ id: libraryPlace, value: path }));
    },

    /** A key of ours on a token, with the device open to sign a request by it. Throws 'signing.*'. */
    takeKey: async (order: {
      readonly serialNumber: string;
      readonly pin: string;
      readonly isFree: (key: TokenKey) => boolean;
    }) => {
      const { modulePath, slot, label } = await find(order.serialNumber);
      const key = await takeTokenKey({ modulePath, slot, pin: order.pin, isFree: order.isFree });
      return { label, key, device: await openPkcs11Device({ modulePath, slot, pin: order.pin, key }) };
    },

    /** Opens a token for one signing. Throws 'signing.*'. */
    open: async (
      serialNumber: string,
      pin: string,
      certificateChain: readonly Uint8Array[],
    ): Promise<SignatureDevice> => {
      const { modulePath, slot } = await find(serialNumber);
      return openPkcs11Device({ modulePath, slot, pin, key: { certificateChain } });
    },
  };
}
export type Tokens = ReturnType<typeof createTokens>;
