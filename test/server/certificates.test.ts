import { describe } from 'vitest';
import { describeCertificates } from './certificates-suite.ts';
import { startServer } from './parties.ts';

describe('certificates on the embedded database', () => {
  describeCertificates((settings) => startServer(null, settings));
});
