import type { ElementHandle, Locator, Page } from '@playwright/test';
import type { Hands } from '../../scripts/demo/hands.ts';

/** Nobody presses Tab more often than this to get somewhere. */
const farthest = 160;

/** What the screen says about an element and about where the focus is. */
type Place = {
  readonly isThere: boolean;
  readonly isVisible: boolean;
  /** Behind the summary of a closed block; the summary itself is reached without opening it. */
  readonly isFolded: boolean;
  readonly direction: 'Tab' | 'Shift+Tab';
  /** How many stops lie between the focus and the element, at least: a day has several. */
  readonly distance: number;
  readonly type: string;
};

/** What is to be seen of an element, or null when it is no longer part of the screen. */
function readPlace(element: Element): Place | null {
  if (!element.isConnected) return null;
  const focus = document.activeElement;
  const isBefore =
    focus !== null &&
    focus !== document.body &&
    (focus.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
  const box = element.getBoundingClientRect();
  const found = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  const isSummary = element.tagName === 'SUMMARY';
  const stops: Element[] = [
    ...document.querySelectorAll<HTMLElement>('a, button, input, select, textarea, summary, [tabindex]'),
  ].filter((one) => one.tabIndex >= 0 && !one.hasAttribute('disabled') && one.checkVisibility());
  const from = focus === null ? -1 : stops.indexOf(focus);
  return {
    isThere: focus === element,
    isVisible: found !== null && (element.contains(found) || found.contains(element)),
    isFolded: !isSummary && element.parentElement?.closest('details:not([open])') != null,
    direction: isBefore ? 'Shift+Tab' : 'Tab',
    distance: from < 0 ? 0 : Math.abs(stops.indexOf(element) - from),
    type: `${element.tagName}.${element.getAttribute('type') ?? ''}`,
  };
}

/**
 * Looks at one element again and again. Its locator asks the window ten questions for one; so it is asked once, and anew
 * for an element that was drawn anew.
 */
function watch(target: Locator): () => Promise<Place> {
  let handle: ElementHandle<Element> | null = null;
  return async () => {
    for (;;) {
      handle ??= await target.elementHandle({ timeout: 30_000 });
      const place = (await handle?.evaluate(readPlace)) ?? null;
      if (place !== null) return place;
      handle = null;
    }
  };
}

/**
 * Works the window with Tab, Enter, Space, arrows and the program's own shortcuts. Going somewhere with Tab fails when
 * the focus is caught on the way, cannot get there, or arrives where nobody sees it.
 */
export function createKeyboardHands(page: Page): Hands & { readonly tabs: () => number } {
  const { keyboard } = page;
  let tabs = 0;

  const reach = async (target: Locator): Promise<Place> => {
    const closed = target.locator('xpath=ancestor::details[not(@open)]');
    const look = watch(target);
    let place = await look();
    while (place.isFolded) {
      await press(closed.first().locator('xpath=./summary'));
      place = await look();
    }
    const { direction } = place;
    // Most of the way in one go, the rest step by step.
    const stride = Math.min(farthest, place.isThere ? 0 : Math.max(0, place.distance - 1));
    await Promise.all(Array.from({ length: stride }, () => keyboard.press(direction)));
    tabs += stride;
    if (stride > 0) place = await look();
    for (let count = 0; !place.isThere; count += 1) {
      if (count > farthest) throw new Error(`Not reached with ${direction}: ${target}`);
      await keyboard.press(direction);
      tabs += 1;
      place = await look();
    }
    // The window scrolls to the focus by itself, a moment later where it is busy.
    for (let count = 0; !place.isVisible; count += 1) {
      if (count > 400) throw new Error(`Reached and hidden: ${target}`);
      await page.waitForTimeout(50);
      place = await look();
    }
    return place;
  };
  const press = async (button: Locator): Promise<void> => {
    const shortcut = await findShortcut(button);
    if (shortcut !== null) return shortcut();
    await waitUntilEnabled(button);
    await reach(button);
    await keyboard.press('Enter');
  };
  /** Sections and pages have keys of their own. */
  const findShortcut = async (button: Locator): Promise<(() => Promise<void>) | null> => {
    const names = await button
      .evaluate((element) => ({
        section: element.getAttribute('data-section'),
        page: element.getAttribute('data-nav'),
        action: element.getAttribute('data-action'),
        isSpeaker: element.hasAttribute('data-speaker'),
        speakers: [...document.querySelectorAll('[data-speaker]')].indexOf(element),
        isInComposer: document.activeElement?.getAttribute('data-field') === 'entry.text',
        at: [...document.querySelectorAll('[data-section]')].indexOf(element),
        now: [...document.querySelectorAll('[data-section]')].findIndex(
          (one) => one.getAttribute('aria-selected') === 'true',
        ),
      }))
      .catch(() => null);
    if (names === null) return null;
    if (names.isInComposer && names.isSpeaker && names.speakers < 9)
      return () => keyboard.press(`Alt+Digit${names.speakers + 1}`);
    if (names.isInComposer && names.action === 'write-entry') return () => keyboard.press('Enter');
    if (names.section !== null)
      return async () => {
        for (let step = 0; step < Math.abs(names.at - names.now); step += 1)
          await keyboard.press(names.at > names.now ? 'Control+PageDown' : 'Control+PageUp');
        await page.locator(`[data-section="${names.section}"][aria-selected="true"]`).waitFor();
      };
    if (names.page !== null)
      return async () => {
        await keyboard.press('Alt+Home');
        await keyboard.press('Control+k');
        await keyboard.press('Escape');
        await reach(button);
        await keyboard.press('Enter');
      };
    return null;
  };
  const waitUntilEnabled = (button: Locator) =>
    button.and(page.locator(':not(:disabled)')).first().waitFor({ state: 'attached', timeout: 30_000 });

  return {
    isInScreenOrder: true,
    openFolds: async () => {},
    tabs: () => tabs,
    press,
    write: async (input, text) => {
      const { type } = await reach(input);
      const isTimed = ['INPUT.date', 'INPUT.time', 'INPUT.datetime-local'].includes(type);
      if (!isTimed) {
        await keyboard.press('Control+a');
        if (text === '') await keyboard.press('Delete');
        else await keyboard.insertText(text);
        return;
      }
      // The parts of a day are typed one after the other; who comes from behind stands on the last. What the order before
      // has brought may come to stand between, so the way back is looked for anew.
      const look = watch(input);
      while ((await look()).isThere) await keyboard.press('Shift+Tab');
      await reach(input);
      for (const [index, part] of text.split(/[-T:]/).entries()) {
        await keyboard.type(part);
        if (index === 0 && type !== 'INPUT.time') await keyboard.press('ArrowRight');
      }
      if ((await input.inputValue()) !== text)
        throw new Error(`${await input.inputValue()} instead of ${text}`);
    },
    choose: async (select, value) => {
      if ((await select.inputValue()) === value) return;
      await reach(select);
      await keyboard.press('Home');
      for (let count = 0; (await select.inputValue()) !== value; count += 1) {
        if (count > 80) throw new Error(`No choice ${value}`);
        await keyboard.press('ArrowDown');
      }
    },
    tick: async (box, isTicked) => {
      await reach(box);
      if ((await box.isChecked()) !== isTicked) await keyboard.press('Space');
    },
  };
}
