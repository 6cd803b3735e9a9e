import { isCalendarDate } from '../../shared/text/dates.ts';
import { parseMoney } from '../../shared/text/money.ts';

export type FieldKind = 'date' | 'month' | 'money' | 'count' | 'text' | 'check' | 'choice';

/** A field of a calculator's form; its words are `calculators.field.<name>`. */
export type FieldSpec = {
  readonly name: string;
  readonly kind: FieldKind;
  readonly isOptional?: boolean;
  /** Whole numbers only. */
  readonly isWhole?: boolean;
  /** Codes of a choice; their words are `calculators.choice.<code>`. */
  readonly choices?: readonly string[];
};

/** What stands in a form: text as typed, 'yes' for a ticked box. */
export type Values = {
  readonly fields: Readonly<Record<string, string>>;
  readonly rows: readonly Readonly<Record<string, string>>[];
};

/** Codes of what is wrong, by the field's path: 'leaveDate' or '2.hours'. Words: `calculators.problem.<code>`. */
export type Problems = Readonly<Record<string, string>>;

/** Checks every field by its kind and brings amounts into the form '1680.32'. */
export function readValues(
  fields: readonly FieldSpec[],
  columns: readonly FieldSpec[],
  values: Values,
): { readonly values: Values; readonly problems: Problems } {
  const problems: Record<string, string> = {};
  const read = (specs: readonly FieldSpec[], given: Readonly<Record<string, string>>, path: string) => {
    const clean: Record<string, string> = {};
    for (const spec of specs) {
      const text = (given[spec.name] ?? '').trim();
      const problem = problemOf(spec, text);
      if (problem !== null) problems[`${path}${spec.name}`] = problem;
      clean[spec.name] = spec.kind === 'money' && text !== '' ? (parseMoney(text) ?? text) : text;
    }
    return clean;
  };
  return {
    values: {
      fields: read(fields, values.fields, ''),
      rows: values.rows.map((row, index) => read(columns, row, `${index}.`)),
    },
    problems,
  };
}

function problemOf(spec: FieldSpec, text: string): string | null {
  if (spec.kind === 'check') return null;
  if (text === '') return spec.isOptional === true ? null : 'missing';
  switch (spec.kind) {
    case 'date':
      return isCalendarDate(text) ? null : 'date';
    case 'month':
      return isCalendarDate(`${text}-01`) ? null : 'month';
    case 'money':
      return parseMoney(text) === null ? 'money' : null;
    case 'count':
      return (spec.isWhole === true ? /^\d{1,5}$/ : /^\d{1,5}(\.\d{1,3})?$/).test(text) ? null : 'count';
    case 'choice':
      return spec.choices?.includes(text) === true ? null : 'missing';
    case 'text':
      return null;
  }
}
