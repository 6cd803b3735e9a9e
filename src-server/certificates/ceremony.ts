import { X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CodedError } from '../../shared/contract/ipc.ts';
import { AuthorityRecord, foundAuthority, RootKeyRecord, renewAuthority } from './authority.ts';

/**
 * The ceremony of docs/signatures.md, at a machine without a line. Passphrases come from the variables
 * ROOT_PASSPHRASE and SERVER_PASSPHRASE, so that they stand in no command line and no history; that of the former record from
 * FORMER_SERVER_PASSPHRASE where it was another.
 */
const usage = `Orders:
  found --organisation NAME --authority FILE --root-key FILE --root-certificate FILE
  renew --organisation NAME --authority FILE --root-key FILE --former FILE --list-number N [--compromised]`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    organisation: { type: 'string' },
    authority: { type: 'string' },
    'root-key': { type: 'string' },
    'root-certificate': { type: 'string' },
    former: { type: 'string' },
    'list-number': { type: 'string' },
    compromised: { type: 'boolean' },
  },
});
type Option = Exclude<keyof typeof values, 'compromised'>;
const shortestPassphrase = 12;

function end(why: string): never {
  process.stderr.write(`${why}\n${usage}\n`);
  process.exit(1);
}
const need = (name: Option): string => values[name] ?? end(`--${name} is missing.`);

function passphrase(name: 'ROOT_PASSPHRASE' | 'SERVER_PASSPHRASE'): string {
  const given = process.env[name] ?? '';
  return given.length < shortestPassphrase
    ? end(`${name} must have ${shortestPassphrase} characters at least.`)
    : given;
}

/** Never over a file that is there: an authority lost to a second ceremony could revoke nothing any more. */
const save = (path: string, content: string) => writeFileSync(path, content, { mode: 0o600, flag: 'wx' });
const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const certificateOf = (base64: string) => new X509Certificate(Buffer.from(base64, 'base64'));

async function found(): Promise<void> {
  const passphrases = { root: passphrase('ROOT_PASSPHRASE'), server: passphrase('SERVER_PASSPHRASE') };
  if (passphrases.root === passphrases.server) end('The two passphrases must differ.');
  const parts = { organisation: need('organisation'), passphrases, now: new Date() };
  const paths = [need('root-key'), need('authority'), need('root-certificate')] as const;
  const { authority, rootKey } = await foundAuthority(parts);
  const root = certificateOf(authority.root);
  save(paths[0], JSON.stringify(rootKey));
  save(paths[1], JSON.stringify(authority));
  save(paths[2], root.toString());
  process.stdout.write(`Root certificate, SHA-256: ${root.fingerprint256}\n`);
}

async function renew(): Promise<void> {
  const server = passphrase('SERVER_PASSPHRASE');
  const former = process.env.FORMER_SERVER_PASSPHRASE ?? server;
  const renewed = await renewAuthority({
    organisation: need('organisation'),
    rootKey: RootKeyRecord.parse(readJson(need('root-key'))),
    former: AuthorityRecord.parse(readJson(need('former'))),
    passphrases: { root: passphrase('ROOT_PASSPHRASE'), server, former },
    now: new Date(),
    listNumber: Number(need('list-number')),
    isCompromised: values.compromised === true,
  });
  save(need('authority'), JSON.stringify(renewed));
  process.stdout.write(`Intermediate, SHA-256: ${certificateOf(renewed.intermediate).fingerprint256}\n`);
}

try {
  if (positionals[0] === 'found') await found();
  else if (positionals[0] === 'renew') await renew();
  else end('Which order?');
} catch (error) {
  end(error instanceof CodedError ? error.code : error instanceof Error ? error.message : 'failed');
}
