import { useTranslation } from 'react-i18next';
import type { Signature } from '../../shared/case/state.ts';
import { useOpenedCase } from '../casepage/useCase.ts';
import { instantText } from '../ui/shanghai-time.ts';
import { ReceiptNote } from './CertificateSigning.tsx';
import { InkPicture } from './InkPicture.tsx';

/** Whether every page was signed, who put the seal on, what was noted or why somebody refused and who saw it; the very hand of 屏签. */
export function SignatureNote(props: { readonly signature: Signature; readonly caseId: string }) {
  const { signature, caseId } = props;
  const { t } = useTranslation();
  const { data: opened } = useOpenedCase(caseId);
  // 电子印章: whoever typed the PIN put the seal on.
  const keeper = signature.capacity === 'organisation' && signature.manner === 'certificate';
  const sealHolder = keeper ? opened?.people[signature.authorship.person] : signature.sealHolder;
  const words = [
    signature.isEveryPageSigned === true ? t('signing.pagesAll') : '',
    signature.isEveryPageSigned === false ? t('signing.pagesMissing') : '',
    sealHolder ? t('signing.sealedBy', { name: sealHolder }) : '',
    signature.note,
    signature.witness ? t('signing.witnessed', { name: signature.witness }) : '',
  ].filter(Boolean);
  const { onScreen } = signature;
  return (
    <>
      {words.length > 0 && <div className="small soft">{words.join('　')}</div>}
      {signature.manner === 'certificate' && (
        <ReceiptNote
          caseId={caseId}
          documentId={signature.documentId}
          actionId={signature.authorship.actionId}
        />
      )}
      {onScreen && (
        <>
          <InkPicture {...onScreen} label={t('onScreen.pictureOf', { name: signature.signerName })} />
          <details className="small">
            <summary className="soft">{t('onScreen.evidence')}</summary>
            <p>
              {t('onScreen.recorded', {
                at: instantText(onScreen.consentedAt),
                pointer: t(`onScreen.pointer.${onScreen.pointer}`),
                count: onScreen.strokes.length,
              })}
            </p>
            {onScreen.consentText.split('\n').map((line) => (
              <p key={line}>{line}</p>
            ))}
          </details>
        </>
      )}
    </>
  );
}
