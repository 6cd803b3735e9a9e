import { BrowserWindow, type BrowserWindowConstructorOptions, type WebPreferences } from 'electron';

/** What isolates the window from the machine (CRITERIA F 2–4, 6, 8–12). No window may have less. */
const isolation = {
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  contextIsolation: true,
  sandbox: true,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
} as const satisfies WebPreferences;

/** What no window may ask for: a session of its own would stand outside the guards of the one that has them. */
const refused = ['enableBlinkFeatures', 'partition', 'session', 'additionalArguments'] as const;

/** Throws when options would open the window further than `isolation` allows. */
export function assertIsolated(preferences: WebPreferences): void {
  for (const [name, wanted] of Object.entries(isolation)) {
    const given = preferences[name as keyof typeof isolation];
    if (given !== undefined && given !== wanted) throw new Error(`window.isolationLost:${name}`);
  }
  for (const name of refused) {
    if (preferences[name] !== undefined) throw new Error(`window.isolationLost:${name}`);
  }
}

/** The only way to make a window; a test proves that no other constructor call exists. */
export function createGuardedWindow(
  options: BrowserWindowConstructorOptions & { readonly webPreferences: { readonly preload: string } },
  isPackaged: boolean,
): BrowserWindow {
  assertIsolated(options.webPreferences);
  return new BrowserWindow({
    ...options,
    webPreferences: {
      ...options.webPreferences,
      ...isolation,
      devTools: !isPackaged,
      spellcheck: false,
    },
  });
}
