import { createHash, createPublicKey, randomBytes, X509Certificate } from 'node:crypto';
import { CodedError } from '../../shared/contract/ipc.ts';
import { loadPkcs11Module, longAt, longs, type Pkcs11Module } from './pkcs11-module.ts';
import type { SignatureDevice } from './signature-device.ts';

// Names of the standard (PKCS #11 v2.40, pkcs11t.h).
const serialSession = 0x4;
const writingSession = 0x2;
const userType = 1;
const attribute = {
  class: 0x0,
  token: 0x1,
  private: 0x2,
  label: 0x3,
  id: 0x102,
  sensitive: 0x103,
  sign: 0x108,
  verify: 0x10a,
  modulus: 0x120,
  modulusBits: 0x121,
  publicExponent: 0x122,
  extractable: 0x162,
} as const;
const tokenFlag = { initialized: 0x400, pinLastTry: 0x20000, pinLocked: 0x40000 } as const;
const privateKeyClass = 3;
const rsaKeyPair = 0x0;
const rsaPkcs = 0x1;
const keyBits = 2048;
const mostKeys = 32;
/** Set apart by it: another authority's keys on the same token (one of them may be held in escrow) are left alone. */
const ownLabel = 'mediation-desk';
/** DER of DigestInfo for SHA-256 up to the digest (RFC 8017 9.2): every token signs that. */
const digestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex');

export type Token = { readonly slot: number; readonly label: string; readonly serialNumber: string };

/** CK_TOKEN_INFO: label[32], manufacturer[32], model[16], serial[16], flags; 512 bytes hold all of it. */
async function readToken({ call }: Pkcs11Module, slot: number): Promise<Token & { readonly flags: number }> {
  const info = Buffer.alloc(512);
  await call('C_GetTokenInfo', slot, info);
  const text = (start: number, end: number) => info.toString('utf8', start, end).trimEnd();
  return { slot, label: text(0, 32), serialNumber: text(80, 96), flags: longAt(info.subarray(96), 0) };
}

/** The tokens plugged in. @throws CodedError 'signing.moduleMissing', 'signing.deviceFailed' */
export async function listTokens(modulePath: string): Promise<readonly Token[]> {
  const module = await loadPkcs11Module(modulePath);
  const count = longs(0);
  await module.call('C_GetSlotList', 1, null, count);
  const size = longAt(count, 0);
  if (size === 0) return [];
  const slots = longs(...new Array<number>(size).fill(0));
  await module.call('C_GetSlotList', 1, slots, count);
  const tokens: Token[] = [];
  for (let index = 0; index < Math.min(size, longAt(count, 0)); index += 1) {
    const { flags, ...token } = await readToken(module, longAt(slots, index));
    if (flags & tokenFlag.initialized) tokens.push(token);
  }
  return tokens;
}

async function findPrivateKeys({ call, entries }: Pkcs11Module, session: number): Promise<readonly number[]> {
  const wanted = entries([attribute.class, longs(privateKeyClass)], [attribute.label, Buffer.from(ownLabel)]);
  await call('C_FindObjectsInit', session, wanted, 2);
  const found = longs(...new Array<number>(mostKeys).fill(0));
  const count = longs(0);
  await call('C_FindObjects', session, found, mostKeys, count);
  await call('C_FindObjectsFinal', session);
  return Array.from({ length: longAt(count, 0) }, (_, index) => longAt(found, index));
}

