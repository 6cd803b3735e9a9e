// The peer of the first sync: `serve FILE` holds the documents behind express-pouchdb, `pull ADDRESS` replicates them
// into a fresh database. Runs in the folder where its packages were installed.
const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { join } = require('node:path');

const load = createRequire(join(process.cwd(), 'package.json'));
const PouchDB = load('pouchdb');
const [order, given] = process.argv.slice(2);

async function serve(file) {
  const Served = PouchDB.defaults({ prefix: `${join(process.cwd(), 'served')}-` });
  const database = new Served('actions');
  const documents = readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  for (let from = 0; from < documents.length; from += 1_000) {
    await database.bulkDocs(
      documents.slice(from, from + 1_000).map(({ id, ...rest }) => ({ _id: id, ...rest })),
    );
  }
  const app = load('express')();
  app.use(
    '/',
    load('express-pouchdb')(Served, {
      mode: 'minimumForPouchDB',
      inMemoryConfig: true,
      logPath: join(process.cwd(), 'log'),
    }),
  );
  const server = app.listen(0, '127.0.0.1', () =>
    process.send({ address: `http://127.0.0.1:${server.address().port}/actions` }),
  );
}

async function pull(address) {
  const local = new PouchDB(join(process.cwd(), 'pulled'));
  const started = performance.now();
  const result = await PouchDB.replicate(address, local, { batch_size: 1_000 });
  process.send({ time: performance.now() - started, written: result.docs_written });
}

void (order === 'serve' ? serve(given) : pull(given));
