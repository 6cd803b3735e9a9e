import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { CodedError } from '../../shared/contract/ipc.ts';
import type { OfficeSettings } from '../../shared/contract/session.ts';
import type { ActionSigner, SignatureVerifier } from '../../shared/record/action.ts';
import { createTurns } from '../../shared/support/in-turn.ts';
import { maskInnerName } from '../../shared/text/names.ts';
import {
  deriveFromPin,
  deriveFromSecret,
  findUnwrapped,
  isOutdatedHash,
  newSlowHash,
  wrapSecret,
} from './key-wrap.ts';
import type { Keyring } from './keyring.ts';
import { isPinTooWeak } from './pin-policy.ts';
import { createPinTries } from './pin-tries.ts';
import { findRecoverySecret, newRecoveryKey } from './recovery-key.ts';
import { createSigner, createVerifier, newSigningKey } from './signing-key.ts';
import {
  findVault,
  mendVault,
  openSealedDetails,
  saveVault,
  sealDetails,
  type Vault,
  type VaultDetails,
  type VaultPerson,
} from './vault.ts';

/** What an unlocked desk works with. Gone from memory, as far as the language allows, after locking. */
export type Unlocked = {
  readonly personId: string;
  readonly dataKey: Buffer;
  readonly signer: ActionSigner;
  /** 32 bytes for the drafts of this person in the window. */
  readonly draftKey: Buffer;
  /** The office and the full names of its people. */
  readonly details: VaultDetails;
};

export type DocumentSecret = { readonly id: string; readonly secret: Buffer };

export type Session = {
  /** What stands open: of people only masked names. Null before the first set-up. */
  readonly findVault: () => Promise<Vault | null>;
  readonly unlocked: () => Unlocked | null;
  readonly setUp: (order: {
    readonly office: OfficeSettings;
    readonly deskLetter: string;
    readonly personName: string;
    readonly pin: string;
    readonly isDemo: boolean;
  }) => Promise<{ recoveryKey: string }>;
  readonly unlock: (personId: string, pin: string) => Promise<Unlocked>;
  readonly lock: () => void;
  readonly addPerson: (name: string, pin: string) => Promise<string>;
  readonly changePin: (oldPin: string, newPin: string) => Promise<void>;
  /**
   * The secret that seals the person's keys for documents: asks the PIN each time, with the pauses of unlocking. The
   * caller wipes it. Throws 'session.wrongPin', 'session.backOff'.
   */
  readonly openDocumentSecret: (pin: string) => Promise<DocumentSecret>;
  /** Which secret is in force for the person; null before the first one, and after it was forgotten. */
  readonly findDocumentSecretId: () => Promise<string | null>;
  readonly recover: (recoveryKey: string, personId: string, newPin: string) => Promise<Unlocked>;
  /**
   * Destroys the wraps of people, so that their PINs open nothing any more. The data stays, under the recovery key that
   * the office head keeps.
   */
  readonly revoke: (personIds: readonly string[]) => Promise<void>;
  /**
   * Puts another recovery key in the place of the one in force; asks the PIN, with the pauses of unlocking. Throws
   * 'session.recoveryKeyMistyped', 'session.wrongPin', 'session.backOff'.
   */
  readonly replaceRecoveryKey: (recoveryKey: string, pin: string) => Promise<void>;
  readonly isRecoveryKeyRight: (recoveryKey: string) => Promise<boolean>;
};

