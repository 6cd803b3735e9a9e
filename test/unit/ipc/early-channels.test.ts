import { describe, expect, it } from 'vitest';
import {
  type InvokeRegistry,
  registerEarly,
  type SenderEvent,
} from '../../../src-main/ipc/early-channels.ts';

const event: SenderEvent = { senderFrame: { url: 'app://desk/', parent: null } };

/** A registry in memory. Does not prove Electron's own; the end-to-end tests use the real one. */
function openChannels(names: readonly string[]) {
  const taken = new Map<string, (event: SenderEvent, payload: unknown) => Promise<unknown>>();
  const registry: InvokeRegistry = { handle: (channel, listener) => void taken.set(channel, listener) };
  return { taken, early: registerEarly(registry, names) };
}

describe('channels that are taken before main has loaded', () => {
  it('answer who asked early as soon as a listener is there, and who asks later at once', async () => {
    const { taken, early } = openChannels(['session.status']);
    const asked = taken.get('session.status')?.(event, 'early');
    early.handle('session.status', async (_event, payload) => `answer to ${payload}`);
    expect(await asked).toBe('answer to early');
    expect(await taken.get('session.status')?.(event, 'late')).toBe('answer to late');
  });

  it('keep their first listener, and are no others than those named', async () => {
    const { taken, early } = openChannels(['session.status']);
    early.handle('session.status', async () => 'first');
    early.handle('session.status', async () => 'second');
    early.handle('session.unknown', async () => 'unknown');
    expect(await taken.get('session.status')?.(event, {})).toBe('first');
    expect([...taken.keys()]).toEqual(['session.status']);
  });

  it('pass a failure of the listener on', async () => {
    const { taken, early } = openChannels(['session.status']);
    const asked = taken.get('session.status')?.(event, {});
    early.handle('session.status', async () => Promise.reject(new Error('refused')));
    await expect(asked).rejects.toThrow('refused');
  });
});
