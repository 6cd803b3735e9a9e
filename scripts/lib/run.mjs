// Small helpers of all scripts: running a program, saying what goes on, using the project's own Node.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBinFile, ownNode, spawnable } from './bin.mjs';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');
const binFolder = join(root, 'node_modules', '.bin');

/** The environment of every program a script starts: the project's Node and tools come first. */
export function projectEnvironment(extra = {}) {
  return { ...process.env, PATH: `${binFolder}${delimiter}${process.env.PATH ?? ''}`, ...extra };
}

/** Goes on under the Node 24 that npm ci brought, when this one is older. */
export function ensureOwnNode() {
  const own = ownNode(process.platform, join(root, 'node_modules'));
  if (Number(process.versions.node.split('.')[0]) >= 24 || !existsSync(own)) return;
  const { status, signal } = spawnSync(own, process.argv.slice(1), {
    stdio: 'inherit',
    env: projectEnvironment(),
  });
  process.exit(signal ? 1 : (status ?? 1));
}

export function say(text) {
  process.stdout.write(`${text}\n`);
}

/** Each tool has the name of its package, but for these. */
const packageOfTool = { biome: '@biomejs/biome', playwright: '@playwright/test', tsc: 'typescript' };

function findScript(command) {
  const folder = join(root, 'node_modules', packageOfTool[command] ?? command);
  const manifest = join(folder, 'package.json');
  if (!/^[a-z-]+$/.test(command) || !existsSync(manifest)) return null;
  const file = findBinFile(JSON.parse(readFileSync(manifest, 'utf8')), command);
  return file === null ? null : join(folder, file);
}

/** Programs that this script has started and that have not ended. */
const running = new Set();

/** Starts a program of the project; output goes to the terminal unless `stdio` says otherwise. */
export function start(command, args, options = {}) {
  const started = spawnable(process.platform, process.execPath, command, args, findScript);
  const child = spawn(started.command, started.args, {
    cwd: root,
    stdio: 'inherit',
    ...options,
    env: projectEnvironment(options.env),
  });
  running.add(child);
  const forget = () => running.delete(child);
  child.once('error', forget);
  child.once('close', forget);
  return child;
}

/**
 * Whoever tells this script to end means what it has started, and that gets its time. npm tells its shell alone, which
 * ends and says nothing: who has lost the parent was told as well.
 */
export function endWhenTold() {
  const parent = process.ppid;
  const end = async () => {
    clearInterval(watch);
    const all = [...running];
    for (const child of all) child.kill();
    await Promise.all(all.map(awaitEnd));
    process.exit(1);
  };
  const watch = setInterval(() => {
    if (process.ppid !== parent) void end();
  }, 500).unref();
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.once(signal, end);
}

/** The exit code of a program, once it has ended. */
export function awaitEnd(child) {
  return new Promise((done) => {
    child.on('error', () => done(127));
    child.on('close', (code, signal) => done(signal ? 1 : (code ?? 1)));
  });
}

/** Runs a program to its end; answers its exit code. Output goes to the terminal. */
export function run(command, args, options = {}) {
  return awaitEnd(start(command, args, options));
}

/** Runs a program beside others; answers { code, output }, so that its lines do not fall among theirs. */
export async function runBeside(command, args, options = {}) {
  const child = start(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const stop = () => child.kill();
  process.once('exit', stop);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (piece) => {
      output += piece;
    });
  const code = await awaitEnd(child);
  process.off('exit', stop);
  return { code, output };
}

/** Runs a program and answers { code, output }. */
export function capture(command, args) {
  const started = spawnable(process.platform, process.execPath, command, args, findScript);
  const result = spawnSync(started.command, started.args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: projectEnvironment(),
  });
  return {
    code: result.error ? 127 : (result.status ?? 1),
    output: `${result.stdout ?? ''}${result.stderr ?? ''}`,
  };
}

/** Says every few seconds that a long step still goes on. */
export async function withProgress(label, work) {
  const started = Date.now();
  say(`… ${label}`);
  const ticker = setInterval(
    () => say(`… ${label} (${Math.round((Date.now() - started) / 1000)} s)`),
    10_000,
  );
  try {
    return await work();
  } finally {
    clearInterval(ticker);
  }
}
