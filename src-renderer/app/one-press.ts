/**
 * A key that is held down is one press: Enter would press the button under the focus, or send the form, again and again as
 * soon as each order is done. In a field of several lines it makes lines.
 */
export function takeHeldEnterOnce(): void {
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.repeat && event.key === 'Enter' && !(event.target instanceof HTMLTextAreaElement))
        event.preventDefault();
    },
    true,
  );
}
