export function makeKey(path: string): string;
export function signFolder(
  folder: string,
  version: string,
  keyPath: string,
  publishedOn: string,
): Promise<string[]>;
