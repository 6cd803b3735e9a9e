import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../shared/case/view.ts';
import type { ApplicationPack, PackPaper } from '../../shared/documents/application-packs.ts';
import { getFormEntry } from '../../shared/documents/catalogue.ts';
import { mayBeMade, type PaperSlot } from '../../shared/documents/slots.ts';
import { FinaliseButton } from '../documents/FinaliseButton.tsx';
import { findDocument, PaperState, useFormName } from '../documents/PaperList.tsx';
import { useDetailText } from '../documents/useDetailText.ts';
import { useRoutes } from '../shell/routes.ts';
import { Button } from '../ui/index.tsx';

type Props = { readonly view: CaseView; readonly caseId: string };

/** The papers of an application, numbered as they are handed in. */
export function PackPieces({ view, caseId, pack }: Props & { readonly pack: ApplicationPack }) {
  const { t, i18n } = useTranslation();
  const titleOf = useFormName();
  const detailOf = useDetailText();
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
            {paper.slots.filter(isWholePiece(paper)).map((slot) => (
              <SlotState key={slot.subjectId} view={view} caseId={caseId} slot={slot} />
            ))}
          </div>
          {paper.slots
            .filter((slot) => !isWholePiece(paper)(slot))
            .map((slot) => (
              <div key={`${slot.form}-${slot.subjectId}`} className="row paper-line">
                <span className="piece-name">
                  {isNamed(paper) ? `${titleOf(slot.form)}　` : ''}
                  {detailOf(slot.detail)}
                </span>
                <SlotState view={view} caseId={caseId} slot={slot} />
              </div>
            ))}
        </li>
      ))}
    </ol>
  );
}

/** A piece that is nothing but papers of one form has that form's name above already. */
const isNamed = ({ forms, scansOf }: PackPaper) => forms.length > 1 || scansOf !== 'nobody';

/** The one paper that a piece is: it stands in the line of the piece itself. */
const isWholePiece = (paper: PackPaper) => (slot: PaperSlot) =>
  !isNamed(paper) && (slot.detail === null || getFormEntry(slot.form).subject === 'agreement');

/** How far a paper is, what makes it, and the way to its print. */
function SlotState({ view, caseId, slot }: Props & { readonly slot: PaperSlot }) {
  const { t } = useTranslation();
  const go = useRoutes((routes) => routes.go);
  const document = findDocument(view, slot);
  return (
    <span className="row piece-state" data-paper={`${slot.form}.${slot.subjectId}`}>
      <PaperState document={document} />
      {document === undefined && slot.form !== 'agreement' && mayBeMade(view, slot.form) && (
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
    </span>
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