async function readAttribute(
  { call, entries }: Pkcs11Module,
  session: number,
  object: number,
  type: number,
): Promise<Buffer> {
  const value = Buffer.alloc(1024);
  const template = entries([type, value]);
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

/**
 * What a wrong PIN is answered with. The standard counts no tries; it tells of the last one, and of none left.
 * @param flags of CK_TOKEN_INFO, after the try
 */
export function codeOfWrongPin(flags: number): string {
  if (flags & tokenFlag.pinLocked) return 'signing.pinLocked';
  return flags & tokenFlag.pinLastTry ? 'signing.pinLastTry' : 'signing.pinWrong';
}

async function openSession(module: Pkcs11Module, slot: number, pin: string, flags = 0): Promise<number> {
  const handle = longs(0);
  await module.call('C_OpenSession', slot, serialSession + flags, null, null, handle);
  const session = longAt(handle, 0);
  const secret = Buffer.from(pin, 'utf8');
  // Whoever is logged in still (a window that died) is logged out: the PIN counts each time.
  await module.call('C_Logout', session).catch(() => {});
  try {
    await module.call('C_Login', session, userType, secret, secret.length);
    return session;
  } catch (error) {
    await module.call('C_CloseSession', session).catch(() => {});
    if (!(error instanceof CodedError) || error.code !== 'signing.pinWrong') throw error;
    throw new CodedError(codeOfWrongPin((await readToken(module, slot)).flags));
  } finally {
    secret.fill(0);
  }
}

/** An RSA key on the token, as its public half. */
export type TokenKey = { readonly modulus: Buffer; readonly publicExponent: Buffer };

async function readKey(module: Pkcs11Module, session: number, object: number): Promise<TokenKey> {
  return {
    modulus: withoutZeros(await readAttribute(module, session, object, attribute.modulus)),
    publicExponent: withoutZeros(await readAttribute(module, session, object, attribute.publicExponent)),
  };
}

/**
 * A key of ours on a token, to ask for a certificate with: one that `isFree` (left by a request that never
 * arrived), else a new one, made on the token, which it never leaves.
 * @throws CodedError 'signing.keyNotMade' (the token is full, or makes none of this kind), 'signing.*'
 */
export async function takeTokenKey(parts: {
  readonly modulePath: string;
  readonly slot: number;
  readonly pin: string;
  readonly isFree: (key: TokenKey) => boolean;
}): Promise<TokenKey> {
  const module = await loadPkcs11Module(parts.modulePath);
  const session = await openSession(module, parts.slot, parts.pin, writingSession);
  try {
    for (const object of await findPrivateKeys(module, session)) {
      const key = await readKey(module, session, object);
      if (parts.isFree(key)) return key;
    }
    return await readKey(module, session, await makeKey(module, session));
  } finally {
    await closeSession(module, session);
  }
}

/** Answers the private key's handle. */
async function makeKey({ call, entries }: Pkcs11Module, session: number): Promise<number> {
  const yes = Buffer.of(1);
  const common = [
    [attribute.token, yes],
    [attribute.label, Buffer.from(ownLabel)],
    // The same for both halves: how a maker's own tools know a pair.
    [attribute.id, randomBytes(8)],
  ] as const;
  const publicHalf = [
    ...common,
    [attribute.verify, yes],
    [attribute.modulusBits, longs(keyBits)],
    [attribute.publicExponent, Buffer.of(1, 0, 1)],
  ] as const;
  const privateHalf = [
    ...common,
    [attribute.private, yes],
    [attribute.sensitive, yes],
    [attribute.extractable, Buffer.of(0)],
    [attribute.sign, yes],
  ] as const;
  const made = [longs(0), longs(0)] as const;
  const templates = [entries(...publicHalf), publicHalf.length, entries(...privateHalf), privateHalf.length];
  await call('C_GenerateKeyPair', session, entries([rsaKeyPair, null]), ...templates, ...made).catch(
    (error) => {
      const isOfOurs = error instanceof CodedError && error.code === 'signing.deviceFailed';
      throw isOfOurs ? new CodedError('signing.keyNotMade') : error;
    },
  );
  return longAt(made[1], 0);
}

/** A token that was pulled out has no session to end. */
async function closeSession({ call }: Pkcs11Module, session: number): Promise<void> {
  await call('C_Logout', session).catch(() => {});
  await call('C_CloseSession', session).catch(() => {});
}

/**
 * Opens a token for one signing: a UKey through its maker's PKCS#11 library. The key never leaves it; the
 * token asks for its own PIN and counts the wrong ones itself.
 * @param key whose key to take: the mediator's certificate chain (DER, own first), or a key taken before
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
      await module.call('C_SignInit', session, module.entries([rsaPkcs, null]), key);
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
