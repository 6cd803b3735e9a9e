import type { Locator, Page } from '@playwright/test';

/** How somebody works the window: the same case can be played with a mouse or with the keyboard alone. */
export type Hands = {
  /** Whether fields are filled from the top of the screen down, not in the order of the case file. */
  readonly isInScreenOrder: boolean;
  /** Whatever is folded away on the screen, for hands that do not open it on their way. */
  readonly openFolds: (page: Page) => Promise<void>;
  readonly press: (button: Locator) => Promise<void>;
  readonly write: (input: Locator, text: string) => Promise<void>;
  readonly choose: (select: Locator, value: string) => Promise<void>;
  readonly tick: (box: Locator, isTicked: boolean) => Promise<void>;
};

export const mouseHands: Hands = {
  isInScreenOrder: false,
  openFolds: async (page) => {
    const folded = page.locator('details:not([open]) > summary').filter({ visible: true });
    while ((await folded.count()) > 0) await folded.first().click();
  },
  press: (button) => button.click(),
  write: (input, text) => input.fill(text),
  choose: async (select, value) => {
    await select.selectOption(value);
  },
  tick: (box, isTicked) => box.setChecked(isTicked),
};
