import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OnScreenSignature } from '../../shared/case/actions.ts';
import type { CaseDocument } from '../../shared/case/state.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { call, desk } from '../app/desk.ts';
import { errorText } from '../app/error-text.ts';
import { whileOnItsWay } from '../app/files-on-their-way.ts';
import { PaperPreview } from '../documents/PaperPreview.tsx';
import { useEscape } from '../shell/escape.ts';
import { Button, CheckInput, Notice, useOrder } from '../ui/index.tsx';
import { useFocusBack } from '../ui/useFocusBack.ts';
import { useFocusInside } from '../ui/useFocusInside.ts';
import { isFull, isWritten, noInk } from './ink.ts';
import { SigningPad } from './SigningPad.tsx';

const consentParts = ['choice', 'effect', 'notice', 'use', 'rights', 'consent'] as const;

/**
 * 屏签: the screen is turned to the signer, who sees the very document, what the law wants said beforehand (电子签名法 3, 13;
 * 个人信息保护法 17, 29, 30), and where to write. Nothing is kept before 完成; Esc leaves everything as it was.
 */
export function OnScreenSigning(props: {
  readonly view: CaseView;
  readonly document: CaseDocument;
  readonly signerName: string;
  /** For whom an agent signs, and by which powers; '' for who signs in his own name. */
  readonly powers: string;
  readonly onSigned: (signature: OnScreenSignature) => Promise<void>;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const { view, document, signerName, powers, onSigned, onClose } = props;
  const [ink, setInk] = useState(noInk);
  const [consentedAt, setConsentedAt] = useState<string | null>(null);
  const pad = useRef<HTMLDivElement>(null);
  const screen = useRef<HTMLDivElement>(null);
  useFocusBack();
  useFocusInside(screen);
  useEscape(true, onClose);
  // Not on a button at its end: what is signed is read from the top.
  useEffect(() => screen.current?.focus(), []);
  const { office, caseNumber } = view.opened;
  const values = {
    signer: signerName,
    document: t(`form.${document.form}`),
    caseNumber,
    hash: document.contentSha256.slice(0, 12),
    office: office.name,
    contact: [office.address, office.phone].filter(Boolean).join('，') || t('onScreen.contactHere'),
  };
  const consentText = consentParts.map((part) => t(`onScreen.${part}`, values)).join('\n');
  const finish = useOrder(async () => {
    const box = pad.current?.querySelector('svg')?.getBoundingClientRect();
    if (consentedAt === null || box === undefined) return;
    await onSigned({
      consentText,
      consentedAt,
      width: Math.max(1, Math.round(box.width)),
      height: Math.max(1, Math.round(box.height)),
      pointer: ink.pointer,
      strokes: ink.strokes,
    });
  });
  return (
    <div
      ref={screen}
      tabIndex={-1}
      className="on-screen"
      role="dialog"
      aria-modal="true"
      aria-label={t('onScreen.title')}
    >
      <FinalPaper caseId={view.caseId} documentId={document.documentId} />
      <div className="on-screen-side">
        <h2>
          {t('onScreen.title')}　{signerName}
        </h2>
        {powers !== '' && <p>{powers}</p>}
        <div className="on-screen-consent" data-state="consent-text">
          {consentText.split('\n').map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
        <CheckInput
          field="onScreen.consent"
          isChecked={consentedAt !== null}
          onChange={(isChecked) => {
            setConsentedAt(isChecked ? new Date().toISOString() : null);
            // What was written without a consent is not kept, not even for a moment.
            if (!isChecked) setInk(noInk);
          }}
        >
          {t('onScreen.agree')}
        </CheckInput>
        <div ref={pad}>
          <SigningPad ink={ink} isOpen={consentedAt !== null} onInk={setInk} />
        </div>
        {isFull(ink) && <Notice tone="warning">{t('onScreen.full')}</Notice>}
        {finish.failure}
        <div className="row">
          <Button
            kind="primary"
            data-action="finish-on-screen"
            disabled={finish.isBusy || consentedAt === null || !isWritten(ink)}
            onClick={() => void finish.run()}
          >
            {t('onScreen.finish')}
          </Button>
          <Button
            data-action="rewrite-on-screen"
            disabled={ink.strokes.length === 0}
            onClick={() => setInk(noInk)}
          >
            {t('onScreen.again')}
          </Button>
          <Button data-action="cancel-on-screen" onClick={onClose}>
            {t('onScreen.paperInstead')}
          </Button>
        </div>
      </div>
    </div>
  );
}

/** The very bytes that are signed, to be read before. */
function FinalPaper({ caseId, documentId }: { readonly caseId: string; readonly documentId: string }) {
  const { t } = useTranslation();
  const { data, error } = useQuery({
    queryKey: ['finalPaper', caseId, documentId],
    queryFn: () => call(desk.documents.read({ caseId, documentId })),
    refetchInterval: whileOnItsWay,
  });
  if (error) return <Notice tone="error">{errorText(error, t)}</Notice>;
  return <div className="on-screen-paper">{data === undefined ? null : <PaperPreview pdf={data.pdf} />}</div>;
}
