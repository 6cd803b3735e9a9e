import { type DemoAccess, type DemoPeople, seedDemo, withDemoAuthority } from '../../src-server/demo.ts';
import { createServer } from '../../src-server/server.ts';
import type { CaseFile } from './case-file.ts';

/** The demo's central server in this process, for the office and the first mediator of a case file. */
export async function startDemoServer(
  file: CaseFile,
  dataFolder: string,
): Promise<{ readonly access: DemoAccess; readonly close: () => Promise<void> }> {
  const [first] = file.mediators;
  if (first === undefined) throw new Error('The case names no mediator.');
  const { name, certificateNumber } = first;
  const people: DemoPeople = {
    officeName: file.office.name,
    district: file.office.district,
    mediator: { name, certificateNumber },
  };
  const settings = {
    databaseUrl: null,
    dataFolder,
    host: '127.0.0.1',
    port: 0,
    tls: null,
    logLevel: 'silent',
  };
  const server = await createServer(await withDemoAuthority(settings, people));
  const address = await server.listen();
  return { access: await seedDemo(server, address, dataFolder, people), close: server.close };
}
