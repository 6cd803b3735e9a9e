export const root: string;
export function ensureOwnNode(): void;
export function run(
  command: string,
  args: readonly string[],
  options?: Readonly<Record<string, unknown>>,
): Promise<number>;
export function say(text: string): void;
export function withProgress<Result>(label: string, work: () => Promise<Result>): Promise<Result>;
