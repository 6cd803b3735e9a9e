// Loads the app whose folder stands on the command line, as Electron's own default app does. A module with an
// awaited import, so that the app is loaded before Electron says that it is ready.
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const require = createRequire(import.meta.url);
const preloaded = [];
let folder = '.';
let isFound = false;
const words = process.argv.slice(1);
for (let index = 0; index < words.length; index += 1) {
  const word = words[index];
  if (word === '-r' || word === '--require') {
    index += 1;
    preloaded.push(words[index]);
  } else if (!word.startsWith('-') && !isFound) {
    folder = path.resolve(word);
    isFound = true;
  }
}
if (preloaded.length > 0) require('node:module')._preloadModules(preloaded);

const description = require(path.join(folder, 'package.json'));
app.setName(description.productName ?? description.name);
app.setVersion(description.version);
app.setAppPath(folder);
await import(pathToFileURL(path.join(folder, description.main)).href);
