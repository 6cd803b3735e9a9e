import { describe, expect, it } from 'vitest';
import { createCameraDoor, type MediaRequest, mayUseCamera } from '../../../src-main/camera-door.ts';
import { isDeskAddress } from '../../../src-main/window/navigation.ts';

const own: MediaRequest = { address: 'app://desk/', isMainFrame: true, media: ['video'] };

describe('the camera’s door', () => {
  it('is shut at first, after it was shut, and when its moment is over', () => {
    let now = 1_000;
    const door = createCameraDoor(() => now);
    expect(door.isOpen()).toBe(false);
    door.open();
    expect(door.isOpen()).toBe(true);
    door.shut();
    expect(door.isOpen()).toBe(false);
    door.open();
    now += 15_000;
    expect(door.isOpen()).toBe(false);
  });

  it('lets our own page have the picture, and nobody else, nothing else', () => {
    const may = (given: Partial<MediaRequest>, isOpen = true) =>
      mayUseCamera({ isOpen: () => isOpen }, isDeskAddress, { ...own, ...given });
    expect(may({})).toBe(true);
    expect(may({}, false)).toBe(false);
    expect(may({ media: ['video', 'audio'] })).toBe(false);
    expect(may({ media: ['audio'] })).toBe(false);
    expect(may({ media: [] })).toBe(false);
    expect(may({ isMainFrame: false })).toBe(false);
    for (const address of ['https://desk/', 'app://desk.evil/', 'app://other/', 'null', '']) {
      expect(may({ address })).toBe(false);
    }
  });
});
