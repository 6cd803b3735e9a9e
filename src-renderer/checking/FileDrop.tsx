import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/index.tsx';

/** Takes files that are chosen, or let go anywhere in the window while this stands there. */
export function FileDrop(props: {
  readonly isBusy: boolean;
  readonly onFiles: (files: readonly File[]) => void;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  const chooser = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const latest = useRef(props.onFiles);
  latest.current = props.onFiles;
  useEffect(() => {
    const onDragOver = (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    };
    const onDragLeave = () => setOver(false);
    const onDrop = (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      latest.current([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('dragleave', onDragLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('dragleave', onDragLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, []);
  return (
    <div className={`check-drop ${isOver ? 'is-over' : ''}`}>
      {props.children}
      <Button
        kind="primary"
        data-action="choose-checked"
        disabled={props.isBusy}
        onClick={() => chooser.current?.click()}
      >
        {t('verifier.choose')}
      </Button>
      <input
        ref={chooser}
        hidden
        type="file"
        multiple
        aria-label={t('verifier.choose')}
        data-checked-files
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          props.onFiles(files);
        }}
      />
    </div>
  );
}
