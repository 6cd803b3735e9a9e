import { useTranslation } from 'react-i18next';
import { Notice } from '../ui/index.tsx';
import { useDraftStanding } from './draft-store.ts';

/** Beside what is typed and not saved: whether it would survive a power cut. */
export function DraftMark() {
  const { t } = useTranslation();
  const isKept = useDraftStanding((standing) => standing.isKept);
  return isKept ? (
    <span className="soft small">{t('common.draftKept')}</span>
  ) : (
    <span className="field-warning">{t('common.draftNotKept')}</span>
  );
}

/** Above every page while the disk takes no drafts. */
export function DraftNotice() {
  const { t } = useTranslation();
  const isKept = useDraftStanding((standing) => standing.isKept);
  return isKept ? null : <Notice tone="warning">{t('shell.draftsNotKept')}</Notice>;
}