/** Keys, PINs and recovery of one desk. Knows nothing of cases. */
export function createSession(parts: {
  readonly folder: string;
  readonly keyring: Keyring;
  readonly now: () => number;
  /** KiB of memory for the slow hash; lower only in tests that try many PINs. */
  readonly slowHashMemory?: number;
}): Session {
  const path = join(parts.folder, 'vault.json');
  const tries = createPinTries(join(parts.folder, 'pin-tries.json'), parts.now);
  let current: Unlocked | null = null;
  // Each change writes the whole vault: of two at once the later one would undo the other, a revocation among them.
  const inTurn = createTurns();

  const getFound = async () => {
    const found = await findVault(path);
    if (found === null) throw new CodedError('session.notSetUp');
    return found;
  };
  const getVault = async (): Promise<Vault> => (await getFound()).vault;
  /** Writes the vault with its details sealed anew; also how a vault of the first release is closed. */
  const save = (vault: Vault, details: VaultDetails, dataKey: Uint8Array): Promise<void> =>
    saveVault(path, { ...vault, detailsWrap: sealDetails(details, dataKey) });
  /** The details of a vault; one of the first release is sealed by that. */
  const readDetails = async (dataKey: Uint8Array): Promise<VaultDetails> => {
    const { vault, openDetails } = await getFound();
    if (openDetails === null) return openSealedDetails(vault, dataKey);
    await save(vault, openDetails, dataKey);
    return openDetails;
  };
  const getUnlocked = (): Unlocked => {
    if (current === null) throw new CodedError('session.locked');
    return current;
  };

  const findKeyringBackend = (): string | null =>
    parts.keyring.isAvailable() ? parts.keyring.backend() : null;

  /** The data key lies under the PIN, and under the keyring as well where there is one. */
  const wrapForPerson = async (
    identity: Pick<VaultPerson, 'id' | 'name'>,
    pin: string,
    dataKey: Buffer,
    formerKeys: VaultPerson['formerKeys'],
    kept?: {
      readonly signingKey: VaultPerson['signingKey'];
      readonly privateKey: Buffer;
      readonly documentSecret: DocumentSecret | null;
    },
  ): Promise<{ person: VaultPerson; privateKey: Buffer }> => {
    if (isPinTooWeak(pin)) throw new CodedError('session.pinTooWeak');
    const slowHash = newSlowHash(parts.slowHashMemory);
    const pinKey = await deriveFromPin(pin, slowHash);
    const fresh = kept === undefined ? newSigningKey() : undefined;
    const privateKey = kept?.privateKey ?? fresh?.privateKey ?? Buffer.alloc(0);
    const signingKey = kept?.signingKey ?? {
      fingerprint: fresh?.fingerprint ?? '',
      publicKey: fresh?.publicKey ?? '',
    };
    const keyringBackend = findKeyringBackend();
    const sealed = keyringBackend === null ? dataKey : parts.keyring.seal(dataKey);
    // Made anew without being kept: a person who was recovered, or is new, has no document secret.
    const { documentSecret: _forgotten, ...others }: Partial<VaultPerson> & typeof identity = identity;
    const documentSecret = kept?.documentSecret ?? null;
    return {
      privateKey,
      person: {
        ...others,
        ...(documentSecret === null
          ? {}
          : { documentSecret: wrapDocumentSecret(identity.id, documentSecret, pinKey) }),
        slowHash,
        keyringBackend,
        dataKeyWrap: wrapSecret(sealed, pinKey, `data:${identity.id}`),
        signingKeyWrap: wrapSecret(privateKey, pinKey, `signing:${identity.id}`),
        signingKey,
        formerKeys,
      },
    };
  };

  const open = (
    person: VaultPerson,
    dataKey: Buffer,
    privateKey: Buffer,
    details: VaultDetails,
  ): Unlocked => {
    current = {
      personId: person.id,
      dataKey,
      signer: createSigner(person.signingKey.fingerprint, privateKey),
      draftKey: deriveFromSecret(dataKey, `drafts:${person.id}`),
      details,
    };
    return current;
  };

  /** Throws 'session.wrongPin', 'session.backOff', 'session.keyringChanged'. */
  const openPinWraps = async (person: VaultPerson, pin: string) => {
    const { pinKey, sealed, privateKey } = await tries.attempt(person.id, async () => {
      const pinKey = await deriveFromPin(pin, person.slowHash);
      const sealed = findUnwrapped(person.dataKeyWrap, pinKey, `data:${person.id}`);
      const privateKey = findUnwrapped(person.signingKeyWrap, pinKey, `signing:${person.id}`);
      return sealed === null || privateKey === null ? null : { pinKey, sealed, privateKey };
    });
    const dataKey = person.keyringBackend === null ? sealed : openSealed(person, sealed);
    return { dataKey, privateKey, pinKey };
  };

  /** Wraps the same keys under today's slow hash, and otherwise as they were. */
  const renewHash = async (
    person: VaultPerson,
    pin: string,
    { dataKey, privateKey, pinKey }: Awaited<ReturnType<typeof openPinWraps>>,
    details: VaultDetails,
  ): Promise<void> => {
    const vault = await getVault();
    const isTouchedSince = getPerson(vault, person.id).dataKeyWrap !== person.dataKeyWrap;
    if (isTouchedSince || findKeyringBackend() !== person.keyringBackend) return;
    const { signingKey, formerKeys } = person;
    const kept = { signingKey, privateKey, documentSecret: findDocumentSecret(person, pinKey) };
    const renewed = await wrapForPerson(person, pin, dataKey, formerKeys, kept);
    await save(replacePerson(vault, renewed.person), details, dataKey);
  };

  /** A keyring that is gone or another's cannot open the seal: the recovery key is the way. */
  const openSealed = (person: VaultPerson, sealed: Buffer): Buffer => {
    if (!parts.keyring.isAvailable() || parts.keyring.backend() !== person.keyringBackend) {
      throw new CodedError('session.keyringChanged');
    }
    try {
      return Buffer.from(parts.keyring.open(sealed));
    } catch {
      throw new CodedError('session.keyringChanged');
    }
  };

  const findDataKeyByRecovery = (vault: Vault, typed: string): Buffer | null =>
    findUnwrapped(vault.recoveryWrap, deriveFromRecovery(typed), recoveryPurpose);

  const getPerson = (vault: Vault, personId: string): VaultPerson => {
    const person = vault.people.find((one) => one.id === personId);
    if (person === undefined) throw new CodedError('session.personUnknown');
    return person;
  };
  const replacePerson = (vault: Vault, person: VaultPerson): Vault => ({
    ...vault,
    people: vault.people.map((one) => (one.id === person.id ? person : one)),
  });

  return {
    findVault: async () => (await findVault(path))?.vault ?? null,
    unlocked: () => current,
    setUp: ({ office, deskLetter, personName, pin, isDemo }) =>
      inTurn(async () => {
        if ((await findVault(path)) !== null) throw new CodedError('session.alreadySetUp');
        const dataKey = randomBytes(32);
        const identity = { id: randomUUID(), name: maskInnerName(personName) };
        const { person, privateKey } = await wrapForPerson(identity, pin, dataKey, []);
        const recoveryKey = newRecoveryKey();
        const officeId = randomUUID();
        const vault: Vault = {
          format: 3,
          desk: { id: randomBytes(6).toString('hex'), letter: deskLetter },
          office: { id: officeId, name: office.name },
          isDemo,
          people: [person],
          detailsWrap: null,
          recoveryWrap: wrapForRecovery(dataKey, recoveryKey),
        };
        const details = { office: { ...office, id: officeId }, names: { [person.id]: personName } };
        await save(vault, details, dataKey);
        open(person, dataKey, privateKey, details);
        return { recoveryKey };
      }),
    unlock: async (personId, pin) => {
      const vault = await getVault();
      const person = getPerson(vault, personId);
      if (person.isRevoked) throw new CodedError('session.revoked');
      const opened = await openPinWraps(person, pin);
      const details = await readDetails(opened.dataKey);
      // A disk that is full, or a PIN that would be refused today, is no reason to keep somebody out.
      if (isOutdatedHash(person.slowHash))
        await inTurn(() => renewHash(person, pin, opened, details)).catch(() => {});
      await inTurn(() => mendVault(path)).catch(() => {});
      return open(person, opened.dataKey, opened.privateKey, details);
    },
    lock: () => {
      current?.dataKey.fill(0);
      current?.draftKey.fill(0);
      current = null;
    },
    addPerson: (name, pin) =>
      inTurn(async () => {
        const { dataKey } = getUnlocked();
        const vault = await getVault();
        const identity = { id: randomUUID(), name: maskInnerName(name) };
        const { person } = await wrapForPerson(identity, pin, dataKey, []);
        const unlocked = getUnlocked();
        const details = { ...unlocked.details, names: { ...unlocked.details.names, [person.id]: name } };
        await save({ ...vault, people: [...vault.people, person] }, details, unlocked.dataKey);
        // Locked meanwhile, the desk stays so.
        if (current === unlocked) current = { ...unlocked, details };
        return person.id;
      }),
    changePin: (oldPin, newPin) =>
      inTurn(async () => {
        const { personId, details } = getUnlocked();
        const vault = await getVault();
        const before = getPerson(vault, personId);
        const { dataKey, privateKey, pinKey } = await openPinWraps(before, oldPin);
        const documentSecret = findDocumentSecret(before, pinKey);
        const kept = { signingKey: before.signingKey, privateKey, documentSecret };
        const { person } = await wrapForPerson(before, newPin, dataKey, before.formerKeys, kept);
        await save(replacePerson(vault, person), details, dataKey);
      }),
    openDocumentSecret: (pin) =>
      inTurn(async () => {
        const { personId, details } = getUnlocked();
        const vault = await getVault();
        const person = getPerson(vault, personId);
        const { dataKey, pinKey } = await openPinWraps(person, pin);
        const known = findDocumentSecret(person, pinKey);
        if (known !== null) return known;
        const fresh = { id: randomUUID(), secret: randomBytes(32) };
        const documentSecret = wrapDocumentSecret(personId, fresh, pinKey);
        await save(replacePerson(vault, { ...person, documentSecret }), details, dataKey);
        return fresh;
      }),
    findDocumentSecretId: async () =>
      getPerson(await getVault(), getUnlocked().personId).documentSecret?.id ?? null,
    recover: (recoveryKey, personId, newPin) =>
      inTurn(async () => {
        const vault = await getVault();
        const before = getPerson(vault, personId);
        const dataKey = findDataKeyByRecovery(vault, recoveryKey);
        if (dataKey === null) throw new CodedError('session.recoveryKeyWrong');
        // Wrapped anew for the keyring that is here now, which may be another PC's.
        const formerKeys = [...before.formerKeys, before.signingKey];
        const { person, privateKey } = await wrapForPerson(before, newPin, dataKey, formerKeys);
        const details = await readDetails(dataKey);
        await save(replacePerson(vault, person), details, dataKey);
        await tries.forget(personId);
        return open(person, dataKey, privateKey, details);
      }),
    revoke: (personIds) =>
      inTurn(async () => {
        const vault = await getVault();
        const nothing = (purpose: string) => wrapSecret(randomBytes(32), randomBytes(32), purpose);
        const people = vault.people.map(({ documentSecret, ...person }) =>
          personIds.includes(person.id)
            ? {
                ...person,
                dataKeyWrap: nothing(`data:${person.id}`),
                signingKeyWrap: nothing(`signing:${person.id}`),
                isRevoked: true,
              }
            : { ...person, ...(documentSecret === undefined ? {} : { documentSecret }) },
        );
        // Whoever is told of a revocation is unlocked, and unlocking has sealed the vault.
        if (vault.detailsWrap === null) throw new CodedError('session.locked');
        await saveVault(path, { ...vault, people, detailsWrap: vault.detailsWrap });
      }),
    replaceRecoveryKey: (recoveryKey, pin) =>
      inTurn(async () => {
        const { personId, details } = getUnlocked();
        const vault = await getVault();
        const { dataKey } = await openPinWraps(getPerson(vault, personId), pin);
        await save({ ...vault, recoveryWrap: wrapForRecovery(dataKey, recoveryKey) }, details, dataKey);
      }),
    isRecoveryKeyRight: async (recoveryKey) => findDataKeyByRecovery(await getVault(), recoveryKey) !== null,
  };
}

