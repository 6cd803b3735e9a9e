import { useTranslation } from 'react-i18next';

/** In groups of four, so that one person reads it out and the other follows. */
export function KeyFingerprint({ fingerprint }: { readonly fingerprint: string }) {
  const { t } = useTranslation();
  if (fingerprint === '') return null;
  return (
    <p className="small">
      <span className="soft">{t('certificates.fingerprint')}</span>{' '}
      <code className="fingerprint">{fingerprint.match(/.{1,4}/g)?.join(' ')}</code>
    </p>
  );
}
