import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormId } from '../../shared/case/actions.ts';
import type { CaseDocument } from '../../shared/case/state.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { catalogue } from '../../shared/documents/catalogue.ts';
import { formatChineseDate } from '../../shared/text/dates.ts';
import type { SectionProps } from '../casepage/CasePage.tsx';
import { Button, Notice, Section } from '../ui/index.tsx';
import { FinaliseButton } from './FinaliseButton.tsx';
import { LivePreview } from './LivePreview.tsx';
import { PrintPanel } from './PrintPanel.tsx';
import { SigningTable } from './SigningTable.tsx';

type Slot = { readonly form: FormId; readonly subjectId: string; readonly label: string };

/** Every paper of the case: look, fix, print, sign. */
export default function DocumentsSection({ opened, caseId }: SectionProps) {
  const { t, i18n } = useTranslation();
  const { view } = opened;
  const slots = slotsOf(view, (form) => {
    const entry = catalogue.find((one) => one.form === form);
    return (i18n.language === 'en' ? entry?.englishTitle : entry?.title) ?? form;
  });
  const [shown, setShown] = useState<Slot | null>(null);
  const documentOf = (slot: Slot) =>
    view.documents.findLast((one) => one.form === slot.form && one.subjectId === slot.subjectId);
  const shownDocument = shown ? documentOf(shown) : undefined;
  return (
    <div>
      <EffectSentence view={view} />
      <Section title={t('documents.list')}>
        <table>
          <tbody>
            {slots.map((slot) => {
              const document = documentOf(slot);
              return (
                <tr key={`${slot.form}-${slot.subjectId}`} data-document={`${slot.form}.${slot.subjectId}`}>
                  <td>{slot.label}</td>
                  <td>
                    <State document={document} />
                  </td>
                  <td>
                    <div className="row">
                      <Button
                        data-action={`show-${slot.form}-${slot.subjectId}`}
                        onClick={() => setShown(slot)}
                      >
                        {t('documents.show')}
                      </Button>
                      {document === undefined && slot.form !== 'agreement' && (
                        <FinaliseButton
                          kind="plain"
                          caseId={caseId}
                          form={slot.form}
                          subjectId={slot.subjectId}
                        />
                      )}
                      {document !== undefined && isAboutWholeCase(slot.form) && (
                        <FinaliseButton
                          kind="plain"
                          caseId={caseId}
                          form={slot.form}
                          subjectId={slot.subjectId}
                        />
                      )}
                    </div>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Section>
      {shown && (
        <Section
          title={shown.label}
          aside={<Button onClick={() => setShown(null)}>{t('common.close')}</Button>}
        >
          <div className="split">
            <LivePreview
              caseId={caseId}
              form={shown.form}
              subjectId={shown.subjectId}
              state={view.timeline.at(-1)?.actionId ?? ''}
            />
            <div>
              {shownDocument ? (
                <PrintPanel key={shownDocument.documentId} document={shownDocument} caseId={caseId} />
              ) : (
                <Notice tone="info">{t('documents.finaliseFirst')}</Notice>
              )}
            </div>
          </div>
        </Section>
      )}
      <SigningTable view={view} caseId={caseId} />
    </div>
  );
}

function isAboutWholeCase(form: FormId): boolean {
  return catalogue.find((entry) => entry.form === form)?.subject === 'case';
}

function State({ document }: { readonly document: CaseDocument | undefined }) {
  const { t } = useTranslation();
  if (document === undefined) return <span className="soft">{t('documents.notYet')}</span>;
  const copies = document.printings.reduce((sum, one) => sum + one.copies, 0);
  return (
    <>
      <span className="tag tag-green">{t('documents.final')}</span>
      {copies > 0 && <span className="tag">{t('documents.printed', { count: copies })}</span>}
      {document.signatures.length > 0 && (
        <span className="tag">{t('documents.signed', { count: document.signatures.length })}</span>
      )}
      {document.isLate && <span className="tag tag-amber">{t('documents.late')}</span>}
    </>
  );
}

/** 尚缺：用人单位盖章 → 协议尚未生效. */
function EffectSentence({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation();
  const agreement = view.agreements.findLast((one) => one.isFinal);
  if (agreement === undefined) return null;
  const { effectiveness } = agreement;
  if (effectiveness.isEffective)
    return (
      <Notice tone="good">
        {t('effect.since', { date: formatChineseDate(effectiveness.effectiveDate) })}
      </Notice>
    );
  const missing = effectiveness.missing
    .map((one) => `${t(`missing.${one.kind}`)}${one.kind === 'organisationSeal' ? '' : `：${one.name}`}`)
    .join('；');
  return <Notice tone="warning">{t('effect.missing', { missing })}</Notice>;
}

function slotsOf(view: CaseView, title: (form: FormId) => string): Slot[] {
  const whole = (form: FormId): Slot => ({ form, subjectId: 'application', label: title(form) });
  const isFailed = view.outcome !== null && view.outcome.code !== 'R01' && view.outcome.code !== 'R01a';
  return [
    whole('registrationForm'),
    ...(view.acceptance?.decision === 'refused' ? [whole('refusalNotice')] : []),
    ...(view.acceptance?.decision === 'accepted' ? [whole('acceptanceNotice'), whole('rightsNotice')] : []),
    ...view.meetings.map(
      (one): Slot => ({
        form: 'minutes',
        subjectId: one.id,
        label: `${title('minutes')} ${one.number ?? ''}`,
      }),
    ),
    ...view.agreements.map(
      (one): Slot => ({
        form: 'agreement',
        subjectId: one.version,
        label: `${title('agreement')} ${one.version}`,
      }),
    ),
    ...(isFailed ? [whole('terminationNotice')] : []),
    ...view.visits
      .filter((one) => one.date)
      .map(
        (one): Slot => ({
          form: 'visitRecord',
          subjectId: one.id,
          label: `${title('visitRecord')} ${one.number ?? ''}`,
        }),
      ),
  ];
}
