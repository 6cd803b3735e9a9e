import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PrintJobState } from '../../shared/contract/documents.ts';
import { CodedError } from '../../shared/contract/ipc.ts';

export type Printer = { readonly name: string; readonly isDefault: boolean; readonly state: string };

export type PrintOrder = {
  readonly printer: string;
  readonly copies: number;
  readonly isTwoSided: boolean;
  readonly title: string;
  readonly pdf: Uint8Array;
};

/** The system's print queue. Its acceptance is not paper: only a person confirms that. */
export type PrintQueue = {
  readonly listPrinters: () => Promise<Printer[]>;
  /**
   * Hands over the bytes and answers with what the job is asked after by, also by a program that was started since; throws
   * 'print.noPrinter', 'print.printerGone', 'print.queueRefused', 'print.queueHangs'.
   */
  readonly submit: (order: PrintOrder) => Promise<string>;
  /** Of a job that was submitted here. Throws 'print.jobUnknown', 'print.queueRefused', 'print.queueHangs'. */
  readonly findJobState: (jobId: string) => Promise<PrintJobState>;
  /**
   * Takes a job that was submitted here out of the queue; one that is no longer there is none. Throws 'print.jobUnknown',
   * 'print.queueHangs'.
   */
  readonly cancelJob: (jobId: string) => Promise<void>;
};

const defaultPatience = 20_000;

/**
 * CUPS, as on Linux and macOS, by its own programs and without a shell.
 * @param environment e.g. CUPS_SERVER of a private server; the language is fixed so that answers can be read
 * @param patience milliseconds after which a queue that gives no answer counts as hanging
 */
export function createCupsQueue(
  environment: Readonly<Record<string, string>> = {},
  patience = defaultPatience,
): PrintQueue {
  /** A paper goes through `input`, never through a file: a program that is killed would leave it readable on the disk. */
  const call = (command: string, args: readonly string[], input?: Uint8Array): Promise<string> =>
    new Promise((done, fail) => {
      const { stdin } = execFile(
        command,
        [...args],
        { env: { ...process.env, LC_ALL: 'C', ...environment }, timeout: patience },
        (error, output, complaint) => {
          if (error === null) done(output);
          else if (error.killed) fail(new CodedError('print.queueHangs'));
          else if (error.code === 'ENOENT') fail(new CodedError('print.noPrinter'));
          else fail(new CodedError(isUnknown(complaint) ? 'print.printerGone' : 'print.queueRefused'));
        },
      );
      if (input === undefined) return;
      // Who reads no further than to refuse says why by how it ends.
      stdin?.on('error', () => {});
      stdin?.end(input);
    });

  /** Whatever the window names, the jobs of other programs are not ours, and an option of `cancel` is no job. */
  const submitted = new Set<string>();
  const takenOut = new Set<string>();
  const getOurJob = async (jobId: string): Promise<Job> => {
    const job = readJob(jobId);
    if (job === null) throw new CodedError('print.jobUnknown');
    if (submitted.has(jobId)) return job;
    // Submitted before this program was started: a queue that began to count anew has another job of that number by now.
    const told = await askByIpp(job);
    if (job.uuid === '' || told.uuid !== job.uuid || !told.printerUri.endsWith(`/printers/${job.printer}`))
      throw new CodedError('print.jobUnknown');
    submitted.add(jobId);
    return job;
  };

  /** What the system says of a printer; null when it knows none of that name. */
  const findPrinterState = (printer: string): Promise<string | null> =>
    call('lpstat', ['-p', printer]).catch((error: unknown) => {
      if (error instanceof CodedError && error.code === 'print.printerGone') return null;
      throw error;
    });

  /**
   * What the queue knows of a job, also of one that it no longer holds; '' where nobody can say. It is asked by IPP, for
   * `lpstat` tells all that ended alike (CUPS 2.4 leaves 'processing-to-stop-point' as the reason of each).
   */
  const askByIpp = async ({ number }: Pick<Job, 'number'>) => {
    const server = (await call('lpstat', ['-H'])).trim();
    const uri = `ipp://${server.startsWith('/') ? 'localhost' : server}/jobs/${number}`;
    // Without the program, or once the queue has forgotten the job, the answer is none.
    const told = await call('ipptool', ['-tv', uri, 'get-job-attributes.test']).catch((error: unknown) => {
      if (error instanceof CodedError && error.code === 'print.queueHangs') throw error;
      return '';
    });
    const find = (attribute: string) =>
      new RegExp(`^\\s*${attribute} \\(\\w+\\) = (\\S+)$`, 'gm').exec(told)?.[1] ?? '';
    return { state: find('job-state'), uuid: find('job-uuid'), printerUri: find('job-printer-uri') };
  };

  return {
    listPrinters: async () => {
      // Without a queue there are no printers; one that gives no answer is another trouble and is said.
      const said = (option: string) =>
        call('lpstat', [option]).catch((error: unknown) => {
          if (error instanceof CodedError && error.code === 'print.queueHangs') throw error;
          return '';
        });
      const [states, fallback, taking] = await Promise.all([said('-p'), said('-d'), said('-a')]);
      const refusing = new Set([...taking.matchAll(/^(\S+) not accepting /gm)].map(([, name]) => name));
      const preferred = /system default destination: (\S+)/.exec(fallback)?.[1];
      return [...states.matchAll(/^printer (\S+) (.*)$/gm)].map(([, name = '', rest = '']) => ({
        name,
        isDefault: name === preferred,
        state: refusing.has(name) ? 'refusing' : stateOf(rest),
      }));
    },
    submit: async ({ printer, copies, isTwoSided, title, pdf }) => {
      const sides = isTwoSided ? 'two-sided-long-edge' : 'one-sided';
      const answer = await call(
        'lp',
        [
          ...['-d', printer, '-n', String(copies), '-t', title],
          // Each copy whole before the next, so that nobody has to sort pages.
          ...['-o', `sides=${sides}`, '-o', 'collate=true'],
        ],
        pdf,
      );
      const name = /request id is (\S+)/.exec(answer)?.[1];
      const job = name === undefined ? null : readJob(name);
      if (name === undefined || job === null) throw new CodedError('print.queueRefused');
      // The job is handed over, whether or not the queue tells more of it.
      const { uuid } = await askByIpp(job).catch(() => ({ uuid: '' }));
      const jobId = uuid === '' ? name : `${name} ${uuid}`;
      submitted.add(jobId);
      return jobId;
    },
    findJobState: async (jobId) => {
      const job = await getOurJob(jobId);
      const { printer } = job;
      const held = await call('lpstat', ['-W', 'not-completed', '-o']);
      if (!held.split('\n').some((line) => line.startsWith(`${job.name} `))) {
        if (takenOut.has(jobId)) return 'cancelled';
        const end = endings.get((await askByIpp(job)).state);
        if (end !== undefined) return end;
        // A queue that keeps no list of what it did still has the printer; one that was taken out took its jobs along.
        return (await findPrinterState(printer)) === null ? 'cancelled' : 'handedOver';
      }
      return / disabled since /.test((await findPrinterState(printer)) ?? '') ? 'stopped' : 'waiting';
    },
    cancelJob: async (jobId) => {
      const { name } = await getOurJob(jobId);
      await call('cancel', [name]).then(
        () => takenOut.add(jobId),
        (error: unknown) => {
          // It was no longer there.
          if (!(error instanceof CodedError && error.code === 'print.queueRefused')) throw error;
        },
      );
    },
  };
}

