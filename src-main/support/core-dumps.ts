import { readFile } from 'node:fs/promises';

/** RLIMIT_CORE of Linux, on every processor. */
const coreLimit = 4;

/**
 * From now on no process of the program, and none that is started later, leaves its memory on the disk when it crashes
 * (CRITERIA G1): keys and case files lie in it. Linux alone does that by itself; Electron's own reports are never begun.
 */
export async function forbidCoreDumps(): Promise<void> {
  if (process.platform !== 'linux') return;
  const { default: koffi } = await import('koffi');
  const limit = koffi.load('libc.so.6').func('int prlimit(int, int, const void *, void *)');
  const none = Buffer.alloc(16);
  for (const id of await listFamily(process.pid)) limit(id, coreLimit, none, null);
}

/** A process and everything that it has started: windows are forked from helpers that began before any code of ours. */
async function listFamily(id: number): Promise<number[]> {
  const text = await readFile(`/proc/${id}/task/${id}/children`, 'utf8').catch(() => '');
  const children = text.split(' ').filter(Boolean).map(Number);
  return [id, ...(await Promise.all(children.map(listFamily))).flat()];
}
