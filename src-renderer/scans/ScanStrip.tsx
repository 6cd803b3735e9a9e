import { useQuery } from '@tanstack/react-query';
import { memo, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntityOf, ScanSubjectKind } from '../../shared/case/entities.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { call, DeskError, desk } from '../app/desk.ts';
import { errorText } from '../app/error-text.ts';
import { whileOnItsWay } from '../app/files-on-their-way.ts';
import { useAct } from '../casepage/useCase.ts';
import { PaperPreview } from '../documents/PaperPreview.tsx';
import { Button, Notice, TextInput, useOrder } from '../ui/index.tsx';
import { fromBase64, type GivenFile, toBase64 } from './bytes.ts';
import { TakeScans } from './TakeScans.tsx';

/** The scans and photos of one thing of the case file: shown, taken in, withdrawn with a reason. */
export const ScanStrip = memo(function ScanStrip(props: {
  readonly view: CaseView;
  readonly subjectKind: ScanSubjectKind;
  readonly subjectId: string;
  readonly label: string;
  readonly isReadOnly: boolean;
  readonly isShown?: boolean;
}) {
  const { view, subjectKind, subjectId, isShown = false } = props;
  const add = useAddScan(view.caseId);
  const scans = view.scans.filter((scan) => scan.subjectKind === subjectKind && scan.subjectId === subjectId);
  return (
    <div className="scan-strip">
      <ScanList caseId={view.caseId} scans={scans} isReadOnly={props.isReadOnly} isShown={isShown} />
      {!props.isReadOnly && (
        <TakeScans
          name={`${subjectKind}-${subjectId}`}
          label={props.label}
          onFiles={async (files) => {
            for (const file of files) await add(subjectKind, subjectId, file, null);
            return true;
          }}
        />
      )}
    </div>
  );
});

/** Takes one file into the case file; `straight` stands for the bytes that were set straight. */
export function useAddScan(caseId: string) {
  const { show } = useAct(caseId);
  return async (
    subjectKind: ScanSubjectKind,
    subjectId: string,
    file: GivenFile,
    straight: Uint8Array | null,
  ): Promise<void> => {
    if (file.mediaType === null) throw new DeskError('scan.typeUnknown');
    const { opened } = await call(
      desk.scans.add({
        caseId,
        subjectKind,
        subjectId,
        note: '',
        bytes: toBase64(straight ?? file.bytes),
        originalBytes: straight === null ? null : toBase64(file.bytes),
      }),
    );
    show(opened);
  };
}

export function ScanList(props: {
  readonly caseId: string;
  readonly scans: readonly EntityOf<'scan'>[];
  readonly isReadOnly: boolean;
  /** The newest stands open at once: fields are read from it. */
  readonly isShown?: boolean;
}) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<string | null>(props.isShown ? (props.scans.at(-1)?.id ?? null) : null);
  // A photo that has just been taken is what somebody types from.
  const [count, setCount] = useState(props.scans.length);
  if (count !== props.scans.length) {
    setCount(props.scans.length);
    if (props.isShown) setShown(props.scans.at(-1)?.id ?? null);
  }
  const scan = props.scans.find((one) => one.id === shown);
  if (props.scans.length === 0) return null;
  return (
    <>
      <div className="row" data-scans={props.scans.length}>
        {props.scans.map((one, index) => (
          <button
            key={one.id}
            type="button"
            className="chip"
            data-scan={one.id}
            aria-pressed={one.id === shown}
            onClick={() => setShown(one.id === shown ? null : one.id)}
          >
            {t(one.mediaType === 'application/pdf' ? 'scan.pdf' : 'scan.picture', { number: index + 1 })}
          </button>
        ))}
      </div>
      {scan && (
        <ShownScan
          key={scan.id}
          caseId={props.caseId}
          scan={scan}
          isReadOnly={props.isReadOnly}
          onDone={() => setShown(null)}
        />
      )}
    </>
  );
}

function ShownScan(props: {
  readonly caseId: string;
  readonly scan: EntityOf<'scan'>;
  readonly isReadOnly: boolean;
  readonly onDone: () => void;
}) {
  const { t } = useTranslation();
  const { caseId, scan } = props;
  const { act } = useAct(caseId);
  const [reason, setReason] = useState('');
  const { data, error } = useQuery({
    queryKey: ['scan', caseId, scan.id],
    queryFn: () => call(desk.scans.read({ caseId, scanId: scan.id })),
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: whileOnItsWay,
  });
  const withdraw = useOrder(async () => {
    await act('scan.recorded', {
      patches: [{ kind: 'scan', id: scan.id, fields: { isWithdrawn: true } }],
      reason,
    });
    props.onDone();
  });
  return (
    <div className="card stack">
      <div className="row">
        <span className="small soft">{t('scan.hash', { hash: (scan.sha256 ?? '').slice(0, 12) })}</span>
        <Button onClick={props.onDone}>{t('common.close')}</Button>
      </div>
      {error && <Notice tone="error">{errorText(error, t)}</Notice>}
      {data &&
        (data.mediaType === 'application/pdf' ? (
          <PaperPreview pdf={data.bytes} />
        ) : (
          <Picture bytes={data.bytes} mediaType={data.mediaType} />
        ))}
      {!props.isReadOnly && (
        <div className="row">
          <TextInput
            label={t('scan.withdrawReason')}
            field="scan.reason"
            value={reason}
            onChange={setReason}
          />
          <Button
            data-action="withdraw-scan"
            disabled={reason.trim() === '' || withdraw.isBusy}
            onClick={() => void withdraw.run()}
          >
            {t('scan.withdraw')}
          </Button>
        </div>
      )}
      {withdraw.failure}
    </div>
  );
}

function Picture({ bytes, mediaType }: { readonly bytes: string; readonly mediaType: string }) {
  const { t } = useTranslation();
  const [address, setAddress] = useState('');
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([fromBase64(bytes)], { type: mediaType }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, mediaType]);
  return address === '' ? null : <img className="scan-picture" src={address} alt={t('scan.shown')} />;
}
