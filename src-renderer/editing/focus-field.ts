/** Brings a field into sight and puts the cursor in it; answers whether it is on the screen. */
export function focusField(path: string): boolean {
  const field =
    document.querySelector<HTMLElement>(`[data-field="${CSS.escape(path)}"]`) ??
    document.querySelector<HTMLElement>(`[data-field^="${CSS.escape(`${path}.`)}"]`);
  if (field === null) return false;
  for (let around = field.closest('details'); around !== null; ) {
    around.open = true;
    around = around.parentElement?.closest('details') ?? null;
  }
  field.scrollIntoView({ block: 'center' });
  field.focus();
  return true;
}
