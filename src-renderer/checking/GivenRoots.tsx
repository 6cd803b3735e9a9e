import { useTranslation } from 'react-i18next';
import { CheckInput } from '../ui/index.tsx';

/** Roots that came along with a document: trusted only after their fingerprints were compared with the published ones. */
export function GivenRoots(props: {
  readonly fingerprints: readonly string[];
  readonly isConfirmed: boolean;
  readonly onConfirm: (isConfirmed: boolean) => void;
}) {
  const { t } = useTranslation();
  const { fingerprints, isConfirmed, onConfirm } = props;
  return (
    <div className="given-roots">
      <p className="soft small">{t('verifier.rootsGiven', { count: fingerprints.length })}</p>
      <p className="soft small">{t('verifier.rootFingerprint')}</p>
      {fingerprints.map((one) => (
        <p key={one}>
          <code>{one}</code>
        </p>
      ))}
      <CheckInput field="root-confirmed" isChecked={isConfirmed} onChange={onConfirm}>
        {t('verifier.rootConfirmed')}
      </CheckInput>
    </div>
  );
}
