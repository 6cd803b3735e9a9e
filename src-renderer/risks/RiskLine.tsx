import { useTranslation } from 'react-i18next';
import type { RiskView } from '../../shared/risk/view.ts';
import { useRoutes } from '../shell/routes.ts';
import { todayInShanghai } from '../ui/shanghai-time.ts';
import { findDaysToKeyDate } from './key-date.ts';
import { LevelTag, StatusTag } from './tags.tsx';
import { useRiskGist } from './useRiskGist.ts';

/** One record of the register in a list: whose it is, what tells it from the next, and how urgent it is. */
export function RiskLine({ view }: { readonly view: RiskView }) {
  const { t } = useTranslation();
  const go = useRoutes((routes) => routes.go);
  const { risk, riskId, riskNumber, cases } = view;
  const daysLeft = findDaysToKeyDate(view, todayInShanghai());
  const details = [riskNumber, ...useRiskGist()(view), ...cases.map(({ caseNumber }) => caseNumber ?? '')];
  return (
    <li>
      <button type="button" className="line" data-risk={riskId} onClick={() => go({ name: 'risk', riskId })}>
        <span>
          {risk.employerName || t('intake.unnamed')}
          <span className="small soft line-detail">{details.filter(Boolean).join(' · ')}</span>
        </span>
        <span className="line-tags">
          {daysLeft !== null && (
            <span className="tag tag-amber">
              {daysLeft === 0
                ? t('risk.keyDateToday')
                : t(daysLeft < 0 ? 'risk.keyDatePassed' : 'risk.keyDateIn', { count: Math.abs(daysLeft) })}
            </span>
          )}
          <LevelTag level={risk.riskLevel ?? ''} />
          <StatusTag status={view.status} />
        </span>
      </button>
    </li>
  );
}
