import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demoOffice } from '../../src-main/demo-office.ts';
import { type Keyring, noKeyring } from '../../src-main/session/keyring.ts';
import { isPinTooWeak } from '../../src-main/session/pin-policy.ts';
import { findRecoverySecret, newRecoveryKey } from '../../src-main/session/recovery-key.ts';
import { createOwnVerifier, createSession, type Session } from '../../src-main/session/session.ts';

/** A login's keyring in memory. Does not prove that a real libsecret, DPAPI or Keychain behaves alike. */
function fakeKeyring(backend = 'gnome_libsecret'): Keyring {
  const key = randomBytes(32);
  return {
    isAvailable: () => true,
    backend: () => backend,
    seal: (secret) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = Buffer.concat([cipher.update(secret), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    open: (sealed) => {
      const bytes = Buffer.from(sealed);
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
    },
  };
}

const pin = '246813';
let folder: string;
let now = Date.UTC(2026, 3, 13);
const open = (keyring: Keyring = noKeyring, at = folder) =>
  createSession({ folder: at, keyring, now: () => now, slowHashMemory: 2 ** 12 });
const setUp = async (keyring: Keyring = noKeyring) => {
  const session = open(keyring);
  const { recoveryKey } = await session.setUp({
    office: demoOffice,
    deskLetter: 'A',
    personName: '郭秀岚',
    pin,
    isDemo: false,
  });
  const personId = (await session.findVault())?.people[0]?.id ?? '';
  return { session, recoveryKey, personId, dataKey: Buffer.from(session.unlocked()?.dataKey ?? []) };
};
const getVault = async (session: Session) => {
  const vault = await session.findVault();
  if (vault === null) throw new Error('session.notSetUp');
  return vault;
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'session-'));
  now = Date.UTC(2026, 3, 13);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a desk with a PIN', () => {
  it('opens where the disk takes nothing, and counts wrong PINs there all the same', async () => {
    const { personId } = await setUp();
    // Whoever would write the counter finds a folder in its place, also as root.
    await mkdir(join(folder, 'pin-tries.json.unfinished'));
    const session = open();
    for (const triesLeft of [4, 3, 2, 1, 0])
      await expect(session.unlock(personId, '000001')).rejects.toMatchObject({ details: { triesLeft } });
    await expect(session.unlock(personId, pin)).rejects.toMatchObject({ code: 'session.backOff' });
    now += 60_000;
    await expect(session.unlock(personId, pin)).resolves.toBeDefined();
  });

  it('waits for no disk at the right PIN, unless wrong ones are to be forgotten', async () => {
    const { personId } = await setUp();
    await open().unlock(personId, pin);
    expect(await readdir(folder)).not.toContain('pin-tries.json');
    await expect(open().unlock(personId, '000001')).rejects.toMatchObject({ details: { triesLeft: 4 } });
    await open().unlock(personId, pin);
    await expect(open().unlock(personId, '000001')).rejects.toMatchObject({ details: { triesLeft: 4 } });
  });

  it('opens with the same key after a restart', async () => {
    const { personId, dataKey } = await setUp();
    expect((await open().unlock(personId, pin)).dataKey).toEqual(dataKey);
  });

  it('pauses after five wrong PINs, longer each time, over a restart, and not shorter when the clock is set back', async () => {
    const { personId } = await setUp();
    for (let left = 4; left >= 0; left -= 1) {
      await expect(open().unlock(personId, '000001')).rejects.toMatchObject({
        code: 'session.wrongPin',
        details: { triesLeft: left },
      });
    }
    await expect(open().unlock(personId, pin)).rejects.toMatchObject({
      code: 'session.backOff',
      details: { retryAfterSeconds: 30 },
    });
    now -= 365 * 24 * 3600 * 1000;
    await expect(open().unlock(personId, pin)).rejects.toMatchObject({ code: 'session.backOff' });
    now += 31_000;
    await expect(open().unlock(personId, '000001')).rejects.toMatchObject({ code: 'session.wrongPin' });
    await expect(open().unlock(personId, pin)).rejects.toMatchObject({ details: { retryAfterSeconds: 60 } });
    now += 61_000;
    await expect(open().unlock(personId, pin)).resolves.toMatchObject({ personId });
  });

  it('counts tries that are made at once one after the other: a window that sends many gains nothing', async () => {
    const { session, personId } = await setUp();
    const guesses = Array.from({ length: 12 }, (_, index) =>
      session
        .unlock(personId, `${900_001 + index}`)
        .catch((error: unknown) => (error as { code: string }).code),
    );
    const right = session.unlock(personId, pin).catch((error: unknown) => (error as { code: string }).code);
    const answers = await Promise.all(guesses);
    expect(answers.filter((code) => code === 'session.wrongPin')).toHaveLength(5);
    expect(answers.filter((code) => code === 'session.backOff')).toHaveLength(7);
    expect(await right).toBe('session.backOff');
  });

  it('lets a second person work with the same case files and a signing key of their own', async () => {
    const { session, dataKey } = await setUp();
    const second = await session.addPerson('贺敏', '975318');
    session.lock();
    const unlocked = await open().unlock(second, '975318');
    expect(unlocked.dataKey).toEqual(dataKey);
    const keys = (await session.findVault())?.people.map((one) => one.signingKey.fingerprint) ?? [];
    expect(new Set(keys).size).toBe(2);
  });

  it('changes the PIN only with the old one, and keeps the signing key', async () => {
    const { session, personId } = await setUp();
    const before = session.unlocked()?.signer.fingerprint;
    await expect(session.changePin('111222', '864209')).rejects.toMatchObject({ code: 'session.wrongPin' });
    await session.changePin(pin, '864209');
    await expect(open().unlock(personId, pin)).rejects.toMatchObject({ code: 'session.wrongPin' });
    expect((await open().unlock(personId, '864209')).signer.fingerprint).toBe(before);
  });

  it('keeps the secret of document keys under the PIN, over a change of it, and forgets it with recovery and revocation', async () => {
    const { session, personId, recoveryKey } = await setUp();
    expect(await session.findDocumentSecretId()).toBeNull();
    const first = await session.openDocumentSecret(pin);
    expect(await session.openDocumentSecret(pin)).toEqual(first);
    await expect(session.openDocumentSecret('000000')).rejects.toMatchObject({ code: 'session.wrongPin' });
    await session.changePin(pin, '975310');
    await expect(session.openDocumentSecret(pin)).rejects.toMatchObject({ code: 'session.wrongPin' });
    expect(await session.openDocumentSecret('975310')).toEqual(first);
    await session.recover(recoveryKey, personId, '864209');
    expect(await session.findDocumentSecretId()).toBeNull();
    const second = await session.openDocumentSecret('864209');
    expect(second.id).not.toBe(first.id);
    expect(second.secret).not.toEqual(first.secret);
    await session.revoke([personId]);
    expect(await session.findDocumentSecretId()).toBeNull();
    await expect(session.openDocumentSecret('864209')).rejects.toMatchObject({ code: 'session.wrongPin' });
  });

  it('wraps a PIN of the first release under the slow hash of today at its next unlocking, and keeps the keys', async () => {
    const pinOfRelease = '246813';
    await cp(join(import.meta.dirname, '../fixtures/data-v1/vault.json'), join(folder, 'vault.json'));
    const hashOf = async () => (await open().findVault())?.people[0]?.slowHash.name;
    const person = (await open().findVault())?.people[0];
    expect(await hashOf()).toBe('scrypt');
    const before = await open().unlock(person?.id ?? '', pinOfRelease);
    expect(await hashOf()).toBe('argon2id');
    const after = await open().unlock(person?.id ?? '', pinOfRelease);
    expect(after.dataKey).toEqual(before.dataKey);
    expect(after.signer.fingerprint).toBe(person?.signingKey.fingerprint);
    await expect(open().unlock(person?.id ?? '', '000001')).rejects.toMatchObject({
      code: 'session.wrongPin',
    });
  });

  it('asks for 128 MiB and eight passes from who tries a PIN', async () => {
    const session = createSession({ folder, keyring: noKeyring, now: () => now });
    await session.setUp({ office: demoOffice, deskLetter: 'A', personName: '甲', pin, isDemo: false });
    expect((await session.findVault())?.people[0]?.slowHash).toMatchObject({
      name: 'argon2id',
      memory: 128 * 1024,
      passes: 8,
    });
  });

  it('forgets its keys when it is locked', async () => {
    const { session } = await setUp();
    const unlocked = session.unlocked();
    session.lock();
    expect(session.unlocked()).toBeNull();
    expect(unlocked?.dataKey.every((byte) => byte === 0)).toBe(true);
  });

  it('keeps no secret readable in its folder', async () => {
    const { recoveryKey, dataKey } = await setUp();
    for (const name of await readdir(folder)) {
      const bytes = await readFile(join(folder, name));
      for (const secret of [pin, recoveryKey, dataKey.toString('base64'), dataKey.toString('hex')]) {
        expect(bytes.includes(secret), name).toBe(false);
      }
      expect(bytes.includes(dataKey)).toBe(false);
    }
  });
});

