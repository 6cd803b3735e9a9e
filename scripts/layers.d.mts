export function findLayerFaults(root: string): string[];
