import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isSupersededUnsigned } from '../../shared/case/agreement-versions.ts';
import type { CaseDocument } from '../../shared/case/state.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { codeLabel, signatureManners } from '../../shared/law/codes/index.ts';
import { useEscape } from '../shell/escape.ts';
import { Section } from '../ui/index.tsx';
import { dateText } from '../ui/shanghai-time.ts';
import { SignatureNote } from './SignatureNote.tsx';
import { SigningForm } from './SigningForm.tsx';
import { isAskedToSign, type Signer, signersOf } from './signers.ts';

/** Rows are signers, columns the finalised documents; a cell opens in place. */
export function SigningTable({ view, caseId }: { readonly view: CaseView; readonly caseId: string }) {
  const { t, i18n } = useTranslation();
  const [cell, setCell] = useState<{ signer: Signer; document: CaseDocument } | null>(null);
  useEscape(cell !== null, () => setCell(null));
  const documents = view.documents.filter(
    (one) =>
      !view.documents.some((other) => other.replacesDocumentId === one.documentId) &&
      !isSupersededUnsigned(view, one),
  );
  if (documents.length === 0) return null;
  const locale = i18n.language === 'en' ? 'en' : 'zh-CN';
  return (
    <Section title={t('signing.title')}>
      <div style={{ overflowX: 'auto' }}>
        <table>
          <thead>
            <tr>
              <th>{t('signing.signer')}</th>
              {documents.map((document) => (
                <th key={document.documentId}>{t(`form.${document.form}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {signersOf(view).map((signer) => (
              <tr key={signer.signerId}>
                <td>
                  {signer.signerName} <span className="small soft">{t(`capacity.${signer.capacity}`)}</span>
                </td>
                {documents.map((document) => {
                  if (!isAskedToSign(signer, document))
                    return (
                      <td key={document.documentId} className="soft">
                        —
                      </td>
                    );
                  const signature = document.signatures.findLast((one) => one.signerId === signer.signerId);
                  const word = signature
                    ? codeLabel(signatureManners, signature.manner, locale)
                    : t('signing.waiting');
                  return (
                    <td key={document.documentId}>
                      <button
                        type="button"
                        className={`chip ${signature ? (signature.manner === 'refused' ? 'tag-red' : 'tag-green') : ''}`}
                        data-sign={`${document.form}.${document.subjectId}.${signer.signerId}`}
                        onClick={() => setCell({ signer, document })}
                      >
                        {word}
                        {signature?.date ? ` ${dateText(signature.date)}` : ''}
                      </button>
                      {signature && <SignatureNote signature={signature} caseId={caseId} />}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {cell && (
        <SigningForm
          key={`${cell.document.documentId}-${cell.signer.signerId}`}
          {...cell}
          view={view}
          caseId={caseId}
          // Only itself: meanwhile somebody may have opened the next one.
          onDone={() => setCell((now) => (now === cell ? null : now))}
        />
      )}
    </Section>
  );
}
