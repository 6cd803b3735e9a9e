import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findFolderRisk } from '../../src-main/session/folder-risk.ts';
import { findDeskFolder } from '../../src-main/window/desk-folder.ts';

/** By path and table of mounts alone; no real net disk is asked. */
const mounts = [
  'overlay / overlay rw 0 0',
  '//server/share /mnt/office cifs rw 0 0',
  'server:/home /home nfs4 rw 0 0',
  '/dev/sda2 /home/local ext4 rw 0 0',
].join('\n');

it.each([
  ['C:\\Users\\a\\OneDrive\\desk', 'synced'],
  ['C:\\Users\\a\\OneDrive - 某街道\\desk', 'synced'],
  ['/home/local/a/坚果云/desk', 'synced'],
  ['C:\\Users\\a\\AppData\\Roaming\\MediationDesk\\desk', 'roaming'],
  ['\\\\server\\profiles\\a\\desk', 'network'],
  ['/mnt/office/desk', 'network'],
  ['/home/a/desk', 'network'],
])('%s is said to be %s', (folder, risk) => {
  expect(findFolderRisk(folder, mounts)).toBe(risk);
});

it.each([
  'C:\\Users\\a\\AppData\\Local\\desk',
  '/home/local/a/desk',
  '/mnt/office2/desk',
  '/data/MyOneDriveNotes',
])('%s is a place on this PC', (folder) => {
  expect(findFolderRisk(folder, mounts)).toBeNull();
});

it('a desk on Windows lies where no profile roams, and one that was set up before stays where it is', () => {
  const profile = mkdtempSync(join(tmpdir(), 'profile-'));
  const [roaming, local] = [join(profile, 'Roaming'), join(profile, 'Local')];
  try {
    expect(findDeskFolder(roaming, local, 'MediationDesk')).toBe(join(local, 'MediationDesk', 'desk'));
    mkdirSync(join(roaming, 'desk'), { recursive: true });
    expect(findDeskFolder(roaming, local, 'MediationDesk')).toBe(join(local, 'MediationDesk', 'desk'));
    writeFileSync(join(roaming, 'desk', 'desk.db'), '');
    expect(findDeskFolder(roaming, local, 'MediationDesk')).toBe(join(roaming, 'desk'));
    // Elsewhere there is no such place.
    expect(findDeskFolder('/home/a/.config/MediationDesk', undefined, 'MediationDesk')).toBe(
      '/home/a/.config/MediationDesk/desk',
    );
  } finally {
    rmSync(profile, { recursive: true });
  }
});