type Job = {
  /** As the programs of CUPS name it: the printer and the number. */
  readonly name: string;
  readonly printer: string;
  readonly number: string;
  /** Its own for ever, where a number may come again; '' where the queue did not tell it. */
  readonly uuid: string;
};

/** 'Desk-12 urn:uuid:...', whoever says it. */
function readJob(jobId: string): Job | null {
  const [, printer, number, uuid = ''] = /^([^\s/#-][^\s/#]*)-(\d+)(?: (\S+))?$/.exec(jobId) ?? [];
  return printer === undefined || number === undefined
    ? null
    : { name: `${printer}-${number}`, printer, number, uuid };
}

/** What `lpstat -p` says behind a printer's name. */
function stateOf(told: string): string {
  if (told.startsWith('disabled')) return 'stopped';
  return told.includes('now printing') ? 'printing' : 'idle';
}

/** `lp` and `lpstat` of a printer that was taken out of the system, or renamed. */
function isUnknown(complaint: string): boolean {
  return /does not exist|Invalid destination name/.test(complaint);
}

/** How IPP names the end of a job (RFC 8011, 5.3.7). */
const endings: ReadonlyMap<string, PrintJobState> = new Map([
  ['completed', 'handedOver'],
  ['canceled', 'cancelled'],
  ['aborted', 'aborted'],
]);

/** Windows, through the SumatraPDF that pdf-to-printer brings. Not run by the tests, which have no Windows. */
export function createWindowsQueue(): PrintQueue {
  const load = async () => import('pdf-to-printer');
  return {
    listPrinters: async () => {
      const { getPrinters, getDefaultPrinter } = await load();
      const [printers, preferred] = await Promise.all([getPrinters(), getDefaultPrinter()]);
      return printers.map(({ name }) => ({ name, isDefault: name === preferred?.name, state: 'idle' }));
    },
    submit: async ({ printer, copies, isTwoSided, title, pdf }) => {
      const folder = await mkdtemp(join(tmpdir(), 'print-'));
      try {
        const file = join(folder, 'document.pdf');
        await writeFile(file, pdf);
        const { print } = await load();
        await print(file, { printer, copies, side: isTwoSided ? 'duplex' : 'simplex' });
        return title;
      } catch {
        throw new CodedError('print.queueRefused');
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    // SumatraPDF answers when the spooler has taken everything: there is no job left to ask about.
    findJobState: async () => 'handedOver',
    cancelJob: async () => {},
  };
}

export function createPrintQueue(platform: NodeJS.Platform): PrintQueue {
  return platform === 'win32' ? createWindowsQueue() : createCupsQueue();
}
