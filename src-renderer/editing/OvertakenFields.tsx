import { useTranslation } from 'react-i18next';
import { Button, Notice } from '../ui/index.tsx';
import { useFieldWords } from './field-words.ts';
import { focusField } from './focus-field.ts';
import type { Editing } from './useEditing.ts';

/** Both values of each field that somebody else saved while it was being typed here, and what to do. */
export function OvertakenFields({ editing }: { readonly editing: Editing }) {
  const { t } = useTranslation();
  const { labelOf, valueText } = useFieldWords(editing);
  if (editing.overtaken.length === 0) return null;
  return (
    <ul className="fault-list" aria-label={t('editing.overtakenTitle')}>
      {editing.overtaken.map(({ kind, id, field, savedSince }) => {
        const path = `${kind}.${id}.${field}`;
        return (
          <li key={path} className="row" data-overtaken={path}>
            <Notice tone="warning">
              {t('editing.overtaken', {
                label: labelOf(kind, id, field),
                saved: valueText(kind, field, savedSince),
                typed: valueText(kind, field, editing.get(kind, id, field)),
              })}
            </Notice>
            <Button
              kind="quiet"
              data-action={`take-saved-${path}`}
              onClick={() => editing.drop(kind, id, field)}
            >
              {t('editing.takeSaved')}
            </Button>
            <Button kind="quiet" onClick={() => focusField(path)}>
              {t('agreement.mend')}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
