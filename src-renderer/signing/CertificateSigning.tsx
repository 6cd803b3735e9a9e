import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseDocument } from '../../shared/case/state.ts';
import type { SigningCapacity } from '../../shared/contract/certificates.ts';
import { call, desk } from '../app/desk.ts';
import { codeText, wordsFor } from '../app/error-text.ts';
import { useSession } from '../app/session-store.ts';
import { useAct } from '../casepage/useCase.ts';
import { useStanding } from '../certificates/useStanding.ts';
import { Button, Notice, TextInput, useOrder } from '../ui/index.tsx';
import { instantText } from '../ui/shanghai-time.ts';
import type { Signer } from './signers.ts';

/**
 * As what the unlocked person could sign in this row by certificate; null where the row is somebody else's. The seal is
 * for who keeps it: whoever has, or asked for, its certificate.
 */
export function useCertificateCapacity(signer: Signer): SigningCapacity | null {
  const person = useSession((session) => session.status?.person);
  const { data } = useStanding();
  if (signer.capacity === 'organisation') {
    const seal = data?.holdings.find(({ capacity }) => capacity === 'organisation');
    return seal === undefined || seal.state === 'none' ? null : 'organisation';
  }
  if (signer.capacity !== 'mediator' || !person) return null;
  return signer.signerId === person.id || signer.signerName === person.name ? 'mediator' : null;
}

function useCertificateState(caseId: string, documentId: string) {
  return useQuery({
    queryKey: ['sync', 'certificateState', caseId, documentId],
    queryFn: () => call(desk.documents.certificateState({ caseId, documentId })),
  });
}

/** 证书签名: what stands against it in words, else the PIN, each time anew. Works without a line. */
export function CertificateSigning(props: {
  readonly document: CaseDocument;
  readonly caseId: string;
  readonly capacity: SigningCapacity;
  readonly onDone: () => void;
}) {
  const { t } = useTranslation();
  const { document, caseId, capacity, onDone } = props;
  const { documentId } = document;
  const { show } = useAct(caseId);
  const client = useQueryClient();
  const { data } = useCertificateState(caseId, documentId);
  const [pin, setPin] = useState('');
  const sign = useOrder(async () => {
    try {
      const { opened } = await call(
        desk.documents.signWithCertificate({ caseId, documentId, capacity, pin }),
      );
      show(opened);
    } finally {
      setPin('');
    }
    await client.invalidateQueries({ queryKey: ['sync', 'certificateState', caseId] });
    onDone();
  });
  const mine = data?.mySigning.find((one) => one.capacity === capacity);
  if (mine === undefined) return null;
  const ends = mine.warnings.flatMap(({ daysLeft, isUrgent }) =>
    isUrgent && daysLeft !== null ? daysLeft : [],
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void sign.run();
      }}
    >
      {mine.refusals.map((code) => (
        <Notice key={code} tone="error">
          {codeText(code, t, wordsFor(capacity))}
        </Notice>
      ))}
      {mine.warnings.map(({ code, daysLeft }) => (
        <Notice key={code} tone="warning">
          {t(code, { daysLeft })}
        </Notice>
      ))}
      {mine.refusals.length === 0 && (
        <>
          <p className="small soft">
            {capacity === 'organisation' && t('certificates.sealExplained')}
            {t('certificates.signExplained')}
          </p>
          {ends.length > 0 && (
            <Notice tone="warning">{t('certificates.sendBefore', { daysLeft: Math.min(...ends) })}</Notice>
          )}
          <div className="grid">
            <TextInput
              label={
                mine.token === null
                  ? t('certificates.pin')
                  : t('certificates.tokenPinOf', { label: mine.token })
              }
              field="sign.pin"
              type="password"
              value={pin}
              onChange={setPin}
            />
          </div>
        </>
      )}
      {sign.failure}
      <div className="row">
        {mine.refusals.length === 0 && (
          <Button
            kind="primary"
            type="submit"
            data-action="sign-by-certificate"
            disabled={sign.isBusy || pin === ''}
          >
            {t(sign.isBusy ? 'certificates.signing' : 'certificates.signNow')}
          </Button>
        )}
        <Button onClick={onDone}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}

/** Whether the server has given its receipt: until then the time of signing is the signer's word. */
export function ReceiptNote(props: {
  readonly caseId: string;
  readonly documentId: string;
  readonly actionId: string;
}) {
  const { t } = useTranslation();
  const { data } = useCertificateState(props.caseId, props.documentId);
  const signature = data?.signatures.find((one) => one.actionId === props.actionId);
  if (signature === undefined) return null;
  const { receiptAt, isInFile, certificateNumber } = signature;
  return (
    <div className="small" data-receipt={receiptAt === null ? 'waiting' : 'there'}>
      {receiptAt === null ? (
        <span className="tag tag-amber">{t('certificates.receiptWaiting')}</span>
      ) : (
        <span className="tag tag-green">{t('certificates.receiptAt', { at: instantText(receiptAt) })}</span>
      )}
      {certificateNumber !== '' && <span className="soft">　{certificateNumber}</span>}
      {!isInFile && <Notice tone="warning">{t('certificates.notInFile')}</Notice>}
    </div>
  );
}
