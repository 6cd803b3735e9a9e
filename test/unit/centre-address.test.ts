import { expect, it } from 'vitest';
import { isConfidential } from '../../src-main/sync/centre-address.ts';
import { createSyncAccount } from '../../src-main/sync/sync-account.ts';

it.each([
  ['https://centre.example', true],
  ['https://10.1.2.3:8443/office', true],
  ['http://127.0.0.1:8787', true],
  ['http://localhost:8787', true],
  ['http://[::1]:8787', true],
  ['http://centre.example', false],
  ['http://10.1.2.3:8787', false],
  ['http://127.0.0.1.example', false],
  ['http://localhost@centre.example', false],
  ['http://u:p@10.1.2.3', false],
  ['ftp://centre.example', false],
  ['file:///etc/passwd', false],
  ['javascript:alert(1)', false],
])('a password may go to %s: %s', (address, may) => {
  expect(isConfidential(address)).toBe(may);
});

it('a desk sends nothing to another address, the code of its enrolment neither', async () => {
  let asked = 0;
  const account = createSyncAccount({
    settings: { find: async () => null, save: async () => {} },
    person: {},
    line: {
      fetcher: async () => {
        asked += 1;
        return new Response();
      },
    },
    findSignedBy: async () => null,
  } as never);
  await expect(account.enrol('http://centre.example', 'code')).rejects.toThrow('sync.addressOpen');
  expect(asked).toBe(0);
});
