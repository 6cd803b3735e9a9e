export const root: string;
export function ensureOwnNode(): void;
export function say(text: string): void;
export function withProgress<Result>(label: string, work: () => Promise<Result>): Promise<Result>;
