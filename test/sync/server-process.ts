import { type ChildProcess, fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import type { Administration } from '../../src-server/directory/administration.ts';
import { getProgram } from '../fixtures/programs.ts';
import { newServerFolder } from '../server/server-folder.ts';

type Told = Pick<Administration, 'addOffice' | 'addPerson' | 'makeEnrolmentCode' | 'changeRoles'>;

/** A real server in a process of its own, on the embedded database unless an address of PostgreSQL is given. */
export async function startServerProcess(
  givenFolder: string | null = null,
  { databaseUrl = '', logLevel = 'silent' } = {},
) {
  const folder = givenFolder ?? (await newServerFolder(databaseUrl));
  let output = '';
  let child: ChildProcess;
  let next = 1;
  const begin = async (port: number): Promise<string> => {
    child = fork(getProgram('test/sync/server-child.ts'), [folder, String(port), databaseUrl, logLevel], {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    child.stdout?.on('data', (piece: Buffer) => {
      output += piece.toString();
    });
    return new Promise((done, fail) => {
      child.once('message', ({ value }: { value: string }) => done(value));
      child.once('exit', () => fail(new Error('the server did not begin')));
    });
  };
  const address = await begin(0);
  const order = (name: string, ...given: readonly unknown[]): Promise<unknown> => {
    const id = next;
    next += 1;
    return new Promise((done, fail) => {
      const listener = (answer: { id: number; value?: unknown; error?: string }) => {
        if (answer.id !== id) return;
        child.off('message', listener);
        if (answer.error === undefined) done(answer.value);
        else fail(new Error(answer.error));
      };
      child.on('message', listener);
      child.send({ id, name, given });
    });
  };
  const ended = () => new Promise((done) => child.once('exit', done));
  const kill = async (): Promise<void> => {
    const end = ended();
    child.kill('SIGKILL');
    await end;
  };
  return {
    address,
    /** What it has logged so far. */
    output: () => output,
    administration: {
      addOffice: (...given) => order('addOffice', ...given),
      addPerson: (...given) => order('addPerson', ...given),
      makeEnrolmentCode: (...given) => order('makeEnrolmentCode', ...given),
      changeRoles: (...given) => order('changeRoles', ...given),
    } as Told,
    /** Ends the process at once, whatever it was doing. */
    kill,
    /** Begins again on the same folder and port. */
    begin: () => begin(Number(new URL(address).port)),
    end: async (): Promise<void> => {
      const end = ended();
      child.disconnect();
      await end;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type ServerProcess = Awaited<ReturnType<typeof startServerProcess>>;
