import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication } from '@playwright/test';
import { build } from 'rolldown';
import { electronEnvironment, electronFlags, getElectronFolder } from '../lib/electron.mjs';
import { root } from '../lib/run.mjs';

/** Where a part runs: a folder of its own and the Electron that desk and peer share. */
export type Stage = {
  readonly folder: string;
  readonly launch: (
    args: readonly string[],
    environment?: Readonly<Record<string, string>>,
  ) => Promise<ElectronApplication>;
  readonly launchBare: (environment?: Readonly<Record<string, string>>) => Promise<ElectronApplication>;
  readonly launchDesk: (dataFolder: string) => Promise<ElectronApplication>;
  /** Bundles a file of the bench for a page or for Electron's main process, which cannot read TypeScript. */
  readonly bundle: (name: string, platform: 'browser' | 'node') => Promise<string>;
};

export async function withStage<Result>(
  display: Readonly<Record<string, string>>,
  work: (stage: Stage) => Promise<Result>,
): Promise<Result> {
  const electron = await getElectronFolder();
  const folder = mkdtempSync(join(tmpdir(), 'mediation-desk-bench-'));
  const opened: ElectronApplication[] = [];
  const launch: Stage['launch'] = async (args, environment = {}) => {
    const app = await _electron.launch({
      executablePath: join(electron, process.platform === 'win32' ? 'electron.exe' : 'electron'),
      args: [...electronFlags(), ...args],
      env: {
        ...(process.env as Record<string, string>),
        ...electronEnvironment(electron),
        ...display,
        ...environment,
      },
    });
    opened.push(app);
    return app;
  };
  try {
    return await work({
      folder,
      launch,
      launchBare: (environment) =>
        launch([join(root, 'scripts/bench/bare'), `--user-data-dir=${join(folder, 'bare')}`], environment),
      launchDesk: (dataFolder) => launch([root, `--desk-folder=${dataFolder}`]),
      bundle: async (name, platform) => {
        const file = join(folder, `${name}.${platform === 'node' ? 'cjs' : 'js'}`);
        await build({
          input: join(root, `scripts/bench/${name}.ts`),
          platform,
          external: platform === 'node' ? ['electron', 'libsql'] : [],
          output: { file, format: platform === 'node' ? 'cjs' : 'iife' },
          logLevel: 'silent',
        });
        return file;
      },
    });
  } finally {
    for (const app of opened) await app.close().catch(() => {});
    rmSync(folder, { recursive: true, force: true });
  }
}
