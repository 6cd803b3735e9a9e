import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormId, OnScreenSignature } from '../../shared/case/actions.ts';
import { findSigningDayFault } from '../../shared/case/signing-day.ts';
import type { CaseDocument } from '../../shared/case/state.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { codeLabel, signatureManners } from '../../shared/law/codes/index.ts';
import { useSession } from '../app/session-store.ts';
import { mayTakeBack, TakeBackAction } from '../casepage/TakeBack.tsx';
import { useAct } from '../casepage/useCase.ts';
import { Button, CheckInput, Notice, StillMissing, TextInput, useOrder } from '../ui/index.tsx';
import { listText } from '../ui/list-text.ts';
import { dateText, todayInShanghai } from '../ui/shanghai-time.ts';
import { useFocusBack } from '../ui/useFocusBack.ts';
import { CertificateSigning, useCertificateCapacity } from './CertificateSigning.tsx';
import { OnScreenSigning } from './OnScreenSigning.tsx';
import { findPowers, listGroupWaiting, type Signer } from './signers.ts';

/** Registers how somebody signed a document, or why not; on the screen it is signed here and now. */
export function SigningForm(props: {
  readonly signer: Signer;
  readonly document: CaseDocument;
  readonly view: CaseView;
  readonly caseId: string;
  /** The day that stands there first. */
  readonly firstDate: string;
  /** Called with the day of what is about to be registered. */
  readonly onSigning: (date: string) => void;
  readonly onDone: () => void;
}) {
  const { t, i18n } = useTranslation();
  const { signer, document, view, caseId, onSigning, onDone } = props;
  const person = useSession((session) => session.status?.person?.name ?? '');
  const { act } = useAct(caseId);
  const form = useRef<HTMLDivElement>(null);
  useFocusBack();
  useEffect(() => {
    // Below a long table it would open out of sight.
    form.current?.scrollIntoView({ block: 'nearest' });
    form.current?.querySelector('select')?.focus({ preventScroll: true });
  }, []);
  const isEmployer = view.parties.some(({ id, kind }) => id === signer.signerId && kind === 'employer');
  const [manner, setManner] = useState<string>(
    signer.capacity === 'organisation' || isEmployer ? 'sealed' : 'signed',
  );
  const [date, setDate] = useState(props.firstDate);
  const [note, setNote] = useState('');
  const [witness, setWitness] = useState('');
  const [sealHolder, setSealHolder] = useState(signer.capacity === 'organisation' ? person : '');
  // Ticked by who has looked at every page; unticked says nothing of them.
  const [isEveryPageSigned, setEveryPageSigned] = useState(false);
  const [isForGroup, setForGroup] = useState(false);
  const [isOnScreenOpen, setOnScreenOpen] = useState(false);
  const isRefusal = manner === 'refused';
  const isSeal = manner === 'sealed';
  const isOnScreen = manner === 'onScreen';
  const powers = usePowersText(view, signer, document.form);
  // Minutes and records are signed page by page (DOMAIN 2.3.8); elsewhere the last page is enough.
  const asksForPages =
    document.pages > 1 &&
    !isRefusal &&
    !isOnScreen &&
    manner !== 'certificate' &&
    signer.capacity !== 'organisation';
  const locale = i18n.language === 'en' ? 'en' : 'zh-CN';
  const isOneByOne = isRefusal || isSeal || isOnScreen || manner === 'certificate';
  const group = isOneByOne ? [] : listGroupWaiting(view, signer, document);
  const sign = useOrder(async () => {
    onSigning(date);
    // The one of this form last: should one fail, those before him are no longer waiting and are not registered twice.
    for (const one of [...(isForGroup ? group : []), signer])
      await act('document.signed', {
        documentId: document.documentId,
        ...one,
        manner,
        date,
        note,
        ...(asksForPages && isEveryPageSigned ? { isEveryPageSigned } : {}),
        ...(isRefusal && witness.trim() !== '' ? { witness: witness.trim() } : {}),
        ...(isSeal && sealHolder.trim() !== '' ? { sealHolder: sealHolder.trim() } : {}),
        ...licenceOf(view, one),
        scanSha256: null,
      });
    onDone();
  });
  const signOnScreen = async (onScreen: OnScreenSignature) => {
    await act('document.signed', {
      documentId: document.documentId,
      ...signer,
      manner: 'onScreen',
      date: todayInShanghai(),
      note,
      ...licenceOf(view, signer),
      scanSha256: null,
      onScreen,
    });
    onDone();
  };
  const capacity = useCertificateCapacity(signer);
  // The organisation has no hand: it is there by its seal (劳动争议调解仲裁法 14). The screen is for those at the table.
  const manners = signatureManners.filter(
    ({ code }) =>
      !(code === 'certificate' && capacity === null) &&
      !(code === 'onScreen' && signer.capacity === 'other') &&
      !(signer.capacity === 'organisation' && code !== 'sealed' && code !== 'certificate'),
  );
  const isCertificate = manner === 'certificate';
  const fault =
    isOnScreen || isCertificate ? null : findSigningDayFault(view, document, date, todayInShanghai());
  const missing = [
    ...(date === '' ? [t('signing.date')] : []),
    ...(isRefusal && note.trim() === '' ? [t('signing.refusalReason')] : []),
    ...(isSeal && signer.capacity === 'organisation' && sealHolder.trim() === ''
      ? [t('signing.sealHolder')]
      : []),
  ];
  const registered = mayTakeBack(view)
    ? document.signatures.filter((one) => one.signerId === signer.signerId && one.manner !== 'certificate')
    : [];
  return (
    <div ref={form} className="card">
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
                {capacity === 'organisation' && entry.code === 'certificate'
                  ? t('signing.electronicSeal')
                  : codeLabel(signatureManners, entry.code, locale)}
              </option>
            ))}
          </select>
        </div>
        {!isOnScreen && !isCertificate && (
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
        )}
        {!isCertificate && (
          <div className="field">
            <label htmlFor="signNote">{t(isRefusal ? 'signing.refusalReason' : 'signing.note')}</label>
            <input
              id="signNote"
              data-field="sign.note"
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          </div>
        )}
        {isRefusal && (
          <TextInput
            label={t('signing.witness')}
            field="sign.witness"
            value={witness}
            onChange={setWitness}
          />
        )}
        {isSeal && (
          <TextInput
            label={t('signing.sealHolder')}
            field="sign.sealHolder"
            value={sealHolder}
            onChange={setSealHolder}
            suggestions={[...new Set([person, view.opened.office.officeHead].filter(Boolean))]}
          />
        )}
        {asksForPages && (
          <CheckInput
            field="sign.isEveryPageSigned"
            isChecked={isEveryPageSigned}
            onChange={setEveryPageSigned}
          >
            {t('signing.everyPage', { count: document.pages })}
          </CheckInput>
        )}
      </div>
      {group.length > 0 && (
        <CheckInput field="sign.isForGroup" isChecked={isForGroup} onChange={setForGroup}>
          {t('signing.forGroup', {
            count: group.length,
            names: listText(group.map(({ signerName }) => signerName)),
          })}
        </CheckInput>
      )}
      {powers.text !== '' && !isRefusal && (
        <Notice tone={powers.isEnough ? 'info' : 'warning'}>{powers.text}</Notice>
      )}
      {fault !== null && (
        <Notice tone="warning">{t(`signing.day.${fault.code}`, { day: dateText(fault.day) })}</Notice>
      )}
      {isSeal && <p className="small soft">{t('signing.sealHint')}</p>}
      {isOnScreen && <p className="small soft">{t('onScreen.explained')}</p>}
      {sign.failure}
      {isCertificate && capacity !== null ? (
        <CertificateSigning document={document} caseId={caseId} capacity={capacity} onDone={onDone} />
      ) : (
        <div className="row">
          {isOnScreen ? (
            <Button kind="primary" data-action="open-on-screen" onClick={() => setOnScreenOpen(true)}>
              {t('onScreen.open')}
            </Button>
          ) : (
            <Button
              kind="primary"
              data-action="sign"
              disabled={sign.isBusy || missing.length > 0}
              onClick={() => void sign.run()}
            >
              {fault === null ? t('signing.save') : t('signing.saveAnyway', { date: dateText(date) })}
            </Button>
          )}
          <Button onClick={onDone}>{t('common.cancel')}</Button>
          {!isOnScreen && <StillMissing labels={missing} />}
        </div>
      )}
      {registered.map(({ authorship, manner: former, date: on }, index) => (
        <div key={authorship.actionId} data-registered={authorship.actionId}>
          <p className="small">
            {t('signing.registered', {
              manner: codeLabel(signatureManners, former, locale),
              date: dateText(on),
            })}
          </p>
          <TakeBackAction
            label={t('takeBack.signature')}
            name={`signature-${index + 1}`}
            caseId={caseId}
            actionId={authorship.actionId}
          />
        </div>
      ))}
      {isOnScreenOpen && (
        <OnScreenSigning
          view={view}
          document={document}
          signerName={signer.signerName}
          powers={powers.text}
          onSigned={signOnScreen}
          onClose={() => setOnScreenOpen(false)}
        />
      )}
    </div>
  );
}

/** For whom an agent signs, and whether his powers are enough; '' for everybody else. */
function usePowersText(view: CaseView, signer: Signer, form: FormId) {
  const { t } = useTranslation();
  const powers = findPowers(view, signer, form);
  if (powers === null) return { text: '', isEnough: true };
  const { effect, partyNames: names } = powers;
  return { text: t(`signing.powers.${effect}`, { names }), isEnough: effect !== 'notBinding' };
}

/** A mediator's certificate as it is today, renewed since the appointment or not. */
function licenceOf({ acceptance }: CaseView, { capacity, signerId }: Signer) {
  const mediator = acceptance?.mediators.find(({ id }) => id === signerId);
  if (capacity !== 'mediator' || mediator === undefined) return {};
  const { certificateNumber, validFrom, validTo } = mediator;
  return { licence: { certificateNumber, validFrom, validTo } };
}
