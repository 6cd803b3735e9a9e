import { useTranslation } from 'react-i18next';
import type { ConflictItem } from '../../shared/contract/desk-sync.ts';
import { pageOfRecord, useRoutes } from '../shell/routes.ts';
import { Section } from '../ui/index.tsx';

/** The cases and risks in which two desks have written different things; each opens where both stand side by side. */
export function ConflictCases({ items }: { readonly items: readonly ConflictItem[] }) {
  const { t } = useTranslation();
  return (
    <Section title={t('exchange.conflictsTitle')}>
      <p>{t('exchange.conflictsHint')}</p>
      <ul className="lines">
        {items.map((item) => (
          <ConflictLine key={item.recordId} item={item} />
        ))}
      </ul>
    </Section>
  );
}

/** One record, and the way to where both values stand. */
export function ConflictLine({ item: { recordId, caseNumber, count } }: { readonly item: ConflictItem }) {
  const { t } = useTranslation();
  const go = useRoutes((routes) => routes.go);
  return (
    <li>
      <button
        type="button"
        className="line"
        data-conflicts={recordId}
        onClick={() => go(pageOfRecord(recordId, 'intake'))}
      >
        <span>{caseNumber}</span>
        <span className="tag tag-amber">{t('caseload.conflicts', { count })}</span>
      </button>
    </li>
  );
}