describe('the recovery key', () => {
  it('opens the desk and sets a new PIN when the PIN is lost; what was signed before stays verifiable', async () => {
    const { session, recoveryKey, personId, dataKey } = await setUp();
    const before = session.unlocked()?.signer;
    const signature = before?.sign('a'.repeat(64)) ?? '';
    session.lock();
    const recovered = await open().recover(recoveryKey, personId, '864209');
    expect(recovered.dataKey).toEqual(dataKey);
    expect(recovered.signer.fingerprint).not.toBe(before?.fingerprint);
    const verify = createOwnVerifier(await getVault(session));
    expect(await verify(before?.fingerprint ?? '', 'a'.repeat(64), signature)).toBe(true);
  });

  it('opens the desk when the keyring is lost, and after the folder was moved to another PC', async () => {
    const { recoveryKey, personId, dataKey } = await setUp(fakeKeyring());
    const elsewhere = await mkdtemp(join(tmpdir(), 'session-moved-'));
    await cp(folder, elsewhere, { recursive: true });
    await expect(open(noKeyring, elsewhere).unlock(personId, pin)).rejects.toMatchObject({
      code: 'session.keyringChanged',
    });
    await expect(open(fakeKeyring(), elsewhere).unlock(personId, pin)).rejects.toMatchObject({
      code: 'session.keyringChanged',
    });
    const other = fakeKeyring('kwallet6');
    expect((await open(other, elsewhere).recover(recoveryKey, personId, '864209')).dataKey).toEqual(dataKey);
    expect((await open(other, elsewhere).unlock(personId, '864209')).dataKey).toEqual(dataKey);
    await rm(elsewhere, { recursive: true, force: true });
  });

  it('with a keyring needs both the keyring and the PIN', async () => {
    const keyring = fakeKeyring();
    const { personId, dataKey } = await setUp(keyring);
    expect((await open(keyring).unlock(personId, pin)).dataKey).toEqual(dataKey);
  });

  it('says a slip of typing apart from a wrong key, and forgives O, I, small letters and spaces', async () => {
    const { session, recoveryKey } = await setUp();
    expect(
      await session.isRecoveryKeyRight(
        recoveryKey.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'i'),
      ),
    ).toBe(true);
    expect(await session.isRecoveryKeyRight(newRecoveryKey())).toBe(false);
    // In the check itself: one slip in a thousand anywhere else has the same check by chance.
    const slipped = recoveryKey.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    await expect(session.isRecoveryKeyRight(slipped)).rejects.toMatchObject({
      code: 'session.recoveryKeyMistyped',
    });
    expect(findRecoverySecret('')).toBeNull();
  });
});

