import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../shared/case/view.ts';
import type { ApplicationPack, PackPaper } from '../../shared/documents/application-packs.ts';
import { getFormEntry } from '../../shared/documents/catalogue.ts';
import type { PaperSlot } from '../../shared/documents/slots.ts';
import { FinaliseButton } from '../documents/FinaliseButton.tsx';
import { findDocument, PaperState } from '../documents/PaperList.tsx';
import { useDetailText } from '../documents/useDetailText.ts';
import { useRoutes } from '../shell/routes.ts';
import { Button } from '../ui/index.tsx';

type Props = { readonly view: CaseView; readonly caseId: string };

/** The papers of an application, numbered as they are handed in. */
export function PackPieces({ view, caseId, pack }: Props & { readonly pack: ApplicationPack }) {
  const { t, i18n } = useTranslation();
  return (
    <ol className="pieces">
      {pack.papers.map((paper, index) => (
        <li key={paper.title} data-piece={index + 1}>
          <div className="row">
            <strong>
              {index + 1}．{i18n.language === 'en' ? paper.englishTitle : paper.title}
            </strong>
            {!paper.isRequired && <span className="small soft">{t('pack.ifAny')}</span>}
            <Brought paper={paper} />
          </div>
          {paper.slots.map((slot) => (
            <SlotLine
              key={`${slot.form}-${slot.subjectId}`}
              view={view}
              caseId={caseId}
              slot={slot}
              // A piece that is nothing but this form has its name above already.
              isNamed={paper.forms.length > 1 || paper.scansOf !== 'nobody'}
            />
          ))}
        </li>
      ))}
    </ol>
  );
}

function SlotLine({
  view,
  caseId,
  slot,
  isNamed,
}: Props & { readonly slot: PaperSlot; readonly isNamed: boolean }) {
  const { t, i18n } = useTranslation();
  const go = useRoutes((routes) => routes.go);
  const detailOf = useDetailText();
  const document = findDocument(view, slot);
  const entry = getFormEntry(slot.form);
  return (
    <div className="row paper-line" data-paper={`${slot.form}.${slot.subjectId}`}>
      <span className="piece-name">
        {isNamed ? `${i18n.language === 'en' ? entry.englishTitle : entry.title}　` : ''}
        {entry.subject === 'agreement' ? '' : detailOf(slot.detail)}
      </span>
      <PaperState document={document} />
      {document === undefined && slot.form !== 'agreement' && (
        <FinaliseButton kind="plain" caseId={caseId} form={slot.form} subjectId={slot.subjectId} />
      )}
      <Button
        kind="quiet"
        data-action={`open-${slot.form}`}
        onClick={() =>
          go({
            name: 'case',
            caseId,
            section: 'documents',
            paper: { form: slot.form, subjectId: slot.subjectId },
          })
        }
      >
        {t('documents.showAndPrint')}
      </Button>
    </div>
  );
}

/** What the parties bring: scans in the file, else paper that goes along. */
function Brought({ paper }: { readonly paper: PackPaper }) {
  const { t } = useTranslation();
  if (paper.scans.length > 0)
    return <span className="tag tag-green">{t('pack.scans', { count: paper.scans.length })}</span>;
  if (paper.forms.length > 0 && (paper.slots.length > 0 || paper.documents.length > 0)) return null;
  return <span className="tag">{t('pack.onPaper')}</span>;
}
