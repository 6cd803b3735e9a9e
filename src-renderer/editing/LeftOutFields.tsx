import { useTranslation } from 'react-i18next';
import { Button, Notice } from '../ui/index.tsx';
import { useFieldWords } from './field-words.ts';
import type { Editing } from './useEditing.ts';

/** What was still being typed when the form was closed: it is not in the case file, and is not lost either. */
export function LeftOutFields({ editing }: { readonly editing: Editing }) {
  const { t } = useTranslation();
  const { labelOf, valueText } = useFieldWords(editing);
  if (editing.leftOut.length === 0) return null;
  const lines = editing.leftOut.flatMap(({ kind, id, fields }) =>
    Object.entries(fields).map(([field, value]) => ({
      path: `${kind}.${id}.${field}`,
      label: labelOf(kind, id, field),
      value: valueText(kind, field, value),
    })),
  );
  return (
    <div className="stack left-out" data-left-out>
      <Notice tone="warning">
        {t('editing.leftOut')}
        <ul>
          {lines.map(({ path, label, value }) => (
            <li key={path}>{t('common.labelled', { label, value })}</li>
          ))}
        </ul>
      </Notice>
      <div className="row">
        <Button data-action="drop-left-out" onClick={editing.clear}>
          {t('editing.dropLeftOut')}
        </Button>
      </div>
    </div>
  );
}
