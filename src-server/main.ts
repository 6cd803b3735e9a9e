import './helper-threads.ts';
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
  // Ctrl+C at a terminal comes from the terminal and from the script that started this: the second word changes nothing.
  let isEnding = false;
  const end = (): void => {
    if (!isEnding) void server.close().then(() => process.exit(0));
    isEnding = true;
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  if (isDemo) await seedDemo(server, address, settings.dataFolder);
});
