import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isSupersededUnsigned } from '../../shared/case/agreement-versions.ts';
import { listUnreplacedDocuments } from '../../shared/case/standing-documents.ts';
import type { CaseDocument, Signature } from '../../shared/case/state.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { listPaperSlots } from '../../shared/documents/slots.ts';
import { codeLabel, signatureManners } from '../../shared/law/codes/index.ts';
import { useDetailText } from '../documents/useDetailText.ts';
import { useEscape } from '../shell/escape.ts';
import { Section } from '../ui/index.tsx';
import { listText } from '../ui/list-text.ts';
import { dateText, todayInShanghai } from '../ui/shanghai-time.ts';
import { SignatureNote } from './SignatureNote.tsx';
import { SigningForm } from './SigningForm.tsx';
import {
  agentsWhoRefused,
  agentsWhoSigned,
  isAskedToSign,
  isRepresented,
  maySignToo,
  type Signer,
  signersOf,
} from './signers.ts';
import { capacityWord } from './staff-signers.ts';

/** Rows are signers, columns the finalised documents; a cell opens in place. */
export function SigningTable({ view, caseId }: { readonly view: CaseView; readonly caseId: string }) {
  const { t, i18n } = useTranslation();
  const detailOf = useDetailText();
  const [cell, setCell] = useState<{ signer: Signer; documentId: string } | null>(null);
  // What was signed on another day is mostly signed by all then: entered once, while the page is open.
  const [earlier, setEarlier] = useState<{ documentId: string; date: string } | null>(null);
  useEscape(cell !== null, () => setCell(null));
  const signers = signersOf(view);
  const documents = listUnreplacedDocuments(view).filter(
    (one) => !isSupersededUnsigned(view, one) && signers.some((signer) => isAskedToSign(view, signer, one)),
  );
  if (documents.length === 0) return null;
  const opened = documents.find((one) => one.documentId === cell?.documentId);
  const locale = i18n.language === 'en' ? 'en' : 'zh-CN';
  const isSeal = ({ capacity }: Signer) => capacity === 'organisation';
  const mannerWord = (signer: Signer, manner: Signature['manner']) =>
    isSeal(signer) && manner === 'certificate'
      ? t('signing.electronicSeal')
      : codeLabel(signatureManners, manner, locale);
  const slots = listPaperSlots(view, todayInShanghai());
  /** Several papers of one form stand beside each other: which meeting or visit, or whose. */
  const occasionOf = ({ form, subjectId }: CaseDocument) => {
    if (documents.filter((one) => one.form === form).length < 2) return '';
    const slot = slots.find((one) => one.form === form && one.subjectId === subjectId);
    return detailOf(slot?.detail ?? null);
  };
  const isAskedFor = (signer: Signer, document: CaseDocument) =>
    isAskedToSign(view, signer, document) && !isRepresented(view, signer, document);
  const signatureOf = ({ signerId }: Signer, document: CaseDocument) =>
    document.signatures.findLast((one) => one.signerId === signerId);
  const countWaiting = (signer: Signer) =>
    documents.filter(
      (one) =>
        isAskedFor(signer, one) &&
        signatureOf(signer, one) === undefined &&
        agentsWhoSigned(signer, one).length + agentsWhoRefused(signer, one).length === 0 &&
        !maySignToo(view, signer, one),
    ).length;
  /** Of whoever has not signed: others did in his place or would not, or his hand is waited for. */
  const waitingWord = (signer: Signer, document: CaseDocument) => {
    const signed = agentsWhoSigned(signer, document);
    if (signed.length > 0) return t('signing.byAgent', { names: listText(signed) });
    const refused = agentsWhoRefused(signer, document);
    if (refused.length > 0) return t('signing.refusedByAgent', { names: listText(refused) });
    if (maySignToo(view, signer, document)) return t('signing.mayToo');
    return t(isSeal(signer) ? 'signing.waitingSeal' : 'signing.waiting');
  };
  return (
    <Section title={t('signing.title')}>
      <div className="sign-scroll">
        <table>
          <thead>
            <tr>
              <th>{t('signing.signer')}</th>
              {documents.map((document) => (
                <th key={document.documentId}>
                  {t(`form.${document.form}`)} {occasionOf(document)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {signers.map((signer) => (
              <tr key={signer.signerId}>
                <td>
                  {signer.signerName} <span className="small soft">{t(capacityWord(signer))}</span>
                  <Waiting count={countWaiting(signer)} />
                </td>
                {documents.map((document) => {
                  const signature = signatureOf(signer, document);
                  if (!isAskedFor(signer, document) && signature === undefined)
                    return (
                      <td key={document.documentId} className="soft">
                        —
                      </td>
                    );
                  const isRefused = signature
                    ? signature.manner === 'refused'
                    : agentsWhoSigned(signer, document).length === 0 &&
                      agentsWhoRefused(signer, document).length > 0;
                  const word = signature
                    ? mannerWord(signer, signature.manner)
                    : waitingWord(signer, document);
                  return (
                    <td key={document.documentId}>
                      <button
                        type="button"
                        className={`chip ${isRefused ? 'tag-red' : signature ? 'tag-green' : ''}`}
                        data-sign={`${document.form}.${document.subjectId}.${signer.signerId}`}
                        onClick={() => setCell({ signer, documentId: document.documentId })}
                      >
                        {word}
                        {signature?.date && <span className="chip-line">{dateText(signature.date)}</span>}
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
      {cell && opened && (
        <SigningForm
          key={`${cell.documentId}-${cell.signer.signerId}`}
          signer={cell.signer}
          document={opened}
          view={view}
          caseId={caseId}
          firstDate={
            earlier?.documentId === opened.documentId && !isSeal(cell.signer)
              ? earlier.date
              : todayInShanghai()
          }
          // Before it is registered: the next one may be opened as soon as this one stands there.
          onSigning={(date) =>
            setEarlier(date === todayInShanghai() ? null : { documentId: opened.documentId, date })
          }
          // Only itself: meanwhile somebody may have opened the next one.
          onDone={() => setCell((now) => (now === cell ? null : now))}
        />
      )}
    </Section>
  );
}

/** Beside the name, which stays in sight: the papers that wait may stand to the right of the window. */
function Waiting({ count }: { readonly count: number }) {
  const { t } = useTranslation();
  return count === 0 ? null : <span className="tag tag-amber">{t('signing.waitingPapers', { count })}</span>;
}
