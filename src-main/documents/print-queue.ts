import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodedError } from '../../shared/contract/ipc.ts';

export type Printer = { readonly name: string; readonly isDefault: boolean; readonly state: string };

/** The system's print queue. Its acceptance is not paper: only a person confirms that. */
export type PrintQueue = {
  readonly listPrinters: () => Promise<Printer[]>;
  /** Hands over the bytes; throws 'print.noPrinter', 'print.queueRefused', 'print.queueHangs'. */
  readonly submit: (order: {
    printer: string;
    copies: number;
    title: string;
    pdf: Uint8Array;
  }) => Promise<string>;
  /** 'waiting' while the queue still holds the job, 'handedOver' when it has let go of it. */
  readonly findJobState: (jobId: string) => Promise<'waiting' | 'handedOver'>;
};

const patience = 20_000;

/**
 * CUPS, as on Linux and macOS, by its own programs and without a shell.
 * @param environment e.g. CUPS_SERVER of a private server; the language is fixed so that answers can be read
 */
export function createCupsQueue(environment: Readonly<Record<string, string>> = {}): PrintQueue {
  const call = (command: string, args: readonly string[]): Promise<string> =>
    new Promise((done, fail) => {
      execFile(
        command,
        [...args],
        { env: { ...process.env, LC_ALL: 'C', ...environment }, timeout: patience },
        (error, output) => {
          if (error === null) done(output);
          else if (error.killed) fail(new CodedError('print.queueHangs'));
          else if (error.code === 'ENOENT') fail(new CodedError('print.noPrinter'));
          else fail(new CodedError('print.queueRefused'));
        },
      );
    });

  return {
    listPrinters: async () => {
      const [states, fallback] = await Promise.all([
        call('lpstat', ['-p']).catch(() => ''),
        call('lpstat', ['-d']).catch(() => ''),
      ]);
      const preferred = /system default destination: (\S+)/.exec(fallback)?.[1];
      return [...states.matchAll(/^printer (\S+) (.*)$/gm)].map(([, name = '', rest = '']) => ({
        name,
        isDefault: name === preferred,
        state: rest.startsWith('disabled') ? 'stopped' : rest.includes('now printing') ? 'printing' : 'idle',
      }));
    },
    submit: async ({ printer, copies, title, pdf }) => {
      const folder = await mkdtemp(join(tmpdir(), 'print-'));
      try {
        const file = join(folder, 'document.pdf');
        await writeFile(file, pdf, { mode: 0o600 });
        const answer = await call('lp', ['-d', printer, '-n', String(copies), '-t', title, '--', file]);
        const job = /request id is (\S+)/.exec(answer)?.[1];
        if (job === undefined) throw new CodedError('print.queueRefused');
        return job;
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    findJobState: async (jobId) => {
      const waiting = await call('lpstat', ['-W', 'not-completed', '-o']);
      return waiting.split('\n').some((line) => line.startsWith(`${jobId} `)) ? 'waiting' : 'handedOver';
    },
  };
}

/** Windows, through the SumatraPDF that pdf-to-printer brings. Not run by the tests, which have no Windows. */
export function createWindowsQueue(): PrintQueue {
  const load = async () => import('pdf-to-printer');
  return {
    listPrinters: async () => {
      const { getPrinters, getDefaultPrinter } = await load();
      const [printers, preferred] = await Promise.all([getPrinters(), getDefaultPrinter()]);
      return printers.map(({ name }) => ({ name, isDefault: name === preferred?.name, state: 'idle' }));
    },
    submit: async ({ printer, copies, title, pdf }) => {
      const folder = await mkdtemp(join(tmpdir(), 'print-'));
      try {
        const file = join(folder, 'document.pdf');
        await writeFile(file, pdf);
        const { print } = await load();
        await print(file, { printer, copies });
        return title;
      } catch {
        throw new CodedError('print.queueRefused');
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    findJobState: async () => 'handedOver',
  };
}

export function createPrintQueue(platform: NodeJS.Platform): PrintQueue {
  return platform === 'win32' ? createWindowsQueue() : createCupsQueue();
}
