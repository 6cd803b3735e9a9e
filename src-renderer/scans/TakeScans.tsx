import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findMediaType } from '../../shared/record/media-type.ts';
import { call, desk } from '../app/desk.ts';
import { errorText } from '../app/error-text.ts';
import { Button, Notice, useOrder } from '../ui/index.tsx';
import { instantText } from '../ui/shanghai-time.ts';
import { fromBase64, type GivenFile, readGivenFile } from './bytes.ts';
import { CameraPanel } from './CameraPanel.tsx';
import { type ScannedFile, useTakenFiles } from './taken-files.ts';

/** Where files come in: dropped, pasted, chosen, photographed, or out of the scanner's folder. */
export function TakeScans(props: {
  /** Its name for tests and the demo. */
  readonly name: string;
  readonly label: string;
  /**
   * Answers whether all of them were taken in.
   * @param isFurther they were given while those before were being taken in
   */
  readonly onFiles: (files: readonly GivenFile[], isFurther: boolean) => Promise<boolean>;
}) {
  const { t } = useTranslation();
  const [isOver, setOver] = useState(false);
  const [isFolderOpen, setFolderOpen] = useState(false);
  const [isCameraOpen, setCameraOpen] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const waiting = useRef<(readonly File[])[]>([]);
  const takeWaiting = useOrder(async () => {
    const failures: unknown[] = [];
    let isFurther = false;
    for (let files = waiting.current.shift(); files !== undefined; files = waiting.current.shift()) {
      try {
        await props.onFiles(await Promise.all(files.map(readGivenFile)), isFurther);
      } catch (error) {
        failures.push(error);
      }
      isFurther = true;
    }
    if (failures.length > 0) throw failures[0];
  });
  /** Page after page is dropped faster than each is read: the next ones wait, and none is left out. */
  const take = (files: readonly File[]) => {
    if (files.length === 0) return;
    waiting.current.push(files);
    void takeWaiting.run();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping and pasting are further ways to what the buttons do.
    <div
      className={`scan-drop ${isOver ? 'is-over' : ''}`}
      data-drop={props.name}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take([...event.dataTransfer.files]);
      }}
      onPaste={(event) => take([...event.clipboardData.files])}
    >
      <div className="row">
        <Button
          kind="quiet"
          data-action={`choose-scan-${props.name}`}
          disabled={takeWaiting.isBusy}
          onClick={() => chooser.current?.click()}
        >
          {props.label}
        </Button>
        <Button
          kind="quiet"
          data-action={`scanner-${props.name}`}
          aria-expanded={isFolderOpen}
          onClick={() => setFolderOpen(!isFolderOpen)}
        >
          {t('scan.fromScanner')}
        </Button>
        <Button
          kind="quiet"
          data-action={`camera-${props.name}`}
          aria-expanded={isCameraOpen}
          onClick={() => setCameraOpen(!isCameraOpen)}
        >
          {t('scan.fromCamera')}
        </Button>
        <span className="small soft">{t('scan.dropHint')}</span>
        <input
          ref={chooser}
          hidden
          type="file"
          multiple
          accept="application/pdf,image/png,image/jpeg"
          aria-label={props.label}
          data-scan-files={props.name}
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            event.target.value = '';
            take(files);
          }}
        />
      </div>
      {takeWaiting.failure}
      {isCameraOpen && (
        <CameraPanel
          onPhoto={async (file) => void (await props.onFiles([file], false))}
          onClose={() => setCameraOpen(false)}
        />
      )}
      {isFolderOpen && <ScannerFolder onFile={(file) => props.onFiles([file], false)} />}
    </div>
  );
}

function ScannerFolder({ onFile }: { readonly onFile: (file: GivenFile) => Promise<boolean> }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery({
    queryKey: ['scannerFolder'],
    queryFn: () => call(desk.scans.scannerFolder({})),
    refetchInterval: 3_000,
  });
  const choose = useOrder(async () => {
    await call(desk.scans.chooseScannerFolder({}));
    await refetch();
  });
  const taken = useTakenFiles();
  const take = useOrder(async (file: ScannedFile) => {
    const { name } = file;
    const bytes = fromBase64((await call(desk.scans.readScannerFile({ name }))).bytes);
    if (await onFile({ name, bytes, mediaType: findMediaType(bytes) })) taken.add(file);
  });
  return (
    <div className="card stack">
      {error && <Notice tone="error">{errorText(error, t)}</Notice>}
      {data?.folder && <p className="small soft">{t('scan.folder', { folder: data.folder })}</p>}
      {data?.files === null && <p className="soft">{t('scan.noFolder')}</p>}
      {data?.files?.length === 0 && <p className="soft">{t('scan.folderEmpty')}</p>}
      {data?.files?.map((file) => (
        <div key={file.name} className="row">
          <span>{file.name}</span>
          <span className="small soft">{instantText(file.at)}</span>
          <Button kind="quiet" disabled={take.isBusy} onClick={() => void take.run(file)}>
            {t('scan.take')}
          </Button>
          {taken.has(file) && <span className="saved-mark">✓ {t('scan.taken')}</span>}
        </div>
      ))}
      {take.failure}
      {choose.failure}
      <div className="row">
        <Button kind="quiet" data-action="choose-scanner-folder" onClick={() => void choose.run()}>
          {t('scan.chooseFolder')}
        </Button>
        <span className="small soft">{t('scan.folderHint')}</span>
      </div>
    </div>
  );
}