describe('another recovery key', () => {
  it('counts from the moment it was put in the place of the former one, and not before', async () => {
    const { session, recoveryKey: former, personId, dataKey } = await setUp();
    const other = newRecoveryKey();
    await expect(session.replaceRecoveryKey(other, '000000')).rejects.toMatchObject({
      code: 'session.wrongPin',
    });
    expect(await open().isRecoveryKeyRight(former)).toBe(true);
    await session.replaceRecoveryKey(other, pin);
    expect(await open().isRecoveryKeyRight(former)).toBe(false);
    for (const name of await readdir(folder)) {
      expect(await readFile(join(folder, name), 'utf8'), name).not.toContain(other);
    }
    expect((await open().unlock(personId, pin)).dataKey).toEqual(dataKey);
    expect((await open().recover(other, personId, '864209')).dataKey).toEqual(dataKey);
  });

  it('is not taken with a slip in it, nor at a locked desk', async () => {
    const { session, recoveryKey } = await setUp();
    const slipped = recoveryKey.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    await expect(session.replaceRecoveryKey(slipped, pin)).rejects.toMatchObject({
      code: 'session.recoveryKeyMistyped',
    });
    session.lock();
    await expect(session.replaceRecoveryKey(newRecoveryKey(), pin)).rejects.toMatchObject({
      code: 'session.locked',
    });
    expect(await open().isRecoveryKeyRight(recoveryKey)).toBe(true);
  });
});

