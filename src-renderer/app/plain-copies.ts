import { wordJoiner } from '../ui/shanghai-time.ts';

/** What is copied from the window goes to other programs without what only holds a day together on the screen. */
export function keepCopiesPlain(): void {
  document.addEventListener('copy', (event) => {
    const text = document.getSelection()?.toString() ?? '';
    if (event.clipboardData === null || !text.includes(wordJoiner)) return;
    event.clipboardData.setData('text/plain', text.replaceAll(wordJoiner, ''));
    event.preventDefault();
  });
}
