export function hasDisplay(): boolean;
export function withDisplay<Result>(
  work: (environment: Record<string, string>) => Promise<Result>,
): Promise<Result>;
