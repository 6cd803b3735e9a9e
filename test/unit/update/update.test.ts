import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { makeKey, signFolder } from '../../../scripts/sign-update.mjs';
import { installedRelease } from '../../../src-main/update/installed-release.ts';
import { InstallerKind, manifestName, signatureName } from '../../../src-main/update/manifest.ts';
import {
  getOfferedUpdate,
  type InstalledRelease,
  takeOfferedUpdate,
} from '../../../src-main/update/offline-update.ts';
import { isLaterVersion } from '../../../src-main/update/release-version.ts';

/**
 * The publisher's own script signs real folders with real keys. The installers are a few bytes: that an installer
 * made by electron-builder installs over an older desk is not proved here.
 */
const home = mkdtempSync(join(tmpdir(), 'update-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const keyFile = join(home, 'publisher.pem');
const otherKeyFile = join(home, 'somebody.pem');
const publicKey = makeKey(keyFile);
makeKey(otherKeyFile);
const installed: InstalledRelease = { version: '1.2.0', kind: 'deb', arch: 'x64', trustedKeys: [publicKey] };
const debName = 'MediationDesk-1.10.0-linux-amd64.deb';
let stick = '';
let kept = '';
let count = 0;

beforeEach(async () => {
  count += 1;
  stick = join(home, `stick-${count}`);
  kept = join(home, `kept-${count}`);
  mkdirSync(stick);
  for (const name of [
    debName,
    'MediationDesk-1.10.0-linux-x86_64.AppImage',
    'MediationDesk-1.10.0-win-x64.exe',
    'MediationDesk-1.10.0-mac-arm64.dmg',
  ])
    writeFileSync(join(stick, name), `installer ${name}`);
  await signFolder(stick, '1.10.0', keyFile, '2026-11-24');
});

const take = () => takeOfferedUpdate(stick, installed, kept);
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: { code?: string }) => error.code,
  );
const keptFiles = () => (existsSync(kept) ? readdirSync(kept) : []);

describe('an update from a folder or stick', () => {
  it('is offered with its version and day, and taken as a copy of the very bytes', async () => {
    expect(await getOfferedUpdate(stick, installed)).toMatchObject({
      version: '1.10.0',
      publishedOn: '2026-11-24',
    });
    const path = await take();
    expect(path).toBe(join(kept, debName));
    expect(readFileSync(path)).toEqual(readFileSync(join(stick, debName)));
    expect(keptFiles()).toEqual([debName]);
  });

  it.each([
    ['nsis', 'x64', 'MediationDesk-1.10.0-win-x64.exe'],
    ['appImage', 'x64', 'MediationDesk-1.10.0-linux-x86_64.AppImage'],
    ['dmg', 'arm64', 'MediationDesk-1.10.0-mac-arm64.dmg'],
  ])('for %s on %s is %s', async (kind, arch, name) => {
    const wanted = { ...installed, kind: InstallerKind.parse(kind), arch };
    expect((await getOfferedUpdate(stick, wanted)).installer.name).toBe(name);
  });

  it('takes the place of one that was taken before', async () => {
    mkdirSync(kept);
    writeFileSync(join(kept, 'MediationDesk-1.9.0-linux-amd64.deb'), 'older');
    await take();
    expect(keptFiles()).toEqual([debName]);
  });

  it('is refused when any byte of the manifest or the signature is another', async () => {
    for (const name of [manifestName, signatureName]) {
      const path = join(stick, name);
      const whole = readFileSync(path);
      for (let index = 0; index < whole.length; index += name === manifestName ? 17 : 5) {
        const changed = Buffer.from(whole);
        changed[index] = (changed[index] ?? 0) ^ 4;
        // Of base64, trailing padding carries nothing; the bytes themselves are what counts.
        const isSameSignature =
          name === signatureName &&
          Buffer.from(changed.toString(), 'base64').equals(Buffer.from(whole.toString(), 'base64'));
        writeFileSync(path, changed);
        if (!isSameSignature)
          expect(await refusal(take()), `${name} ${index}`).toBe('update.signatureInvalid');
      }
      writeFileSync(path, whole);
    }
    expect(keptFiles()).toEqual([]);
    expect(await refusal(take())).toBe('accepted');
  });

  it('is refused when somebody else signed it, or when nobody is trusted', async () => {
    expect(await refusal(getOfferedUpdate(stick, { ...installed, trustedKeys: [] }))).toBe(
      'update.noTrustedKey',
    );
    await signFolder(stick, '1.10.0', otherKeyFile, '2026-11-24');
    expect(await refusal(take())).toBe('update.signatureInvalid');
  });

  it('is accepted from any of several trusted keys, so that a key can be replaced', async () => {
    const both = { ...installed, trustedKeys: [makeKey(join(home, `next-${count}.pem`)), publicKey] };
    expect((await getOfferedUpdate(stick, both)).version).toBe('1.10.0');
  });

  it.each(['1.10.0', '1.10.1', '2.0.0'])('is refused on a desk that already has %s', async (version) => {
    expect(await refusal(getOfferedUpdate(stick, { ...installed, version }))).toBe('update.notNewer');
  });

  it('is refused when it holds nothing for this computer', async () => {
    expect(await refusal(getOfferedUpdate(stick, { ...installed, arch: 'arm64' }))).toBe(
      'update.notForThisComputer',
    );
  });

  it('leaves no copy when the installer is longer, shorter, changed, missing, or a link', async () => {
    const path = join(stick, debName);
    const whole = readFileSync(path);
    appendFileSync(path, '!');
    expect(await refusal(take())).toBe('update.fileDamaged');
    writeFileSync(path, whole.subarray(1));
    expect(await refusal(take())).toBe('update.fileDamaged');
    const changed = Buffer.from(whole);
    changed[3] = (changed[3] ?? 0) ^ 1;
    writeFileSync(path, changed);
    expect(await refusal(take())).toBe('update.fileDamaged');
    rmSync(path);
    expect(await refusal(take())).toBe('update.fileMissing');
    if (process.platform !== 'win32') {
      writeFileSync(join(home, 'elsewhere'), whole);
      symlinkSync(join(home, 'elsewhere'), path);
      expect(await refusal(take())).toBe('update.fileMissing');
    }
    expect(keptFiles()).toEqual([]);
  });

  it('says that there is none in an empty folder, without a signature, or without the folder', async () => {
    rmSync(join(stick, signatureName));
    expect(await refusal(take())).toBe('update.notFound');
    expect(await refusal(getOfferedUpdate(join(home, 'nowhere'), installed))).toBe('update.notFound');
  });

  it.each([
    ['a path', { name: '../x.deb' }],
    ['a missing hash', { sha512: '' }],
    ['an unknown kind', { kind: 'script' }],
  ])('is refused with %s in it, though the publisher signed it', async (_label, part) => {
    const manifest = JSON.parse(readFileSync(join(stick, manifestName), 'utf8'));
    Object.assign(manifest.installers[0], part);
    await signText(JSON.stringify(manifest));
    expect(await refusal(take())).toBe('update.manifestMalformed');
  });

  it('is read though a later publisher says more than this release knows', async () => {
    const manifest = JSON.parse(readFileSync(join(stick, manifestName), 'utf8'));
    await signText(JSON.stringify({ ...manifest, notes: 'later' }));
    expect(await refusal(take())).toBe('accepted');
  });
});

