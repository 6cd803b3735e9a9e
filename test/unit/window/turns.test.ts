import { expect, it } from 'vitest';
import { createTurns } from '../../../src-renderer/casepage/turns.ts';

it('begins what is pressed in a breath after what was pressed before has ended, in each case by itself', async () => {
  const inTurn = createTurns();
  const said: string[] = [];
  const gates = new Map<string, () => void>();
  const work = (name: string) => async () => {
    said.push(`${name} begins`);
    await new Promise<void>((open) => gates.set(name, open));
    said.push(`${name} ends`);
    return name;
  };
  const saving = inTurn('one', work('saving'));
  const choosing = inTurn('one', work('choosing'));
  const elsewhere = inTurn('two', work('elsewhere'));
  await new Promise(setImmediate);
  expect(said).toEqual(['saving begins', 'elsewhere begins']);
  gates.get('elsewhere')?.();
  gates.get('saving')?.();
  expect(await saving).toBe('saving');
  await new Promise(setImmediate);
  gates.get('choosing')?.();
  expect(await choosing).toBe('choosing');
  await elsewhere;
  expect(said.indexOf('saving ends')).toBeLessThan(said.indexOf('choosing begins'));
});

it('goes on after one that failed, and says of which it was', async () => {
  const inTurn = createTurns();
  const failing = inTurn('one', () => Promise.reject(new Error('disk.full')));
  const next = inTurn('one', () => Promise.resolve('saved'));
  await expect(failing).rejects.toThrow('disk.full');
  expect(await next).toBe('saved');
});
