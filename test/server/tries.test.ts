import { describe, expect, it } from 'vitest';
import { createTries } from '../../src-server/directory/tries.ts';

describe('tries at a password', () => {
  it('are free five times, then wait, and longer each time; the right one begins anew', () => {
    let now = 1_000_000;
    const takeTry = createTries(() => now);
    for (let count = 0; count < 5; count += 1) takeTry('o a');
    expect(() => takeTry('o a')).toThrow('sync.tooManyTries');
    expect(() => takeTry('o b')).not.toThrow();
    now += 30_000;
    takeTry('o a');
    now += 59_000;
    expect(() => takeTry('o a')).toThrow('sync.tooManyTries');
    now += 1_000;
    takeTry('o a')();
    for (let count = 0; count < 5; count += 1) takeTry('o a');
    expect(() => takeTry('o a')).toThrow('sync.tooManyTries');
  });
});
