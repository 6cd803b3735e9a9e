import { type InputHTMLAttributes, useEffect, useLayoutEffect, useRef, useState } from 'react';

/**
 * A field of one line. What is longer than the box scrolls out of its sight, so that below it the whole text is read: the
 * full name of an enterprise, an address.
 */
export function LineInput(props: InputHTMLAttributes<HTMLInputElement> & { readonly value: string }) {
  const input = useRef<HTMLInputElement>(null);
  const [isCut, setCut] = useState(false);
  const measure = useRef(() => {
    const { scrollWidth, clientWidth } = input.current ?? { scrollWidth: 0, clientWidth: 0 };
    setCut(scrollWidth > clientWidth);
  });
  useLayoutEffect(measure.current, [props.value]);
  // The box is narrower in large print, at 200 % and in a small window.
  useEffect(() => {
    if (input.current === null) return;
    const observer = new ResizeObserver(measure.current);
    observer.observe(input.current);
    return () => observer.disconnect();
  }, []);
  const isText = props.type === undefined || props.type === 'text';
  return (
    <>
      <input ref={input} {...props} />
      {isCut && isText && (
        <span className="field-whole" data-whole={props.id} aria-hidden="true">
          {props.value}
        </span>
      )}
    </>
  );
}