/** Verifies what anybody of a desk has signed, now or before a recovery. */
export function createOwnVerifier({ people }: Vault): SignatureVerifier {
  return createVerifier(people.flatMap((person) => [person.signingKey, ...person.formerKeys]));
}

const recoveryPurpose = 'data:recovery';

/** Throws 'session.recoveryKeyMistyped'. */
function deriveFromRecovery(typed: string): Buffer {
  const secret = findRecoverySecret(typed);
  if (secret === null) throw new CodedError('session.recoveryKeyMistyped');
  return deriveFromSecret(secret, 'recovery');
}

const wrapForRecovery = (dataKey: Buffer, recoveryKey: string): string =>
  wrapSecret(dataKey, deriveFromRecovery(recoveryKey), recoveryPurpose);

const documentPurpose = (personId: string) => `document:${personId}`;

function wrapDocumentSecret(personId: string, { id, secret }: DocumentSecret, pinKey: Buffer) {
  return { id, wrap: wrapSecret(secret, pinKey, documentPurpose(personId)) };
}

function findDocumentSecret(
  { id: personId, documentSecret }: VaultPerson,
  pinKey: Buffer,
): DocumentSecret | null {
  if (documentSecret === undefined) return null;
  const secret = findUnwrapped(documentSecret.wrap, pinKey, documentPurpose(personId));
  return secret === null ? null : { id: documentSecret.id, secret };
}
