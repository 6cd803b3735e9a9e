import type { Session, WebContents } from 'electron';
import { type CameraDoor, type MediaRequest, mayUseCamera } from '../camera-door.ts';

/** The one origin that the window may show. */
export const deskScheme = 'app';
export const deskOrigin = 'app://desk';

/** Whether an address belongs to the desk itself: exact scheme and host, never a part of a text. */
export function isDeskAddress(address: string): boolean {
  try {
    const url = new URL(address);
    return url.protocol === `${deskScheme}:` && url.host === 'desk' && url.username === '' && url.port === '';
  } catch {
    return false;
  }
}

/** Refuses every way out of the desk: navigation, redirects, new windows, webviews. */
export function guardNavigation(contents: WebContents): void {
  const refuseForeign = (event: { preventDefault: () => void; url?: string }, address?: string) => {
    if (!isDeskAddress(event.url ?? address ?? '')) event.preventDefault();
  };
  contents.on('will-navigate', refuseForeign);
  contents.on('will-redirect', refuseForeign);
  contents.on('will-frame-navigate', refuseForeign);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** No page gets the clipboard, a location or anything else unless it stands here with a reason. */
const allowedPermissions: ReadonlySet<string> = new Set([
  'clipboard-sanitized-write', // copying the recovery key and case numbers, after a click
]);

/**
 * Denies permissions by default, for requests and for checks, and every download the page begins. The camera is given
 * while its door is open, for a photo of a card or licence; never the microphone.
 */
export function guardSession(session: Session, camera: CameraDoor): void {
  const mayUse = (request: MediaRequest) => mayUseCamera(camera, isDeskAddress, request);
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    if (permission !== 'media') return answer(allowedPermissions.has(permission));
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    answer(mayUse({ address: details.requestingUrl, isMainFrame: details.isMainFrame, media }));
  });
  session.setPermissionCheckHandler((_contents, permission, origin, details) => {
    if (permission !== 'media') return allowedPermissions.has(permission);
    const media = details.mediaType === undefined ? [] : [details.mediaType];
    return mayUse({ address: origin, isMainFrame: details.isMainFrame, media });
  });
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
}
