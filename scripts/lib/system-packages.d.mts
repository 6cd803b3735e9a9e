export const windowPackages: readonly string[];
export const testPackages: readonly string[];
export function ensureSystemPackages(packages: readonly string[]): Promise<boolean>;
export function listMissing(packages: readonly string[], installed: ReadonlySet<string>): string[];
export function nameAsKnown(packages: readonly string[], known: ReadonlySet<string>): string[];
