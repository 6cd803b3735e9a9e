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
  return (
    <input
      className="input copies-input"
      type="number"
      autoFocus={props.hasFocus}
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
