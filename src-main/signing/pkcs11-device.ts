import { createHash, createPublicKey, X509Certificate } from 'node:crypto';
import { CodedError } from '../../shared/contract/ipc.ts';
import { entry, loadPkcs11Module, longAt, longs, type Pkcs11Module } from './pkcs11-module.ts';
import type { SignatureDevice } from './signature-device.ts';

// Names of the standard (PKCS #11 v2.40, pkcs11t.h).
const serialSession = 0x4;
const userType = 1;
const attribute = { class: 0x0, label: 0x3, modulus: 0x120, publicExponent: 0x122 } as const;
const privateKeyClass = 3;
const rsaPkcs = 0x1;
const mostKeys = 32;
/** DER of DigestInfo for SHA-256 up to the digest (RFC 8017 9.2): every token signs that. */
const digestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex');

export type Token = { readonly slot: number; readonly label: string; readonly serialNumber: string };

/** The tokens plugged in. @throws CodedError 'signing.moduleMissing', 'signing.deviceFailed' */
export async function listTokens(modulePath: string): Promise<readonly Token[]> {
  const { call } = await loadPkcs11Module(modulePath);
  const count = longs(0);
  await call('C_GetSlotList', 1, null, count);
  const size = longAt(count, 0);
  if (size === 0) return [];
  const slots = longs(...new Array<number>(size).fill(0));
  await call('C_GetSlotList', 1, slots, count);
  const tokens: Token[] = [];
  for (let index = 0; index < Math.min(size, longAt(count, 0)); index += 1) {
    const slot = longAt(slots, index);
    // CK_TOKEN_INFO begins with label[32], manufacturer[32], model[16], serial[16]; 512 hold all of it.
    const info = Buffer.alloc(512);
    await call('C_GetTokenInfo', slot, info);
    const text = (start: number, end: number) => info.toString('utf8', start, end).trimEnd();
    tokens.push({ slot, label: text(0, 32), serialNumber: text(80, 96) });
  }
  return tokens;
}

async function findPrivateKeys({ call }: Pkcs11Module, session: number): Promise<readonly number[]> {
  const wanted = longs(privateKeyClass);
  await call('C_FindObjectsInit', session, entry(attribute.class, wanted), 1);
  const found = longs(...new Array<number>(mostKeys).fill(0));
  const count = longs(0);
  await call('C_FindObjects', session, found, mostKeys, count);
  await call('C_FindObjectsFinal', session);
  return Array.from({ length: longAt(count, 0) }, (_, index) => longAt(found, index));
}

async function readAttribute(
  { call }: Pkcs11Module,
  session: number,
  object: number,
  type: number,
): Promise<Buffer> {
  const value = Buffer.alloc(1024);
  const template = entry(type, value);
  await call('C_GetAttributeValue', session, object, template, 1);
  const length = longAt(template, template.length / longs(0).length - 1);
  return value.subarray(0, Math.min(length, value.length));
}

const withoutZeros = (bytes: Buffer) => bytes.subarray(bytes.findIndex((one) => one !== 0));

/** The modulus of an RSA certificate. */
function modulusOf(certificate: Uint8Array): Buffer {
  const key = createPublicKey(
    new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'pem' }),
  );
  const { n } = key.export({ format: 'jwk' });
  if (n === undefined) throw new CodedError('signing.deviceKeyMissing');
  return Buffer.from(n, 'base64url');
}

async function openSession(module: Pkcs11Module, slot: number, pin: string): Promise<number> {
  const handle = longs(0);
  await module.call('C_OpenSession', slot, serialSession, null, null, handle);
  const session = longAt(handle, 0);
  const secret = Buffer.from(pin, 'utf8');
  // Whoever is logged in still (a window that died) is logged out: the PIN counts each time.
  await module.call('C_Logout', session).catch(() => {});
  try {
    await module.call('C_Login', session, userType, secret, secret.length);
    return session;
  } catch (error) {
    await module.call('C_CloseSession', session).catch(() => {});
    throw error;
  } finally {
    secret.fill(0);
  }
}

/** An RSA key on the token, as its public half. */
export type TokenKey = { readonly modulus: Buffer; readonly publicExponent: Buffer };

/** The RSA keys on a token, to ask for a certificate for one. @throws CodedError 'signing.*' */
export async function listTokenKeys(
  modulePath: string,
  slot: number,
  pin: string,
): Promise<readonly TokenKey[]> {
  const module = await loadPkcs11Module(modulePath);
  const session = await openSession(module, slot, pin);
  try {
    const keys: TokenKey[] = [];
    for (const object of await findPrivateKeys(module, session))
      keys.push({
        modulus: withoutZeros(await readAttribute(module, session, object, attribute.modulus)),
        publicExponent: withoutZeros(await readAttribute(module, session, object, attribute.publicExponent)),
      });
    return keys;
  } finally {
    await closeSession(module, session);
  }
}

async function closeSession({ call }: Pkcs11Module, session: number): Promise<void> {
  await call('C_Logout', session).catch(() => {});
  await call('C_CloseSession', session).catch(() => {});
}

/**
 * Opens a token for one signing: a UKey through its maker's PKCS#11 library. The key never leaves it; the
 * token asks for its own PIN and counts the wrong ones itself.
 * @param key whose key to take: the mediator's certificate chain (DER, own first), or one of the token's keys
 * @throws CodedError 'signing.moduleMissing', 'signing.deviceMissing', 'signing.pinWrong',
 *   'signing.pinLocked', 'signing.deviceKeyMissing', 'signing.deviceFailed'
 */
export async function openPkcs11Device(parts: {
  readonly modulePath: string;
  readonly slot: number;
  readonly pin: string;
  readonly key: { readonly certificateChain: readonly Uint8Array[] } | TokenKey;
}): Promise<SignatureDevice> {
  const module = await loadPkcs11Module(parts.modulePath);
  const chain = 'certificateChain' in parts.key ? parts.key.certificateChain : [];
  const modulus = 'modulus' in parts.key ? parts.key.modulus : modulusOf(chain[0] ?? new Uint8Array());
  const session = await openSession(module, parts.slot, parts.pin);
  let key: number | null = null;
  try {
    for (const object of await findPrivateKeys(module, session)) {
      const own = withoutZeros(await readAttribute(module, session, object, attribute.modulus));
      if (own.equals(withoutZeros(modulus))) key = object;
    }
    if (key === null) throw new CodedError('signing.deviceKeyMissing');
  } catch (error) {
    await closeSession(module, session);
    throw error;
  }
  return {
    kind: 'pkcs11',
    certificateChain: chain,
    sign: async (data) => {
      if (key === null) throw new CodedError('signing.deviceClosed');
      const input = Buffer.concat([digestInfo, createHash('sha256').update(data).digest()]);
      const signature = Buffer.alloc(1024);
      const length = longs(signature.length);
      await module.call('C_SignInit', session, entry(rsaPkcs, null), key);
      await module.call('C_Sign', session, input, input.length, signature, length);
      return new Uint8Array(signature.subarray(0, longAt(length, 0)));
    },
    close: async () => {
      if (key === null) return;
      key = null;
      await closeSession(module, session);
    },
  };
}
