// A display for machines without one: Xvfb, started on a free number and ended with the script.
import { spawn } from 'node:child_process';

export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Starts Xvfb; answers its display name and how to stop it. Throws when it does not start. */
export function startDisplay() {
  return new Promise((done, fail) => {
    const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    const stop = () => server.kill();
    process.once('exit', stop);
    let text = '';
    server.stdio[3].on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) done({ display: `:${text.trim()}`, stop });
    });
    server.once('error', fail);
    server.once('exit', (code) => fail(new Error(`Xvfb ended with ${code}`)));
  });
}

/** Runs work with a display: the machine's own, or Xvfb for as long as the work takes. */
export async function withDisplay(work) {
  if (hasDisplay()) return work({});
  const { display, stop } = await startDisplay();
  try {
    return await work({ DISPLAY: display });
  } finally {
    stop();
  }
}
