import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, DeskError, desk } from '../app/desk.ts';
import { errorText } from '../app/error-text.ts';
import { Button, Notice, useOrder } from '../ui/index.tsx';
import type { GivenFile } from './bytes.ts';
import { toJpeg } from './picture.ts';

/** What the browser names its failures, and the words for them. */
const failures: Readonly<Record<string, string>> = {
  NotFoundError: 'scan.cameraMissing',
  OverconstrainedError: 'scan.cameraMissing',
  NotAllowedError: 'scan.cameraRefused',
  NotReadableError: 'scan.cameraBusy',
};

/** Starts the camera within the moment in which main allows it. Throws a DeskError with a code that has words. */
async function startCamera(deviceId: string): Promise<MediaStream> {
  await call(desk.scans.openCamera({}));
  try {
    const wanted = { width: { ideal: 1920 }, height: { ideal: 1080 } };
    const device = deviceId === '' ? {} : { deviceId: { exact: deviceId } };
    return await navigator.mediaDevices.getUserMedia({ video: { ...wanted, ...device }, audio: false });
  } catch (error) {
    const name = error instanceof DOMException ? error.name : '';
    throw new DeskError(failures[name] ?? 'scan.cameraFailed');
  } finally {
    await call(desk.scans.shutCamera({}));
  }
}

function stop(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

/** A photo from the PC's camera: the picture runs only while this panel stands open. */
export function CameraPanel(props: {
  readonly onPhoto: (file: GivenFile) => Promise<void>;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const screen = useRef<HTMLVideoElement>(null);
  const [deviceId, setDeviceId] = useState('');
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [cameras, setCameras] = useState<readonly MediaDeviceInfo[]>([]);
  const [error, setError] = useState<unknown>(null);

  useEffect(() => {
    let isCurrent = true;
    let own: MediaStream | null = null;
    setError(null);
    startCamera(deviceId).then(
      async (started) => {
        own = started;
        if (!isCurrent) return stop(started);
        setStream(started);
        const devices = await navigator.mediaDevices.enumerateDevices();
        if (isCurrent) setCameras(devices.filter(({ kind }) => kind === 'videoinput'));
      },
      (failure: unknown) => {
        if (isCurrent) setError(failure);
      },
    );
    return () => {
      isCurrent = false;
      stop(own);
      setStream(null);
    };
  }, [deviceId]);

  useEffect(() => {
    if (screen.current !== null) screen.current.srcObject = stream;
  }, [stream]);

  const shoot = useOrder(async () => {
    const video = screen.current;
    if (video === null || video.videoWidth === 0) throw new DeskError('scan.cameraFailed');
    const canvas = document.createElement('canvas');
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    canvas.getContext('2d')?.drawImage(video, 0, 0);
    await props.onPhoto({ name: t('scan.photoName'), bytes: await toJpeg(canvas), mediaType: 'image/jpeg' });
    props.onClose();
  });

  return (
    <div className="card stack" data-camera={stream === null ? 'off' : 'on'}>
      {error !== null && <Notice tone="error">{errorText(error, t)}</Notice>}
      <video
        ref={screen}
        className="scan-picture"
        autoPlay
        playsInline
        muted
        hidden={error !== null}
        aria-label={t('scan.camera')}
      />
      <div className="row">
        <Button
          kind="primary"
          data-action="shoot"
          disabled={stream === null || shoot.isBusy}
          onClick={() => void shoot.run()}
        >
          {t('scan.shoot')}
        </Button>
        <Button data-action="close-camera" onClick={props.onClose}>
          {t('common.close')}
        </Button>
        {cameras.length > 1 && (
          <select
            className="input"
            aria-label={t('scan.chooseCamera')}
            data-field="scan.camera"
            value={deviceId}
            onChange={(event) => setDeviceId(event.target.value)}
          >
            <option value="">{t('scan.anyCamera')}</option>
            {cameras.map((camera) => (
              <option key={camera.deviceId} value={camera.deviceId}>
                {camera.label || t('scan.camera')}
              </option>
            ))}
          </select>
        )}
      </div>
      <span className="small soft">{t('scan.cameraHint')}</span>
      {shoot.failure}
    </div>
  );
}
