/**
 * Whether the window may start the camera. Shut at all times except for the moment in which somebody has opened the
 * photo panel and the picture is being asked for (CRITERIA F 5: permissions are denied by default).
 */
export type CameraDoor = {
  readonly open: () => void;
  readonly shut: () => void;
  readonly isOpen: () => boolean;
};

/** Long enough for a slow camera to start; nobody leaves the door open by forgetting it. */
const openFor = 15_000;

/** @param now milliseconds of a clock that nobody sets: a wrong clock must not hold the door open */
export function createCameraDoor(now: () => number): CameraDoor {
  let openUntil = Number.NEGATIVE_INFINITY;
  return {
    open: () => {
      openUntil = now() + openFor;
    },
    shut: () => {
      openUntil = Number.NEGATIVE_INFINITY;
    },
    isOpen: () => now() < openUntil,
  };
}

/** What Chromium says of a request for the camera or microphone. */
export type MediaRequest = {
  readonly address: string;
  readonly isMainFrame: boolean;
  /** Everything that is asked for in one: 'video', 'audio'. */
  readonly media: readonly string[];
};

/** Our own page alone, its outermost frame alone, the picture alone and no sound. */
export function mayUseCamera(
  door: Pick<CameraDoor, 'isOpen'>,
  isDeskAddress: (address: string) => boolean,
  { address, isMainFrame, media }: MediaRequest,
): boolean {
  const isVideoAlone = media.length > 0 && media.every((one) => one === 'video');
  return door.isOpen() && isMainFrame && isVideoAlone && isDeskAddress(address);
}
