import { useTranslation } from 'react-i18next';
import { Button, Notice } from '../ui/index.tsx';
import { useFieldWords } from './field-words.ts';
import type { Editing } from './useEditing.ts';

/** What was still being typed when the form was closed: it is not in the case file, and is not lost either. */
export function LeftOutFields({ editing }: { readonly editing: Editing }) {
  const { t } = useTranslation();
  const { labelOf, valueText } = useFieldWords(editing);
  const lines = editing.leftOut.flatMap(({ kind, id, fields }) =>
    Object.entries(fields).map(([field, value]) =>
      t('common.labelled', { label: labelOf(kind, id, field), value: valueText(kind, field, value) }),
    ),
  );
  return <LeftOut lines={lines} onDrop={editing.clear} />;
}

/** What can no longer be saved here, until somebody has read it. */
export function LeftOut(props: { readonly lines: readonly string[]; readonly onDrop: () => void }) {
  const { t } = useTranslation();
  if (props.lines.length === 0) return null;
  return (
    <div className="stack left-out" data-left-out>
      <Notice tone="warning">
        {t('editing.leftOut')}
        <ul>
          {props.lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Notice>
      <div className="row">
        <Button data-action="drop-left-out" onClick={props.onDrop}>
          {t('editing.dropLeftOut')}
        </Button>
      </div>
    </div>
  );
}
