import { useTranslation } from 'react-i18next';
import { Button } from '../ui/index.tsx';
import type { CalculatorDefinition } from './definitions.ts';
import type { FieldSpec, Problems, Values } from './values.ts';

/** The form of one calculator: its fields, and a table with lines to add where it has columns. */
export function CalculatorForm(props: {
  readonly definition: CalculatorDefinition;
  readonly values: Values;
  readonly problems: Problems;
  readonly onChange: (values: Values) => void;
}) {
  const { t } = useTranslation();
  const { definition, values, problems, onChange } = props;
  const { fields, columns } = definition;
  const setRow = (index: number, name: string, value: string) =>
    onChange({
      ...values,
      rows: values.rows.map((row, at) => (at === index ? { ...row, [name]: value } : row)),
    });
  return (
    <div className="stack">
      {fields.length > 0 && (
        <div className="grid">
          {fields.map((spec) => (
            <Field
              key={spec.name}
              spec={spec}
              path={spec.name}
              value={values.fields[spec.name] ?? ''}
              problem={problems[spec.name]}
              hasLabel
              onChange={(value) => onChange({ ...values, fields: { ...values.fields, [spec.name]: value } })}
            />
          ))}
        </div>
      )}
      {columns.length > 0 && (
        <div style={{ overflowX: 'auto' }}>
          <table>
            <thead>
              <tr>
                {columns.map((spec) => (
                  <th key={spec.name} scope="col">
                    {t(`calculators.field.${spec.name}`)}
                  </th>
                ))}
                <th scope="col">
                  <span className="small soft">{t('calculators.lines', { count: values.rows.length })}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {values.rows.map((row, index) => (
                <tr key={index}>
                  {columns.map((spec) => (
                    <td key={spec.name}>
                      <Field
                        spec={spec}
                        path={`${index}.${spec.name}`}
                        value={row[spec.name] ?? ''}
                        problem={problems[`${index}.${spec.name}`]}
                        hasLabel={false}
                        onChange={(value) => setRow(index, spec.name, value)}
                      />
                    </td>
                  ))}
                  <td>
                    <Button
                      kind="quiet"
                      style={{ whiteSpace: 'nowrap' }}
                      aria-label={t('calculators.removeLineNumber', { number: index + 1 })}
                      onClick={() =>
                        onChange({ ...values, rows: values.rows.filter((_, at) => at !== index) })
                      }
                    >
                      {t('calculators.removeLine')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <Button
            className="add-line"
            data-action="calculator-add-line"
            onClick={() => onChange({ ...values, rows: [...values.rows, nextRow(values.rows, columns)] })}
          >
            {t('calculators.addLine')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** A new line: the month after the last one, the same wage; what differs each time stays empty. */
function nextRow(rows: Values['rows'], columns: readonly FieldSpec[]): Record<string, string> {
  const last = rows.at(-1) ?? {};
  const next: Record<string, string> = {};
  for (const { name, kind, choices } of columns) {
    if (kind === 'month') next[name] = monthAfter(last[name] ?? '');
    else if (name === 'due' || name === 'monthlyWage' || name === 'dayRate') next[name] = last[name] ?? '';
    else if (choices !== undefined) next[name] = last[name] ?? choices[0] ?? '';
  }
  return next;
}

function monthAfter(month: string): string {
  const [year, number] = month.split('-').map(Number);
  if (!year || !number) return '';
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

function Field(props: {
  readonly spec: FieldSpec;
  readonly path: string;
  readonly value: string;
  readonly problem: string | undefined;
  readonly hasLabel: boolean;
  readonly onChange: (value: string) => void;
}) {
  const { t, i18n } = useTranslation();
  const { spec, path, value, problem, hasLabel, onChange } = props;
  const id = `calculator-${path.replace('.', '-')}`;
  const label = t(`calculators.field.${spec.name}`);
  const hintKey = `calculators.hint.${spec.name}`;
  const shared = {
    id,
    'data-field': `calculator.${path}`,
    'aria-invalid': problem !== undefined,
    'aria-describedby': problem === undefined ? undefined : `${id}-problem`,
    ...(hasLabel ? {} : { 'aria-label': label }),
  };
  const problemText = problem !== undefined && (
    <span className="field-error" id={`${id}-problem`} role="status">
      {t('common.errorWord')}
      {t(`calculators.problem.${problem}`)}
    </span>
  );
  if (spec.kind === 'check') {
    return (
      <label className="check">
        <input
          {...shared}
          type="checkbox"
          checked={value === 'yes'}
          onChange={(event) => onChange(event.target.checked ? 'yes' : '')}
        />
        {hasLabel && label}
      </label>
    );
  }
  return (
    <div className="field">
      {hasLabel && (
        <label htmlFor={id}>{spec.isOptional ? t('calculators.optional', { label }) : label}</label>
      )}
      {spec.choices !== undefined ? (
        <select {...shared} value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{t('common.choose')}</option>
          {spec.choices.map((choice) => (
            <option key={choice} value={choice}>
              {t(`calculators.choice.${choice}`, { defaultValue: choice })}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...shared}
          type={spec.kind === 'date' || spec.kind === 'month' ? spec.kind : 'text'}
          inputMode={spec.kind === 'money' || spec.kind === 'count' ? 'decimal' : undefined}
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      {hasLabel && i18n.exists(hintKey) && <span className="field-hint">{t(hintKey)}</span>}
      {problemText}
    </div>
  );
}
