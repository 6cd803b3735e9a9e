import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Fault = 'none' | 'stumbling' | 'held' | 'cutting' | 'cut';

/** A line to the central server on which what is pushed can be made to fail, to wait until it is let go, or to be cut. */
export async function startFaultyLine(port: number) {
  let fault: Fault = 'none';
  const held: (() => void)[] = [];
  let onHeld = () => {};
  let onCut = () => {};
  let pieces = 0;
  const passOn = (asked: IncomingMessage, answer: ServerResponse) => {
    const { method, url: path, headers } = asked;
    const passed = request({ host: '127.0.0.1', port, method, path, headers }, (given) => {
      answer.writeHead(given.statusCode ?? 500, given.headers);
      given.pipe(answer);
    });
    passed.on('error', () => answer.destroy());
    answer.on('close', () => passed.destroy());
    asked.pipe(passed);
  };
  const cut = () => {
    fault = 'cut';
    line.closeAllConnections();
    onCut();
  };
  const line = createServer((asked, answer) => {
    if (fault === 'cut') answer.destroy();
    else if (fault === 'cutting') {
      passOn(asked, answer);
      if (asked.method === 'PUT') pieces += 1;
      // Some of the second piece is on its way.
      if (pieces === 2) asked.once('data', cut);
    } else if (fault === 'none' || asked.url !== '/v1/actions') passOn(asked, answer);
    else if (fault === 'stumbling') {
      asked.resume();
      answer.writeHead(500).end();
    } else {
      held.push(() => passOn(asked, answer));
      onHeld();
    }
  });
  await new Promise<void>((done) => line.listen(0, '127.0.0.1', done));
  return {
    address: `http://127.0.0.1:${(line.address() as AddressInfo).port}`,
    /** The server answers every push with an error of its own. */
    stumble: () => {
      fault = 'stumbling';
    },
    /** Answers when a push has come; it waits, and all after it, until the line is mended. */
    holdNext: () => {
      fault = 'held';
      return new Promise<void>((done) => {
        onHeld = done;
      });
    },
    /** Answers when the line is gone, in the middle of the second piece of a file; it stays so until it is mended. */
    cutDuringFile: () => {
      fault = 'cutting';
      return new Promise<void>((done) => {
        onCut = done;
      });
    },
    mend: () => {
      fault = 'none';
      pieces = 0;
      for (const passOnNow of held.splice(0)) passOnNow();
    },
    end: () => {
      line.close();
      line.closeAllConnections();
    },
  };
}
