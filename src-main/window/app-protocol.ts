import { randomBytes } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { type Protocol, protocol } from 'electron';
import { deskScheme, isDeskAddress } from './navigation.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.bcmap': 'application/octet-stream',
};

/** Must run before the app is ready. */
export function registerDeskScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: deskScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** Nothing but the desk's own files; style elements of the widget library carry the nonce (CRITERIA F 7). */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "worker-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The file behind a desk address, or null when there is none inside the folder (no way out by .., links, NUL). */
export async function findDeskFile(folder: string, address: string): Promise<string | null> {
  if (!isDeskAddress(address)) return null;
  try {
    const path = decodeURIComponent(new URL(address).pathname);
    if (path.includes('\0') || path.includes('\\')) return null;
    const home = await realpath(folder);
    const file = await realpath(join(home, path === '/' ? 'index.html' : path));
    return file.startsWith(home + sep) ? file : null;
  } catch {
    return null;
  }
}

/** Serves the built window from `folder` under app://desk. */
export function serveDesk(target: Protocol, folder: string): void {
  target.handle(deskScheme, async (request) => {
    const file = request.method === 'GET' ? await findDeskFile(folder, request.url) : null;
    if (file === null) return new Response(null, { status: 404 });
    const extension = extname(file).toLowerCase();
    const nonce = randomBytes(16).toString('base64');
    const bytes = await readFile(file);
    const body =
      extension === '.html' ? bytes.toString('utf8').replaceAll('__NONCE__', nonce) : new Uint8Array(bytes);
    return new Response(body, {
      headers: {
        'content-type': contentTypes[extension] ?? 'application/octet-stream',
        'content-security-policy': contentSecurityPolicy(nonce),
        'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin',
      },
    });
  });
}
