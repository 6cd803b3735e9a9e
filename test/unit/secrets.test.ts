import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** CRITERIA H: no key and no token lies in the project. What tests need of them they make while they run. */
const root = join(import.meta.dirname, '../..');
const secrets: Readonly<Record<string, RegExp>> = {
  'private key in PEM': /-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/=\s]{40}/,
  // The beginnings of PKCS#8 in base64: Ed25519, P-256 or SM2, RSA of 2048 to 4096 bits.
  'private key in DER':
    /MC4CAQAwBQYDK2Vw[A-Za-z0-9+/]{20}|MIGHAgEAM[A-Za-z0-9+/]{60}|MII[EJ][A-Za-z0-9+/]{6}BADANBgkqhkiG9w0/,
  'cloud key': /\b(AKIA|ASIA|LTAI)[A-Za-z0-9]{16,20}\b/,
  'token of a code host or registry':
    /\b(gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{40}|glpat-[\w-]{20}|npm_[A-Za-z0-9]{36})\b/,
  'token of a chat': /\bxox[abprs]-[A-Za-z0-9-]{20}/,
  'signed web token': /\beyJ[\w-]{20,}\.eyJ[\w-]{20,}\.[\w-]{20,}/,
  'password in an address':
    /\b(postgres(ql)?|https?|amqp|redis):\/\/[^\s/:@'"`${}]+:(?!password@)[^\s/:@'"`${}]{6,}@/,
};
const leftOut = /^(node_modules|out|dist|release|test-results|demo-output|\.git|\.cache)$/;

function findSecrets(text: string): string[] {
  return Object.entries(secrets).flatMap(([name, pattern]) => (pattern.test(text) ? [name] : []));
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return leftOut.test(entry.name) ? [] : listFiles(path);
    return entry.isFile() ? [path] : [];
  });
}

/** What is in the project; without its history, as in an unpacked archive, what lies in its folder. */
function listProject(): string[] {
  try {
    const names = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1e8,
      stdio: 'pipe',
    });
    return names
      .split('\0')
      .filter(Boolean)
      .map((name) => join(root, name));
  } catch {
    return listFiles(root);
  }
}

describe('the search for secrets', () => {
  it('finds none in the project', () => {
    const found = listProject()
      .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile())
      .flatMap((path) => findSecrets(readFileSync(path, 'latin1')).map((name) => `${path}: ${name}`));
    expect(found).toEqual([]);
  });

  it.each([
    ['private key in PEM', `-----BEGIN EC PRIVATE ${'KEY'}-----\n${'A'.repeat(64)}\n`],
    ['private key in DER', `MC4CAQAwBQYDK2Vw${'BCIEI'.repeat(8)}`],
    ['cloud key', `AKIA${'ABCD1234'.repeat(2)}`],
    ['token of a code host or registry', `ghp_${'a1'.repeat(18)}`],
    ['token of a chat', `xoxb-${'1234567890'.repeat(2)}`],
    ['signed web token', ['eyJ', '.eyJ', '.'].map((part) => `${part}${'a'.repeat(24)}`).join('')],
    ['password in an address', `postgres://desk:${'secret1'}@db.example/office`],
  ])('finds a %s', (name, text) => {
    expect(findSecrets(text)).toEqual([name]);
  });
});
