import { seedDemo, withDemoAuthority } from './demo.ts';
import { endInWords } from './operator/end-in-words.ts';
import { createServer } from './server.ts';
import { readSettings } from './settings.ts';

/** The central server as a process: settings from the environment, one address, a graceful end. */
await endInWords(async () => {
  const given = readSettings(process.env);
  const isDemo = process.env.DEMO_OFFICE === '1' && given.databaseUrl === null;
  const settings = isDemo ? await withDemoAuthority(given) : given;
  const server = await createServer(settings);
  const address = await server.listen();
  process.stdout.write(`Central server at ${address}, API described at ${address}/docs\n`);
  if (server.isEmbedded) {
    process.stdout.write(
      'Embedded database: for trying out. An office that keeps data sets DATABASE_URL (docs/operations.md).\n',
    );
  }
  const end = () => void server.close().then(() => process.exit(0));
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  if (isDemo) await seedDemo(server, address, settings.dataFolder);
});
