import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { AuthorityRecord, openAuthority } from '../../src-server/certificates/authority.ts';

const folder = mkdtempSync(join(tmpdir(), 'ceremony-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);
const program = join(import.meta.dirname, '../../src-server/certificates/ceremony.ts');
const passphrases = { ROOT_PASSPHRASE: 'root phrase of the safe', SERVER_PASSPHRASE: 'phrase of the server' };
const run = (args: readonly string[], environment: Record<string, string> = passphrases) =>
  spawnSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...environment },
  });
const name = ['--organisation', '北京市朝阳区劳动争议调解中心'];
const found = [
  ...['found', ...name, '--authority', at('authority.json'), '--root-key', at('root-key.json')],
  ...['--root-certificate', at('root.pem')],
];

describe('the ceremony', () => {
  it('founds an authority that the server opens, with files for their owner alone, and only once', async () => {
    const { status, stdout } = run(found);
    expect(status).toBe(0);
    expect(stdout).toMatch(/SHA-256: ([0-9A-F]{2}:){31}[0-9A-F]{2}/);
    const record = AuthorityRecord.parse(JSON.parse(readFileSync(at('authority.json'), 'utf8')));
    await expect(openAuthority(record, passphrases.SERVER_PASSPHRASE)).resolves.toBeDefined();
    for (const file of ['authority.json', 'root-key.json'])
      expect(statSync(at(file)).mode & 0o777).toBe(0o600);
    const kept = readFileSync(at('root-key.json'), 'utf8');
    expect(run(found).status).toBe(1);
    expect(readFileSync(at('root-key.json'), 'utf8')).toBe(kept);
  });

  it('renews the intermediate with the root’s key, and revokes the former one when asked to', async () => {
    const renew = (target: string, more: readonly string[] = [], environment = passphrases) =>
      run(
        [
          ...['renew', ...name, '--authority', at(target), '--root-key', at('root-key.json')],
          ...['--former', at('authority.json'), '--list-number', '2', ...more],
        ],
        environment,
      );
    expect(renew('next.json', ['--compromised']).status).toBe(0);
    const next = AuthorityRecord.parse(JSON.parse(readFileSync(at('next.json'), 'utf8')));
    const former = AuthorityRecord.parse(JSON.parse(readFileSync(at('authority.json'), 'utf8')));
    expect(next.root).toBe(former.root);
    expect(next.rootRevocationList.length).toBeGreaterThan(former.rootRevocationList.length);
    // Otherwise it comes along, sealed with the passphrase of today.
    const changed = { SERVER_PASSPHRASE: 'next phrase of the server' };
    const formerOne = { FORMER_SERVER_PASSPHRASE: passphrases.SERVER_PASSPHRASE };
    expect(renew('third.json', [], { ...passphrases, ...changed, ...formerOne }).status).toBe(0);
    const third = AuthorityRecord.parse(JSON.parse(readFileSync(at('third.json'), 'utf8')));
    const kept = await openAuthority(third, changed.SERVER_PASSPHRASE);
    expect(kept.former.map((one) => Buffer.from(one.intermediate).toString('base64'))).toEqual([
      former.intermediate,
    ]);
    const wrong = renew('wrong.json', [], { ...passphrases, ROOT_PASSPHRASE: 'not the phrase' });
    expect(wrong).toMatchObject({ status: 1 });
    expect(wrong.stderr).toContain('certificate.passphraseWrong');
  });

  it('takes no short passphrase, and not the same one twice', () => {
    const refused = (environment: Record<string, string>) => run(found, environment).stderr;
    expect(refused({ ...passphrases, ROOT_PASSPHRASE: 'short' })).toContain('ROOT_PASSPHRASE');
    const same = passphrases.SERVER_PASSPHRASE;
    expect(refused({ ROOT_PASSPHRASE: same, SERVER_PASSPHRASE: same })).toContain('differ');
  });
});
