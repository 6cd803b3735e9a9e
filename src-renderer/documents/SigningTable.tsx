import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseDocument, Signature } from '../../shared/case/state.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { getFormEntry } from '../../shared/documents/catalogue.ts';
import { codeLabel, signatureManners } from '../../shared/law/codes/index.ts';
import { todayInShanghai } from '../caseload/useNewCase.ts';
import { useAct } from '../casepage/useCase.ts';
import { useEscape } from '../shell/escape.ts';
import { Button, Section, TextInput, useOrder } from '../ui/index.tsx';

type Signer = Pick<Signature, 'signerId' | 'signerName' | 'capacity' | 'forPartyIds'>;

/** Rows are signers, columns the finalised documents; a cell opens in place. */
export function SigningTable({ view, caseId }: { readonly view: CaseView; readonly caseId: string }) {
  const { t, i18n } = useTranslation();
  const [cell, setCell] = useState<{ signer: Signer; document: CaseDocument } | null>(null);
  useEscape(cell !== null, () => setCell(null));
  const documents = view.documents.filter(
    (one) => !view.documents.some((other) => other.replacesDocumentId === one.documentId),
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
                        {signature ? ` ${signature.date}` : ''}
                      </button>
                      {signature && <SignatureNote signature={signature} />}
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
          caseId={caseId}
          // Only itself: meanwhile somebody may have opened the next one.
          onDone={() => setCell((now) => (now === cell ? null : now))}
        />
      )}
    </Section>
  );
}

/** Whether every page was signed, why somebody refused and who saw it. */
function SignatureNote({ signature }: { readonly signature: Signature }) {
  const { t } = useTranslation();
  const words = [
    signature.isEveryPageSigned === true ? t('signing.pagesAll') : '',
    signature.isEveryPageSigned === false ? t('signing.pagesMissing') : '',
    signature.manner === 'refused' ? signature.note : '',
    signature.witness ? t('signing.witnessed', { name: signature.witness }) : '',
  ].filter(Boolean);
  return words.length > 0 ? <div className="small soft">{words.join('　')}</div> : null;
}

function SigningForm(props: {
  readonly signer: Signer;
  readonly document: CaseDocument;
  readonly caseId: string;
  readonly onDone: () => void;
}) {
  const { t, i18n } = useTranslation();
  const { signer, document, caseId, onDone } = props;
  const { act } = useAct(caseId);
  const [manner, setManner] = useState<string>(signer.capacity === 'organisation' ? 'sealed' : 'signed');
  const [date, setDate] = useState(todayInShanghai());
  const [note, setNote] = useState('');
  const [witness, setWitness] = useState('');
  const [isEveryPageSigned, setEveryPageSigned] = useState(true);
  const isRefusal = manner === 'refused';
  // Minutes and records are signed page by page (DOMAIN 2.3.8); elsewhere the last page is enough.
  const asksForPages = document.pages > 1 && !isRefusal && signer.capacity !== 'organisation';
  const locale = i18n.language === 'en' ? 'en' : 'zh-CN';
  const sign = useOrder(async () => {
    await act('document.signed', {
      documentId: document.documentId,
      ...signer,
      manner,
      date,
      note,
      ...(asksForPages ? { isEveryPageSigned } : {}),
      ...(isRefusal && witness.trim() !== '' ? { witness: witness.trim() } : {}),
      scanSha256: null,
    });
    onDone();
  });
  // A certificate's signature comes with the certificate, not by being noted down.
  const manners = signatureManners.filter(
    (entry) => entry.code !== 'certificate' && entry.code !== 'onScreen',
  );
  return (
    <div className="card">
      <h3>
        {signer.signerName} · {t(`form.${document.form}`)}
      </h3>
      <div className="grid">
        <div className="field">
          <label htmlFor="manner">{t('signing.manner')}</label>
          <select
            id="manner"
            data-field="sign.manner"
            value={manner}
            onChange={(event) => setManner(event.target.value)}
          >
            {manners.map((entry) => (
              <option key={entry.code} value={entry.code}>
                {codeLabel(signatureManners, entry.code, locale)}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="signDate">{t('signing.date')}</label>
          <input
            id="signDate"
            type="date"
            data-field="sign.date"
            value={date}
            onChange={(event) => setDate(event.target.value)}
          />
        </div>
        <div className="field">
          <label htmlFor="signNote">{t(isRefusal ? 'signing.refusalReason' : 'signing.note')}</label>
          <input
            id="signNote"
            data-field="sign.note"
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </div>
        {isRefusal && (
          <TextInput
            label={t('signing.witness')}
            field="sign.witness"
            value={witness}
            onChange={setWitness}
          />
        )}
        {asksForPages && (
          <label className="check">
            <input
              type="checkbox"
              data-field="sign.isEveryPageSigned"
              checked={isEveryPageSigned}
              onChange={(event) => setEveryPageSigned(event.target.checked)}
            />
            {t('signing.everyPage', { count: document.pages })}
          </label>
        )}
      </div>
      {sign.failure}
      <div className="row">
        <Button
          kind="primary"
          data-action="sign"
          disabled={sign.isBusy || date === '' || (isRefusal && note.trim() === '')}
          onClick={() => void sign.run()}
        >
          {t('signing.save')}
        </Button>
        <Button onClick={onDone}>{t('common.cancel')}</Button>
      </div>
    </div>
  );
}

const signersOfCapacity = {
  party: 'parties',
  agent: 'agents',
  mediator: 'mediators',
  recorder: 'recorder',
  organisation: 'organisationSeal',
} as const;

/** Whether the form has a place for this signer. */
function isAskedToSign({ capacity, signerId, forPartyIds }: Signer, document: CaseDocument): boolean {
  const wanted = capacity === 'other' ? undefined : signersOfCapacity[capacity];
  const entry = getFormEntry(document.form);
  if (wanted === undefined || !entry.signers.includes(wanted)) return false;
  // A paper about one party is signed by that party and those who act for it; a power of attorney by its agent.
  const isPartyOrAgent = capacity === 'party' || capacity === 'agent';
  if (isPartyOrAgent && entry.subject === 'party') return forPartyIds.includes(document.subjectId);
  return capacity === 'agent' && entry.subject === 'agent' ? signerId === document.subjectId : true;
}

/** Everybody who may sign: parties, agents for those they stand for, mediators, recorder, the organisation's seal. */
function signersOf(view: CaseView): Signer[] {
  const parties = view.parties.map(
    (party): Signer => ({
      signerId: party.id,
      signerName: party.name ?? '',
      capacity: 'party',
      forPartyIds: [party.id],
    }),
  );
  const agents = view.agents.map(
    (agent): Signer => ({
      signerId: agent.id,
      signerName: agent.name ?? '',
      capacity: 'agent',
      forPartyIds: agent.forPartyIds ?? [],
    }),
  );
  const mediators = (view.acceptance?.mediators ?? []).map(
    (one): Signer => ({ signerId: one.id, signerName: one.name, capacity: 'mediator', forPartyIds: [] }),
  );
  const recorder = view.acceptance?.recorder
    ? [
        {
          signerId: 'recorder',
          signerName: view.acceptance.recorder,
          capacity: 'recorder' as const,
          forPartyIds: [],
        },
      ]
    : [];
  const seal: Signer = {
    signerId: 'organisation',
    signerName: view.opened.office.name,
    capacity: 'organisation',
    forPartyIds: [],
  };
  return [...parties, ...agents, ...mediators, ...recorder, seal].filter((one) => one.signerName !== '');
}
