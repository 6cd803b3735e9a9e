import type { z } from 'zod';
import { type Answer, type AreaContract, type AreaHandlers, CodedError } from '../../shared/contract/ipc.ts';
import type { InvokeRegistry, SenderEvent } from './early-channels.ts';

/**
 * Registers every channel of one area. The sender is checked once, here; every payload is parsed before a
 * handler sees it; what comes back is always an Answer, and a failure carries a code and never a text.
 */
export function registerContract<Contract extends AreaContract>(
  registry: InvokeRegistry,
  contract: Contract,
  handlers: AreaHandlers<Contract>,
  guard: {
    readonly isAllowedSender: (event: SenderEvent) => boolean;
    /** Told of unexpected failures: channel and error name only. */
    readonly onUnexpected: (channel: string, error: unknown) => void;
  },
): void {
  const channels = { ...contract.queries, ...contract.commands };
  for (const [name, { request, response }] of Object.entries(channels)) {
    const channel = `${contract.area}.${name}`;
    const handler = handlers[name as keyof typeof handlers] as (payload: unknown) => Promise<unknown>;
    registry.handle(channel, async (event, payload) => {
      if (!guard.isAllowedSender(event)) return refusal('ipc.senderRefused');
      return answer(channel, request, response, handler, payload, guard.onUnexpected);
    });
  }
}

async function answer(
  channel: string,
  request: z.ZodType,
  response: z.ZodType,
  handler: (payload: unknown) => Promise<unknown>,
  payload: unknown,
  onUnexpected: (channel: string, error: unknown) => void,
): Promise<Answer<unknown>> {
  const parsed = safeParse(request, payload);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    return refusal(
      'ipc.payloadMalformed',
      issue === undefined ? {} : { path: issue.path.map(String).join('.') },
    );
  }
  try {
    return { ok: true, value: response.parse(await handler(parsed.data)) };
  } catch (error) {
    if (error instanceof CodedError) return refusal(error.code, error.details);
    const ofDisk = codeOfDisk(error);
    if (ofDisk !== null) return refusal(ofDisk);
    onUnexpected(channel, error);
    return refusal('internal');
  }
}

/** What the disk of the desk says through whatever writes there beside the store: keys, PIN, settings. */
function codeOfDisk(error: unknown): string | null {
  if (!(error instanceof Error && 'code' in error)) return null;
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT') return 'store.diskFull';
  return error.code === 'EROFS' ? 'store.readOnly' : null;
}

function safeParse(schema: z.ZodType, payload: unknown) {
  try {
    const result = schema.safeParse(payload);
    return result.success
      ? { success: true as const, data: result.data }
      : { success: false as const, issues: result.error.issues };
  } catch {
    return { success: false as const, issues: [] };
  }
}

function refusal(code: string, details?: Readonly<Record<string, unknown>>): Answer<never> {
  return details === undefined ? { ok: false, code } : { ok: false, code, details };
}
