import { expect, it } from 'vitest';
import { createTurns } from '../../shared/support/in-turn.ts';

it('begins what was ordered in a breath only when what was ordered before has ended', async () => {
  const inTurn = createTurns();
  const said: string[] = [];
  let open = (): void => {};
  const saving = inTurn(async () => {
    said.push('saving begins');
    await new Promise<void>((done) => {
      open = done;
    });
    said.push('saving ends');
    return 'saved';
  });
  const choosing = inTurn(async () => {
    said.push('choosing');
    return 'chosen';
  });
  await new Promise(setImmediate);
  expect(said).toEqual(['saving begins']);
  open();
  expect([await saving, await choosing]).toEqual(['saved', 'chosen']);
  expect(said).toEqual(['saving begins', 'saving ends', 'choosing']);
});

it('goes on after one that failed, and says of which it was', async () => {
  const inTurn = createTurns();
  const failing = inTurn(() => Promise.reject(new Error('disk.full')));
  const next = inTurn(() => Promise.resolve('saved'));
  await expect(failing).rejects.toThrow('disk.full');
  expect(await next).toBe('saved');
});
