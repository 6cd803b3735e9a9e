import { readFileSync, statfsSync } from 'node:fs';
import { freemem } from 'node:os';
import useOwnTemporaryFolder from './temporary-folder.ts';

const ramDisk = '/dev/shm';
/** All that vitest's files leave until the end of their run is a fourth of it. */
const roomNeeded = 4 * 1024 ** 3;

/**
 * Set-up of every run of vitest: its temporary folder lies on a RAM disk, where there is one with room from which
 * programs may be started. Tests make and remove tens of thousands of files, and on a disk a fifth of a server's test was
 * the file system looking for free places. What a power cut leaves is shown by `test/store/power-loss.test.ts`, which
 * keeps account of what was given to the disk itself.
 */
export default function useFolderInMemory(): () => void {
  if (hasRamDisk()) process.env.TMPDIR = ramDisk;
  return useOwnTemporaryFolder();
}

function hasRamDisk(): boolean {
  if (process.platform !== 'linux') return false;
  const mount = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' '))
    .find(([, path]) => path === ramDisk);
  if (mount === undefined || mount[3]?.split(',').includes('noexec')) return false;
  const { bavail, bsize } = statfsSync(ramDisk);
  return Math.min(bavail * bsize, freemem()) > roomNeeded;
}
