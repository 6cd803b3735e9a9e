import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { createZip } from '../../src-main/documents/zip.ts';

it.each([0, Date.UTC(1980, 0, 1), Date.UTC(2107, 0, 1), -1])(
  'a zip is made whatever the clock of the PC says (%i)',
  async (at) => {
    const bytes = await createZip([{ name: '甲.pdf', bytes: Buffer.from('%PDF') }], at);
    expect(Buffer.from(unzipSync(bytes)['甲.pdf'] ?? []).toString()).toBe('%PDF');
  },
);
