import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SectionId } from '../casepage/section-ids.ts';
import { findDraft, listDraftNames } from '../drafts/draft-store.ts';
import { type Changes, isAnythingTyped } from '../editing/changes.ts';
import { CaseLine } from './CaseLine.tsx';
import { useOpenCases } from './useOpenCases.ts';

/** Where the drafts of a case's forms are typed, by the second part of their names. */
const sectionOfDraft: Readonly<Record<string, SectionId>> = {
  intake: 'intake',
  election: 'intake',
  responses: 'acceptance',
  meeting: 'minutes',
  challenge: 'minutes',
  disclosures: 'minutes',
  agreement: 'agreement',
  immediate: 'agreement',
  services: 'documents',
  paymentOrders: 'performance',
  visits: 'visits',
};

async function listUnsaved() {
  const named = (await listDraftNames()).flatMap((name) => {
    const [caseId = '', form = ''] = name.split(':');
    const section = sectionOfDraft[form];
    return section === undefined ? [] : [{ name, caseId, section }];
  });
  const found = await Promise.all(
    named.map(async (one) => ({ ...one, changes: (await findDraft(one.name)) as Changes | null })),
  );
  return found.filter(({ changes }) => changes !== null && isAnythingTyped(changes));
}

/**
 * The open cases in which something was typed and not saved, as lines of the first page: whoever comes back after a power
 * cut, or from lunch, sees that it is there and where.
 */
export function useUnsavedLines(isWanted: boolean): ReactNode[] {
  const { t } = useTranslation();
  const { data: unsaved = [] } = useQuery({
    queryKey: ['unsaved'],
    queryFn: listUnsaved,
    enabled: isWanted,
    gcTime: 0,
  });
  const rows = useOpenCases(unsaved.length > 0) ?? [];
  return unsaved.flatMap(({ name, caseId, section }) =>
    rows
      .filter(({ id }) => id === caseId)
      .map((row) => (
        <CaseLine
          key={name}
          row={row}
          section={section}
          after={t('today.unsavedIn', { section: t(`section.${section}`) })}
          tag={<span className="tag tag-amber">{t('today.unsaved')}</span>}
        />
      )),
  );
}
