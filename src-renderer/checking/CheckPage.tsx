import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sortGivenFiles } from '../../shared/verification/given-files.ts';
import { Notice, Section, useOrder } from '../ui/index.tsx';
import { listText } from '../ui/list-text.ts';
import { CheckResult } from './CheckResult.tsx';
import { type CheckedDocument, type CheckMeans, checkDocument } from './check-document.ts';
import { FileDrop } from './FileDrop.tsx';

/** 核验文书: is this PDF what was signed, by whom, and is it the one of our case file? The checker page says the same. */
export default function CheckPage() {
  const { t } = useTranslation();
  const [checked, setChecked] = useState<CheckedDocument | null>(null);
  const [means, setMeans] = useState<CheckMeans>({ roots: [], lists: [], sm2Seal: null });
  const [given, setGiven] = useState<Awaited<ReturnType<typeof sortGivenFiles>> | null>(null);
  const take = useOrder(async (files: readonly File[]) => {
    if (files.length === 0) return;
    const sorted = await sortGivenFiles(files);
    const document = sorted.document ?? given?.document ?? null;
    const next: CheckMeans = {
      roots: [...means.roots, ...sorted.roots],
      lists: [...means.lists, ...sorted.lists],
      sm2Seal: sorted.sm2Seal ?? (sorted.document === null ? means.sm2Seal : null),
    };
    setMeans(next);
    setGiven({ ...sorted, document });
    setChecked(document === null ? null : await checkDocument(document, next));
  });
  return (
    <>
      <div className="case-head">
        <h1>{t('check.title')}</h1>
      </div>
      <Section title={t('check.choose')}>
        <FileDrop isBusy={take.isBusy} onFiles={(files) => void take.run(files)}>
          <p>{t('check.drop')}</p>
          <p className="soft small">{t('check.moreFiles')}</p>
        </FileDrop>
        {take.failure}
        {given !== null && given.rejected.length > 0 && (
          <Notice tone="warning">{t('verifier.rejected', { names: listText(given.rejected) })}</Notice>
        )}
        {means.roots.length > 0 && (
          <p className="soft small">{t('verifier.roots', { count: means.roots.length })}</p>
        )}
        {means.lists.length > 0 && (
          <p className="soft small">{t('verifier.lists', { count: means.lists.length })}</p>
        )}
      </Section>
      <div role="status" aria-live="polite">
        {take.isBusy && <p>{t('verifier.checking')}</p>}
      </div>
      {checked !== null && !take.isBusy && <CheckResult checked={checked} />}
      <p className="soft small">{t('check.limits')}</p>
    </>
  );
}
