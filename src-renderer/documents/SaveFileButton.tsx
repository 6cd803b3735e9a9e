import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, useOrder } from '../ui/index.tsx';

/** Saves a file where the person chooses, and says when it is there: nobody looks for it, or saves it a second time. */
export function SaveFileButton(props: {
  /** `data-action` of the button. */
  readonly action: string;
  readonly label: string;
  readonly hint?: string;
  readonly disabled?: boolean;
  readonly onSave: () => Promise<{ readonly isSaved: boolean }>;
}) {
  const { t } = useTranslation();
  const [isSaved, setSaved] = useState(false);
  const save = useOrder(async () => {
    setSaved(false);
    setSaved((await props.onSave()).isSaved);
  });
  return (
    <>
      {save.failure}
      <Button
        data-action={props.action}
        disabled={props.disabled || save.isBusy}
        title={props.hint}
        onClick={() => void save.run()}
      >
        {props.label}
      </Button>
      {isSaved && (
        <span className="saved-mark" role="status">
          ✓ {t('print.fileSaved')}
        </span>
      )}
    </>
  );
}