describe('the publisher’s script', () => {
  it('signs only installers of the version, and refuses a folder without one', async () => {
    copyFileSync(join(stick, debName), join(stick, 'MediationDesk-1.9.0-linux-amd64.deb'));
    expect(await signFolder(stick, '1.10.0', keyFile, '2026-11-24')).not.toContain(
      'MediationDesk-1.9.0-linux-amd64.deb',
    );
    await expect(signFolder(stick, '9.9.9', keyFile, '2026-11-24')).rejects.toThrow(/no installer/);
  });

  it('never writes a private key into the project, or over another', () => {
    expect(() => makeKey(join(import.meta.dirname, 'key.pem'))).toThrow(/outside/);
    expect(() => makeKey(keyFile)).toThrow();
  });
});

describe('versions', () => {
  it.each([
    ['1.10.0', '1.9.9', true],
    ['2.0.0', '1.99.99', true],
    ['1.2.3', '1.2.3', false],
    ['1.2.2', '1.2.3', false],
    ['1.2.4-beta', '1.2.3', false],
    ['v9', '1.0.0', false],
  ])('%s after %s: %s', (candidate, current, expected) => {
    expect(isLaterVersion(candidate, current)).toBe(expected);
  });

  it('tell an AppImage from a deb by its environment', () => {
    expect(installedRelease('1.0.0', 'linux', 'x64', {}).kind).toBe('deb');
    expect(installedRelease('1.0.0', 'linux', 'x64', { APPIMAGE: '/x' }).kind).toBe('appImage');
    expect(installedRelease('1.0.0', 'win32', 'x64', {}).kind).toBe('nsis');
    expect(installedRelease('1.0.0', 'darwin', 'arm64', {}).kind).toBe('dmg');
  });
});

/** Signs any text with the publisher's key. */
async function signText(text: string): Promise<void> {
  const { createPrivateKey, sign } = await import('node:crypto');
  writeFileSync(join(stick, manifestName), text);
  const key = createPrivateKey(readFileSync(keyFile));
  writeFileSync(join(stick, signatureName), sign(null, Buffer.from(text), key).toString('base64'));
}