describe('the vault', () => {
  it('damaged or of a newer program is refused, each with its own code, and left as it is', async () => {
    await setUp();
    const path = join(folder, 'vault.json');
    await writeFile(path, '{"format": 4}');
    await expect(open().findVault()).rejects.toMatchObject({ code: 'session.vaultNewer' });
    await writeFile(path, 'not json');
    await writeFile(`${path}.copy`, '{"format": 1}');
    await expect(open().findVault()).rejects.toMatchObject({ code: 'session.vaultDamaged' });
    expect(await readFile(path, 'utf8')).toBe('not json');
  });

  it('offers masked names before the PIN, and names the office’s people and its head only after it', async () => {
    const { session, personId } = await setUp();
    session.lock();
    const text = await readFile(join(folder, 'vault.json'), 'utf8');
    expect(text).toContain('郭*岚');
    for (const known of ['郭秀岚', demoOffice.officeHead, demoOffice.phone, demoOffice.address]) {
      expect(known).not.toBe('');
      expect(text).not.toContain(known);
    }
    const { office, names } = (await session.unlock(personId, pin)).details;
    expect(office).toMatchObject(demoOffice);
    expect(names).toEqual({ [personId]: '郭秀岚' });
  });

  it('of the first release is read, and sealed in every file at the first unlocking', async () => {
    const release = new URL('../fixtures/data-v1/', import.meta.url);
    await cp(release, folder, { recursive: true });
    const expected = JSON.parse(await readFile(new URL('expected.json', release), 'utf8'));
    const session = createSession({ folder, keyring: noKeyring, now: () => now });
    const personId = (await session.findVault())?.people[0]?.id ?? '';
    expect(await readFile(join(folder, 'vault.json'), 'utf8')).toContain('郭秀岚');
    const { details } = await session.unlock(personId, expected.pin);
    expect(details.office).toMatchObject(demoOffice);
    for (const name of (await readdir(folder)).filter((one) => one.startsWith('vault'))) {
      expect(await readFile(join(folder, name), 'utf8'), name).not.toContain('郭秀岚');
    }
    session.lock();
    expect((await session.unlock(personId, expected.pin)).personId).toBe(personId);
  });

  it('lost or damaged once is read from its copy, and is never taken for a desk that was not set up', async () => {
    const { personId, dataKey } = await setUp();
    const path = join(folder, 'vault.json');
    await writeFile(path, 'torn');
    expect((await open().unlock(personId, pin)).dataKey).toEqual(dataKey);
    await rm(path);
    expect((await open().unlock(personId, pin)).dataKey).toEqual(dataKey);
    // The next change writes both again.
    const session = open();
    await session.unlock(personId, pin);
    await session.addPerson('贺敏', '975318');
    await rm(`${path}.copy`);
    expect((await open().findVault())?.people).toHaveLength(2);
  });

  it('whose copy alone is whole outlives a change that the disk does not take', async () => {
    const { session, personId, dataKey } = await setUp();
    const path = join(folder, 'vault.json');
    await rm(path);
    await mkdir(`${path}.unfinished`); // nothing can be written there
    await expect(session.changePin(pin, '864209')).rejects.toThrow();
    expect((await open().unlock(personId, pin)).dataKey).toEqual(dataKey);
  });

  it('on a place of the disk that cannot be read is read from its copy', async () => {
    const { personId, dataKey } = await setUp();
    const path = join(folder, 'vault.json');
    await rm(path);
    await mkdir(path);
    expect((await open().unlock(personId, pin)).dataKey).toEqual(dataKey);
  });

  it('stands twice again from the next unlocking on, whichever of the two a kill or a damage has taken', async () => {
    const { personId } = await setUp();
    const path = join(folder, 'vault.json');
    const whole = await readFile(path, 'utf8');
    for (const file of [path, `${path}.copy`]) {
      for (const damage of [() => rm(file), () => writeFile(file, whole.slice(0, 99))]) {
        await damage();
        await open().unlock(personId, pin);
        expect(await readFile(path, 'utf8')).toBe(whole);
        expect(await readFile(`${path}.copy`, 'utf8')).toBe(whole);
      }
    }
  });

  it('keeps no wrap of a revoked person, of an old PIN or of before a recovery in any file of the folder', async () => {
    const { session, personId, recoveryKey } = await setUp();
    const second = await session.addPerson('贺敏', '975318');
    const wrapsOf = async (id: string) => {
      const person = (await session.findVault())?.people.find((one) => one.id === id);
      return [person?.dataKeyWrap ?? 'none', person?.signingKeyWrap ?? 'none'];
    };
    const former = [...(await wrapsOf(personId)), ...(await wrapsOf(second))];
    await session.changePin(pin, '864209');
    former.push(...(await wrapsOf(personId)));
    await session.recover(recoveryKey, personId, '135790');
    await session.revoke([second]);
    for (const name of await readdir(folder)) {
      const text = await readFile(join(folder, name), 'utf8');
      for (const wrap of former) expect(text.includes(wrap), name).toBe(false);
    }
    await expect(open().unlock(second, '975318')).rejects.toMatchObject({ code: 'session.revoked' });
  });

  it('leaves a desk locked that is locked while a person is being added', async () => {
    const { session } = await setUp();
    const added = session.addPerson('贺敏', '975318');
    await expect.poll(async () => (await getVault(session)).people.length, { interval: 0 }).toBe(2);
    session.lock();
    await added;
    expect(session.unlocked()).toBeNull();
  });

  it('loses no change to another one that was under way', async () => {
    const { session, personId } = await setUp();
    const changes = [session.addPerson('贺敏', '975318'), session.addPerson('王芳', '864297')];
    const [second = ''] = await Promise.all([...changes, session.changePin(pin, '864209')]);
    // Taken while a new person is being added, whose PIN takes a while to be hashed.
    await Promise.all([session.addPerson('赵强', '753184'), session.revoke([second])]);
    const people = (await open().findVault())?.people ?? [];
    expect(people.map(({ isRevoked }) => isRevoked === true)).toEqual([false, true, false, false]);
    await expect(open().unlock(personId, '864209')).resolves.toMatchObject({ personId });
  });
});

describe('a PIN', () => {
  it.each(['12345', '111111', '121212', '123123', '123456', '654321', '890123'])(
    '%s is too simple',
    (text) => {
      expect(isPinTooWeak(text)).toBe(true);
    },
  );
  it.each(['246813', '135790', '秘密的短语一句', '864209'])('%s is taken', (text) => {
    expect(isPinTooWeak(text)).toBe(false);
  });
});
