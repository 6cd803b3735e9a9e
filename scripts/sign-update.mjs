// The publisher's side of an update from a folder or stick (src-main/update checks it on the desk).
//   node scripts/sign-update.mjs --new-key FILE    once: writes a private key to FILE, outside the project, and puts
//                                                  its public key among those that the next release trusts
//   node scripts/sign-update.mjs --key FILE [--folder dist]    after `npm run package` on each platform, with all
//                                                  installers of one version in the folder: writes update.json and
//                                                  update.json.sig beside them. The folder's files go on the stick.
import { createHash, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { createReadStream, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root, say } from './lib/run.mjs';

const kinds = { '.exe': 'nsis', '.deb': 'deb', '.AppImage': 'appImage', '.dmg': 'dmg' };
/** The names that electron-builder gives to one processor, by kind of installer. */
const processors = { x64: 'x64', amd64: 'x64', x86_64: 'x64', arm64: 'arm64', aarch64: 'arm64' };

/** Writes a new private key; answers its public key (SPKI DER, base64). Refuses a place inside the project. */
export function makeKey(path) {
  const way = relative(root, resolve(path));
  // From one drive of Windows to another no relative way leads.
  if (!way.startsWith('..') && !isAbsolute(way)) throw new Error('Keep the private key outside the project.');
  const pair = generateKeyPairSync('ed25519');
  writeFileSync(path, pair.privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  return pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
}

/** Describes and signs the installers of `version` in a folder; answers their names. Throws when there is none. */
export async function signFolder(folder, version, keyPath, publishedOn) {
  const key = createPrivateKey(readFileSync(keyPath));
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('The key is not an Ed25519 key.');
  const installers = [];
  for (const name of readdirSync(folder).sort()) {
    const [ending, kind] = Object.entries(kinds).find(([one]) => name.endsWith(one)) ?? [];
    if (kind === undefined || !name.startsWith(`MediationDesk-${version}-`)) continue;
    const arch = processors[name.slice(0, -ending.length).split('-').at(-1)];
    if (arch === undefined) throw new Error(`${name} does not say which processor it is for.`);
    const path = join(folder, name);
    installers.push({ kind, arch, name, size: statSync(path).size, sha512: await sha512OfFile(path) });
  }
  if (installers.length === 0) throw new Error(`There is no installer of version ${version} in ${folder}.`);
  const text = `${JSON.stringify({ product: 'mediation-desk', version, publishedOn, installers }, null, 2)}\n`;
  writeFileSync(join(folder, 'update.json'), text);
  writeFileSync(join(folder, 'update.json.sig'), sign(null, Buffer.from(text), key).toString('base64'));
  return installers.map(({ name }) => name);
}

async function sha512OfFile(path) {
  const hash = createHash('sha512');
  for await (const piece of createReadStream(path)) hash.update(piece);
  return hash.digest('hex');
}

if (process.argv[1] && resolve(process.argv[1]) === import.meta.filename) {
  const { values } = parseArgs({
    options: { 'new-key': { type: 'string' }, key: { type: 'string' }, folder: { type: 'string' } },
  });
  const trusted = join(root, 'src-main/update/trusted-keys.json');
  if (values['new-key'] !== undefined) {
    const keys = [...JSON.parse(readFileSync(trusted, 'utf8')), makeKey(values['new-key'])];
    writeFileSync(trusted, `${JSON.stringify(keys, null, 2)}\n`);
    say('The key is made. Keep it off the network; commit the changed trusted-keys.json.');
  } else if (values.key !== undefined) {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());
    const names = await signFolder(resolve(values.folder ?? join(root, 'dist')), version, values.key, today);
    say(`Signed version ${version}: ${names.join(', ')}`);
  } else {
    say('Usage: node scripts/sign-update.mjs --new-key FILE | --key FILE [--folder FOLDER]');
    process.exit(1);
  }
}
