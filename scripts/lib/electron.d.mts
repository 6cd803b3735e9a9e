export function getElectronFolder(): Promise<string>;
export function isOfficialElectron(folder: string): boolean;
export function electronEnvironment(folder: string): Record<string, string>;
export function electronFlags(): string[];
