import { blobFolder, createBlobs } from './blobs/blob-store.ts';
import { openDatabase } from './database/open-database.ts';
import { createAdministration } from './directory/administration.ts';
import { endInWords } from './operator/end-in-words.ts';
import { carryOut, readOrder } from './operator/orders.ts';
import { readSettings } from './settings.ts';

/**
 * The operator's orders at the server's machine: `npm run server -- <order> --name ... `. They work on the database
 * itself, so they also make the first office and its first administrator. The embedded database takes them only while
 * the server is stopped.
 */
await endInWords(async () => {
  const order = readOrder(process.argv.slice(2), process.env);
  const settings = readSettings(process.env);
  const open = await openDatabase(settings);
  const { database } = open;
  try {
    const administration = createAdministration({
      database,
      now: Date.now,
      onChanged: (officeId) => open.notify(JSON.stringify({ officeId })),
    });
    const blobs = createBlobs({ database, folder: blobFolder(settings), now: Date.now });
    process.stdout.write(`${JSON.stringify(await carryOut(order, { administration, blobs }))}\n`);
  } finally {
    await open.close();
  }
});
