import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findAgreementInForce } from '../../shared/case/agreement.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { countMissingCopies, listPrintablePapers } from '../../shared/documents/print-batch.ts';
import { mayBeMade } from '../../shared/documents/slots.ts';
import type { SectionProps } from '../casepage/CasePage.tsx';
import { SignedCopies } from '../scans/SignedCopies.tsx';
import { useEscape } from '../shell/escape.ts';
import { useRoutes } from '../shell/routes.ts';
import { SigningTable } from '../signing/SigningTable.tsx';
import { Button, Notice, Section } from '../ui/index.tsx';
import { dateText } from '../ui/shanghai-time.ts';
import { useFocusBack } from '../ui/useFocusBack.ts';
import { FinaliseButton } from './FinaliseButton.tsx';
import { LivePreview } from './LivePreview.tsx';
import { batchKey, useOpenBatches } from './open-batches.ts';
import { findDocument, PaperList, type TitledSlot, usePaperLabel, useTitledSlots } from './PaperList.tsx';
import { PrintBatch } from './PrintBatch.tsx';
import { PrintPanel } from './PrintPanel.tsx';
import { Services } from './Services.tsx';
import { useWarmPapers } from './useWarmPapers.ts';

/** Every paper of the case: look, fix, print, sign. */
export default function DocumentsSection({ opened, caseId }: SectionProps) {
  const { t } = useTranslation();
  const { view } = opened;
  useWarmPapers();
  const slots = useTitledSlots(view);
  const asked = useRoutes(({ page }) => (page.name === 'case' ? page.paper : undefined));
  const [shown, setShown] = useState<TitledSlot | null>(null);
  useEffect(() => {
    const slot = slots.find((one) => one.form === asked?.form && one.subjectId === asked.subjectId);
    if (slot !== undefined) setShown(slot);
    // What was asked for is opened once; which papers there are changes with every action.
  }, [asked]);
  useEffect(() => {
    if (shown !== null) document.getElementById('shown-paper')?.scrollIntoView({ block: 'start' });
  }, [shown]);
  return (
    <div>
      <EffectSentence view={view} />
      <Section title={t('documents.list')}>
        {view.archive !== null && <p className="soft">{t('errors.case.isArchived')}</p>}
        <PaperList slots={slots} view={view} caseId={caseId} onShow={setShown} />
      </Section>
      {shown && (
        <ShownPaper
          key={`${shown.form}.${shown.subjectId}`}
          shown={shown}
          view={view}
          caseId={caseId}
          onClose={() => setShown(null)}
        />
      )}
      <PrintSeveral view={view} caseId={caseId} />
      <SigningTable view={view} caseId={caseId} />
      <Services view={view} caseId={caseId} />
      <SignedCopies view={view} />
    </div>
  );
}

/** One paper as it will be printed, with its print beside it. */
function ShownPaper(props: {
  readonly shown: TitledSlot;
  readonly view: CaseView;
  readonly caseId: string;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const { shown, view, caseId, onClose } = props;
  useFocusBack();
  useEscape(true, onClose);
  const shownDocument = findDocument(view, shown);
  return (
    <Section
      id="shown-paper"
      title={shown.label}
      aside={<Button onClick={onClose}>{t('common.close')}</Button>}
    >
      <div className="split">
        <LivePreview
          caseId={caseId}
          form={shown.form}
          subjectId={shown.subjectId}
          state={view.timeline.at(-1)?.actionId ?? ''}
          documentId={shownDocument?.documentId}
        />
        <div>
          {shownDocument ? (
            <PrintPanel key={shownDocument.documentId} document={shownDocument} view={view} caseId={caseId} />
          ) : (
            <>
              <Notice tone="info">{t('documents.finaliseFirst')}</Notice>
              {shown.form !== 'agreement' && mayBeMade(view, shown.form) && (
                <FinaliseButton caseId={caseId} form={shown.form} subjectId={shown.subjectId} />
              )}
            </>
          )}
        </div>
      </div>
    </Section>
  );
}

/** The papers of the whole file that are final, to be printed in one go. */
function PrintSeveral({ view, caseId }: { readonly view: CaseView; readonly caseId: string }) {
  const { t } = useTranslation();
  const isAsking = useOpenBatches(({ batches }) => batchKey(caseId, null) in batches);
  const [isOpen, setOpen] = useState(isAsking);
  const labelOf = usePaperLabel(view);
  const papers = listPrintablePapers(view);
  if (papers.length === 0) return null;
  return (
    <Section
      title={t('batch.title')}
      aside={
        <Button data-action="print-several" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? 'common.close' : 'batch.open', { count: papers.length })}
        </Button>
      }
    >
      {isOpen && (
        <PrintBatch
          view={view}
          caseId={caseId}
          pieces={papers.map((document) => ({
            document,
            label: labelOf(document),
            copies: countMissingCopies(document),
          }))}
        />
      )}
    </Section>
  );
}

/** 尚缺：用人单位盖章 → 协议尚未生效. */
function EffectSentence({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation();
  const agreement = view.agreements.findLast((one) => one.isFinal);
  if (agreement === undefined) return null;
  const { effectiveness } = agreement;
  if (effectiveness.isEffective)
    return <Notice tone="good">{t('effect.since', { date: dateText(effectiveness.effectiveDate) })}</Notice>;
  const missing = effectiveness.missing
    .map(({ kind, name }) => t(`effect.missing.${kind}`, { name }))
    .join(t('common.clauseSeparator'));
  const inForce = findAgreementInForce(view.agreements)?.effectiveness.effectiveDate ?? null;
  return (
    <Notice tone="warning">
      {t('effect.missing', { missing })}
      {inForce !== null && ` ${t('effect.formerBinds', { date: dateText(inForce) })}`}
    </Notice>
  );
}
