import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCupsQueue } from '../../src-main/documents/print-queue.ts';

/** A real cupsd of the test's own, with a backend of a few lines that keeps what arrives. */
const folder = mkdtempSync(join(tmpdir(), 'cups-'));
chmodSync(folder, 0o755);
const kept = join(folder, 'kept');
let server: ChildProcess;
let environment: Record<string, string>;

const freePort = () =>
  new Promise<number>((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
const until = async (isTrue: () => boolean | Promise<boolean>) => {
  for (let attempt = 0; attempt < 150; attempt += 1) {
    if (await isTrue()) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error('did not happen in time');
};

beforeAll(async () => {
  const port = await freePort();
  for (const name of ['kept', 'spool', 'cache', 'state', 'etc', 'bin/backend', 'log'])
    mkdirSync(join(folder, name), { recursive: true });
  const backend = join(folder, 'bin/backend/keep');
  writeFileSync(
    backend,
    `#!/bin/sh\n[ $# -eq 0 ] && echo 'direct keep "Unknown" "Keeps what arrives"' && exit 0\ncat "$6" > "${kept}/$1-$4.pdf"\n`,
  );
  chmodSync(backend, 0o700);
  for (const name of readdirSync('/usr/lib/cups')) {
    if (name !== 'backend') symlinkSync(join('/usr/lib/cups', name), join(folder, 'bin', name));
  }
  writeFileSync(
    join(folder, 'etc/cupsd.conf'),
    `Listen 127.0.0.1:${port}\nBrowsing Off\nDefaultAuthType None\nPreserveJobHistory Yes\n<Location />\n  Order allow,deny\n  Allow 127.0.0.1\n</Location>\n<Policy default>\n  <Limit All>\n    Order allow,deny\n    Allow all\n  </Limit>\n</Policy>\n`,
  );
  writeFileSync(
    join(folder, 'etc/cups-files.conf'),
    `ServerRoot ${folder}/etc\nServerBin ${folder}/bin\nRequestRoot ${folder}/spool\nTempDir ${folder}/spool\nCacheDir ${folder}/cache\nStateDir ${folder}/state\nAccessLog ${folder}/log/access\nErrorLog ${folder}/log/error\nPageLog ${folder}/log/page\nSystemGroup root lpadmin\nFileDevice Yes\nSandboxing relaxed\nUser lp\nGroup lp\n`,
  );
  writeFileSync(
    join(folder, 'etc/printers.conf'),
    `<DefaultPrinter Desk>\nInfo Desk\nDeviceURI keep:/x\nState Idle\nAccepting Yes\nShared No\n</DefaultPrinter>\n<Printer Shut>\nInfo Shut\nDeviceURI keep:/y\nState Idle\nAccepting No\nShared No\n</Printer>\n`,
  );
  server = spawn(
    'cupsd',
    ['-f', '-c', join(folder, 'etc/cupsd.conf'), '-s', join(folder, 'etc/cups-files.conf')],
    { stdio: 'ignore' },
  );
  environment = { CUPS_SERVER: `127.0.0.1:${port}` };
  const queue = createCupsQueue(environment);
  await until(async () => (await queue.listPrinters()).length > 0);
});
afterAll(() => {
  server.kill();
  rmSync(folder, { recursive: true, force: true });
});

describe('a real print queue', () => {
  const pdf = readFileSync(new URL('../fixtures/one-page.pdf', import.meta.url));

  it('lists the printers with the default one', async () => {
    expect(await createCupsQueue(environment).listPrinters()).toContainEqual({
      name: 'Desk',
      isDefault: true,
      state: 'idle',
    });
  });

  it('receives the very bytes of the artefact and the number of copies', async () => {
    const queue = createCupsQueue(environment);
    const job = await queue.submit({ printer: 'Desk', copies: 3, title: 'agreement-0001', pdf });
    await until(async () => (await queue.findJobState(job)) === 'handedOver' && readdirSync(kept).length > 0);
    const [arrived] = readdirSync(kept);
    expect(arrived).toBe(`${job.split('-').at(-1)}-3.pdf`);
    expect(readFileSync(join(kept, arrived ?? '')).equals(pdf)).toBe(true);
  });

  it('that refuses is said, and so is a printer that is not there', async () => {
    const queue = createCupsQueue(environment);
    for (const printer of ['Shut', 'Nobody']) {
      await expect(queue.submit({ printer, copies: 1, title: 't', pdf })).rejects.toMatchObject({
        code: 'print.queueRefused',
      });
    }
  });
});
