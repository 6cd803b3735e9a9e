import { z } from 'zod';

/** One question or order of the window, with the shapes of what is asked and answered. */
export type ChannelContract = { readonly request: z.ZodType; readonly response: z.ZodType };

/** The channels of one area of the work. The channel's name is `<area>.<name>`. */
export type AreaContract = {
  readonly area: string;
  readonly queries: Readonly<Record<string, ChannelContract>>;
  readonly commands: Readonly<Record<string, ChannelContract>>;
};

export function defineContract<const Contract extends AreaContract>(contract: Contract): Contract {
  return contract;
}

/** What every channel answers. `details` holds only what a message needs: counts, field paths, seconds. */
export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly code: string; readonly details?: Readonly<Record<string, unknown>> };

type Channels<Contract extends AreaContract> = Contract['queries'] & Contract['commands'];

/** An area as the window calls it. */
export type AreaClient<Contract extends AreaContract> = {
  readonly [Name in keyof Channels<Contract>]: (
    request: z.input<Channels<Contract>[Name]['request']>,
  ) => Promise<Answer<z.output<Channels<Contract>[Name]['response']>>>;
};

/** An area as main answers it: plain values; failures are thrown as `CodedError`. */
export type AreaHandlers<Contract extends AreaContract> = {
  readonly [Name in keyof Channels<Contract>]: (
    request: z.output<Channels<Contract>[Name]['request']>,
  ) => Promise<z.input<Channels<Contract>[Name]['response']>>;
};

/** A failure that the window can put into words: a stable code, never prose, never personal data. */
export class CodedError extends Error {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, details: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.name = 'CodedError';
    this.code = code;
    this.details = details;
  }
}

/** A request without content. */
export const Nothing = z.object({}).strict();
/** An answer without content. */
export const Done = z.object({});
