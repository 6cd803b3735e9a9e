import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { channelNames } from '../../../shared/contract/channel-names.ts';
import { contracts } from '../../../shared/contract/desk-api.ts';
import { type ChannelContract, CodedError } from '../../../shared/contract/ipc.ts';
import type { InvokeRegistry, SenderEvent } from '../../../src-main/ipc/early-channels.ts';
import { registerContract } from '../../../src-main/ipc/register.ts';
import { isDeskAddress } from '../../../src-main/window/navigation.ts';

/**
 * Walks every channel on a registry in memory. Does not prove Electron's own serialisation; the end-to-end tests use
 * the real one.
 */
const perChannel = process.env.NIGHTLY ? 10_000 : 200;
const desk: SenderEvent = { senderFrame: { url: 'app://desk/', parent: null } };

function register(handler: () => Promise<unknown>) {
  const listeners = new Map<string, (event: SenderEvent, payload: unknown) => Promise<unknown>>();
  const unexpected: string[] = [];
  const registry: InvokeRegistry = { handle: (channel, listener) => void listeners.set(channel, listener) };
  for (const contract of contracts) {
    const names = [...Object.keys(contract.queries), ...Object.keys(contract.commands)];
    registerContract(registry, contract, Object.fromEntries(names.map((name) => [name, handler])) as never, {
      isAllowedSender: ({ senderFrame }) =>
        senderFrame !== null && senderFrame.parent === null && isDeskAddress(senderFrame.url),
      onUnexpected: (channel) => unexpected.push(channel),
    });
  }
  return { listeners, unexpected };
}

const requests: Readonly<Record<string, z.ZodType>> = Object.fromEntries(
  contracts.flatMap(({ area, queries, commands }) =>
    Object.entries<ChannelContract>({ ...queries, ...commands }).map(([name, { request }]) => [
      `${area}.${name}`,
      request,
    ]),
  ),
);
const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withTypedArray: true,
});

function fits(request: z.ZodType | undefined, payload: unknown): boolean {
  try {
    return request?.safeParse(payload).success ?? false;
  } catch {
    return false;
  }
}

describe('the channels between window and main', () => {
  it('are exactly those that the preload script names', () => {
    const { listeners } = register(async () => ({}));
    const named = Object.entries(channelNames).flatMap(([area, names]) =>
      names.map((name) => `${area}.${name}`),
    );
    expect([...listeners.keys()].sort()).toEqual(named.sort());
  });

  it.each(Object.keys(requests))(
    '%s answers anything malformed with a code, and no more, before a handler sees it',
    async (channel) => {
      const request = requests[channel];
      let handled = 0;
      const { listeners } = register(async () => {
        handled += 1;
        throw new Error('/home/somebody/secret of 马桂香');
      });
      const listener = listeners.get(channel);
      // What has the right names reaches further into a shape than what is strange altogether.
      const fields = request instanceof z.ZodObject ? Object.keys(request.shape) : [];
      const named = fc.record(Object.fromEntries(fields.map((name) => [name, anything])), {
        requiredKeys: [],
      });
      await fc.assert(
        fc.asyncProperty(fc.oneof(anything, named), async (payload) => {
          const handledBefore = handled;
          const answer = (await listener?.(desk, payload)) as { ok: boolean; code?: string };
          const isOfItsShape = fits(request, payload);
          expect(answer.ok).toBe(false);
          expect(answer.code).toBe(isOfItsShape ? 'internal' : 'ipc.payloadMalformed');
          expect(handled - handledBefore).toBe(isOfItsShape ? 1 : 0);
          expect(JSON.stringify(answer)).not.toMatch(/somebody|马桂香/);
        }),
        { numRuns: perChannel },
      );
      // Whatever a channel takes, there is something that it does not.
      expect(fits(request, 7)).toBe(false);
    },
  );

  it('answer nobody but the desk’s own top frame', async () => {
    const { listeners } = register(async () => ({}));
    const strangers: SenderEvent[] = [
      { senderFrame: null },
      { senderFrame: { url: 'https://desk/', parent: null } },
      { senderFrame: { url: 'app://desk.evil/', parent: null } },
      { senderFrame: { url: 'app://desk/', parent: {} } },
      { senderFrame: { url: 'file:///app://desk/', parent: null } },
    ];
    for (const stranger of strangers) {
      expect(await listeners.get('session.status')?.(stranger, {})).toMatchObject({
        ok: false,
        code: 'ipc.senderRefused',
      });
    }
  });

  it('carry the code and details of a failure that has words', async () => {
    const { listeners } = register(async () => {
      throw new CodedError('session.wrongPin', { triesLeft: 2 });
    });
    expect(await listeners.get('session.lock')?.(desk, {})).toEqual({
      ok: false,
      code: 'session.wrongPin',
      details: { triesLeft: 2 },
    });
  });

  it.each([
    ['ENOSPC', 'store.diskFull'],
    ['EROFS', 'store.readOnly'],
  ])('say of a disk that fails with %s that it is the disk, whoever wrote there', async (code, told) => {
    const { listeners } = register(async () => {
      throw Object.assign(new Error('write'), { code, path: '/home/李梅' });
    });
    const answer = await listeners.get('session.lock')?.(desk, {});
    expect(answer).toMatchObject({ ok: false, code: told });
    expect(JSON.stringify(answer)).not.toContain('李梅');
  });
});

describe('addresses', () => {
  it.each(['app://desk/', 'app://desk/index.html', 'app://desk/assets/x.js?y#z'])(
    '%s belongs to the desk',
    (address) => {
      expect(isDeskAddress(address)).toBe(true);
    },
  );
  it.each([
    'https://example.org/?app://desk/',
    'app://desk.example.org/',
    'app://other/',
    'app://user@desk/',
    'app://desk:1/',
    'file:///etc/passwd',
    'javascript:1',
    'about:blank',
    '',
    '\\\\server\\share',
    'APP:desk',
  ])('%s does not', (address) => {
    expect(isDeskAddress(address)).toBe(false);
  });
});
