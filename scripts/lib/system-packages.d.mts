export const windowPackages: readonly string[];
export const testPackages: readonly string[];
export function ensureSystemPackages(packages: readonly string[]): Promise<boolean>;
