import '../../src-server/helper-threads.ts';
import { createServer } from '../../src-server/server.ts';
import { readSettings } from '../../src-server/settings.ts';

/** The real server on its embedded database in a process of its own, so that it can be killed like one. */
type ServerOrder = { readonly id: number; readonly name: string; readonly given: readonly unknown[] };

const [folder = '', port = '0', databaseUrl = '', logLevel = 'silent'] = process.argv.slice(2);
const server = await createServer({
  databaseUrl: databaseUrl || null,
  dataFolder: folder,
  host: '127.0.0.1',
  port: Number(port),
  tls: null,
  logLevel,
  // As an office runs it, with its limits; without them where only what is done with the answers is looked at.
  ...(databaseUrl ? { limits: readSettings({}).limits } : {}),
});
const address = await server.listen();

process.on('message', (order: ServerOrder) => {
  void carryOut(order).then(
    (value) => process.send?.({ id: order.id, value }),
    (error: unknown) => process.send?.({ id: order.id, error: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
process.send?.({ id: 0, value: address });

async function carryOut({ name, given }: ServerOrder): Promise<unknown> {
  if (name === 'close') return server.close();
  const administration = server.administration as unknown as Record<
    string,
    (...given: readonly unknown[]) => Promise<unknown>
  >;
  return administration[name]?.(...given);
}
