import type { Fact } from '../shared/verification/report-text.ts';

/** An element with its class and what stands in it; text is always text, never markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<Omit<HTMLElementTagNameMap[Tag], 'style'>> = {},
  children: readonly (Node | string)[] = [],
): HTMLElementTagNameMap[Tag] {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** A list of names and values. */
export function facts(rows: readonly Fact[]): HTMLElement {
  return element(
    'dl',
    {},
    rows.flatMap(({ name, value, tone }) => [
      element('dt', {}, [name]),
      element('dd', { className: tone }, [value]),
    ]),
  );
}
