import { createHash } from 'node:crypto';

/** Node's SHA-256 for the shared engine. */
export const serverHashing = {
  sha256: (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex'),
};
