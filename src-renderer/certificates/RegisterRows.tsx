import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, TextInput } from '../ui/index.tsx';
import type { AppraisalDraft, TrainingDraft } from './register-draft.ts';

type RowsOf<Row> = { readonly rows: readonly Row[]; readonly onChange: (rows: readonly Row[]) => void };

/** 培训. */
export function TrainingRows({ rows, onChange }: RowsOf<TrainingDraft>) {
  const { t } = useTranslation();
  return (
    <Rows
      kind="training"
      rows={rows}
      empty={{ heldOn: '', title: '', hours: '' }}
      onChange={onChange}
      render={(row, set) => (
        <>
          <TextInput
            label={t('register.training.heldOn')}
            field="register.training.heldOn"
            type="date"
            value={row.heldOn}
            onChange={(heldOn) => set({ ...row, heldOn })}
          />
          <TextInput
            label={t('register.training.title')}
            field="register.training.title"
            value={row.title}
            onChange={(title) => set({ ...row, title })}
          />
          <TextInput
            label={t('register.training.hours')}
            field="register.training.hours"
            value={row.hours}
            onChange={(hours) => set({ ...row, hours })}
          />
        </>
      )}
    />
  );
}

/** 考核. */
export function AppraisalRows({ rows, onChange }: RowsOf<AppraisalDraft>) {
  const { t } = useTranslation();
  return (
    <Rows
      kind="appraisal"
      rows={rows}
      empty={{ year: '', grade: '', note: '' }}
      onChange={onChange}
      render={(row, set) => (
        <>
          <TextInput
            label={t('register.appraisal.year')}
            field="register.appraisal.year"
            value={row.year}
            onChange={(year) => set({ ...row, year })}
          />
          <TextInput
            label={t('register.appraisal.grade')}
            field="register.appraisal.grade"
            value={row.grade}
            suggestions={[
              t('register.grade.excellent'),
              t('register.grade.qualified'),
              t('register.grade.failed'),
            ]}
            onChange={(grade) => set({ ...row, grade })}
          />
          <TextInput
            label={t('register.appraisal.note')}
            field="register.appraisal.note"
            value={row.note}
            onChange={(note) => set({ ...row, note })}
          />
        </>
      )}
    />
  );
}

function Rows<Row>(
  props: RowsOf<Row> & {
    readonly kind: 'training' | 'appraisal';
    readonly empty: Row;
    readonly render: (row: Row, set: (row: Row) => void) => ReactNode;
  },
) {
  const { t } = useTranslation();
  const { kind, rows, empty, onChange, render } = props;
  const replace = (at: number, row: Row) => onChange(rows.map((one, index) => (index === at ? row : one)));
  return (
    <fieldset className="register-rows">
      <legend className="field-label">{t(`register.${kind}`)}</legend>
      {rows.map((row, index) => (
        <div key={index} className="row">
          {render(row, (next) => replace(index, next))}
          <Button
            kind="quiet"
            data-action={`remove-${kind}`}
            onClick={() => onChange(rows.filter((_, at) => at !== index))}
          >
            {t('register.remove')}
          </Button>
        </div>
      ))}
      <Button kind="quiet" data-action={`add-${kind}`} onClick={() => onChange([...rows, empty])}>
        {t(`register.add.${kind}`)}
      </Button>
    </fieldset>
  );
}
