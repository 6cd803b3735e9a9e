// `node scripts/notice.mjs` writes NOTICE: the parts that the packaged app carries, with their licences.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib/run.mjs';

const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const nameOf = (path) => path.replace(/^.*node_modules\//, '');
const entries = Object.entries(lock.packages);

/** A part for another system is not installed here: it has the licence of the package that chooses among them. */
function licenceOf(path, entry) {
  const file = join(root, path, 'package.json');
  const { license } = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : entry;
  if (license !== undefined) return typeof license === 'string' ? license : license.type;
  const chooser = entries.find(([, { optionalDependencies }]) => optionalDependencies?.[nameOf(path)]);
  if (chooser === undefined) throw new Error(`No licence of ${nameOf(path)} is known.`);
  return licenceOf(...chooser);
}

const parts = entries
  .filter(
    ([path, entry]) =>
      path.startsWith('node_modules/') &&
      !entry.dev &&
      !entry.devOptional &&
      !/node-(linux|win|darwin|bin)-/.test(path),
  )
  .map(([path, entry]) => `${nameOf(path)} ${entry.version}: ${licenceOf(path, entry)}`);
const text = `Mediation Desk (劳动争议调解工作台)
Licensed under the Apache License, Version 2.0 (see LICENSE).

Fonts
Noto Serif SC (assets/fonts): Copyright 2017-2022 Adobe, with Reserved Font Name 'Source'.
Licensed under the SIL Open Font License 1.1, see assets/fonts/OFL.txt.
HanaMin (assets/fonts/rare): Copyright 2008-2017 GlyphWiki Project.
Free without conditions, or under the SIL Open Font License 1.1, see assets/fonts/rare/LICENSE.txt.

Electron and Chromium carry their own licence files in the packaged app.

Bundled parts
${[...new Set(parts)].sort().join('\n')}
`;
writeFileSync(join(root, 'NOTICE'), text);
