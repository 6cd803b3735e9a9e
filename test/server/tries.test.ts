import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src-server/database/open-database.ts';
import { createTries } from '../../src-server/directory/tries.ts';
import { newServerFolder } from './server-folder.ts';

describe('tries at a password', () => {
  it('are free five times, then wait, and longer each time; the right one begins anew; at every process alike', async () => {
    const dataFolder = await newServerFolder(null);
    const { database, close } = await openDatabase({ databaseUrl: null, dataFolder });
    let now = 1_000_000;
    // Two processes of one server; of which of them somebody asks is chance.
    const processes = [createTries({ database, now: () => now }), createTries({ database, now: () => now })];
    let asked = 0;
    const takeTry = async (account: string, desk = 'd') => {
      asked += 1;
      const ask = processes[asked % processes.length];
      if (ask === undefined) throw new Error('no process');
      return ask('o', account, desk);
    };
    for (let count = 0; count < 5; count += 1) await takeTry('a');
    await expect(takeTry('a')).rejects.toThrow('sync.tooManyTries');
    await expect(takeTry('b')).resolves.toBeDefined();
    now += 30_000;
    await takeTry('a');
    now += 59_000;
    await expect(takeTry('a')).rejects.toThrow('sync.tooManyTries');
    now += 1_000;
    await (await takeTry('a'))();
    const many = await Promise.allSettled(Array.from({ length: 8 }, () => takeTry('a')));
    expect(many.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    // However often one desk tried, another one's tries are its own, until all of them together are too many.
    for (let count = 0; count < 5; count += 1) await takeTry('c', 'd1');
    await expect(takeTry('c', 'd1')).rejects.toThrow('sync.tooManyTries');
    for (let desk = 2; desk <= 6; desk += 1) {
      for (let count = 0; count < 5; count += 1) await takeTry('c', `d${desk}`);
    }
    await expect(takeTry('c', 'd7')).rejects.toThrow('sync.tooManyTries');
    now += 30_000;
    await takeTry('c', 'd7');
    await expect(takeTry('c', 'd8')).rejects.toThrow('sync.tooManyTries');
    // One desk that tries many accounts waits as well; that its own is right in between does not help it.
    for (let count = 0; count < 49; count += 1) {
      await takeTry(`account${count}`, 'd9');
      await (await takeTry('own', 'd9'))();
    }
    await takeTry('another', 'd9');
    await expect(takeTry('one more', 'd9')).rejects.toThrow('sync.tooManyTries');
    await close();
    rmSync(dataFolder, { recursive: true, force: true });
  });
});
