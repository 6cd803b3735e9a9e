import { hash } from 'node:crypto';

/** Node's SHA-256 for the shared engine. */
export const serverHashing = {
  sha256: (text: string): string => hash('sha256', text, 'hex'),
};
