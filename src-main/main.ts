import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, type BrowserWindow, dialog, ipcMain, protocol, safeStorage, session, shell } from 'electron';
import { contracts, type DeskEvent } from '../shared/contract/desk-api.ts';
import { createCameraDoor } from './camera-door.ts';
import { findDemoAccess } from './demo-office.ts';
import { createDesk } from './desk.ts';
import { createPrintQueue } from './documents/print-queue.ts';
import { registerContract } from './ipc/register.ts';
import { installedRelease } from './update/installed-release.ts';
import { registerDeskScheme, serveDesk } from './window/app-protocol.ts';
import { createGuardedWindow } from './window/guarded-window.ts';
import { createSystemKeyring } from './window/keyring.ts';
import { deskOrigin, guardNavigation, guardSession, isDeskAddress } from './window/navigation.ts';
import { followZoomKeys } from './window/zoom.ts';

/** The composition root: a sandboxed window, a desk without a window, and the channels between them. */
// Chromium refuses its sandbox to root, as on test machines; there the flag was given on the command line.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
registerDeskScheme();
app.commandLine.appendSwitch('lang', 'zh-CN');
const chosenFolder = app.commandLine.getSwitchValue('desk-folder');
const dataFolder = chosenFolder || join(app.getPath('userData'), 'desk');
mkdirSync(join(dataFolder, 'window'), { recursive: true });
// One desk for each data folder: a second program on another folder is another desk.
if (chosenFolder) app.setPath('userData', join(dataFolder, 'window'));
app.setPath('sessionData', join(dataFolder, 'window'));

if (app.requestSingleInstanceLock()) void start();
else app.quit();

async function start(): Promise<void> {
  await app.whenReady();
  const camera = createCameraDoor(() => performance.now());
  guardSession(session.defaultSession, camera);
  app.on('web-contents-created', (_event, contents) => guardNavigation(contents));
  const here = import.meta.dirname;
  serveDesk(protocol, join(here, '../renderer'));

  const desk = await createDesk({
    dataFolder,
    assetsFolder: app.isPackaged ? join(process.resourcesPath, 'assets') : join(app.getAppPath(), 'assets'),
    workers: {
      store: new URL('./store-worker.js', import.meta.url),
      typesetter: new URL('./typeset-worker.js', import.meta.url),
    },
    keyring: createSystemKeyring(safeStorage, process.platform),
    printQueue: createPrintQueue(process.platform),
    camera,
    now: () => Date.now(),
    publish: (event: DeskEvent, id: string) => window?.webContents.send(event, { id }),
    saveFile,
    chooseFile: () => choose('openFile'),
    version: app.getVersion(),
    // Only from the source folder: an installed desk is enrolled by people.
    demoAccess: app.isPackaged ? null : await findDemoAccess(app.commandLine.getSwitchValue('demo-access')),
    update: {
      installed: installedRelease(app.getVersion(), process.platform, process.arch, process.env),
      chooseFolder: () => choose('openDirectory'),
      showFile: (path) => shell.showItemInFolder(path),
    },
  });
  for (const contract of contracts) {
    registerContract(ipcMain, contract, desk.handlers[contract.area] as never, {
      isAllowedSender: ({ senderFrame }) =>
        senderFrame !== null && senderFrame.parent === null && isDeskAddress(senderFrame.url),
      onUnexpected: (channel, error) =>
        process.stderr.write(
          `unexpected failure in ${channel}: ${error instanceof Error ? error.name : 'unknown'}\n`,
        ),
    });
  }

  let window: BrowserWindow | null = openWindow(join(here, '../preload/preload.cjs'));
  window.on('closed', () => {
    window = null;
  });
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => {
    void desk.close().finally(() => app.quit());
  });
}

function openWindow(preload: string): BrowserWindow {
  const window = createGuardedWindow(
    {
      width: 1366,
      height: 768,
      minWidth: 900,
      minHeight: 600,
      show: false,
      backgroundColor: '#FAFAF8',
      webPreferences: { preload },
    },
    app.isPackaged,
  );
  // Without a menu no key is taken from the window; the zoom that the menu brought is kept.
  window.removeMenu();
  followZoomKeys(window.webContents);
  window.once('ready-to-show', () => window.show());
  void window.loadURL(`${deskOrigin}/`);
  return window;
}

async function saveFile(name: string, bytes: Uint8Array): Promise<boolean> {
  const { canceled, filePath } = await dialog.showSaveDialog({ defaultPath: name });
  if (canceled || !filePath) return false;
  await writeFile(filePath, bytes);
  return true;
}

async function choose(what: 'openFile' | 'openDirectory'): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog({ properties: [what] });
  return canceled ? null : (filePaths[0] ?? null);
}
