import { type InputHTMLAttributes, useEffect, useRef, useState } from 'react';

/** Characters for which every box has room, in large print and at 200 % too: such fields are not measured. */
const alwaysSeen = 10;

/**
 * A field of one line. What is longer than the box scrolls out of its sight, so that below it the whole text is read: the
 * full name of an enterprise, an address.
 */
export function LineInput(props: InputHTMLAttributes<HTMLInputElement> & { readonly value: string }) {
  const { value, type = 'text' } = props;
  const input = useRef<HTMLInputElement>(null);
  const [isCut, setCut] = useState(false);
  const isLong = type === 'text' && value.length > alwaysSeen;
  // The observer looks at once, and where the box becomes narrower, always after the layout: asking before it would have the
  // whole page laid out once more for each field.
  useEffect(() => {
    const box = input.current;
    if (!isLong || box === null) return;
    const observer = new ResizeObserver(() => setCut(box.scrollWidth > box.clientWidth));
    observer.observe(box);
    return () => observer.disconnect();
  }, [isLong, value]);
  return (
    <>
      <input ref={input} {...props} />
      {isLong && isCut && (
        <span className="field-whole" data-whole={props.id} aria-hidden="true">
          {value}
        </span>
      )}
    </>
  );
}
