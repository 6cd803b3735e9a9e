import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fingerprintsOf } from '../../shared/verification/fingerprints.ts';
import { type GivenFiles, sortGivenFiles } from '../../shared/verification/given-files.ts';
import { Notice, Section, useOrder } from '../ui/index.tsx';
import { listText } from '../ui/list-text.ts';
import { CheckResult } from './CheckResult.tsx';
import { type CheckedDocument, type CheckMeans, checkDocument } from './check-document.ts';
import { FileDrop } from './FileDrop.tsx';
import { GivenRoots } from './GivenRoots.tsx';

const noMeans: CheckMeans = { roots: [], lists: [], sm2Seal: null, isRootConfirmed: false };

/** 核验文书: is this PDF what was signed, by whom, and is it the one of our case file? The checker page says the same. */
export default function CheckPage() {
  const { t } = useTranslation();
  const [checked, setChecked] = useState<CheckedDocument | null>(null);
  const [means, setMeans] = useState<CheckMeans>(noMeans);
  const [given, setGiven] = useState<GivenFiles | null>(null);
  const [fingerprints, setFingerprints] = useState<readonly string[]>([]);
  const check = async (document: GivenFiles['document'], next: CheckMeans) => {
    setMeans(next);
    setChecked(document === null ? null : await checkDocument(document, next));
  };
  const take = useOrder(async (files: readonly File[]) => {
    if (files.length === 0) return;
    const sorted = await sortGivenFiles(files);
    const document = sorted.document ?? given?.document ?? null;
    const next: CheckMeans = {
      roots: [...means.roots, ...sorted.roots],
      lists: [...means.lists, ...sorted.lists],
      sm2Seal: sorted.sm2Seal ?? (sorted.document === null ? means.sm2Seal : null),
      isRootConfirmed: means.isRootConfirmed && sorted.roots.length === 0,
    };
    setGiven({ ...sorted, document });
    setFingerprints(await fingerprintsOf(next.roots, crypto));
    await check(document, next);
  });
  const confirm = useOrder((isRootConfirmed: boolean) =>
    check(given?.document ?? null, { ...means, isRootConfirmed }),
  );
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
        {given !== null && given.others.length > 0 && (
          <Notice tone="warning">{t('verifier.onlyOne', { names: listText(given.others) })}</Notice>
        )}
        {means.roots.length > 0 && (
          <GivenRoots
            fingerprints={fingerprints}
            isConfirmed={means.isRootConfirmed}
            onConfirm={(isConfirmed) => void confirm.run(isConfirmed)}
          />
        )}
        {confirm.failure}
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
