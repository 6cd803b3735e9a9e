import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../shared/case/view.ts';
import { hasContent } from '../../shared/verification/document-code.ts';
import { errorText } from '../app/error-text.ts';
import { Notice, Section } from '../ui/index.tsx';
import type { GivenFile } from './bytes.ts';
import { findCodeOnPage, straighten } from './picture.ts';
import { ScanList, useAddScan } from './ScanStrip.tsx';
import { TakeScans } from './TakeScans.tsx';

type Outcome = { readonly file: string; readonly tone: 'good' | 'error'; readonly text: string };

/** 签收扫描件: each signed page finds its document by the code printed on it, and is set straight. */
export function SignedCopies({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation();
  const add = useAddScan(view.caseId);
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  if (view.documents.length === 0) return null;

  /** A page of another paper is refused and named: a wrong scan in a file is worse than none. */
  const takeIn = async (file: GivenFile): Promise<Outcome> => {
    const found = file.mediaType === null ? null : await findCodeOnPage(file).catch(() => null);
    if (file.mediaType === null)
      return { file: file.name, tone: 'error', text: t('errors.scan.typeUnknown') };
    if (found === null) return { file: file.name, tone: 'error', text: t('scan.noCode') };
    const document = view.documents.find((one) => one.documentId === found.code.documentId);
    if (document === undefined) return { file: file.name, tone: 'error', text: t('scan.otherCase') };
    if (!hasContent(found.code, document.contentSha256))
      return { file: file.name, tone: 'error', text: t('scan.otherContent') };
    try {
      await add('document', document.documentId, file, await straighten(file, found.angle));
    } catch (error) {
      return { file: file.name, tone: 'error', text: errorText(error, t) };
    }
    return { file: file.name, tone: 'good', text: t('scan.matched', { form: t(`form.${document.form}`) }) };
  };

  return (
    <Section title={t('scan.signedCopies')}>
      <p className="soft">{t('scan.signedCopiesHint')}</p>
      <TakeScans
        name="signed"
        label={t('scan.addSigned')}
        onFiles={async (files, isFurther) => {
          const said: Outcome[] = [];
          for (const file of files) said.push(await takeIn(file));
          setOutcomes((before) => (isFurther ? [...before, ...said] : said));
          return said.every(({ tone }) => tone === 'good');
        }}
      />
      {outcomes.map((one, index) => (
        <Notice key={`${one.file}-${String(index)}`} tone={one.tone}>
          {one.file}　{one.text}
        </Notice>
      ))}
      {view.documents.map((document) => {
        const scans = view.scans.filter(
          (scan) => scan.subjectKind === 'document' && scan.subjectId === document.documentId,
        );
        return scans.length === 0 ? null : (
          <div key={document.documentId} className="card" data-signed-copies={document.form}>
            <strong>{t(`form.${document.form}`)}</strong>
            <ScanList caseId={view.caseId} scans={scans} isReadOnly={false} />
          </div>
        );
      })}
    </Section>
  );
}
