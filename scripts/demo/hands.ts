import type { Locator } from '@playwright/test';

/** How somebody works the window: the same case can be played with a mouse or with the keyboard alone. */
export type Hands = {
  /** Whether fields are filled from the top of the screen down, not in the order of the case file. */
  readonly isInScreenOrder: boolean;
  readonly press: (button: Locator) => Promise<void>;
  readonly write: (input: Locator, text: string) => Promise<void>;
  readonly choose: (select: Locator, value: string) => Promise<void>;
  readonly tick: (box: Locator, isTicked: boolean) => Promise<void>;
};

export const mouseHands: Hands = {
  isInScreenOrder: false,
  press: (button) => button.click(),
  write: (input, text) => input.fill(text),
  choose: async (select, value) => {
    await select.selectOption(value);
  },
  tick: (box, isTicked) => box.setChecked(isTicked),
};
