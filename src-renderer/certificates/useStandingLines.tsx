import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRoutes } from '../shell/routes.ts';
import { useStanding } from './useStanding.ts';

/** What will soon stand against one's signing, sixty and thirty days ahead, as lines of the first page. */
export function useStandingLines(): ReactNode[] {
  const { t } = useTranslation();
  const go = useRoutes((routes) => routes.go);
  const holdings = useStanding().data?.holdings ?? [];
  const warnings = holdings.flatMap((holding) => holding.warnings);
  const seen = new Set<string>();
  return warnings
    .filter(({ code }) => !seen.has(code) && seen.add(code))
    .map(({ code, daysLeft, isUrgent }) => (
      <li key={code}>
        <button type="button" className="line" data-standing={code} onClick={() => go({ name: 'settings' })}>
          <span>{t(code, { daysLeft, count: daysLeft ?? 1 })}</span>
          <span className={`tag ${isUrgent ? 'tag-red' : 'tag-amber'}`}>
            {t(isUrgent ? 'certificates.urgent' : 'certificates.soon')}
          </span>
        </button>
      </li>
    ));
}
