// The peer of the bench: an Electron window that shows one line, and a page for RxDB with Dexie. For the store itself
// it loads a file of the bench into the main process.
const path = require('node:path');
const { app, BrowserWindow } = require('electron');

if (process.env.BENCH_MAIN) globalThis.bench = require(process.env.BENCH_MAIN);
app.whenReady().then(() => {
  const page = process.env.BENCH_PAGE || path.join(__dirname, 'bare.html');
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    show: !process.env.BENCH_HIDDEN,
    webPreferences: { sandbox: true, contextIsolation: true },
  });
  void window.loadFile(page);
});
app.on('window-all-closed', () => app.quit());
