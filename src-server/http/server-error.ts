/** A failure that a desk can act on: a status, a stable code, never personal data. */
export class ServerError extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(status: number, code: string, details: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.name = 'ServerError';
    this.status = status;
    this.code = code;
    this.details = details;
  }
}
