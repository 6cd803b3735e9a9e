import { mkdtempSync, rmSync } from 'node:fs';
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { certifiedName, makeCertificate } from '../fixtures/self-signed.ts';

/** What a line does to whoever uses it. */
export type LineState =
  | 'good'
  /** Nobody listens at the address. */
  | 'refused'
  /** Connections are made and torn at once. */
  | 'reset'
  /** The cable is pulled: nothing comes back and nobody says so. */
  | 'blackHole'
  /** What is sent is lost, and what the server says still arrives; a good line lets the repeating of TCP through. */
  | 'sendingLost'
  /** Each answer breaks off after its first bytes. */
  | 'torn'
  /** One kilobyte a second each way. */
  | 'slow'
  /** Every piece takes the better part of a second. */
  | 'late'
  /** A certificate that nobody here trusts. */
  | 'otherCertificate'
  /** Something else answers: a network that wants a sign-in, a proxy, another server. */
  | { readonly status: number; readonly type: string; readonly body: string; readonly location?: string };

/**
 * A line of real sockets and TLS to a server, in one of these states. It is no real network: no packet is lost alone.
 */
export async function startProxy(target: string) {
  const folder = mkdtempSync(join(tmpdir(), 'line-'));
  const trusted = makeCertificate(folder, 'trusted');
  const other = makeCertificate(folder, 'other');
  const { hostname, port: targetPort } = new URL(target);
  let state: LineState = 'good';
  let foreignAnswers = 0;
  const unsent: (() => void)[] = [];
  const answer = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    if (typeof state === 'object') {
      foreignAnswers += 1;
      const { status, type, body, location } = state;
      outgoing.writeHead(status, { 'content-type': type, ...(location ? { location } : {}) }).end(body);
      return;
    }
    const { method, url, headers } = incoming;
    const passed = request({ hostname, port: targetPort, method, path: url, headers }, (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      outgoing.flushHeaders();
      response.pipe(outgoing);
      response.on('error', () => outgoing.destroy());
    });
    passed.on('error', () => outgoing.destroy());
    outgoing.on('close', () => passed.destroy());
    incoming.pipe(passed);
  };
  const tls = createHttps(trusted, answer);
  const tlsPort = await listen(tls, 0);

  const open = new Set<Socket>();
  const carry = (from: Socket, to: Socket, isSending: boolean): void => {
    from.on('data', (piece: Buffer) => {
      if (state === 'blackHole') return;
      if (state === 'sendingLost' && isSending) unsent.push(() => to.destroyed || to.write(piece));
      else if (state === 'late') setTimeout(() => to.destroyed || to.write(piece), 700);
      else if (state === 'slow') {
        from.pause();
        setTimeout(() => from.resume(), piece.length);
        to.write(piece);
      } else if (state === 'torn' && !isSending) {
        to.write(piece.subarray(0, piece.length / 2), () => to.destroy());
      } else to.write(piece);
    });
    from.on('close', () => to.destroy());
    from.on('error', () => to.destroy());
  };
  const front = createServer((socket) => {
    if (state === 'reset') return socket.resetAndDestroy();
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    const behind = connect(tlsPort, '127.0.0.1');
    carry(socket, behind, true);
    carry(behind, socket, false);
  });
  const port = await listen(front, 0);
  const cut = (): void => {
    for (const socket of open) socket.destroy();
  };
  return {
    /** Tears every connection there is; new ones are as before. */
    cut,
    /** By its name, which a desk's process looks up (`desk-child.ts`). */
    address: `https://${certifiedName}:${port}`,
    /** The file of the authority that a desk has to trust. */
    authority: join(folder, 'trusted.pem'),
    /** How often something else has answered. */
    foreignAnswers: (): number => foreignAnswers,
    set: async (next: LineState): Promise<void> => {
      if (state === 'refused') await listen(front, port);
      tls.setSecureContext(next === 'otherCertificate' ? other : trusted);
      state = next;
      for (const send of unsent.splice(0)) send();
      if (next === 'refused') front.close();
      // What is there already stays where only new things go wrong, or where nobody is told of it.
      if (!['good', 'blackHole', 'sendingLost', 'slow', 'late'].includes(String(next))) cut();
    },
    end: async (): Promise<void> => {
      front.close();
      cut();
      tls.closeAllConnections();
      tls.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type LineProxy = Awaited<ReturnType<typeof startProxy>>;

function listen(
  server: { listen: (port: number, host: string, done: () => void) => unknown; address: () => unknown },
  port: number,
): Promise<number> {
  return new Promise((done) => {
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      done(typeof address === 'object' && address !== null && 'port' in address ? Number(address.port) : 0);
    });
  });
}
