export function ownNode(platform: string, modules: string): string;
export function findBinFile(
  manifest: { name?: string; bin?: string | Record<string, string> },
  name: string,
): string | null;
export function spawnable(
  platform: string,
  node: string,
  command: string,
  args: readonly string[],
  findScript: (command: string) => string | null,
): { command: string; args: readonly string[] };
