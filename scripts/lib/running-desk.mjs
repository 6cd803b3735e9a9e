// One command at a time that builds and opens a desk: a second one must not rebuild what a running desk still reads.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { say } from './run.mjs';

/** Numbers of programs begin anew with the machine: what was written before that names nobody who runs now. */
const bootedAt = () => Date.now() - uptime() * 1000;
const clockSlack = 60_000;

/** Whether a program with this number runs; one of another user may not be asked, and runs. */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** What the file says of a command that goes on; null when it says nothing, or nobody of it runs any more. */
function readClaim(file) {
  try {
    const { pids, desk, booted } = JSON.parse(readFileSync(file, 'utf8'));
    if (Math.abs(booted - bootedAt()) > clockSlack || !pids.some(isAlive)) return null;
    return { isDeskOpen: desk !== null && isAlive(desk) };
  } catch {
    return null;
  }
}

/**
 * Claims a build for one command. `other` is null when the claim is made; else it says whether the desk of the command
 * that has it is open already, or still being built.
 * @param file where the claim is written
 * @param pid the program that claims
 */
export function claimBuild(file, pid = process.pid) {
  const claim = (flag, desk) =>
    writeFileSync(
      file,
      JSON.stringify({ pids: desk === null ? [pid] : [pid, desk], desk, booted: bootedAt() }),
      { flag },
    );
  mkdirSync(dirname(file), { recursive: true });
  const other = readClaim(file);
  if (other !== null) return { other, noteDesk: () => {}, release: () => {} };
  rmSync(file, { force: true });
  try {
    claim('wx', null);
  } catch {
    // Somebody else was faster by a moment.
    return { other: readClaim(file) ?? { isDeskOpen: false }, noteDesk: () => {}, release: () => {} };
  }
  return {
    other: null,
    /** The desk stays when this program is ended by force: whoever starts then finds it by its own number. */
    noteDesk: (desk) => claim('w', desk),
    release: () => rmSync(file, { force: true }),
  };
}

/** The same for a command that waits for the end of another, and says so once; answers how the claim is given back. */
export async function claimBuildInTurn(file, words) {
  for (let hasSaid = false; ; hasSaid = true) {
    const { other, release } = claimBuild(file);
    if (other === null) return release;
    if (!hasSaid) say(words);
    await wait(500);
  }
}
