import { useEffect, useRef } from 'react';

/** A number of copies between none and ninety-nine. */
export function CopiesInput(props: {
  readonly label: string;
  /** Its name for tests and the demo: `data-field`. */
  readonly field: string;
  readonly value: number;
  /** It is what is typed next, once it appears. */
  readonly hasFocus?: boolean;
  readonly onChange: (copies: number) => void;
}) {
  const { hasFocus } = props;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // Not by `autoFocus`: a page that was drawn out of sight before it was opened has missed that.
    if (hasFocus) input.current?.focus();
  }, [hasFocus]);
  return (
    <input
      className="input copies-input"
      type="number"
      ref={input}
      min={0}
      max={99}
      aria-label={props.label}
      data-field={props.field}
      value={props.value}
      onChange={(event) =>
        props.onChange(Math.min(99, Math.max(0, Math.trunc(Number(event.target.value)) || 0)))
      }
    />
  );
}
