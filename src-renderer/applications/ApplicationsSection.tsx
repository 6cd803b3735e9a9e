import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApplicationKind, applicationKinds } from '../../shared/documents/application-attachments.ts';
import { findLastAgreement } from '../../shared/documents/due-rows.ts';
import type { SectionProps } from '../casepage/CasePage.tsx';
import { ApplicationPack } from './ApplicationPack.tsx';
import { PlatformPack } from './PlatformPack.tsx';

/** 申请材料: what follows the agreement outside the office, and what is filed online. */
export default function ApplicationsSection({ opened, caseId }: SectionProps) {
  const { t } = useTranslation();
  const { view } = opened;
  const route = findLastAgreement(view)?.route;
  const [chosen, setChosen] = useState<ApplicationKind | 'onlinePlatform'>(
    // The agreement says which way its parties meant to go.
    applicationKinds.find((kind) => kind === route) ??
      (view.agreements.length > 0 ? 'arbitrationReview' : 'onlinePlatform'),
  );
  return (
    <div>
      <div className="chips pack-kinds" role="group" aria-label={t('section.applications')}>
        {[...applicationKinds, 'onlinePlatform' as const].map((kind) => (
          <button
            key={kind}
            type="button"
            className="chip"
            data-pack={kind}
            aria-pressed={kind === chosen}
            onClick={() => setChosen(kind)}
          >
            {t(`pack.kind.${kind}`)}
          </button>
        ))}
      </div>
      {chosen === 'onlinePlatform' ? (
        <PlatformPack view={view} caseId={caseId} />
      ) : (
        <ApplicationPack key={chosen} view={view} caseId={caseId} kind={chosen} />
      )}
    </div>
  );
}
