import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { countCopies } from '../../shared/documents/print-batch.ts';
import { useRoutes } from '../shell/routes.ts';
import { useOpenBatches } from './open-batches.ts';

/** What was handed to a printer and not counted yet, as lines of the first page: each leads to its question. */
export function useOpenBatchLines(): ReactNode[] {
  const { t } = useTranslation();
  const go = useRoutes((routes) => routes.go);
  const batches = useOpenBatches((open) => open.batches);
  const asking = Object.entries(batches).filter(([, { handed }]) => handed.length > 0);
  return asking.map(([key, { caseId, caseNumber, paper, handed }]) => (
    <li key={key}>
      <button
        type="button"
        className="line"
        data-open-print={key}
        onClick={() => go({ name: 'case', caseId, section: 'documents', ...(paper && { paper }) })}
      >
        <span>
          {caseNumber}
          <span className="small soft line-detail">
            {t('batch.notCounted', { count: countCopies(handed) })}
          </span>
        </span>
        <span className="tag tag-amber">{t('batch.toCount')}</span>
      </button>
    </li>
  ));
}
