import type { InstallerKind } from './manifest.ts';
import type { InstalledRelease } from './offline-update.ts';
import trustedKeys from './trusted-keys.json' with { type: 'json' };

/** How this program was installed. An AppImage says so in its environment (variable APPIMAGE). */
export function installedRelease(
  version: string,
  platform: NodeJS.Platform,
  arch: string,
  environment: Readonly<Record<string, string | undefined>>,
): InstalledRelease {
  return { version, kind: kindOf(platform, environment.APPIMAGE !== undefined), arch, trustedKeys };
}

function kindOf(platform: NodeJS.Platform, isAppImage: boolean): InstallerKind {
  if (platform === 'win32') return 'nsis';
  if (platform === 'darwin') return 'dmg';
  return isAppImage ? 'appImage' : 'deb';
}
