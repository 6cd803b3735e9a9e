import { join } from 'node:path';
import {
  app,
  type BrowserWindow,
  dialog,
  ipcMain,
  powerMonitor,
  protocol,
  safeStorage,
  session,
  shell,
} from 'electron';
import { channelNames } from '../shared/contract/channel-names.ts';
import type { DeskEvent } from '../shared/contract/desk-api.ts';
import type { AreaContract } from '../shared/contract/ipc.ts';
import { type CameraDoor, createCameraDoor } from './camera-door.ts';
import type { Desk } from './desk.ts';
import { type InvokeRegistry, registerEarly } from './ipc/early-channels.ts';
import { type SaveFile, writeChosenFile } from './support/save-file.ts';
import { registerDeskScheme, serveDesk } from './window/app-protocol.ts';
import { findDeskFolder } from './window/desk-folder.ts';
import { createGuardedWindow } from './window/guarded-window.ts';
import { createSystemKeyring } from './window/keyring.ts';
import { findNativeLanguage } from './window/native-language.ts';
import { deskOrigin, guardNavigation, guardSession, isDeskAddress } from './window/navigation.ts';
import { explainStartFailure, makeUsableFolder, type StartFailure } from './window/start-failure.ts';
import { followZoomKeys } from './window/zoom.ts';

/**
 * The composition root: a sandboxed window, a desk without a window, and the channels between them. The window comes
 * first; of the desk only what stands before the PIN is loaded while it starts, and the rest once its screen is there.
 */
// A terminal that was closed, or a full disk under the system's log: a word that nobody takes must not stop the desk.
process.stderr.on('error', () => {});
// Chromium refuses its sandbox to root, as on test machines; there the flag was given on the command line.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
registerDeskScheme();
const chosenFolder = app.commandLine.getSwitchValue('desk-folder');
const local = process.platform === 'win32' ? process.env.LOCALAPPDATA : undefined;
const dataFolder = chosenFolder || findDeskFolder(app.getPath('userData'), local, app.name);
const isFolderUsable = makeUsableFolder(dataFolder);
app.commandLine.appendSwitch('lang', findNativeLanguage(dataFolder));
if (isFolderUsable) {
  // One desk for each data folder: a second program on another folder is another desk.
  if (chosenFolder) app.setPath('userData', join(dataFolder, 'window'));
  app.setPath('sessionData', join(dataFolder, 'window'));
}

/** Milliseconds that the first screen has for itself: loading the rest holds the main loop, through which keys come. */
const typingFirst = 200;

/** Milliseconds after which a page that crashed is loaded anew: one that crashes while it loads would do so for ever. */
const reloadPause = 10_000;

const saveFile: SaveFile = async (name, bytes, beforeWriting) => {
  const { canceled, filePath } = await dialog.showSaveDialog({ defaultPath: name });
  if (canceled || !filePath) return false;
  await beforeWriting?.();
  await writeChosenFile(filePath, bytes);
  return true;
};

if (!isFolderUsable) void endInWords('folderUnusable');
else if (app.requestSingleInstanceLock()) void start();
else {
  process.stderr.write('the desk is open already: its window comes to the front\n');
  app.quit();
}

/** Nothing of the desk is there to say why: a box of the system does. */
async function endInWords(failure: StartFailure): Promise<void> {
  await app.whenReady();
  const language = findNativeLanguage(dataFolder);
  const { title, text, close } = await explainStartFailure(failure, language, dataFolder);
  await dialog.showMessageBox({ type: 'error', title, message: title, detail: text, buttons: [close] });
  app.exit(1);
}

async function start(): Promise<void> {
  await app.whenReady();
  const camera = createCameraDoor(() => performance.now());
  guardSession(session.defaultSession, camera);
  app.on('web-contents-created', (_event, contents) => guardNavigation(contents));
  const here = import.meta.dirname;
  serveDesk(protocol, join(here, '../renderer'));
  const names = Object.entries(channelNames).flatMap(([area, all]) => all.map((name) => `${area}.${name}`));
  const channels = registerEarly(ipcMain, names);
  const window = openWindow(join(here, '../preload/preload.cjs'));
  // Electron's own answer is a box that holds everything until somebody closes it, and that shows what was thrown.
  process.on('uncaughtException', (error: unknown) =>
    process.stderr.write(`unexpected failure: ${error instanceof Error ? error.name : 'unknown'}\n`),
  );

  const desk = standDesk(window, channels, camera);
  // A desk that does not stand leaves nothing that could be worked in.
  desk.catch((error: unknown) => {
    process.stderr.write(`the desk did not start: ${error instanceof Error ? error.message : 'unknown'}\n`);
    void endInWords('notStarted');
  });
  window.once('ready-to-show', () => {
    window.show();
    setTimeout(() => {
      // Before anybody has unlocked: until then there is nothing in memory to be kept from the disk.
      void import('./support/core-dumps.ts')
        .then(({ forbidCoreDumps }) => forbidCoreDumps())
        .catch(sayUnsafe);
      // Unlocking tries again what could not be loaded here.
      void desk.then(({ prepare }) => prepare()).catch(() => {});
    }, typingFirst);
  });
  powerMonitor.on('resume', () => void desk.then(({ wake }) => wake()).catch(() => {}));
  app.on('second-instance', () => {
    if (window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('window-all-closed', () => {
    void desk.then(({ close }) => close()).finally(() => app.quit());
  });
}

function sayUnsafe(): void {
  process.stderr.write('a crash may leave memory on the disk: the limit for core files could not be set\n');
}

/** The desk itself, answering on its channels. */
async function standDesk(window: BrowserWindow, channels: InvokeRegistry, camera: CameraDoor): Promise<Desk> {
  const [
    { createDesk },
    { registerContract },
    { createPrintQueue },
    { installedRelease },
    { findDemoAccess },
  ] = await Promise.all([
    import('./desk.ts'),
    import('./ipc/register.ts'),
    import('./documents/print-queue.ts'),
    import('./update/installed-release.ts'),
    import('./demo-office.ts'),
  ]);
  const register = (contract: AreaContract, handlers: never): void =>
    registerContract(channels, contract, handlers, {
      isAllowedSender: ({ senderFrame }) =>
        senderFrame !== null && senderFrame.parent === null && isDeskAddress(senderFrame.url),
      onUnexpected: (channel, error) =>
        process.stderr.write(
          `unexpected failure in ${channel}: ${error instanceof Error ? error.name : 'unknown'}\n`,
        ),
    });
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
    onLoaded: (contracts) => {
      for (const contract of contracts) register(contract, desk.handlers[contract.area] as never);
    },
    publish: (event: DeskEvent, id: string) => {
      if (!window.isDestroyed()) window.webContents.send(event, { id });
    },
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
  for (const contract of desk.firstContracts) register(contract, desk.handlers[contract.area] as never);
  return desk;
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
  const load = (): void => void window.loadURL(`${deskOrigin}/`);
  load();
  let loadedAt = performance.now();
  // For want of memory above all: what was typed is offered as after a kill. A page that crashes at once is left as it is.
  window.webContents.on('render-process-gone', () => {
    if (window.isDestroyed() || performance.now() - loadedAt < reloadPause) return;
    loadedAt = performance.now();
    load();
  });
  return window;
}

async function choose(what: 'openFile' | 'openDirectory'): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog({ properties: [what] });
  return canceled ? null : (filePaths[0] ?? null);
}
