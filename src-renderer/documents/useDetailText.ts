import { useTranslation } from 'react-i18next';
import type { PaperDetail } from '../../shared/documents/slots.ts';

/** What tells a paper from others of its form, in the language of the window; '' for nothing. */
export function useDetailText(): (detail: PaperDetail | null) => string {
  const { t } = useTranslation();
  return (detail) => {
    switch (detail?.kind) {
      case undefined:
        return '';
      case 'name':
        return detail.name;
      case 'number':
        return t(detail.isCorrection ? 'paper.correctionOf' : 'minutes.meetingNumber', {
          number: detail.number,
        });
      case 'version':
        return t('versions.version', { version: detail.version });
      case 'instalment':
        return t('paper.instalment', { name: detail.name, number: detail.number });
    }
  };
}
