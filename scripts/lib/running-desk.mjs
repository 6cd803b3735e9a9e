// One command at a time that builds the desk: a second one must not rebuild what a running desk still reads.
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
    const { by, pids, desk, booted } = JSON.parse(readFileSync(file, 'utf8'));
    if (Math.abs(booted - bootedAt()) > clockSlack || !pids.some(isAlive)) return null;
    return { by, isDeskOpen: desk !== null && isAlive(desk) };
  } catch {
    return null;
  }
}

/**
 * Claims the build folder for one command. `other` is null when the claim is made; else it says whose it is, and whether
 * the other's desk is open already, or still being built.
 * @param file where the claim is written
 * @param by the command that claims: 'start' or 'demo'
 * @param pid the program that claims
 */
export function claimBuild(file, by, pid = process.pid) {
  const claim = (flag, desk) =>
    writeFileSync(
      file,
      JSON.stringify({ by, pids: desk === null ? [pid] : [pid, desk], desk, booted: bootedAt() }),
      {
        flag,
      },
    );
  mkdirSync(dirname(file), { recursive: true });
  const other = readClaim(file);
  if (other !== null) return { other, noteDesk: () => {}, release: () => {} };
  rmSync(file, { force: true });
  try {
    claim('wx', null);
  } catch {
    // Somebody else was faster by a moment.
    return {
      other: readClaim(file) ?? { by: 'start', isDeskOpen: false },
      noteDesk: () => {},
      release: () => {},
    };
  }
  return {
    other: null,
    /** The desk stays when this program is ended by force: whoever starts then finds it by its own number. */
    noteDesk: (desk) => claim('w', desk),
    release: () => rmSync(file, { force: true }),
  };
}

/**
 * The same for a command that waits for another's end.
 * @param wordsOf what is said once while it waits for this other; null where it does not wait
 */
export async function claimBuildInTurn(file, by, wordsOf) {
  for (let hasSaid = false; ; hasSaid = true) {
    const claim = claimBuild(file, by);
    const words = claim.other === null ? null : wordsOf(claim.other);
    if (words === null) return claim;
    if (!hasSaid) say(words);
    await wait(500);
  }
}
