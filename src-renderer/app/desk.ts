import type { DeskApi } from '../../shared/contract/desk-api.ts';
import type { Answer } from '../../shared/contract/ipc.ts';

declare global {
  interface Window {
    readonly desk: DeskApi;
  }
}

/** What main refused, with the code that error-text.ts puts into words. */
export class DeskError extends Error {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, details: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.name = 'DeskError';
    this.code = code;
    this.details = details;
  }
}

export const desk: DeskApi = window.desk;

/** The value of an answer; throws a DeskError where main refused. */
export async function call<Value>(answer: Promise<Answer<Value>>): Promise<Value> {
  const result = await answer;
  if (result.ok) return result.value;
  throw new DeskError(result.code, result.details);
}
