// Loads the app whose folder stands on the command line, as Electron's own default app does.
const Module = require('node:module');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { app } = require('electron');

const preloaded = [];
let folder;
const words = process.argv.slice(1);
for (let index = 0; index < words.length; index += 1) {
  const word = words[index];
  if (word === '-r' || word === '--require') {
    index += 1;
    preloaded.push(words[index]);
  } else if (!word.startsWith('-') && folder === undefined) {
    folder = path.resolve(word);
  }
}
if (preloaded.length > 0) Module._preloadModules(preloaded);

const description = require(path.join(folder, 'package.json'));
app.setName(description.productName ?? description.name);
app.setVersion(description.version);
app.setAppPath(folder);
const main = path.join(folder, description.main);
import(pathToFileURL(main).href).catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
