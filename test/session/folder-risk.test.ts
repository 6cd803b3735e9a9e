import { expect, it } from 'vitest';
import { findFolderRisk } from '../../src-main/session/folder-risk.ts';

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
