import { rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createBlobs } from '../../src-server/blobs/blob-store.ts';
import { openDatabase } from '../../src-server/database/open-database.ts';
import { subdistrict } from './parties.ts';
import { newServerFolder } from './server-folder.ts';

it('scans that no desk has do not keep others from being asked for, however many they are', async () => {
  const dataFolder = await newServerFolder(null);
  const { database, close } = await openDatabase({ databaseUrl: null, dataFolder });
  await database
    .insertInto('offices')
    .values({ id: 'o', ...subdistrict, feed_sequence: 0 })
    .execute();
  const names = Array.from({ length: 1_200 }, (_, index) => index.toString(16).padStart(64, '0'));
  const row = { office_id: 'o', size: 1, media_type: '', is_complete: false, received_at: '' };
  await database
    .insertInto('blobs')
    .values(names.map((sha256) => ({ ...row, sha256 })))
    .execute();
  const blobs = createBlobs({ database, folder: dataFolder, now: Date.now });
  const asked = new Set<string>();
  for (let day = 0; day < 30; day += 1) for (const one of await blobs.listWanted('o')) asked.add(one);
  expect(asked.size).toBe(names.length);
  await close();
  rmSync(dataFolder, { recursive: true });
});
